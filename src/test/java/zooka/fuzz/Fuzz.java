package zooka.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import zooka.clients.Failure;

/**
 * Feeds readers with inputs that are almost right, and names what ends in an exception other than {@code Failure}, takes more
 * than two seconds of processor time, needs more than 64 MB at a time, or leaves more garbage than grows with its length.
 *
 * <p>That an input needs too much is found out exactly, by an {@code OutOfMemoryError}: from the command line it runs in a
 * heap of which all but 64 MB is taken.
 */
public final class Fuzz {

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int MOST_FINDINGS = 10;

    /** What reading one input may allocate: nothing where that grows with the square of its length stays below it. */
    private static final long MOST_ALLOCATED = 64L << 20;

    private static final long MOST_ALLOCATED_PER_BYTE = 2 << 10;

    /**
     * What came of it.
     *
     * @param inputs how many were read
     * @param times how many by each target
     * @param findings each by its target, what was wrong and the input in base64
     * @param longestNanos processor time of the slowest input, by target
     * @param mostBytes what the largest input made a target allocate
     */
    public record Report(
            long inputs,
            List<String> findings,
            Map<String, Long> times,
            Map<String, Long> longestNanos,
            Map<String, Long> mostBytes) {}

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final List<String> findings = new ArrayList<>();
    private final Map<String, Long> spent = new HashMap<>();
    private final Map<String, Long> times = new TreeMap<>();
    private final Set<String> kinds = new HashSet<>();
    private final Map<String, Long> longest = new TreeMap<>();
    private final Map<String, Long> largest = new TreeMap<>();

    private volatile FuzzTarget now;
    private volatile byte[] read;

    private Fuzz() {}

    /** Ends the program where an input is read without an end. */
    private void watch(long thread) {
        Thread watcher = new Thread(
                () -> {
                    byte[] before = null;
                    long cpu = 0;
                    while (true) {
                        byte[] input = read;
                        long used = threads.getThreadCpuTime(thread);
                        if (input != before) {
                            before = input;
                            cpu = used;
                        } else if (input != null && used - cpu > 5 * LONGEST_NANOS) {
                            found(now, "does not end", input);
                            System.out.println(findings);
                            Runtime.getRuntime().halt(1);
                        }
                        LockSupport.parkNanos(LONGEST_NANOS);
                    }
                },
                "watcher");
        watcher.setDaemon(true);
        watcher.start();
    }

    /**
     * Gives each target the same time, until there were so many inputs, so many seconds are over, or there are ten findings.
     *
     * @param seed gives the same inputs again
     */
    public static Report run(List<FuzzTarget> targets, long inputs, long seconds, long seed) {
        return run(targets, inputs, seconds, seed, List::of);
    }

    /** @param filling gives what takes the heap up meanwhile, once all that is right was read */
    private static Report run(
            List<FuzzTarget> targets, long inputs, long seconds, long seed, Supplier<List<byte[]>> filling) {
        Fuzz fuzz = new Fuzz();
        fuzz.watch(Thread.currentThread().getId());
        // Once with what is right: classes are loaded, and a corpus that is not read is no corpus.
        targets.forEach(target -> target.corpus().forEach(input -> fuzz.feed(target, input, false)));
        List<byte[]> filled = filling.get();
        List<Mutations> mutations = targets.stream()
                .map(target ->
                        new Mutations(target.corpus(), seed ^ target.name().hashCode()))
                .toList();
        try {
            long done = fuzz.go(targets, mutations, inputs, seconds);
            return new Report(done, List.copyOf(fuzz.findings), fuzz.times, fuzz.longest, fuzz.largest);
        } finally {
            Reference.reachabilityFence(filled);
        }
    }

    /** @return how many inputs were read */
    private long go(List<FuzzTarget> targets, List<Mutations> mutations, long inputs, long seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        long done = 0;
        while (done < inputs && System.nanoTime() < end && findings.size() < MOST_FINDINGS) {
            int turn = next(targets);
            feed(targets.get(turn), mutations.get(turn).next(), true);
            done++;
        }
        read = null;
        return done;
    }

    /** Reads one input, and gives what is wrong with that. */
    public static List<String> read(FuzzTarget target, byte[] input) {
        Fuzz fuzz = new Fuzz();
        target.corpus().forEach(known -> fuzz.feed(target, known, false));
        fuzz.feed(target, input, true);
        return List.copyOf(fuzz.findings);
    }

    /** The target that had the least time so far. */
    private int next(List<FuzzTarget> targets) {
        int least = 0;
        for (int i = 1; i < targets.size(); i++) {
            if (spent.getOrDefault(targets.get(i).name(), 0L)
                    < spent.getOrDefault(targets.get(least).name(), 0L)) {
                least = i;
            }
        }
        return least;
    }

