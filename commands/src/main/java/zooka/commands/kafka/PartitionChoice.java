package zooka.commands.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import zooka.commands.Failure;
import zooka.commands.Glob;
import zooka.commands.kafka.client.Partition;
import zooka.commands.kafka.client.Topic;

/**
 * Partitions as a person names them: {@code orders}, {@code 'app-*'}, {@code orders:0-2} as the stock tools have it, whose upper bound is
 * not one of them.
 */
final class PartitionChoice {

    private PartitionChoice() {}

    /**
     * The partitions that words name, in the order of the topics.
     *
     * @param numbers only these; empty for all
     * @throws Failure {@code NOT_FOUND} for a word that names none
     */
    static List<Partition> of(List<Topic> topics, List<String> words, List<Integer> numbers) {
        List<Partition> chosen = new ArrayList<>();
        for (String word : words) {
            int colon = word.indexOf(':');
            Glob names = new Glob(colon < 0 ? word : word.substring(0, colon));
            IntPredicate range = colon < 0 ? number -> true : range(word.substring(colon + 1));
            List<Topic> matching =
                    topics.stream().filter(topic -> names.matches(topic.name())).toList();
            if (matching.isEmpty()) {
                throw Failure.absent(Failure.Noun.TOPIC, colon < 0 ? word : word.substring(0, colon));
            }
            List<Partition> found = matching.stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .filter(partition -> range.test(partition.partition())
                            && (numbers.isEmpty() || numbers.contains(partition.partition())))
                    .toList();
            if (found.isEmpty()) {
                throw Failure.notFound("no such partition: " + word
                        + (numbers.isEmpty()
                                ? ""
                                : " has none of "
                                        + String.join(
                                                ", ",
                                                numbers.stream()
                                                        .map(String::valueOf)
                                                        .toList())));
            }
            found.stream().filter(partition -> !chosen.contains(partition)).forEach(chosen::add);
        }
        return chosen;
    }

    /** {@code 3}, {@code 0-2} (0 and 1), {@code 2-}, {@code -2}; several between commas. */
    private static IntPredicate range(String text) {
        IntPredicate any = number -> false;
        for (String part : text.split(",", -1)) {
            if (part.matches("\\d{1,9}")) {
                int only = Integer.parseInt(part);
                any = any.or(number -> number == only);
            } else if (part.matches("\\d{0,9}-\\d{0,9}") && part.length() > 1) {
                int dash = part.indexOf('-');
                int from = dash == 0 ? 0 : Integer.parseInt(part.substring(0, dash));
                int end = dash == part.length() - 1 ? Integer.MAX_VALUE : Integer.parseInt(part.substring(dash + 1));
                any = any.or(number -> number >= from && number < end);
            } else {
                throw Failure.usage("'" + part + "' names no partitions").hint("3, 0-2 for 0 and 1, 2-, -2");
            }
        }
        return any;
    }
}
