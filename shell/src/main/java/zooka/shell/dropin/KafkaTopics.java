package zooka.shell.dropin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zooka.clients.Failure;

/** {@code kafka-topics}: lists, describes, creates, changes and deletes topics. */
final class KafkaTopics implements Tool {

    private static final String[] ACTIONS = {"list", "describe", "create", "alter", "delete"};

    /** The options that select partitions, and those of {@code partition list} that select the same. */
    private static final Map<String, String> FILTERS = Map.of(
            "under-replicated-partitions", "--under-replicated",
            "under-min-isr-partitions", "--under-min-isr",
            "at-min-isr-partitions", "--at-min-isr",
            "unavailable-partitions", "--offline");

    private static final String COLLISION = "WARNING: Due to limitations in metric names, topics with a period ('.') or"
            + " underscore ('_') could collide. To avoid issues it is best to use either, but not both.";

    /** The topics that a line without the option {@code --exclude-internal} shows besides the others. */
    private static final List<String> INTERNAL =
            List.of("__consumer_offsets", "__transaction_state", "__share_group_state");

    @Override
    public StockOptions options() {
        return new StockOptions()
                .zooka("--zookeeper", "zookeeper")
                .flags(ACTIONS)
                .values(
                        "topic",
                        "topic-id",
                        "config",
                        "delete-config",
                        "partitions",
                        "replication-factor",
                        "replica-assignment")
                .flags(
                        "under-replicated-partitions",
                        "under-min-isr-partitions",
                        "at-min-isr-partitions",
                        "unavailable-partitions",
                        "topics-with-overrides",
                        "if-exists",
                        "if-not-exists",
                        "exclude-internal")
                .ignoredValues("partition-size-limit-per-response")
                .ignoredFlags("force")
                .refused("specify the replicas with --replica-assignment", "disable-rack-aware");
    }

    @Override
    public void check(StockLine line) {
        String action = line.one("action", ACTIONS);
        if (action.equals("create") || action.equals("alter") || action.equals("delete")) {
            line.require(action, "topic");
        }
        for (String filter : FILTERS.keySet()) {
            line.onlyWith(filter, "describe");
        }
        line.onlyWith("topics-with-overrides", "describe");
        line.onlyWith("topic-id", "describe");
        line.onlyWith("exclude-internal", "list", "describe");
        line.onlyWith("if-exists", "describe", "alter", "delete");
        line.onlyWith("if-not-exists", "create");
        line.onlyWith("partitions", "create", "alter");
        line.onlyWith("replication-factor", "create");
        line.onlyWith("replica-assignment", "create", "alter");
        if (action.equals("create")) {
            line.refuseWith("replica-assignment", "partitions", "replication-factor");
        }
        checkConfigs(line, action);
        if (action.equals("describe")) {
            if (selections(line).size() > 1) {
                throw Failure.usage("--" + String.join(" and --", selections(line)) + " cannot be combined");
            }
            if (line.has("if-exists") && !line.has("topic") && !line.has("topic-id")) {
                throw Failure.usage("--if-exists requires --topic or --topic-id");
            }
        }
        line.number("partitions");
        line.number("replication-factor");
        if (!action.equals("create")) {
            filter(line);
        }
    }

    /** With ZooKeeper the tool changed configurations, too, until Kafka 2.8; since then kafka-configs does. */
    private static void checkConfigs(StockLine line, String action) {
        boolean old = line.has("zookeeper") && action.equals("alter");
        if ((line.has("config") && !action.equals("create") && !old) || (line.has("delete-config") && !old)) {
            throw Failure.usage("--" + line.givenOf("config", "delete-config").get(0)
                            + (action.equals("alter") ? " requires --create" : " cannot be combined with --" + action))
                    .hint("kafka-configs --alter --topic NAME --add-config KEY=VALUE --delete-config KEY");
        }
        if (action.equals("alter") && !line.has("partitions") && !(old && hasConfigs(line))) {
            throw Failure.usage("--alter requires --partitions");
        }
        if (hasConfigs(line) && action.equals("alter") && line.has("partitions")) {
            throw Failure.usage("--partitions cannot be combined with --config and --delete-config");
        }
        for (String pair : line.values("config")) {
            if (pair.indexOf('=') < 0) {
                throw Failure.usage("--config: invalid pair '" + pair + "' (example: retention.ms=86400000)");
            }
        }
    }

    private static boolean hasConfigs(StockLine line) {
        return line.has("config") || line.has("delete-config");
    }

    /** The given options that restrict what is described. */
    private static List<String> selections(StockLine line) {
        return line.givenOf(
                "under-replicated-partitions",
                "under-min-isr-partitions",
                "at-min-isr-partitions",
                "unavailable-partitions",
                "topics-with-overrides");
    }

