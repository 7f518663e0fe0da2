package zooka.shell.dropin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import zooka.clients.Failure;

/** {@code kafka-reassign-partitions}: moves replicas to other brokers, and follows and cancels that. */
final class KafkaReassignPartitions implements Tool {

    private static final String[] ACTIONS = {"verify", "generate", "execute", "cancel", "list"};
    private static final String FILE = "reassignment-json-file";
    private static final String TOPICS = "topics-to-move-json-file";

    private static final String EXAMPLE =
            "{\"version\": 1, \"partitions\": [{\"topic\": \"orders\", \"partition\": 0, \"replicas\": [1, 2]}]}";

    private static final String TOPICS_EXAMPLE = "{\"version\": 1, \"topics\": [{\"topic\": \"orders\"}]}";

    /**
     * A partition of a file.
     *
     * @param replicas with commas
     */
    private record PlacedPartition(String topic, String partition, String replicas) {

        /** As commands on partitions take it. */
        private String word() {
            return topic + ":" + partition;
        }

        private String name() {
            return topic + "-" + partition;
        }
    }

    @Override
    public StockOptions options() {
        return new StockOptions()
                .zooka("--bootstrap-controller", "bootstrap-controller")
                .flags(ACTIONS)
                .flags("additional", "preserve-throttles")
                .values(FILE, TOPICS, "broker-list", "throttle")
                .ignoredValues("timeout")
                .refused("replicas are always placed by rack, where all brokers have one", "disable-rack-aware")
                .refused("zooka partition move PARTITION --broker ID --dir DIR", "replica-alter-log-dirs-throttle")
                .refused(
                        "review the plan of zooka partition move --file FILE --dry-run",
                        "disallow-replication-factor-change")
                .refused("specify the brokers with --bootstrap-server", "zookeeper");
    }

    @Override
    public void check(StockLine line) {
        String action = line.one("action", ACTIONS);
        line.onlyWith("throttle", "execute");
        line.onlyWith("additional", "execute");
        line.onlyWith("preserve-throttles", "verify", "cancel");
        line.number("throttle");
        switch (action) {
            case "list" -> line.refuseWith("list", FILE, TOPICS, "broker-list");
            case "generate" -> {
                line.require(action, TOPICS);
                line.require(action, "broker-list");
                topics(line);
            }
            default -> {
                line.require(action, FILE);
                wanted(line);
            }
        }
    }

    /** The partitions of the file, by topic and number. */
    private static List<PlacedPartition> wanted(StockLine line) {
        String path = line.value(FILE).orElseThrow();
        Map<String, Map<Integer, PlacedPartition>> sorted = new TreeMap<>();
        for (Map<String, String> object : JsonObjects.read(path, EXAMPLE, "topic", "partition", "replicas")) {
            PlacedPartition wanted =
                    new PlacedPartition(object.get("topic"), object.get("partition"), object.get("replicas"));
            try {
                int number = Integer.parseInt(wanted.partition());
                if (sorted.computeIfAbsent(wanted.topic(), none -> new TreeMap<>())
                                .put(number, wanted)
                        != null) {
                    throw Failure.usage(path + " lists " + wanted.name() + " twice");
                }
            } catch (NumberFormatException e) {
                throw Failure.usage(path + ": invalid partition '" + wanted.partition() + "'")
                        .cause(e);
            }
        }
        List<PlacedPartition> all = new ArrayList<>();
        sorted.values().forEach(partitions -> all.addAll(partitions.values()));
        return all;
    }

    private static List<String> topics(StockLine line) {
        List<String> topics = new ArrayList<>();
        for (Map<String, String> object : JsonObjects.read(line.value(TOPICS).orElseThrow(), TOPICS_EXAMPLE, "topic")) {
            topics.add(object.get("topic"));
        }
        return topics;
    }

    @Override
    public void run(StockLine line, Shell shell, StockOutput out) {
        switch (line.one("action", ACTIONS)) {
            case "list" -> list(shell, out);
            case "generate" -> generate(line, shell, out);
            case "execute" -> execute(line, shell, out);
            case "cancel" -> cancel(line, shell, out);
            default -> verify(line, shell, out);
        }
    }

