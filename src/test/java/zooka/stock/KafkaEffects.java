package zooka.stock;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import zooka.testing.KafkaRun;
import zooka.testing.StockRun;

/**
 * What lines of Kafka's tools have made of a cluster: topics with their configuration, replicas and records, groups with their offsets,
 * quotas and ACLs. All of it is read at once, because the cases have names that begin differently.
 */
final class KafkaEffects {

    private final KafkaRun kafka;
    private final StockRun zooka;
    private final TreeSet<String> all = new TreeSet<>();

    private KafkaEffects(KafkaRun kafka) {
        this.kafka = kafka;
        this.zooka = new StockRun(kafka.clusters());
    }

    /** Reads everything whose name begins so. */
    static KafkaEffects read(KafkaRun kafka, String left) {
        KafkaEffects effects = new KafkaEffects(kafka);
        effects.topics(left);
        effects.groups(left);
        for (String[] query : new String[][] {{"quota", "list"}, {"acl", "list"}, {"user", "list"}}) {
            for (Map<String, Object> row : kafka.run().rows(query)) {
                String text = new TreeMap<>(row).toString();
                if (text.contains(left)) {
                    effects.all.add(query[0] + " " + text);
                }
            }
        }
        return effects;
    }

    /** The part of a case, with {@code @} in place of its prefix. */
    List<String> of(String prefix) {
        return all.stream()
                .filter(line -> line.contains(prefix))
                .map(line -> line.replace(prefix, "@"))
                .toList();
    }

    private static String[] words(List<String> names, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(names);
        return all.toArray(String[]::new);
    }

    private void topics(String left) {
        List<String> names = new ArrayList<>();
        for (Map<String, Object> topic : kafka.run().rows("topic", "list", left + "*")) {
            String name = (String) topic.get("topic");
            names.add(name);
            all.add("topic " + name + " " + topic.get("partitions") + " " + topic.get("replication"));
        }
        if (names.isEmpty()) {
            return;
        }
        List<String> resources = names.stream().map(name -> "topic/" + name).toList();
        kafka.run()
                .rows(words(resources, "config", "describe", "--detail=values"))
                .forEach(entry ->
                        all.add("config " + entry.get("resource") + " " + entry.get("key") + "=" + entry.get("value")));
        kafka.run().rows(words(names, "partition", "list")).stream()
                .filter(partition -> !((String) partition.get("topic")).endsWith("r")) // wherever the brokers put them
                .forEach(partition -> all.add("partition " + partition.get("topic") + " " + partition.get("partition")
                        + " " + partition.get("replicas")));
        kafka.run().rows(words(names, "topic", "offsets")).forEach(this::records);
    }

    private void records(Map<String, Object> partition) {
        long earliest = ((Number) partition.get("earliest")).longValue();
        long latest = ((Number) partition.get("latest")).longValue();
        String name = partition.get("topic") + " " + partition.get("partition");
        all.add("offsets " + name + " " + earliest + " " + latest);
        if (latest > earliest) {
            all.add("records " + name + " "
                    + zooka.out(
                            "kafka-console-consumer",
                            "--topic",
                            (String) partition.get("topic"),
                            "--partition",
                            String.valueOf(partition.get("partition")),
                            "--offset",
                            "earliest",
                            "--max-messages",
                            Long.toString(latest - earliest),
                            "--formatter-property",
                            "print.key=true",
                            "--formatter-property",
                            "print.headers=true"));
        }
    }

    private void groups(String left) {
        List<String> names = new ArrayList<>();
        for (Map<String, Object> group : kafka.run().rows("group", "list")) {
            String name = (String) group.get("group");
            if (name.startsWith(left)) {
                names.add(name);
                all.add("group " + name + " " + group.get("type"));
            }
        }
        if (!names.isEmpty()) {
            kafka.run()
                    .rows(words(names, "group", "lag"))
                    .forEach(lag -> all.add("committed " + lag.get("group") + " " + lag.get("topic") + " "
                            + lag.get("partition") + " " + lag.get("committed")));
        }
    }
}