    private void feed(FuzzTarget target, byte[] input, boolean measured) {
        long id = Thread.currentThread().getId();
        now = target;
        read = input;
        long bytes = threads.getThreadAllocatedBytes(id);
        long nanos = threads.getCurrentThreadCpuTime();
        try {
            target.reader().read(input);
        } catch (Failure e) {
            // Said to the user as it is.
        } catch (Exception | Error e) {
            found(target, e + place(e), input);
        }
        nanos = threads.getCurrentThreadCpuTime() - nanos;
        bytes = threads.getThreadAllocatedBytes(id) - bytes;
        if (!measured) {
            return;
        }
        spent.merge(target.name(), nanos + 1, Long::sum);
        times.merge(target.name(), 1L, Long::sum);
        longest.merge(target.name(), nanos, Math::max);
        largest.merge(target.name(), bytes, Math::max);
        if (nanos > LONGEST_NANOS) {
            found(target, "took " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms", input);
        }
        if (bytes > MOST_ALLOCATED + MOST_ALLOCATED_PER_BYTE * input.length) {
            found(target, "allocated " + (bytes >> 20) + " MB", input);
        }
    }

    private static String place(Throwable e) {
        StringBuilder place = new StringBuilder();
        for (int i = 0; i < Math.min(12, e.getStackTrace().length); i++) {
            place.append("\n    ").append(e.getStackTrace()[i]);
        }
        return place.toString();
    }

    private void found(FuzzTarget target, String what, byte[] input) {
        if (!kinds.add(
                target.name() + what.replaceAll("\\d+", "").replaceAll("(?s)^([^:]{0,60}).*?(\n.*)?$", "$1$2"))) {
            return; // the same at the same place
        }
        byte[] shown = input.length <= 4_000 ? input : java.util.Arrays.copyOf(input, 4_000);
        findings.add(target.name() + ": " + what + "\n    input of " + input.length + " bytes: "
                + Base64.getEncoder().encodeToString(shown));
    }

    /** Takes the heap of the serial collector but for so many megabytes, which are for one input. */
    private static List<byte[]> filled(long megabytes) {
        System.gc();
        MemoryUsage old = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Tenured Gen"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("it needs -XX:+UseSerialGC"))
                .getUsage();
        long spare = old.getMax() - old.getUsed() - (megabytes << 20);
        if (spare < 0) {
            throw new IllegalStateException("the heap has no " + megabytes + " MB left: it needs a larger -Xmx");
        }
        return List.of(new byte[Math.toIntExact(spare)]);
    }

    /** Ends the program with its usage where they are not its own: a mistyped option must not fuzz something else. */
    private static Map<String, String> options(String... arguments) {
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            boolean number =
                    List.of("--inputs", "--seconds", "--seed", "--memory").contains(arguments[i]);
            boolean known = number || arguments[i].equals("--only");
            if (!known || i + 1 == arguments.length || (number && !arguments[i + 1].matches("-?\\d{1,18}"))) {
                System.err.println(
                        "usage: scripts/fuzz [--inputs COUNT] [--seconds COUNT] [--seed NUMBER] [--only NAME]"
                                + " [--memory MB]");
                System.exit(arguments[i].equals("--help") ? 0 : 2);
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        return options;
    }

    /** {@code --inputs COUNT --seconds COUNT --seed NUMBER --only NAME --memory MB}, each of which may be left out. */
    public static void main(String[] arguments) {
        Map<String, String> options = options(arguments);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        long seed = Long.parseLong(options.getOrDefault("--seed", Long.toString(System.nanoTime())));
        out.println("seed " + seed);
        String only = options.getOrDefault("--only", "");
        List<FuzzTarget> targets = FuzzTargets.all().stream()
                .filter(target -> target.name().startsWith(only))
                .toList();
        long begin = System.nanoTime();
        Report report = run(
                targets,
                Long.parseLong(options.getOrDefault("--inputs", "1000000")),
                Long.parseLong(options.getOrDefault("--seconds", "3600")),
                seed,
                () -> filled(Long.parseLong(options.getOrDefault("--memory", "64"))));
        report.findings().forEach(out::println);
        report.longestNanos()
                .forEach((name, nanos) -> out.printf(
                        "%-20s %,9d inputs, slowest %5d ms, at most %7d KB allocated%n",
                        name,
                        report.times().get(name),
                        TimeUnit.NANOSECONDS.toMillis(nanos),
                        report.mostBytes().get(name) >> 10));
        out.printf(
                "%,d inputs, %d findings, %d s%n",
                report.inputs(), report.findings().size(), TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
        System.exit(report.findings().isEmpty() ? 0 : 1);
    }
}
