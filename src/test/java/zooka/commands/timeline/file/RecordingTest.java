package zooka.commands.timeline.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.ClusterState.Mode;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.timeline.Change;
import zooka.commands.timeline.Edit;
import zooka.commands.timeline.Event;
import zooka.commands.timeline.Point;
import zooka.commands.timeline.Snapshot;
import zooka.commands.timeline.Timeline;
import zooka.commands.timeline.Via;
import zooka.commands.timeline.Voter;

final class RecordingTest {

    private static final Instant T0 = Instant.parse("2026-03-01T14:02:03.000001Z");

    private final List<String> remarks = new ArrayList<>();
    private final List<Point> read = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    private static Partition partition(String topic, int number, int leader, int epoch, List<Integer> isr) {
        return new Partition(
                topic,
                number,
                leader < 0 ? OptionalInt.empty() : OptionalInt.of(leader),
                OptionalInt.of(epoch),
                List.of(1, 2, 3),
                isr,
                Optional.empty(),
                List.of(),
                Optional.of(T0.plusSeconds(epoch)));
    }

    private static Topic topic(String name, Partition... partitions) {
        return new Topic(name, Optional.of("id-" + name), false, OptionalInt.of(2), List.of(partitions));
    }

    private static Broker broker(int id, boolean online) {
        return new Broker(id, "kafka-" + id, 9092, Optional.of("r" + id), online);
    }

    private static Snapshot usual() {
        return Snapshot.of(
                new ClusterState(
                        T0,
                        Optional.of("abc"),
                        Mode.ZOOKEEPER,
                        OptionalInt.of(1),
                        OptionalInt.of(7),
                        List.of(broker(1, true), broker(2, true), broker(3, true)),
                        List.of(
                                topic(
                                        "a",
                                        partition("a", 0, 1, 1, List.of(1, 2, 3)),
                                        partition("a", 1, 2, 1, List.of(1, 2, 3))),
                                topic("b", partition("b", 0, 3, 1, List.of(1, 2, 3))))),
                List.of());
    }

