package zooka.commands.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zooka.commands.Failure;
import zooka.commands.Glob;
import zooka.commands.kafka.client.Partition;
import zooka.commands.kafka.client.Topic;

/**
 * Partitions as people name them: {@code orders-0} for one, {@code orders:0,3-5} for some, {@code orders} or
 * {@code orders:*} for all of a topic, and {@code tmp-*} for all of several topics.
 */
public final class PartitionNames {

    /** What such a parameter's description says. */
    static final String FORMS = "orders-0, orders:0,3-5, or a topic for all of its partitions; * and ? as in a shell.";

    private static final Pattern ONE = Pattern.compile("(.+)-(\\d{1,9})");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    private PartitionNames() {}

    /**
     * The partitions that the words name, each once, in the order of the words.
     *
     * @throws Failure {@code USAGE} for a word that is badly formed or that means two things, {@code NOT_FOUND} for what the
     *     cluster does not have
     */
    public static List<Partition> among(Collection<Topic> topics, Collection<String> words) {
        Set<Partition> chosen = new LinkedHashSet<>();
        for (String word : words) {
            chosen.addAll(named(topics, word));
        }
        return List.copyOf(chosen);
    }

    private static List<Partition> named(Collection<Topic> topics, String word) {
        int colon = word.lastIndexOf(':');
        if (colon >= 0) {
            return numbered(existing(topics, word.substring(0, colon)), word.substring(colon + 1), word);
        }
        Optional<Topic> topic = find(topics, word);
        Matcher form = ONE.matcher(word);
        Optional<Topic> before = form.matches() ? find(topics, form.group(1)) : Optional.empty();
        if (topic.isPresent() && before.isPresent()) {
            throw Failure.usage("'" + word + "' is a topic, and a partition of " + form.group(1))
                    .hint(word + ":* is all of the topic, " + form.group(1) + ":" + form.group(2) + " the partition");
        }
        if (before.isPresent()) {
            return numbered(before.get(), form.group(2), word);
        }
        return topic.isPresent() ? topic.get().partitions() : matching(topics, word);
    }

    private static List<Partition> matching(Collection<Topic> topics, String word) {
        Glob glob = new Glob(word);
        // A pattern is not meant to reach Kafka's own topics.
        List<Partition> matching = topics.stream()
                .filter(topic -> !topic.internal() && glob.matches(topic.name()))
                .flatMap(topic -> topic.partitions().stream())
                .toList();
        if (matching.isEmpty()) {
            throw Failure.notFound("no topic or partition " + word).hint("partitions, topics");
        }
        return matching;
    }

    private static List<Partition> numbered(Topic topic, String numbers, String word) {
        if (numbers.equals("*")) {
            return topic.partitions();
        }
        List<Partition> chosen = new ArrayList<>();
        for (String part : numbers.split(",", -1)) {
            Matcher range = RANGE.matcher(part);
            if (!range.matches()) {
                throw Failure.usage("'" + word + "' is no name of partitions such as orders:0,3-5");
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (last < first) {
                throw Failure.usage("'" + word + "': " + part + " ends before it begins");
            }
            for (int number = first; number <= last; number++) {
                chosen.add(partition(topic, number));
            }
        }
        return chosen;
    }

    private static Partition partition(Topic topic, int number) {
        return topic.partitions().stream()
                .filter(partition -> partition.partition() == number)
                .findFirst()
                .orElseThrow(() -> Failure.notFound("no partition " + number + " of topic " + topic.name())
                        .hint(topic.name() + " has " + topic.partitions().size() + ": partitions " + topic.name()));
    }

    private static Topic existing(Collection<Topic> topics, String name) {
        return find(topics, name).orElseThrow(() -> Failure.absent(Failure.Noun.TOPIC, name));
    }

    private static Optional<Topic> find(Collection<Topic> topics, String name) {
        return topics.stream().filter(topic -> topic.name().equals(name)).findFirst();
    }
}
