import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.TopicPartition;
import zooka.clients.kafka.MetadataChange;
import zooka.clients.kafka.MetadataLog;
import zooka.clients.kafka.wire.BrokerAccess;
import zooka.clients.kafka.wire.WireTopics;
import zooka.clients.kafka.wire.log.WireMetadataLog;

/**
 * Measures the leader map of a KRaft cluster of three brokers while leaders are elected: the time from the append of a record, by the
 * controller's clock, to its bytes on the terminal. {@code LeadersQuorum BOOTSTRAP CHANGES ZOOKA}
 */
public final class LeadersQuorum {
    private static final String TOPIC = "a-bench";
    private static final int PARTITIONS = 10;

    private LeadersQuorum() {}

    public static void main(String[] arguments) throws Exception {
        String bootstrap = arguments[0];
        int changes = Integer.parseInt(arguments[1]);
        Map<String, Instant> appended = new ConcurrentHashMap<>();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
            Map<Integer, List<Integer>> replicas = new HashMap<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                replicas.put(partition, List.of(1, 2, 3));
            }
            admin.createTopics(List.of(new NewTopic(TOPIC, replicas))).all().get();
            int all = 0;
            for (var topic : admin.describeTopics(admin.listTopics().names().get()).allTopicNames().get().values()) {
                all += topic.partitions().size();
            }
            // Internal topics are on the map, too.
            int shown = all + internal(admin);
            Thread follower = new Thread(() -> follow(bootstrap, appended));
            follower.setDaemon(true);
            follower.start();
            try (MapScreen map = new MapScreen(arguments[2], "-b", bootstrap, shown)) {
                map.await(() -> map.line(0).contains(" live "));
                Thread.sleep(3_000);
                double[] delays = new double[changes];
                for (int i = 0; i < changes; i++) {
                    delays[i] = change(admin, map, i, appended);
                }
                Arrays.sort(delays);
                System.out.printf(
                        "%.1f %.1f%n", delays[changes / 2], delays[(int) Math.ceil(changes * 0.99) - 1]);
            }
        }
        System.exit(0);
    }

    private static int internal(Admin admin) throws Exception {
        Set<String> names = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get();
        int partitions = 0;
        for (String name : names) {
            if (name.startsWith("__")) {
                partitions += admin.describeTopics(List.of(name)).allTopicNames().get().get(name).partitions().size();
            }
        }
        return partitions;
    }

    /** Has the next broker lead a partition; the milliseconds from the append of the record until it shows. */
    private static double change(Admin admin, MapScreen map, int round, Map<String, Instant> appended) throws Exception {
        int partition = round % PARTITIONS;
        int leader = (round / PARTITIONS + 1) % 3 + 1;
        TopicPartition name = new TopicPartition(TOPIC, partition);
        List<Integer> order = List.of(leader, leader % 3 + 1, (leader + 1) % 3 + 1);
        String key = partition + " " + leader;
        appended.remove(key);
        // From here on the controller may elect the leader by itself.
        admin.alterPartitionReassignments(Map.of(name, Optional.of(new NewPartitionReassignment(order)))).all().get();
        admin.electLeaders(ElectionType.PREFERRED, Set.of(name)).partitions().get();
        map.await(() -> map.shows(TOPIC, partition, leader));
        Instant shown = Instant.now();
        while (!appended.containsKey(key)) {
            Thread.sleep(1);
        }
        return Duration.between(appended.get(key), shown).toNanos() / 1e6;
    }

    private static void follow(String bootstrap, Map<String, Instant> appended) {
        String id = "";
        try (MetadataLog log = WireMetadataLog.of(
                new WireTopics(bootstrap, BrokerAccess.open(), Duration.ofSeconds(10)), Duration.ofSeconds(10))) {
            while (true) {
                for (MetadataLog.Batch batch : log.next(Duration.ofSeconds(1)).batches()) {
                    for (MetadataChange change : batch.changes()) {
                        if (change instanceof MetadataChange.TopicCreation created && created.name().equals(TOPIC)) {
                            id = created.topicId();
                        }
                        if (change instanceof MetadataChange.PartitionChange changed
                                && changed.topicId().equals(id)
                                && changed.leader() > 0) {
                            appended.put(changed.partition() + " " + changed.leader(), batch.appended());
                        }
                    }
                }
            }
        }
    }
}