    private static byte[] recorded(Snapshot first, List<Point> points) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RecordingWriter writer = new RecordingWriter(bytes, "test");
        writer.point(new Point(first, List.of()));
        for (Point point : points) {
            writer.point(point);
        }
        writer.end(T0.plusSeconds(900), RecordingWriter.End.TIMEOUT);
        return bytes.toByteArray();
    }

    private static List<String> lines(byte[] recording) {
        return new String(recording, StandardCharsets.UTF_8).lines().toList();
    }

    private boolean read(byte[] recording) {
        try (RecordingReader reader = RecordingReader.open("-", new ByteArrayInputStream(recording), remarks::add)) {
            read.add(new Point(reader.first(), List.of()));
            return reader.read(new RecordingReader.Listener() {
                @Override
                public void point(Point point) {
                    read.add(point);
                }

                @Override
                public void trouble(Instant at, String why) {
                    told.add("trouble " + at + " " + why);
                }

                @Override
                public void resumed(Instant at) {
                    told.add("resumed " + at);
                }

                @Override
                public void end(Instant at) {
                    told.add("end " + at);
                }
            });
        }
    }

    private boolean read(String recording) {
        return read(recording.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertSame(Snapshot actual, Snapshot wanted, String where) {
        assertThat(actual.topics()).as(where).containsExactlyElementsOf(wanted.topics());
        assertThat(actual.brokers()).as(where).containsExactlyElementsOf(wanted.brokers());
        assertThat(actual.offline()).as(where).isEqualTo(wanted.offline());
        assertThat(actual.totals()).as(where).isEqualTo(wanted.totals());
        assertThat(actual.controller()).as(where).isEqualTo(wanted.controller());
        assertThat(actual.controllerEpoch()).as(where).isEqualTo(wanted.controllerEpoch());
        assertThat(actual.ensemble()).as(where).isEqualTo(wanted.ensemble());
        assertThat(actual.voters()).as(where).isEqualTo(wanted.voters());
        assertThat(actual.unreachable()).as(where).isEqualTo(wanted.unreachable());
        assertThat(actual.health()).as(where).isEqualTo(wanted.health());
        assertThat(actual.mode()).as(where).isEqualTo(wanted.mode());
        assertThat(actual.partitionNames()).as(where).isEqualTo(wanted.partitionNames());
        assertThat(actual.via()).as(where).isEqualTo(Via.RECORDING);
    }

    /** Whatever changes, with an event or without, is there when the recording is read. */
    @Test
    void reading_gives_the_same_states_and_events() throws IOException {
        Random random = new Random(14);
        Snapshot first = usual();
        List<Point> points = new ArrayList<>();
        Snapshot state = first;
        for (int round = 0; round < 3_000; round++) {
            Instant seen = T0.plusMillis(10L * round);
            Edit edit = state.edit(seen).asOf(random.nextInt(5) == 0 ? state.asOf() : seen);
            for (int i = random.nextInt(4); i > 0; i--) {
                any(edit, random, seen);
            }
            Point point = edit.done();
            points.add(point);
            state = point.state();
        }

        assertThat(read(recorded(first, points))).isTrue();

        assertThat(remarks).isEmpty();
        assertSame(read.get(0).state(), first, "first");
        List<Point> wanted =
                points.stream().filter(one -> !one.events().isEmpty()).toList();
        List<Point> found = read.stream().filter(one -> !one.events().isEmpty()).toList();
        for (int i = 0; i < Math.min(wanted.size(), found.size()); i++) {
            assertThat(found.get(i).events())
                    .as("point %s", i)
                    .isEqualTo(wanted.get(i).events());
            assertSame(found.get(i).state(), wanted.get(i).state(), "point " + i);
            assertThat(found.get(i).state().asOf())
                    .isEqualTo(wanted.get(i).state().asOf());
        }
        assertThat(found).hasSameSizeAs(wanted);
        assertSame(read.get(read.size() - 1).state(), state, "last");
    }

    private static Voter.State state(Random random) {
        return List.of(Voter.State.ONLINE, Voter.State.LAGGING, Voter.State.OFFLINE)
                .get(random.nextInt(3));
    }

    private static void any(Edit edit, Random random, Instant now) {
        int id = 1 + random.nextInt(4);
        String name = Character.toString('a' + random.nextInt(4));
        List<Integer> isr = new ArrayList<>(List.of(1, 2, 3).subList(0, 1 + random.nextInt(3)));
        Optional<Instant> at = random.nextBoolean() ? Optional.of(now.minusMillis(3)) : Optional.empty();
        switch (random.nextInt(14)) {
            case 0 -> edit.broker(broker(id, true), at);
            case 1 -> edit.unregistered(id, at);
            case 2 -> edit.deleted(name);
            case 3 ->
                edit.topic(
                        topic(name, partition(name, 0, random.nextInt(4), 1, isr), partition(name, 1, 2, 1, isr)), at);
            case 4 -> edit.topic(topic(name, partition(name, 0, 1, 1, isr)), at);
            case 5 -> edit.controller(OptionalInt.of(id), OptionalInt.of(random.nextInt(9)), at);
            case 6 -> edit.unreachable(random.nextBoolean() ? Map.of(id, "timed out") : Map.of());
            case 7 ->
                edit.ensemble(
                        random.nextInt(4) == 0
                                ? List.of()
                                : List.of(
                                        Server.of("zk-" + id + ":2181", Optional.of("leader")),
                                        Server.unreachable("zk-9:2181", "connection \"refused\"\n")),
                        at.map(time -> Map.of("zk-" + id + ":2181", time)).orElse(Map.of()));
            case 12 ->
                edit.voters(
                        random.nextInt(4) == 0
                                ? List.of()
                                : List.of(new Voter(id, state(random), at), new Voter(9, state(random), at)));
            case 8 -> edit.minimums(Map.of(name, random.nextInt(4)));
            case 9 ->
                edit.partition(partition(name, 0, 1, 3, isr)
                        .eligible(List.of(random.nextInt(3)), List.of())
                        .reassigned(random.nextBoolean() ? List.of(id) : List.of(), List.of()));
            default ->
                edit.partition(partition(name, random.nextInt(2), random.nextInt(5) - 1, random.nextInt(4), isr));
        }
    }

    private static List<Point> lost() {
        Point gone = usual().edit(T0.plusSeconds(1))
                .asOf(T0.plusSeconds(1))
                .unregistered(2, Optional.empty())
                .done();
        Point elected = gone.state()
                .edit(T0.plusSeconds(2))
                .asOf(T0.plusSeconds(2))
                .partition(partition("a", 1, 3, 2, List.of(1, 3)))
                .done();
        return List.of(gone, elected);
    }

    @Test
    void a_line_says_what_is_and_what_was() throws IOException {
        List<String> lines = lines(recorded(usual(), lost()));

        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).startsWith("""
                {"time":"2026-03-01T14:02:03.000001Z","event":"state","recording":1,"cluster":"test","via":"watches",\
                "mode":"zookeeper","clusterId":"abc","controller":1,"controllerEpoch":7,""");
        assertThat(lines.get(1)).isEqualTo("""
                {"time":"2026-03-01T14:02:04.000001Z","event":"broker","id":2,"host":"kafka-2","port":9092,"rack":"r2",\
                "state":"offline","trouble":null,"before":{"state":"online","trouble":null},\
                "seen":"2026-03-01T14:02:04.000001Z","happened":null,"point":1}""");
        assertThat(lines.get(2)).isEqualTo("""
                {"time":"2026-03-01T14:02:04.000001Z","event":"partition","topic":"a","partition":1,"leader":null,\
                "leaderEpoch":1,"replicas":[1,2,3],"isr":[1,2,3],"elr":null,"offlineReplicas":[2],\
                "since":"2026-03-01T14:02:04.000001Z","written":{"leader":2,"offlineReplicas":[]},\
                "before":{"leader":2,"leaderEpoch":1,"isr":[1,2,3],"replicas":[1,2,3]},\
                "seen":"2026-03-01T14:02:04.000001Z","happened":null,"point":1}""");
        assertThat(lines.get(3)).isEqualTo("""
                {"time":"2026-03-01T14:02:05.000001Z","event":"partition","topic":"a","partition":1,"leader":3,\
                "leaderEpoch":2,"replicas":[1,2,3],"isr":[1,3],"elr":null,"offlineReplicas":[2],\
                "since":"2026-03-01T14:02:05.000001Z","written":{"leader":3,"offlineReplicas":[]},\
                "before":{"leader":null,"leaderEpoch":1,"isr":[1,2,3],"replicas":[1,2,3]},\
                "seen":"2026-03-01T14:02:05.000001Z","happened":"2026-03-01T14:02:05.000001Z","point":2}""");
        assertThat(lines.get(4)).isEqualTo("""
                {"time":"2026-03-01T14:17:03.000001Z","event":"end","health":"degraded","reason":"timeout"}""");
        for (String line : lines) {
            assertThat(JSON.std.mapFrom(line)).containsKeys("time", "event");
        }
    }

    @Test
    void voters_are_told_at_first_and_when_their_state_changes() throws IOException {
        Voter here = new Voter(1, Voter.State.ONLINE, Optional.empty());
        Voter gone = new Voter(2, Voter.State.OFFLINE, Optional.of(T0.plusSeconds(1)));
        Snapshot first = usual().edit(T0)
                .voters(List.of(here, new Voter(2, Voter.State.ONLINE, Optional.empty())))
                .done()
                .state();
        Point lost = first.edit(T0.plusSeconds(4))
                .asOf(T0.plusSeconds(4))
                .voters(List.of(here, gone))
                .done();
        Point left = lost.state()
                .edit(T0.plusSeconds(5))
                .asOf(T0.plusSeconds(5))
                .voters(List.of(here))
                .done();

        List<String> lines = lines(recorded(first, List.of(lost, left)));

        assertThat(lines.get(0)).contains("""
                        "voters":[{"id":1,"state":"online","since":null},{"id":2,"state":"online","since":null}]""");
        assertThat(lines.get(1)).isEqualTo("""
                {"time":"2026-03-01T14:02:04.000001Z","event":"voter","id":2,"state":"offline",\
                "since":"2026-03-01T14:02:04.000001Z","before":{"state":"online"},\
                "seen":"2026-03-01T14:02:07.000001Z","happened":"2026-03-01T14:02:04.000001Z","point":1}""");
        assertThat(lines.get(2)).contains("\"event\":\"voter\",\"id\":2,\"left\":true");
    }

    @Test
    void trouble_and_its_end_are_told() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RecordingWriter writer = new RecordingWriter(bytes, "test");
        writer.point(new Point(usual(), List.of()));
        writer.trouble(T0.plusSeconds(1), "connection lost");
        writer.point(usual().edit(T0.plusSeconds(2)).done());
        writer.point(usual().edit(T0.plusSeconds(3)).asOf(T0.plusSeconds(3)).done());
        writer.end(T0.plusSeconds(4), RecordingWriter.End.INTERRUPTED);

        assertThat(read(bytes.toByteArray())).isTrue();

        assertThat(told)
                .containsExactly(
                        "trouble 2026-03-01T14:02:04.000001Z connection lost",
                        "resumed 2026-03-01T14:02:06.000001Z",
                        "end 2026-03-01T14:02:07.000001Z");
    }

    @Test
    void a_timeline_is_saved_as_a_recording() throws IOException {
        Timeline timeline = Timeline.EMPTY.with(new Point(usual(), List.of()));
        for (Point point : lost()) {
            timeline = timeline.with(point);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        RecordingWriter.write(timeline, "prod", bytes);

        assertThat(read(bytes.toByteArray())).isTrue();
        assertThat(read.stream().flatMap(point -> point.events().stream()))
                .containsExactlyElementsOf(lost().stream()
                        .flatMap(point -> point.events().stream())
                        .toList());
        assertThat(lines(bytes.toByteArray()).get(4)).endsWith("\"reason\":\"saved\"}");
    }

    /** Servers and voters that are unknown for a moment, without events before and after, are not in a saved timeline. */
    private static boolean ofKafka(Event event) {
        return !(event.change() instanceof Change.OfServer || event.change() instanceof Change.OfVoter);
    }

    /** A change without an event after one with an event takes nothing from that: neither its time nor its values. */
    @Test
    void a_saved_timeline_has_all_events_as_they_were_noticed() throws IOException {
        Random random = new Random(15);
        Snapshot state = usual();
        Timeline timeline = Timeline.EMPTY.with(new Point(state, List.of()));
        List<Event> wanted = new ArrayList<>();
        for (int round = 0; round < 2_000; round++) {
            Instant seen = T0.plusMillis(10L * round);
            Edit edit = state.edit(seen).asOf(seen);
            any(edit, random, seen);
            Point point = edit.done();
            timeline = timeline.with(point);
            point.events().stream().filter(RecordingTest::ofKafka).forEach(wanted::add);
            state = point.state();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        RecordingWriter.write(timeline, "prod", bytes);

        assertThat(read(bytes.toByteArray())).isTrue();
        List<Event> found = read.stream()
                .flatMap(point -> point.events().stream())
                .filter(RecordingTest::ofKafka)
                .toList();
        for (int i = 0; i < Math.min(found.size(), wanted.size()); i++) {
            assertThat(found.get(i)).as("event %s", i).isEqualTo(wanted.get(i));
        }
        assertThat(found).hasSameSizeAs(wanted);
        assertSame(read.get(read.size() - 1).state(), state, "last");
    }

    @Test
    void a_recording_that_was_cut_off_is_read_as_far_as_it_goes() throws IOException {
        String whole = new String(recorded(usual(), lost()), StandardCharsets.UTF_8);
        int end = whole.indexOf("{\"time\":\"2026-03-01T14:17");

        assertThat(read(whole.substring(0, end))).isFalse();
        assertThat(read).hasSize(3);
        assertThat(remarks)
                .containsExactly("stdin has no end line: the recording was cut off after 2026-03-01T14:02:05.000001Z");

        read.clear();
        assertThat(read(whole.substring(0, end - 20))).as("within a line").isFalse();
        assertThat(read).hasSize(2);
    }

    @Test
    void what_is_unknown_is_skipped_and_said_once() throws IOException {
        String whole = new String(recorded(usual(), lost()), StandardCharsets.UTF_8)
                .replace("\"offlineReplicas\":[2],", "\"offlineReplicas\":[2],\"mood\":{\"good\":true},")
                .replaceFirst("\n", "\n{\"time\":\"2026-03-01T14:02:03Z\",\"event\":\"weather\",\"rain\":1}\n");

        assertThat(read(whole)).isTrue();

        assertThat(read).hasSize(3);
        assertThat(remarks)
                .containsExactly(
                        "stdin line 2: unknown event 'weather' skipped", "stdin line 4: unknown key 'mood' skipped");
    }

    @Test
    void a_broken_line_is_named_by_its_number() throws IOException {
        String whole = new String(recorded(usual(), lost()), StandardCharsets.UTF_8);

        assertThatThrownBy(() -> read(whole.replaceFirst("\"leader\":null", "\"leader\":nul")))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("stdin line 3: Unrecognized token 'nul'");
        assertThatThrownBy(() -> read(whole.replaceFirst("9092(,\"rack\":\"r2\",\"state\":\"off)", "\"x\"$1")))
                .hasMessage("stdin line 2: invalid value of port");
        assertThatThrownBy(() -> read(whole.replaceFirst("\"seen\":\"2", "\"seen\":\"x")))
                .hasMessage("stdin line 2: invalid time in seen");
        assertThatThrownBy(() -> read(whole.replaceFirst("\n", "\n7\n")))
                .hasMessage("stdin line 2: expected an object");
        assertThatThrownBy(() -> read("{\"event\":\"end\"}\n")).hasMessage("stdin is not a recording");
        assertThatThrownBy(() -> read("")).hasMessage("stdin is not a recording");
        assertThatThrownBy(() -> read(whole.replaceFirst("\"recording\":1", "\"recording\":9")))
                .hasMessage("stdin has recording version 9, which this version of zooka does not support");
    }

    @Test
    void lines_that_were_written_by_hand_need_little() {
        assertThat(read("""
                {"event":"state","recording":1,"time":"2026-03-01T14:00:00Z","mode":"kraft","brokers":\
                [{"id":1,"host":"a","port":1,"state":"online"}],"topics":[{"topic":"t","partitions":\
                [{"topic":"t","partition":0,"leader":1,"replicas":[1],"isr":[1]}]}]}
                {"time":"2026-03-01T14:00:01Z","event":"broker","id":1,"host":"a","port":1,"state":"fenced"}
                {"time":"2026-03-01T14:00:09Z","event":"end"}
                """)).isTrue();
        assertThat(read.get(1).events()).hasSize(2);
        assertThat(read.get(1).state().totals().offline()).isEqualTo(1);
        assertThat(remarks).isEmpty();
    }

    @Test
    void compressed_with_gzip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(recorded(usual(), lost()));
        }

        assertThat(read(bytes.toByteArray())).isTrue();
        assertThat(read).hasSize(3);
    }
}
