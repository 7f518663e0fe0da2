package zooka.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import zooka.clients.Failure;

/** The topics of a log-processing pipeline: logs of several applications, and the records parsed from them. */
final class DemoTopics {

    static final String APP_LOGS = "app-logs";
    static final String CLICKS = "clicks";
    static final String METRICS = "metrics";
    static final String AUDIT_LOG = "audit.log";
    static final String PARSED_EVENTS = "parsed-events";

    /** A topic with two replicas, both required in sync: with one broker lost, nobody can write. */
    static final String ORDERS = "orders";

    /** The most time for the first topics, which take long on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private record Shape(int partitions, int copies) {}

    private static final Map<String, Shape> SHAPES = new TreeMap<>(Map.of(
            APP_LOGS, new Shape(12, 3),
            CLICKS, new Shape(6, 3),
            METRICS, new Shape(6, 3),
            AUDIT_LOG, new Shape(4, 3),
            PARSED_EVENTS, new Shape(6, 3),
            ORDERS, new Shape(2, 2)));

    private DemoTopics() {}

    /** Creates the topics and returns when each partition has its leader and all of its replicas in sync. */
    static void create(Admin admin, int brokers) {
        List<NewTopic> topics = new ArrayList<>();
        SHAPES.forEach((name, shape) -> topics.add(new NewTopic(name, assignment(shape, brokers))
                .configs(Map.of(
                        "min.insync.replicas", String.valueOf(Math.min(2, brokers)), "segment.bytes", "4194304"))));
        Waiting.until("the topics", PATIENCE, () -> made(admin, topics));
        Waiting.until("the topics' leaders", PATIENCE, () -> settled(admin));
    }

    /**
     * Creates the topics; whether all exist. A controller continues after the request's timeout, so the request is
     * repeated until it reports that they exist.
     */
    private static boolean made(Admin admin, List<NewTopic> topics) throws InterruptedException {
        boolean all = true;
        for (KafkaFuture<Void> topic : admin.createTopics(topics).values().values()) {
            try {
                topic.get();
            } catch (ExecutionException error) {
                if (error.getCause() instanceof RetriableException) {
                    all = false;
                } else if (!(error.getCause() instanceof TopicExistsException)) {
                    throw new Failure(Failure.Kind.FAILED, "cannot create the topics: " + error.getMessage())
                            .cause(error);
                }
            }
        }
        return all;
    }

    /** A round-robin assignment, so that each sandbox has the same leaders in the same places. */
    private static Map<Integer, List<Integer>> assignment(Shape shape, int brokers) {
        Map<Integer, List<Integer>> assignment = new TreeMap<>();
        for (int partition = 0; partition < shape.partitions(); partition++) {
            List<Integer> replicas = new ArrayList<>();
            for (int copy = 0; copy < Math.min(shape.copies(), brokers); copy++) {
                replicas.add((partition + copy) % brokers + 1);
            }
            assignment.put(partition, replicas);
        }
        return assignment;
    }

    private static boolean settled(Admin admin) throws Exception {
        Map<String, TopicDescription> topics =
                admin.describeTopics(SHAPES.keySet()).allTopicNames().get(5, TimeUnit.SECONDS);
        return topics.values().stream()
                .allMatch(topic ->
                        topic.partitions().size() == SHAPES.get(topic.name()).partitions()
                                && topic.partitions().stream()
                                        .allMatch(partition -> partition.leader() != null
                                                && partition.isr().size()
                                                        == partition.replicas().size()));
    }
}
