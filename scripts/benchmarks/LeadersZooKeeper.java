import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/**
 * Measures the leader map while this process writes partition states to ZooKeeper: the time from a write to its bytes on the terminal, and the processor time of the whole zooka process.
 * {@code LeadersZooKeeper ZOOKEEPER TOPICS PARTITIONS CHANGES ZOOKA}
 */
public final class LeadersZooKeeper {
    private static final long APART_MILLIS = 150;

    private final ZooKeeper zookeeper;
    private final int topics;
    private final int partitions;
    private final int[][] leaders;
    private int epoch = 1;

    private LeadersZooKeeper(String address, int topics, int partitions) throws Exception {
        CountDownLatch connected = new CountDownLatch(1);
        zookeeper = new ZooKeeper(address, 30_000, event -> connected.countDown());
        connected.await();
        this.topics = topics;
        this.partitions = partitions;
        leaders = new int[topics][partitions];
    }

    public static void main(String[] arguments) throws Exception {
        int topics = Integer.parseInt(arguments[1]);
        int partitions = Integer.parseInt(arguments[2]);
        LeadersZooKeeper bench = new LeadersZooKeeper(arguments[0], topics, partitions);
        bench.fill();
        bench.measure(arguments[0], arguments[4], Integer.parseInt(arguments[3]));
        System.exit(0);
    }

    private static String topic(int number) {
        return String.format("topic-%05d", number);
    }

    private static String path(int topic, int partition) {
        return "/brokers/topics/" + topic(topic) + "/partitions/" + partition + "/state";
    }

    private byte[] state(int topic, int partition) {
        return ("{\"controller_epoch\":1,\"leader\":" + leaders[topic][partition] + ",\"version\":1,\"leader_epoch\":" + epoch
                        + ",\"isr\":[1,2,3]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Op create(String path, String value) {
        return Op.create(
                path, value.getBytes(StandardCharsets.UTF_8), ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    }

    private void fill() throws Exception {
        List<Op> first = new ArrayList<>();
        for (String path : List.of("/brokers", "/brokers/ids", "/brokers/topics", "/config", "/config/topics")) {
            first.add(create(path, ""));
        }
        for (int id = 1; id <= 3; id++) {
            first.add(create("/brokers/ids/" + id, "{\"host\":\"broker-" + id + "\",\"port\":9092,\"rack\":\"r" + id + "\"}"));
        }
        first.add(create("/controller", "{\"version\":1,\"brokerid\":1,\"timestamp\":\"1\"}"));
        first.add(create("/controller_epoch", "1"));
        zookeeper.multi(first);
        for (int topic = 0; topic < topics; topic++) {
            StringBuilder assignment = new StringBuilder("{\"version\":2,\"partitions\":{");
            for (int partition = 0; partition < partitions; partition++) {
                int leader = (topic + partition) % 3 + 1;
                leaders[topic][partition] = leader;
                assignment.append(partition == 0 ? "" : ",").append('"').append(partition).append("\":[").append(leader)
                        .append(',').append(leader % 3 + 1).append(',').append((leader + 1) % 3 + 1).append(']');
            }
            List<Op> ops = new ArrayList<>();
            String root = "/brokers/topics/" + topic(topic);
            ops.add(create(root, assignment + "}}"));
            ops.add(create(root + "/partitions", ""));
            for (int partition = 0; partition < partitions; partition++) {
                ops.add(create(root + "/partitions/" + partition, ""));
                ops.add(create(path(topic, partition), new String(state(topic, partition), StandardCharsets.UTF_8)));
            }
            zookeeper.multi(ops);
        }
    }

    private void measure(String address, String zooka, int changes) throws Exception {
        int all = topics * partitions;
        try (MapScreen map = new MapScreen(zooka, "-z", address, all)) {
            double idle = map.idle();
            double before = map.processorMillis();
            long start = System.nanoTime();
            double[] delays = new double[changes];
            for (int i = 0; i < changes; i++) {
                delays[i] = change(map, i % 25, i / 25 % partitions);
                Thread.sleep(APART_MILLIS);
            }
            double used = map.processorMillis() - before - idle * MapScreen.millis(start);
            Arrays.sort(delays);
            System.out.printf(
                    "%d %.0f %.2f %.2f %.1f %.1f %.0f %s%n",
                    all,
                    map.firstFrameMillis,
                    idle * 100,
                    used / changes,
                    delays[changes / 2],
                    delays[(int) Math.ceil(changes * 0.99) - 1],
                    failover(map),
                    map.heap());
        }
    }

    /** Has another broker lead a partition that is on the screen; the milliseconds until it shows. */
    private double change(MapScreen map, int topic, int partition) throws Exception {
        leaders[topic][partition] = leaders[topic][partition] % 3 + 1;
        epoch++;
        int leader = leaders[topic][partition];
        String name = topic(topic);
        long begun = System.nanoTime();
        zookeeper.setData(path(topic, partition), state(topic, partition), -1);
        map.await(() -> map.shows(name, partition, leader));
        return MapScreen.millis(begun);
    }

    /** Has the others lead what broker 3 leads; the milliseconds from the last write until all of it shows. */
    private double failover(MapScreen map) throws Exception {
        Semaphore written = new Semaphore(0);
        int count = 0;
        epoch++;
        for (int topic = 0; topic < topics; topic++) {
            for (int partition = 0; partition < partitions; partition++) {
                if (leaders[topic][partition] == 3) {
                    leaders[topic][partition] = 1 + count % 2;
                    count++;
                    zookeeper.setData(
                            path(topic, partition),
                            state(topic, partition),
                            -1,
                            (code, path, context, stat) -> written.release(),
                            null);
                }
            }
        }
        written.acquire(count);
        long begun = System.nanoTime();
        map.await(() -> map.line(1).matches(".* 3:0\\b.*"));
        return MapScreen.millis(begun);
    }
}
