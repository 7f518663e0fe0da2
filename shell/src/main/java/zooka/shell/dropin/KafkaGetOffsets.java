package zooka.shell.dropin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zooka.clients.Failure;

/** {@code kafka-get-offsets}: shows the offsets of partitions at their ends or at a time. */
final class KafkaGetOffsets implements Tool {

    private static final Pattern RULE = Pattern.compile("([^:,]*)(?::(?:([0-9]{0,9})|([0-9]{0,9})-([0-9]{0,9})))?");

    /** As many digits as milliseconds have: {@code topic offsets} refuses what looks like seconds. */
    private static final int DIGITS = 13;

    private static final String FORMS = "-1 or latest, -2 or earliest, -3 or max-timestamp, or milliseconds since 1970";

    /** Which partitions of which topics are asked for; a partition counts if one of the rules has it. */
    private record Rule(TopicFilter topics, int from, int to, List<Integer> numbers) {

        private boolean has(int partition) {
            return numbers.isEmpty() ? partition >= from && partition < to : numbers.contains(partition);
        }

        private boolean hasAll() {
            return numbers.isEmpty() && from == 0 && to == Integer.MAX_VALUE;
        }
    }

    @Override
    public StockOptions options() {
        return new StockOptions()
                .zooka("--bootstrap", "broker-list")
                .values("topic", "partitions", "topic-partitions", "time")
                .flags("exclude-internal-topics")
                .ignoredValues("max-wait-ms")
                .refused("it printed the offsets of segments until Kafka 2.x", "offsets");
    }

    @Override
    public void check(StockLine line) {
        line.refuseWith("topic-partitions", "topic", "partitions");
        time(line);
        rules(line);
    }

    /** The words that ask for the offsets at a time, if there is need of any. */
    private static Optional<String> time(StockLine line) {
        String time = line.value("time").orElse("latest");
        switch (time) {
            case "-1", "latest", "-2", "earliest" -> {
                return Optional.empty();
            }
            case "-3", "max-timestamp" -> {
                return Optional.of("--max-timestamp");
            }
            case "-4", "earliest-local", "-5", "latest-tiered", "-6", "earliest-pending-upload" ->
                throw Failure.usage("--time " + time + " is not supported").hint(FORMS);
            default -> {
                if (!isNumber(time)) {
                    throw Failure.usage("--time: invalid time '" + time + "'").hint(FORMS);
                }
                return Optional.of("--at=@" + "0".repeat(Math.max(0, DIGITS - time.length())) + time);
            }
        }
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= 18;
    }

    /** The column of the answer. */
    private static String column(StockLine line) {
        return switch (line.value("time").orElse("latest")) {
            case "-1", "latest" -> "latest";
            case "-2", "earliest" -> "earliest";
            case "-3", "max-timestamp" -> "maxTimestamp";
            default -> "atTime";
        };
    }

    private static List<Rule> rules(StockLine line) {
        List<Rule> rules = new ArrayList<>();
        if (!line.has("topic-partitions")) {
            TopicFilter topics = line.value("topic").map(TopicFilter::of).orElseGet(TopicFilter::all);
            List<Integer> numbers = new ArrayList<>();
            for (String number : line.value("partitions").orElse("").split(",", -1)) {
                if (isNumber(number) && number.length() < 10) {
                    numbers.add(Integer.parseInt(number));
                } else if (line.has("partitions")) {
                    throw Failure.usage("--partitions: invalid partition '" + number + "' (example: 0,1,2)");
                }
            }
            return List.of(new Rule(topics, 0, Integer.MAX_VALUE, numbers));
        }
        for (String text : line.value("topic-partitions").orElseThrow().split(",", -1)) {
            Matcher rule = RULE.matcher(text);
            if (!rule.matches()) {
                throw Failure.usage("--topic-partitions: invalid rule '" + text + "'")
                        .hint("examples: orders, orders:0, orders:0-3 (0 to 2), orders:5-, :0");
            }
            TopicFilter topics = rule.group(1).isEmpty() ? TopicFilter.all() : TopicFilter.of(rule.group(1));
            boolean one = rule.group(2) != null && !rule.group(2).isEmpty();
            rules.add(
                    one
                            ? new Rule(topics, 0, 0, List.of(Integer.parseInt(rule.group(2))))
                            : new Rule(
                                    topics,
                                    bound(rule.group(3), 0),
                                    bound(rule.group(4), Integer.MAX_VALUE),
                                    List.of()));
        }
        return rules;
    }

    private static int bound(String digits, int otherwise) {
        return digits == null || digits.isEmpty() ? otherwise : Integer.parseInt(digits);
    }

    @Override
    public void run(StockLine line, Shell shell, StockOutput out) {
        List<String> words = new ArrayList<>(List.of("topic", "offsets"));
        time(line).ifPresent(words::add);
        words.add("--");
        words.addAll(partitions(line, shell));
        String column = column(line);
        // The tool's order is that of the text: partition 10 before partition 2.
        Map<String, String> lines = new TreeMap<>();
        for (Item row : shell.items(words)) {
            if (row.has(column)) {
                String topic = row.text("topic");
                String partition = row.text("partition");
                lines.put(topic + "-" + partition, topic + ":" + partition + ":" + row.text(column));
            }
        }
        lines.values().forEach(out::line);
    }

    /** The partitions, as {@code topic offsets} takes them. */
    private static List<String> partitions(StockLine line, Shell shell) {
        List<Rule> rules = rules(line);
        Rule first = rules.get(0);
        if (rules.size() == 1 && first.hasAll() && first.topics().name().isPresent()) {
            return List.of(first.topics().name().get() + ":*"); // need not be listed
        }
        List<String> list = new ArrayList<>(List.of("topic", "list"));
        if (line.has("exclude-internal-topics")) {
            list.add("--exclude-internal");
        }
        List<String> words = new ArrayList<>();
        for (Item topic : shell.items(list)) {
            String name = topic.text("topic");
            StringBuilder numbers = new StringBuilder();
            boolean all = true;
            for (int partition = 0; partition < topic.number("partitions"); partition++) {
                int asked = partition;
                if (rules.stream().anyMatch(rule -> rule.topics().matches(name) && rule.has(asked))) {
                    numbers.append(numbers.isEmpty() ? "" : ",").append(partition);
                } else {
                    all = false;
                }
            }
            if (!numbers.isEmpty()) {
                words.add(name + ":" + (all ? "*" : numbers));
            }
        }
        if (words.isEmpty()) {
            throw Failure.notFound("no partition matches the specified filters");
        }
        return words;
    }
}
