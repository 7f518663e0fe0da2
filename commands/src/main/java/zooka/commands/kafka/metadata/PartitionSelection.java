package zooka.commands.kafka.metadata;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import zooka.clients.Failure;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.text.Selector;

/**
 * The syntax of partitions in all commands: {@code orders-0} for one, {@code orders:0,3-5} for some,
 * {@code orders:4-} from one on, {@code orders} or {@code orders:*} for all of a topic, and {@code tmp-*} or {@code tmp-*:0}
 * for those of several topics. Both ends of a range are part of it.
 */
public final class PartitionSelection {

    /** The description of such a parameter. */
    public static final String FORMS =
            "Partitions: orders-0, orders:0,3-5 (3 to 5), or a topic for all of its partitions; * ? [abc] match as in a shell.";

    private static final Pattern ONE = Pattern.compile("(.+)-(\\d{1,9})");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})|(\\d{0,9})-(\\d{0,9})");

    /**
     * Options of the parser.
     *
     * @param topicFirst whether a word that names a topic and a partition of another topic means the topic; otherwise an error
     * @param internal whether patterns select internal topics, too
     */
    private record Reading(boolean topicFirst, boolean internal) {}

    private PartitionSelection() {}

    /**
     * The selected partitions without duplicates, in the order of the words.
     *
     * @throws Failure {@code USAGE} for an invalid or ambiguous word, {@code NOT_FOUND} for a topic or partition that does
     *     not exist
     */
    public static List<Partition> among(Collection<Topic> topics, Collection<String> words) {
        return among(topics, words, new Reading(false, false));
    }

    /** The same for commands on topics: a word that names a topic means the topic, and patterns select internal topics, too. */
    static List<Partition> ofTopics(Collection<Topic> topics, Collection<String> words) {
        return among(topics, words, new Reading(true, true));
    }

    /**
     * The same, restricted to partitions with these numbers.
     *
     * @param numbers empty for all
     */
    public static List<Partition> ofTopics(
            Collection<Topic> topics, Collection<String> words, Collection<Integer> numbers) {
        Set<Partition> chosen = new LinkedHashSet<>();
        for (String word : words) {
            List<Partition> found = ofTopics(topics, List.of(word)).stream()
                    .filter(partition -> numbers.isEmpty() || numbers.contains(partition.partition()))
                    .toList();
            if (found.isEmpty()) {
                throw Failure.notFound("no such partition: " + word + " has no partition "
                        + numbers.stream().map(String::valueOf).collect(Collectors.joining(", ")));
            }
            chosen.addAll(found);
        }
        return List.copyOf(chosen);
    }

    private static List<Partition> among(Collection<Topic> topics, Collection<String> words, Reading reading) {
        Set<Partition> chosen = new LinkedHashSet<>();
        for (String word : words) {
            chosen.addAll(named(topics, word, reading));
        }
        return List.copyOf(chosen);
    }

    /** The topics of the words if each is a topic name, optionally with a colon and numbers; otherwise empty. */
    public static Optional<List<String>> plainTopics(Collection<String> words) {
        List<String> topics = new ArrayList<>();
        for (String word : words) {
            int colon = word.lastIndexOf(':');
            String topic = colon < 0 ? word : word.substring(0, colon);
            if (!topic.equals(Selector.exactly(topic))
                    || (colon < 0 && ONE.matcher(word).matches())) {
                return Optional.empty();
            }
            topics.add(topic);
        }
        return Optional.of(topics.stream().distinct().toList());
    }

    private static List<Partition> named(Collection<Topic> topics, String word, Reading reading) {
        int colon = word.lastIndexOf(':');
        if (colon >= 0) {
            return numbered(existing(topics, word.substring(0, colon), reading), word.substring(colon + 1), word);
        }
        Optional<Topic> topic = find(topics, word);
        Matcher form = ONE.matcher(word);
        Optional<Topic> before = form.matches() ? find(topics, form.group(1)) : Optional.empty();
        if (topic.isPresent() && before.isPresent() && !reading.topicFirst()) {
            throw Failure.usage("'" + word + "' is a topic, and a partition of " + form.group(1))
                    .hint("use " + word + ":* for the topic, " + form.group(1) + ":" + form.group(2)
                            + " for the partition");
        }
        if (before.isPresent() && topic.isEmpty()) {
            return numbered(List.of(before.get()), form.group(2), word);
        }
        return topic.isPresent()
                ? topic.get().partitions()
                : existing(topics, word, reading).stream()
                        .flatMap(one -> one.partitions().stream())
                        .toList();
    }

    private static List<Topic> existing(Collection<Topic> topics, String word, Reading reading) {
        Selector selector = new Selector(word);
        List<String> names = selector.among(topics.stream().map(Topic::name).toList());
        // A pattern of a change does not select internal topics.
        List<Topic> chosen = topics.stream()
                .filter(topic -> names.contains(topic.name()))
                .filter(topic ->
                        reading.internal() || !topic.internal() || topic.name().equals(selector.name()))
                .toList();
        if (chosen.isEmpty()) {
            throw Failure.absent(Failure.Noun.TOPIC, word);
        }
        return chosen;
    }

    private static List<Partition> numbered(List<Topic> topics, String numbers, String word) {
        List<Partition> chosen = new ArrayList<>();
        for (Topic topic : topics) {
            if (numbers.equals("*")) {
                chosen.addAll(topic.partitions());
                continue;
            }
            for (String part : numbers.split(",", -1)) {
                chosen.addAll(ranged(topic, part, word, topics.size() == 1));
            }
        }
        if (chosen.isEmpty()) {
            throw Failure.notFound("no partition " + word).hint("partitions");
        }
        return chosen;
    }

    /** @param strict whether each partition must exist; among several topics, some may have fewer partitions */
    private static List<Partition> ranged(Topic topic, String part, String word, boolean strict) {
        Matcher range = RANGE.matcher(part);
        if (!range.matches() || part.equals("-")) {
            throw Failure.usage("invalid partition selection '" + word + "' (example: orders:0,3-5)")
                    .hint("3 for one, 3-5 for a range, 3- from 3 on, -3 up to 3; separate several by commas");
        }
        boolean one = range.group(1) != null;
        int first = one ? Integer.parseInt(range.group(1)) : number(range.group(2), 0);
        int last = one ? first : number(range.group(3), Integer.MAX_VALUE);
        if (last < first) {
            throw Failure.usage("'" + word + "': " + part + " is an empty range");
        }
        List<Partition> chosen = topic.partitions().stream()
                .filter(partition -> partition.partition() >= first && partition.partition() <= last)
                .toList();
        int end = one || !range.group(3).isEmpty() ? last : first;
        if (strict && topic.partitions().stream().noneMatch(partition -> partition.partition() == end)) {
            throw Failure.notFound("no partition " + end + " in topic " + topic.name())
                    .hint("partitions " + topic.name() + " lists its "
                            + topic.partitions().size() + " partitions");
        }
        return chosen;
    }

    private static int number(String digits, int none) {
        return digits.isEmpty() ? none : Integer.parseInt(digits);
    }

    private static Optional<Topic> find(Collection<Topic> topics, String name) {
        return topics.stream().filter(topic -> topic.name().equals(name)).findFirst();
    }
}