    private static List<Item> moves(Shell shell) {
        return shell.items(List.of("partition", "moves"));
    }

    private static void list(Shell shell, StockOutput out) {
        List<Item> moves = moves(shell);
        if (moves.isEmpty()) {
            out.line("No partition reassignments found.");
            return;
        }
        out.line("Current partition reassignments:");
        for (Item move : moves) {
            out.line(move.text("topic") + "-" + move.text("partition") + ": replicas: " + move.text("replicas") + "."
                    + (move.size("adding") == 0 ? "" : " adding: " + move.text("adding") + ".")
                    + (move.size("removing") == 0 ? "" : " removing: " + move.text("removing") + "."));
        }
    }

    /** The present replicas of partitions, as commands name them. */
    private static List<PlacedPartition> present(List<String> partitions, Shell shell) {
        List<String> words = new ArrayList<>(List.of("partition", "list", "--"));
        words.addAll(partitions);
        List<PlacedPartition> present = new ArrayList<>();
        for (Item partition : shell.items(words)) {
            present.add(new PlacedPartition(
                    partition.text("topic"), partition.text("partition"), partition.text("replicas")));
        }
        return present;
    }

    /** The log directories of replicas, by the names of partitions with the brokers behind. */
    private static Map<String, String> directories(List<PlacedPartition> partitions, Shell shell) {
        List<String> words = new ArrayList<>(List.of("broker", "log-dirs", "--by=partition"));
        partitions.stream().map(PlacedPartition::topic).distinct().forEach(topic -> words.add("--topic=" + topic));
        Map<String, String> directories = new HashMap<>();
        for (Item replica : shell.items(words)) {
            if (!replica.is("future")) {
                directories.put(
                        replica.text("topic") + "-" + replica.text("partition") + " " + replica.text("broker"),
                        replica.text("logDir"));
            }
        }
        return directories;
    }

    /** @param directories where each replica is; those that are not in it may be anywhere */
    private static String json(List<PlacedPartition> partitions, Map<String, String> directories) {
        StringBuilder json = new StringBuilder();
        for (PlacedPartition each : partitions) {
            List<String> places = new ArrayList<>();
            for (String broker : each.replicas().split(",", -1)) {
                places.add('"' + directories.getOrDefault(each.name() + " " + broker, "any") + '"');
            }
            json.append(json.isEmpty() ? "" : ",")
                    .append("{\"topic\":\"")
                    .append(each.topic())
                    .append("\",\"partition\":")
                    .append(each.partition())
                    .append(",\"replicas\":[")
                    .append(each.replicas())
                    .append("],\"log_dirs\":[")
                    .append(String.join(",", places))
                    .append("]}");
        }
        return "{\"version\":1,\"partitions\":[" + json + "]}";
    }

    private static void generate(StockLine line, Shell shell, StockOutput out) {
        List<String> words = new ArrayList<>(List.of("partition", "generate"));
        words.add("--brokers=" + line.value("broker-list").orElseThrow().replace(" ", ""));
        words.add("--");
        List<String> partitions = new ArrayList<>();
        topics(line).forEach(topic -> partitions.add(topic + ":*"));
        words.addAll(partitions);
        String text = shell.items(words).get(0).text(Item.DOCUMENT);
        List<PlacedPartition> proposed = new ArrayList<>();
        for (Map<String, String> object : JsonObjects.of(text, "the plan", EXAMPLE, "topic", "partition", "replicas")) {
            proposed.add(new PlacedPartition(object.get("topic"), object.get("partition"), object.get("replicas")));
        }
        List<PlacedPartition> present = present(partitions, shell);
        out.line("Current partition replica assignment\n" + json(present, directories(present, shell)) + "\n");
        out.line("Proposed partition reassignment configuration\n" + json(proposed, Map.of()));
    }

    private static List<String> words(List<PlacedPartition> partitions) {
        List<String> words = new ArrayList<>();
        partitions.forEach(partition -> words.add(partition.word()));
        return words;
    }

    private static String names(List<PlacedPartition> partitions) {
        List<String> names = new ArrayList<>();
        partitions.forEach(partition -> names.add(partition.name()));
        return String.join(",", names);
    }