    private static TopicFilter filter(StockLine line) {
        return line.has("topic") ? TopicFilter.of(line.value("topic").orElse("")) : TopicFilter.all();
    }

    @Override
    public void run(StockLine line, Shell shell, StockOutput out) {
        switch (line.one("action", ACTIONS)) {
            case "list" -> list(line, shell, out);
            case "describe" -> describe(line, shell, out);
            case "create" -> create(line, shell, out);
            case "alter" -> alter(line, shell, out);
            default -> delete(line, shell);
        }
    }

    private static void list(StockLine line, Shell shell, StockOutput out) {
        StringBuilder names = new StringBuilder();
        for (Item topic : topics(line, shell)) {
            names.append(names.isEmpty() ? "" : "\n").append(topic.text("topic"));
        }
        out.line(names.toString()); // without any topic an empty line
    }

    /** The topics that the line is about. */
    private static List<Item> topics(StockLine line, Shell shell) {
        List<String> words = new ArrayList<>(List.of("topic", "list"));
        if (line.has("exclude-internal")) {
            words.add("--exclude-internal");
        }
        TopicFilter filter = filter(line);
        List<Item> topics = new ArrayList<>();
        for (Item topic : shell.items(words)) {
            if (filter.matches(topic.text("topic"))) {
                topics.add(topic);
            }
        }
        return topics;
    }

    private static void describe(StockLine line, Shell shell, StockOutput out) {
        Map<String, List<Item>> topics = new LinkedHashMap<>();
        for (Item partition : partitions(line, shell)) {
            topics.computeIfAbsent(partition.text("topic"), none -> new ArrayList<>())
                    .add(partition);
        }
        boolean whole = selections(line).isEmpty();
        boolean overridden = line.has("topics-with-overrides");
        Map<String, String> configs = whole || overridden ? configs(topics, shell) : Map.of();
        for (Map.Entry<String, List<Item>> topic : topics.entrySet()) {
            String set = configs.getOrDefault(topic.getKey(), "");
            if (whole || (overridden && !set.isEmpty())) {
                out.line(header(topic.getKey(), topic.getValue(), set));
            }
            if (!overridden) {
                for (Item partition : topic.getValue()) {
                    out.line(described(partition));
                }
            }
        }
    }

    /** The partitions that the line is about, by their topics. */
    private static List<Item> partitions(StockLine line, Shell shell) {
        List<String> words = new ArrayList<>(List.of("partition", "list"));
        for (Map.Entry<String, String> filter : FILTERS.entrySet()) {
            if (line.has(filter.getKey())) {
                words.add(filter.getValue());
            }
        }
        boolean byId = line.has("topic-id");
        TopicFilter filter = byId ? TopicFilter.all() : filter(line);
        boolean asked = !filter.text().isEmpty() || byId;
        if (filter.name().isPresent()) {
            words.addAll(List.of("--", filter.name().get() + ":*"));
        }
        List<Item> all;
        try {
            all = shell.items(words);
        } catch (Failure failure) {
            if (line.has("if-exists") && failure.kind() == Failure.Kind.NOT_FOUND) {
                return List.of();
            }
            throw failure;
        }
        String id = byId ? line.value("topic-id").orElseThrow() : "";
        boolean internal = !line.has("exclude-internal");
        List<Item> partitions = new ArrayList<>();
        for (Item partition : all) {
            String topic = partition.text("topic");
            if (filter.matches(topic)
                    && (!byId || partition.text("topicId").equals(id))
                    && (internal || !INTERNAL.contains(topic))) {
                partitions.add(partition);
            }
        }
        boolean none = partitions.isEmpty() && asked && filter.name().isEmpty();
        // Where only some partitions are asked for, none of them says nothing of the topic.
        if (none
                && !line.has("if-exists")
                && (byId || selections(line).isEmpty() || topics(line, shell).isEmpty())) {
            throw byId ? Failure.notFound("no topic with id " + id) : absent(filter);
        }
        return partitions;
    }

    private static Failure absent(TopicFilter filter) {
        return Failure.notFound("no topic matches " + filter.text());
    }

    /** What is set for each topic: everything that is not Kafka's own default. */
    private static Map<String, String> configs(Map<String, List<Item>> topics, Shell shell) {
        if (topics.isEmpty()) {
            return Map.of();
        }
        List<String> words = new ArrayList<>(List.of("config", "describe", "--detail=values", "--"));
        topics.keySet().forEach(topic -> words.add("topic/" + topic));
        Map<String, String> configs = new LinkedHashMap<>();
        for (Item entry : shell.items(words)) {
            String topic = entry.text("resource").substring("topic/".length());
            configs.merge(
                    topic,
                    entry.text("key") + "=" + entry.text("value", "null"),
                    (before, next) -> before + "," + next);
        }
        return configs;
    }

