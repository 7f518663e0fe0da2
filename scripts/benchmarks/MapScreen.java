import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jline.builtins.ScreenTerminal;

/** The leader map on a pseudo terminal of 200 columns and 50 rows, in a process of its own. */
final class MapScreen implements AutoCloseable {
    private static final int COLUMNS = 200;
    private static final int ROWS = 50;
    private static final long LONGEST_MILLIS = 60_000;
    private static final long IDLE_MILLIS = 20_000;

    /** Processor time of a process is counted in these. */
    private static final double TICK_MILLIS = 10;

    private final ScreenTerminal screen = new ScreenTerminal(COLUMNS, ROWS);
    private final Process script;
    private final ProcessHandle process;

    /** How long it took until all partitions were on the screen. */
    final double firstFrameMillis;

    /** Starts {@code zooka OPTION ADDRESS leaders}, and returns when the map shows this number of partitions. */
    MapScreen(String zooka, String option, String address, int partitions) throws Exception {
        long begun = System.nanoTime();
        script = new ProcessBuilder(
                        "script",
                        "-qfc",
                        "stty rows " + ROWS + " cols " + COLUMNS + "; exec " + zooka + " " + option + " " + address
                                + " leaders",
                        "/dev/null")
                .start();
        Thread reader = new Thread(() -> read(script.getInputStream()));
        reader.setDaemon(true);
        reader.start();
        await(() -> line(1).contains("partitions " + partitions));
        firstFrameMillis = millis(begun);
        process = script.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow();
    }

    /** The share of a core that it uses while nothing changes. */
    double idle() throws Exception {
        Thread.sleep(5_000);
        double before = processorMillis();
        Thread.sleep(IDLE_MILLIS);
        return (processorMillis() - before) / IDLE_MILLIS;
    }

    /** Whether the row of a topic shows this leader of a partition. */
    boolean shows(String topic, int partition, int leader) {
        for (int row = 3; row < ROWS; row++) {
            String[] words = line(row).trim().split("\\s+");
            if (words.length > partition + 1 && words[0].endsWith(topic)) {
                return words[partition + 1].startsWith(Integer.toString(leader));
            }
        }
        return false;
    }

    @Override
    public void close() throws Exception {
        script.getOutputStream().write('q');
        script.getOutputStream().flush();
        script.waitFor(10, TimeUnit.SECONDS);
        script.descendants().forEach(ProcessHandle::destroy);
    }

    private void read(InputStream output) {
        char[] text = new char[65536];
        try {
            InputStreamReader decoded = new InputStreamReader(output, StandardCharsets.UTF_8);
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

    String line(int row) {
        String[] lines = screen.toString().split("\n", -1);
        return row < lines.length ? lines[row] : "";
    }

    synchronized void await(BooleanSupplier shown) throws InterruptedException {
        long begun = System.nanoTime();
        while (!shown.getAsBoolean()) {
            if (millis(begun) > LONGEST_MILLIS) {
                throw new IllegalStateException("not shown within a minute:\n" + screen);
            }
            wait(1_000);
        }
    }

    static double millis(long begun) {
        return (System.nanoTime() - begun) / 1e6;
    }

    /** The processor time that the process has used. */
    double processorMillis() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MILLIS;
    }

    /** What is in use after a collection, in MB, and the peak of the process. */
    String heap() throws Exception {
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
