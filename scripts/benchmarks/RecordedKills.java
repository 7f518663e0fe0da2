import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import zooka.clients.Failure;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.wire.BrokerAccess;
import zooka.clients.kafka.wire.WireTopics;
import zooka.commands.timeline.Change;
import zooka.commands.timeline.Event;
import zooka.commands.timeline.Point;
import zooka.commands.timeline.file.RecordingReader;
import zooka.commands.timeline.file.RecordingWriter;
import zooka.commands.timeline.Timeline;
import zooka.sandbox.Mode;
import zooka.sandbox.Options;
import zooka.sandbox.Sandbox;

/**
 * Records a cluster of three brokers while they are killed in turn, and compares each change of a leader with the brokers' own logs: the
 * controller's lines of the state-change log in ZooKeeper mode, those of the replication control manager in KRaft.
 * {@code RecordedKills zookeeper|kraft KILLS ZOOKA FILE}
 */
public final class RecordedKills {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern TIME = Pattern.compile("^(\\d{4}-\\d\\d-\\d\\d)[ T](\\d\\d:\\d\\d:\\d\\d)[,.](\\d{3}) ");
    private static final List<Pattern> LINES = List.of(
            Pattern.compile("Changed partition (\\S+) from \\S+ to OnlinePartition with state LeaderAndIsr\\(leader=(-?\\d+), leaderEpoch=(\\d+)"),
            Pattern.compile("Partition (\\S+) state changed to \\(Leader:(-?\\d+),.*LeaderEpoch:(\\d+)"),
            Pattern.compile("partition change for (\\S+)(?: with topic ID \\S+)?: .*leader: -?\\d+ -> (-?\\d+),.*leaderEpoch: \\d+ -> (\\d+)"));

    /** A partition has a leader since then; -1 for none. */
    private record Led(int leader, int epoch, Instant at) {}

    private RecordedKills() {}

    public static void main(String[] arguments) throws Exception {
        Mode mode = arguments[0].equals("kraft") ? Mode.KRAFT : Mode.ZOOKEEPER;
        int kills = Integer.parseInt(arguments[1]);
        Path file = Path.of(arguments[3]);
        try (Sandbox sandbox = Sandbox.start(mode, Options.full(), text -> {})) {
            String bootstrap = sandbox.bootstrap().orElseThrow();
            List<String> words = new ArrayList<>(List.of(arguments[2]));
            sandbox.zookeeper().ifPresent(address -> words.addAll(List.of("-z", address)));
            words.addAll(List.of("-b", bootstrap, "failover", "record", "--out", file.toString()));
            await(bootstrap, RecordedKills::whole);
            Map<String, Led> first = leaders(bootstrap);
            Process recorder = new ProcessBuilder(words).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            while (!Files.exists(file) || Files.size(file) == 0) {
                Thread.sleep(100);
            }
            for (int i = 0; i < kills; i++) {
                int broker = i % 3 + 1;
                sandbox.kill("kafka-" + broker);
                await(bootstrap, state -> state.partitions().stream()
                        .noneMatch(one -> one.offline() || leader(one) == broker));
                sandbox.start("kafka-" + broker);
                await(bootstrap, RecordedKills::whole);
            }
            Thread.sleep(3_000);
            recorder.toHandle().destroy();
            recorder.waitFor(20, TimeUnit.SECONDS);
            Timeline recorded = read(InputStream.nullInputStream(), file.toString());
            ByteArrayOutputStream again = new ByteArrayOutputStream();
            RecordingWriter.write(recorded, "again", again);
            Map<String, List<Led>> logged = logged(sandbox.folder(), first);
            compare(mode + ", " + kills + " kills", changes(recorded), logged);
            compare(mode + ", replayed", changes(read(new ByteArrayInputStream(again.toByteArray()), "-")), logged);
        }
    }

    private static boolean whole(ClusterState state) {
        return state.online().size() == 3
                && state.partitions().stream().noneMatch(one -> one.offline() || one.underReplicated());
    }

    private static int leader(Partition partition) {
        return partition.leader().orElse(-1);
    }