    private static void execute(StockLine line, Shell shell, StockOutput out) {
        List<PlacedPartition> wanted = wanted(line);
        if (!line.has("additional") && !moves(shell).isEmpty()) {
            throw Failure.conflict("there are reassignments in progress")
                    .hint("use --additional to start others, or to change the throttle of those");
        }
        List<PlacedPartition> present = present(words(wanted), shell);
        out.line("Current partition replica assignment\n\n" + json(present, directories(present, shell))
                + "\n\nSave this to use as the --reassignment-json-file option during rollback");
        List<String> words = new ArrayList<>(List.of("partition", "move"));
        words.add("--file=" + line.value(FILE).orElseThrow());
        line.value("throttle").ifPresent(rate -> words.add("--throttle=" + rate));
        shell.items(words);
        line.value("throttle").ifPresent(rate -> {
            out.line(
                    "Warning: You must run --verify periodically, until the reassignment completes, to ensure the throttle"
                            + " is removed.");
            out.line("The inter-broker throttle limit was set to " + rate + " B/s");
        });
        out.line("Successfully started partition reassignment" + (wanted.size() == 1 ? "" : "s") + " for "
                + names(wanted));
    }

    private static void cancel(StockLine line, Shell shell, StockOutput out) {
        List<PlacedPartition> wanted = wanted(line);
        List<String> words = new ArrayList<>(List.of("partition", "cancel", "--"));
        words.addAll(words(wanted));
        List<String> cancelled = new ArrayList<>();
        shell.items(words).forEach(result -> cancelled.addAll(result.texts("cancelled")));
        out.line(
                cancelled.isEmpty()
                        ? "None of the specified partition reassignments are active."
                        : "Successfully cancelled partition reassignment" + (cancelled.size() == 1 ? "" : "s")
                                + " for: " + String.join(",", cancelled));
        out.text("None of the specified partition moves are active."); // the tool ends no line here
        if (!line.has("preserve-throttles")) {
            unthrottle(wanted, shell, out);
        }
    }

    private static void verify(StockLine line, Shell shell, StockOutput out) {
        List<PlacedPartition> wanted = wanted(line);
        TreeSet<String> moving = new TreeSet<>();
        moves(shell).forEach(move -> moving.add(move.text("topic") + "-" + move.text("partition")));
        Map<String, String> present = new HashMap<>();
        present(words(wanted), shell).forEach(partition -> present.put(partition.name(), partition.replicas()));
        out.line("Status of partition reassignment:");
        for (PlacedPartition each : wanted) {
            String replicas = present.getOrDefault(each.name(), "");
            if (moving.contains(each.name())) {
                out.line("Reassignment of partition " + each.name() + " is still in progress.");
            } else if (replicas.equals(each.replicas())) {
                out.line("Reassignment of partition " + each.name() + " is completed.");
            } else {
                out.line("There is no active reassignment of partition " + each.name() + ", but replica set is "
                        + replicas + " rather than " + each.replicas() + ".");
            }
        }
        out.line(""); // the moves between log directories, of which the file has none
        if (moving.isEmpty() && !line.has("preserve-throttles")) {
            unthrottle(wanted, shell, out);
        }
    }

    /** Removes all throttles. As the tool does, it names all brokers and the topics of the file, throttled or not. */
    private static void unthrottle(List<PlacedPartition> wanted, Shell shell, StockOutput out) {
        TreeSet<Integer> brokers = new TreeSet<>();
        shell.items(List.of("broker", "list")).forEach(broker -> brokers.add((int) broker.number("id")));
        TreeSet<String> topics = new TreeSet<>();
        wanted.forEach(each -> topics.add(each.topic()));
        shell.items(List.of("partition", "unthrottle"));
        List<String> ids = brokers.stream().map(String::valueOf).toList();
        out.line("Clearing broker-level throttles on broker" + (ids.size() == 1 ? "" : "s") + " "
                + String.join(",", ids));
        out.line("Clearing topic-level throttles on topic" + (topics.size() == 1 ? "" : "s") + " "
                + String.join(",", topics));
    }
}