    private static String header(String topic, List<Item> partitions, String configs) {
        Item first = partitions.get(0);
        return "Topic: " + topic
                + (first.has("topicId") ? "\tTopicId: " + first.text("topicId") : "")
                + "\tPartitionCount: " + partitions.size()
                + "\tReplicationFactor: " + (first.size("replicas") - first.size("addingReplicas"))
                + "\tConfigs: " + configs;
    }

    private static String described(Item partition) {
        boolean moving = partition.size("addingReplicas") > 0 || partition.size("removingReplicas") > 0;
        return "\tTopic: " + partition.text("topic")
                + "\tPartition: " + partition.text("partition")
                + "\tLeader: " + partition.text("leader", "none")
                + "\tReplicas: " + partition.text("replicas")
                + "\tIsr: " + partition.text("isr")
                + (moving
                        ? "\tAdding Replicas: " + partition.text("addingReplicas") + "\tRemoving Replicas: "
                                + partition.text("removingReplicas")
                        : "")
                + "\tElr: " + partition.text("elr", "N/A")
                + "\tLastKnownElr: " + partition.text("lastKnownElr", "N/A");
    }

    private static void create(StockLine line, Shell shell, StockOutput out) {
        String name = line.value("topic").orElseThrow();
        if (name.indexOf('.') >= 0 || name.indexOf('_') >= 0) {
            out.line(COLLISION);
        }
        List<String> words = new ArrayList<>(List.of("topic", "create"));
        line.value("partitions").ifPresent(count -> words.add("--partitions=" + count));
        line.value("replication-factor").ifPresent(count -> words.add("--replication=" + count));
        line.value("replica-assignment").ifPresent(brokers -> words.add("--assign=" + brokers.replace(" ", "")));
        configs(line, words);
        if (line.has("if-not-exists")) {
            words.add("--if-not-exists");
        }
        words.addAll(List.of("--", name));
        for (Item made : shell.items(words)) {
            if (made.is("created")) {
                out.line("Created topic " + name + ".");
            }
        }
    }

    /** Adds the pairs of {@code --config}, around whose equals sign blanks do not count. */
    private static void configs(StockLine line, List<String> words) {
        for (String pair : line.values("config")) {
            int equals = pair.indexOf('=');
            words.add("--config="
                    + pair.substring(0, equals).strip()
                    + "="
                    + pair.substring(equals + 1).strip());
        }
    }

    private static void alter(StockLine line, Shell shell, StockOutput out) {
        for (Item topic : existing(line, shell)) {
            String name = topic.text("topic");
            List<String> words = new ArrayList<>(List.of("topic", "alter"));
            line.value("partitions").ifPresent(count -> words.add("--partitions=" + count));
            line.value("replica-assignment").ifPresent(brokers -> {
                String added = added(brokers.replace(" ", ""), topic.number("partitions"));
                if (!added.isEmpty()) {
                    words.add("--assign=" + added);
                }
            });
            configs(line, words);
            line.values("delete-config").forEach(key -> words.add("--delete-config=" + key.strip()));
            words.addAll(List.of("--", name));
            shell.items(words);
            if (hasConfigs(line)) {
                out.line("Updated config for topic " + name + ".");
            }
        }
    }

    /** The replicas of the partitions that are added: the tool's list begins with those that exist. */
    private static String added(String brokers, long present) {
        String[] all = brokers.split(",", -1);
        StringBuilder added = new StringBuilder();
        for (int i = (int) Math.min(present, all.length); i < all.length; i++) {
            added.append(added.isEmpty() ? "" : ",").append(all[i]);
        }
        return added.toString();
    }

    /**
     * The topics that are changed.
     *
     * @throws Failure {@code NOT_FOUND} where there are none, unless that is allowed
     */
    private static List<Item> existing(StockLine line, Shell shell) {
        List<Item> topics = topics(line, shell);
        if (topics.isEmpty() && !line.has("if-exists")) {
            TopicFilter filter = filter(line);
            throw filter.name()
                    .map(name -> Failure.absent(Failure.Noun.TOPIC, name))
                    .orElseGet(() -> absent(filter));
        }
        return topics;
    }

    private static void delete(StockLine line, Shell shell) {
        List<String> words = new ArrayList<>(List.of("topic", "delete"));
        if (line.has("if-exists")) {
            words.add("--if-exists");
        }
        words.add("--");
        TopicFilter filter = filter(line);
        int options = words.size();
        if (filter.name().isPresent()) {
            words.add(filter.name().get());
        } else {
            // A pattern does not select internal topics: their deletion would lose the offsets of all groups.
            for (Item topic : existing(line, shell)) {
                if (!topic.is("internal")) {
                    words.add(topic.text("topic"));
                }
            }
        }
        if (words.size() > options) {
            shell.items(words);
        } else if (!line.has("if-exists")) {
            throw absent(filter);
        }
    }
}