    private static void await(String bootstrap, Predicate<ClusterState> wanted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (WireTopics topics = new WireTopics(bootstrap, BrokerAccess.open(), Duration.ofSeconds(5))) {
                if (wanted.test(topics.state())) {
                    return;
                }
            } catch (Failure failure) {
                // The broker that was asked has just died.
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the cluster does not recover");
            }
            Thread.sleep(200);
        }
    }

    private static Map<String, Led> leaders(String bootstrap) {
        Map<String, Led> leaders = new TreeMap<>();
        try (WireTopics topics = new WireTopics(bootstrap, BrokerAccess.open(), Duration.ofSeconds(5))) {
            for (Partition one : topics.state().partitions()) {
                leaders.put(one.name(), new Led(leader(one), one.leaderEpoch().orElse(0), Instant.now()));
            }
        }
        return leaders;
    }

    private static Timeline read(InputStream bytes, String name) {
        Timeline[] timeline = {Timeline.EMPTY};
        try (RecordingReader reader = RecordingReader.open(name, bytes, remark -> System.out.println("  " + remark))) {
            timeline[0] = timeline[0].with(new Point(reader.first(), List.of()));
            reader.read(point -> timeline[0] = timeline[0].with(point));
        }
        return timeline[0];
    }

    /**
     * The changes of leaders in a recording, by partition: to another one than led last. That nobody leads a partition is seen from
     * the loss of its broker, before any controller says so.
     */
    private static Map<String, List<Led>> changes(Timeline timeline) {
        Map<String, Integer> last = new TreeMap<>();
        Map<String, List<Led>> changes = new TreeMap<>();
        for (long number = timeline.first(); number <= timeline.last(); number++) {
            for (Event event : timeline.get(number).events()) {
                if (event.change() instanceof Change.OfPartition change
                        && change.after().leader().isPresent()) {
                    String name = change.after().name();
                    change.before().leader().ifPresent(leader -> last.put(name, leader));
                    Integer before = last.put(name, leader(change.after()));
                    if (before != null && before == leader(change.after())) {
                        continue;
                    }
                    changes.computeIfAbsent(name, any -> new ArrayList<>())
                            .add(new Led(
                                    leader(change.after()),
                                    change.after().leaderEpoch().orElse(-1),
                                    event.at()));
                }
            }
        }
        return changes;
    }

    /** The changes of leaders that the brokers logged, after the leaders that were there first. */
    private static Map<String, List<Led>> logged(Path folder, Map<String, Led> first) throws IOException {
        Map<String, TreeMap<Integer, Led>> byEpoch = new TreeMap<>();
        for (int id = 1; id <= 3; id++) {
            try (Stream<String> lines = Files.lines(folder.resolve("kafka-" + id + ".log"))) {
                lines.forEach(line -> led(line).ifPresent(entry -> byEpoch
                        .computeIfAbsent(entry.getKey(), name -> new TreeMap<>())
                        // Each controller of a quorum logs the record when it replays it: the first one is the leader.
                        .merge(entry.getValue().epoch(), entry.getValue(), (one, other) -> one.at().isBefore(other.at()) ? one : other)));
            }
        }
        Map<String, List<Led>> changes = new TreeMap<>();
        byEpoch.forEach((name, states) -> {
            Led before = first.get(name);
            for (Led next : states.values()) {
                if (before != null && next.epoch() > before.epoch() && next.leader() >= 0) {
                    if (next.leader() != before.leader()) {
                        changes.computeIfAbsent(name, any -> new ArrayList<>()).add(next);
                    }
                    before = next;
                }
            }
        });
        return changes;
    }

    private static Optional<Map.Entry<String, Led>> led(String line) {
        Matcher time = TIME.matcher(line);
        if (!time.find()) {
            return Optional.empty();
        }
        for (Pattern pattern : LINES) {
            Matcher found = pattern.matcher(line);
            if (found.find()) {
                Instant at = LocalDateTime.parse(time.group(1) + "T" + time.group(2) + "." + time.group(3))
                        .atZone(ZoneId.systemDefault())
                        .toInstant();
                return Optional.of(Map.entry(
                        found.group(1),
                        new Led(Integer.parseInt(found.group(2)), Integer.parseInt(found.group(3)), at)));
            }
        }
        return Optional.empty();
    }

    private static void compare(String title, Map<String, List<Led>> recorded, Map<String, List<Led>> logged) {
        int agree = 0;
        List<String> missed = new ArrayList<>();
        List<String> invented = new ArrayList<>();
        List<Long> apart = new ArrayList<>();
        recorded.forEach((name, changes) -> logged.computeIfAbsent(name, any -> List.of()));
        for (Map.Entry<String, List<Led>> entry : logged.entrySet()) {
            List<Led> left = new ArrayList<>(recorded.getOrDefault(entry.getKey(), List.of()));
            for (Led change : entry.getValue()) {
                // Between the write and its reading, a smaller in-sync set may have raised the epoch again.
                Optional<Led> same = left.stream()
                        .filter(one -> one.leader() == change.leader() && one.epoch() >= change.epoch())
                        .min(Comparator.comparingInt(Led::epoch));
                if (same.isEmpty()) {
                    missed.add(entry.getKey() + " " + change);
                    continue;
                }
                left.remove(same.get());
                agree++;
                apart.add(Math.abs(Duration.between(change.at(), same.get().at()).toMillis()));
            }
            left.forEach(one -> invented.add(entry.getKey() + " " + one));
        }
        apart.sort(null);
        System.out.printf(
                "%-22s %d changes of leaders agree, %d missed, %d invented; apart: median %d ms, 99th %d ms, worst %d ms (at most 100)%n",
                title,
                agree,
                missed.size(),
                invented.size(),
                apart.isEmpty() ? 0 : apart.get(apart.size() / 2),
                apart.isEmpty() ? 0 : apart.get((int) Math.ceil(apart.size() * 0.99) - 1),
                apart.isEmpty() ? 0 : apart.get(apart.size() - 1));
        missed.stream().limit(10).forEach(one -> System.out.println("  missed   " + one));
        invented.stream().limit(10).forEach(one -> System.out.println("  invented " + one));
    }
}
