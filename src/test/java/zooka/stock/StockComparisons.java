package zooka.stock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zooka.sandbox.Mode;
import zooka.testing.StockTools;
import zooka.testing.TestRun;

/**
 * What Kafka's own tools say of a cluster beside our JSON: the tools are asked, then we, until both have said the same. Where
 * the answers are not meant to be alike, the comparison says why.
 */
final class StockComparisons {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Pattern PARTITION = Pattern.compile("\tTopic: (\\S+)\tPartition: (\\d+)\tLeader: (\\S+)"
            + "\tReplicas: ([\\d,]*)\tIsr: ([\\d,]*)"
            + "(?:\tAdding Replicas: ([\\d,]*))?(?:\tRemoving Replicas: ([\\d,]*))?"
            + "\tElr: ?(\\S*)\tLastKnownElr: ?(\\S*).*");

    private final StockTools stock;
    private final TestRun zooka;
    private final Mode mode;

    /** One of the ways in which both are asked. */
    private record Comparison(String what, Supplier<List<String>> theirs, Supplier<List<String>> ours) {}

    StockComparisons(StockTools stock, TestRun zooka, Mode mode) {
        this.stock = stock;
        this.zooka = zooka;
        this.mode = mode;
    }

    void compare(String situation) {
        List<String> differences = new ArrayList<>();
        for (Comparison comparison : comparisons()) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            Optional<String> difference;
            do {
                List<String> theirs = comparison.theirs().get();
                List<String> ours = comparison.ours().get();
                difference = theirs.equals(ours)
                        ? Optional.empty()
                        : Optional.of("\n" + comparison.what() + "\n  theirs: "
                                + String.join("\n          ", without(theirs, ours)) + "\n  ours:   "
                                + String.join("\n          ", without(ours, theirs)));
            } while (difference.isPresent() && System.nanoTime() < end);
            difference.ifPresent(differences::add);
        }
        assertThat(differences).as(mode + ", " + situation).isEmpty();
    }

    private static List<String> without(List<String> lines, List<String> others) {
        return lines.stream().filter(line -> !others.contains(line)).toList();
    }

    private List<Comparison> comparisons() {
        List<Comparison> comparisons = new ArrayList<>(List.of(
                new Comparison(
                        "kafka-topics --list",
                        () -> sorted(stock.topics("--list").lines().stream()),
                        () -> sorted(zooka.rows("topic", "list").stream().map(row -> (String) row.get("topic")))),
                partitions(),
                partitions("--under-replicated", "--under-replicated-partitions"),
                partitions("--under-min-isr", "--under-min-isr-partitions"),
                partitions("--at-min-isr", "--at-min-isr-partitions"),
                partitions("--offline", "--unavailable-partitions"),
                new Comparison("kafka-topics --describe, of topics", this::theirTopics, this::ourTopics),
                new Comparison("kafka-consumer-groups --list --state", this::theirGroups, this::ourGroups),
                new Comparison("kafka-consumer-groups --describe", this::theirLags, this::ourLags),
                new Comparison("kafka-log-dirs --describe", this::theirLogDirs, this::ourLogDirs),
                new Comparison(
                        "kafka-reassign-partitions --list",
                        () -> sorted(stock.reassignments("--list").lines().stream()
                                .filter(line -> line.contains(": replicas: "))),
                        this::ourMoves),
                configs("topics", "topic", "orders", true),
                configs("brokers", "broker", "2", false)));
        // Where a partition has no leader their tool asks for it over and over until its time is up, and then tells
        // now of
        // all the others and now of none; ours leaves it out, and says so.
        if (zooka.rows("partition", "list", "--offline").isEmpty()) {
            comparisons.add(offsets("-1", "latest"));
            comparisons.add(offsets("-2", "earliest"));
        }
        if (mode == Mode.KRAFT) {
            comparisons.add(
                    new Comparison("kafka-metadata-quorum describe --status", this::theirQuorum, this::ourQuorum));
            comparisons.add(
                    new Comparison("kafka-metadata-quorum describe --replication", this::theirVoters, this::ourVoters));
        }
        return comparisons;
    }

    private Comparison offsets(String time, String key) {
        return new Comparison(
                "kafka-get-offsets --time " + time,
                () -> sorted(stock.offsets("--time", time).lines().stream().filter(line -> line.contains(":"))),
                () -> sorted(offsetRows(key)));
    }

    private Stream<String> offsetRows(String key) {
        String[] topics = zooka.rows("topic", "list").stream()
                .map(row -> (String) row.get("topic"))
                .toArray(String[]::new);
        return topics.length == 0
                ? Stream.of()
                : zooka.rows(words("topic offsets", topics)).stream()
                        .filter(row -> row.get(key) != null)
                        .map(row -> row.get("topic") + ":" + row.get("partition") + ":" + row.get(key));
    }

    private static String[] words(String command, String... more) {
        return Stream.concat(Arrays.stream(command.split(" ", -1)), Arrays.stream(more))
                .toArray(String[]::new);
    }

    /** Without who reads, where a group has members: their tool has no order for groups that rebalance meanwhile. */
    private List<String> theirLags() {
        return sorted(stock.groups("--describe", "--all-groups")
                .out()
                .lines()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(words -> words.length >= 9 && !words[0].equals("GROUP"))
                .map(words -> String.join(" ", Arrays.asList(words).subList(0, 9))));
    }

    private List<String> ourLags() {
        List<Map<String, Object>> groups = zooka.rows("group", "list");
        if (groups.isEmpty()) {
            return List.of();
        }
        return sorted(zooka.rows("group", "lag", "*").stream().map(row -> Stream.of(
                        "group", "topic", "partition", "committed", "end", "lag", "member", "host", "client")
                .map(key -> key.equals("host") && row.get(key) != null
                        ? "/" + row.get(key)
                        : row.get(key) == null ? "-" : String.valueOf(row.get(key)))
                .collect(Collectors.joining(" "))));
    }

    private List<String> theirLogDirs() {
        String json = stock.logDirs("--describe")
                .out()
                .lines()
                .filter(line -> line.startsWith("{"))
                .findFirst()
                .orElse("{}");
        List<String> replicas = new ArrayList<>();
        for (Map<String, Object> broker : objects(parsed(json).get("brokers"))) {
            for (Map<String, Object> folder : objects(broker.get("logDirs"))) {
                for (Map<String, Object> replica : objects(folder.get("partitions"))) {
                    replicas.add(broker.get("broker") + " " + folder.get("logDir") + " " + replica.get("partition")
                            + " size " + replica.get("size") + " future " + replica.get("isFuture"));
                }
            }
        }
        return sorted(replicas.stream().filter(StockComparisons::still));
    }

    private List<String> ourLogDirs() {
        return sorted(zooka.rows("broker", "log-dirs", "--by", "partition").stream()
                .map(row -> row.get("broker") + " " + row.get("logDir") + " " + row.get("topic") + "-"
                        + row.get("partition") + " size " + row.get("size") + " future " + row.get("future"))
                .filter(StockComparisons::still));
    }

    /** A replica that is being copied, and what the member of a group writes, grow between two looks. */
    private static boolean still(String replica) {
        return !replica.contains(" moving-") && !replica.contains(" __consumer_offsets-");
    }

    private List<String> ourMoves() {
        return sorted(zooka.rows("partition", "moves").stream()
                .map(row -> row.get("topic") + "-" + row.get("partition") + ": replicas: "
                        + joined(row.get("replicas")) + "."
                        + part(" adding: ", row.get("adding"))
                        + part(" removing: ", row.get("removing"))));
    }

    private static String part(String name, Object ids) {
        String all = joined(ids);
        return all.isEmpty() ? "" : name + all + ".";
    }

    /** Every setting with its value and where it comes from; of brokers those that are alive. */
    private Comparison configs(String type, String resource, String name, boolean ofTopic) {
        Pattern setting = Pattern.compile("  (\\S+?)=(.*) sensitive=(\\w+) synonyms=\\{(.*)\\}");
        return new Comparison(
                "kafka-configs --describe --all --entity-type " + type,
                () -> exists(ofTopic, name)
                        ? sorted(stock.configs("--describe", "--all", "--entity-type", type, "--entity-name", name)
                                .out()
                                .lines()
                                .map(setting::matcher)
                                .filter(Matcher::matches)
                                .map(line -> line.group(1) + "=" + line.group(2) + " sensitive " + line.group(3)
                                        + " synonyms " + line.group(4)))
                        : List.of(),
                () -> exists(ofTopic, name)
                        ? sorted(zooka.rows("config", "describe", resource + "/" + name, "--all").stream()
                                .map(row -> row.get("key") + "=" + row.get("value") + " sensitive "
                                        + row.get("sensitive") + " synonyms "
                                        + objects(row.get("synonyms")).stream()
                                                .map(synonym -> synonym.get("source") + ":" + synonym.get("name") + "="
                                                        + synonym.get("value"))
                                                .collect(Collectors.joining(", "))))
                        : List.of());
    }

    private boolean exists(boolean ofTopic, String name) {
        return ofTopic
                ? zooka.rows("topic", "list").stream()
                        .anyMatch(row -> row.get("topic").equals(name))
                : zooka.rows("broker", "list").stream()
                        .anyMatch(row -> String.valueOf(row.get("id")).equals(name)
                                && row.get("state").equals("online"));
    }

    /** What does not move between two looks: who leads, since when, and who votes. */
    private List<String> theirQuorum() {
        return sorted(stock.quorum("describe", "--status")
                .out()
                .lines()
                .filter(line -> line.startsWith("ClusterId:") || line.startsWith("Leader"))
                .map(line -> line.replaceAll(":\\s+", " ")));
    }

    private List<String> ourQuorum() {
        @SuppressWarnings("unchecked")
        Map<String, Object> quorum = (Map<String, Object>) zooka.json("quorum", "status");
        return sorted(Stream.of(
                "ClusterId " + quorum.get("clusterId"),
                "LeaderId " + quorum.get("leaderId"),
                "LeaderEpoch " + quorum.get("leaderEpoch")));
    }

    private List<String> theirVoters() {
        return sorted(stock.quorum("describe", "--replication")
                .out()
                .lines()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(words -> words.length == 7 && words[0].matches("\\d+"))
                .map(words -> words[0] + " " + words[1] + " " + words[6]));
    }

    private List<String> ourVoters() {
        return sorted(zooka.rows("quorum", "replication").stream()
                .map(row -> row.get("nodeId") + " "
                        // The id that is all zero is none.
                        + (row.get("directoryId") == null ? "AAAAAAAAAAAAAAAAAAAAAA" : row.get("directoryId"))
                        + " " + row.get("status")));
    }

    private static Map<String, Object> parsed(String json) {
        try {
            return JSON.std.mapFrom(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> objects(Object array) {
        return array == null ? List.of() : (List<Map<String, Object>>) array;
    }

    private Comparison partitions(String... filter) {
        String[] theirs = Stream.concat(
                        Stream.of("--describe"), Arrays.stream(filter).skip(1))
                .toArray(String[]::new);
        String[] ours = Stream.concat(
                        Stream.of("partition", "list"), Arrays.stream(filter).limit(1))
                .toArray(String[]::new);
        return new Comparison(
                "kafka-topics " + String.join(" ", theirs),
                () -> sorted(stock.topics(theirs)
                        .out()
                        .lines()
                        .map(PARTITION::matcher)
                        .filter(Matcher::matches)
                        .map(this::partition)),
                () -> sorted(zooka.rows(ours).stream().map(this::partition)));
    }

    private String partition(Matcher line) {
        return line.group(1) + "-" + line.group(2) + " leader " + line.group(3) + " replicas " + line.group(4) + " isr "
                + line.group(5) + " elr " + line.group(8);
    }

    private String partition(Map<String, Object> row) {
        Object leader = row.get("leader");
        return row.get("topic") + "-" + row.get("partition") + " leader " + (leader == null ? "none" : leader)
                + " replicas " + joined(row.get("replicas")) + " isr " + joined(row.get("isr")) + " elr "
                + (row.get("elr") == null ? "N/A" : joined(row.get("elr")));
    }

    private List<String> theirTopics() {
        return sorted(stock.topics("--describe")
                .out()
                .lines()
                .filter(line -> line.startsWith("Topic: "))
                // Their settings are all that differ from Kafka's own defaults, also those of the broker's file.
                .map(line -> line.substring(0, line.indexOf("\tConfigs:"))));
    }

    private List<String> ourTopics() {
        return sorted(zooka.rows("topic", "list").stream().map(row -> {
            Map<String, Object> topic =
                    zooka.rows("topic", "describe", (String) row.get("topic")).get(0);
            return "Topic: " + topic.get("topic") + "\tTopicId: " + topic.get("id") + "\tPartitionCount: "
                    + topic.get("partitionCount") + "\tReplicationFactor: " + topic.get("replication");
        }));
    }

    private List<String> theirGroups() {
        return sorted(stock.groups("--list", "--state")
                .out()
                .lines()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(words -> words.length == 2 && !words[0].equals("GROUP"))
                .map(words -> words[0] + " " + words[1]));
    }

    private List<String> ourGroups() {
        return sorted(zooka.rows("group", "list").stream().map(row -> row.get("group") + " " + row.get("state")));
    }

    private static List<String> sorted(Stream<String> lines) {
        return lines.sorted().toList();
    }

    private static String joined(Object list) {
        return String.join(",", ((List<?>) list).stream().map(String::valueOf).toList());
    }
}
