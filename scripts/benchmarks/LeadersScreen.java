import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.jline.builtins.ScreenTerminal;

/**
 * Measures the leader map on a pseudo terminal of 200 columns and 50 rows, while this process writes partition states to
 * ZooKeeper: the time from a write to its bytes on the terminal, and the processor time of the whole zooka process.
 * {@code LeadersScreen ZOOKEEPER TOPICS PARTITIONS CHANGES ZOOKA}
 */
public final class LeadersScreen {
    private static final int COLUMNS = 200;
    private static final int ROWS = 50;
    private static final long LONGEST_MILLIS = 60_000;
    private static final long IDLE_MILLIS = 20_000;
    private static final long APART_MILLIS = 150;

    /** Processor time of a process is counted in these. */
    private static final double TICK_MILLIS = 10;

    private final ZooKeeper zookeeper;
    private final int topics;
    private final int partitions;
    private final ScreenTerminal screen = new ScreenTerminal(COLUMNS, ROWS);
    private final int[][] leaders;
    private int epoch = 1;

    private LeadersScreen(String address, int topics, int partitions) throws Exception {
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
        LeadersScreen bench = new LeadersScreen(arguments[0], topics, partitions);
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
        long begun = System.nanoTime();
        Process script = new ProcessBuilder(
                        "script",
                        "-qfc",
                        "stty rows " + ROWS + " cols " + COLUMNS + "; exec " + zooka + " -z " + address + " leaders",
                        "/dev/null")
                .start();
        Thread reader = new Thread(() -> read(script.getInputStream()));
        reader.setDaemon(true);
        reader.start();
        int all = topics * partitions;
        await(() -> line(1).contains("partitions " + all));
        double first = millis(begun);
        ProcessHandle process = script.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow();
        Thread.sleep(5_000);

        long before = processor(process);
        Thread.sleep(IDLE_MILLIS);
        double idle = (processor(process) - before) * TICK_MILLIS / IDLE_MILLIS;

        before = processor(process);
        long start = System.nanoTime();
        double[] delays = new double[changes];
        for (int i = 0; i < changes; i++) {
            delays[i] = change(i % 25, i / 25 % partitions);
            Thread.sleep(APART_MILLIS);
        }
        double elapsed = millis(start);
        double used = (processor(process) - before) * TICK_MILLIS;
        Arrays.sort(delays);

        double failover = failover();
        System.out.printf(
                "%d %.0f %.2f %.2f %.1f %.1f %.0f %s%n",
                all,
                first,
                idle * 100,
                (used - idle * elapsed) / changes,
                delays[changes / 2],
                delays[(int) Math.ceil(changes * 0.99) - 1],
                failover,
                heap(process));
        script.getOutputStream().write("q".getBytes(StandardCharsets.UTF_8));
        script.getOutputStream().flush();
        script.waitFor(10, java.util.concurrent.TimeUnit.SECONDS);
        script.descendants().forEach(ProcessHandle::destroy);
    }

    /** Has another broker lead a partition that is on the screen; the milliseconds until it shows. */
    private double change(int topic, int partition) throws Exception {
        leaders[topic][partition] = leaders[topic][partition] % 3 + 1;
        epoch++;
        String shown = Integer.toString(leaders[topic][partition]);
        String name = topic(topic);
        long begun = System.nanoTime();
        zookeeper.setData(path(topic, partition), state(topic, partition), -1);
        await(() -> {
            for (int row = 3; row < ROWS; row++) {
                String[] words = line(row).trim().split("\\s+");
                if (words.length > partition + 1 && words[0].endsWith(name)) {
                    return words[partition + 1].startsWith(shown);
                }
            }
            return false;
        });
        return millis(begun);
    }

    /** Has the others lead what broker 3 leads; the milliseconds from the last write until all of it shows. */
    private double failover() throws Exception {
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
        await(() -> line(1).matches(".* 3:0\\b.*"));
        return millis(begun);
    }

    private void read(InputStream output) {
        byte[] buffer = new byte[65536];
        try {
            // All that is drawn is of characters that may be split between two reads.
            java.io.InputStreamReader decoded = new java.io.InputStreamReader(output, StandardCharsets.UTF_8);
            char[] text = new char[buffer.length];
            for (int length = decoded.read(text); length >= 0; length = decoded.read(text)) {
                synchronized (this) {
                    screen.write(new String(text, 0, length));
                    notifyAll();
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String line(int row) {
        String[] lines = screen.toString().split("\n", -1);
        return row < lines.length ? lines[row] : "";
    }

    private synchronized void await(BooleanSupplier shown) throws InterruptedException {
        long begun = System.nanoTime();
        while (!shown.getAsBoolean()) {
            if (millis(begun) > LONGEST_MILLIS) {
                throw new IllegalStateException("not shown within a minute:\n" + screen);
            }
            wait(1_000);
        }
    }

    private static double millis(long begun) {
        return (System.nanoTime() - begun) / 1e6;
    }

    /** The processor time of a process in ticks. */
    private static long processor(ProcessHandle process) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    /** What is in use after a collection, in MB, and the peak of the process. */
    private static String heap(ProcessHandle process) throws Exception {
        String pid = Long.toString(process.pid());
        run("jcmd", pid, "GC.run");
        String used = Arrays.stream(run("jcmd", pid, "GC.heap_info").split("\n"))
                .filter(line -> line.matches(".*(generation|total).*used \\d+K.*"))
                .map(line -> line.replaceAll(".*used (\\d+)K.*", "$1"))
                .mapToInt(Integer::parseInt)
                .sum() / 1024 + "";
        String peak = Files.readAllLines(Path.of("/proc", pid, "status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .map(line -> Integer.parseInt(line.replaceAll("\\D", "")) / 1024 + "")
                .findFirst()
                .orElse("?");
        return used + " " + peak;
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
