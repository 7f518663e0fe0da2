package zooka.shell.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.ClusterState.Mode;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.failover.Report;
import zooka.commands.result.Result;
import zooka.commands.timeline.Edit;
import zooka.commands.timeline.Point;
import zooka.commands.timeline.Snapshot;
import zooka.commands.timeline.Voter;
import zooka.commands.timeline.file.RecordingWriter;
import zooka.shell.render.Format;
import zooka.shell.render.Glyphs;
import zooka.testing.Golden;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;

final class ReportTextTest {

    private static final Instant T0 = Instant.parse("2026-03-01T14:02:03Z");
    private static final Glyphs UNICODE = new Glyphs(false, false, ZoneOffset.UTC);

    /** A recording as it grows; the servers' clocks are three milliseconds before the recorder notices. */
    private static final class Recorded {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final RecordingWriter writer;
        private Snapshot state;

        Recorded(Snapshot first) {
            try {
                writer = new RecordingWriter(bytes, "prod");
                writer.point(new Point(first, List.of()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            state = first;
        }

        Recorded at(long millis, UnaryOperator<Edit> change) {
            Instant seen = T0.plusMillis(millis);
            Point point = change.apply(state.edit(seen).asOf(seen)).done();
            state = point.state();
            try {
                writer.point(point);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return this;
        }

        Recorded trouble(long millis, String why) {
            try {
                writer.trouble(T0.plusMillis(millis), why);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return this;
        }

        byte[] end(long millis) {
            try {
                writer.end(T0.plusMillis(millis), RecordingWriter.End.TIMEOUT);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    }

    private static Partition partition(int number, List<Integer> replicas, int leader, int epoch, List<Integer> isr) {
        return new Partition(
                "orders",
                number,
                leader < 0 ? OptionalInt.empty() : OptionalInt.of(leader),
                OptionalInt.of(epoch),
                replicas,
                isr,
                Optional.empty(),
                List.of(),
                Optional.of(T0));
    }

    private static Partition written(Partition partition, long millis) {
        return partition.known(partition.leaderEpoch(), Optional.of(T0.plusMillis(millis)));
    }

    private static Broker broker(int id) {
        return new Broker(id, "kafka-" + id, 9092, Optional.empty(), true);
    }

    private static Snapshot usual(Mode mode) {
        List<Partition> partitions = List.of(
                partition(0, List.of(2), 2, 4, List.of(2)),
                partition(1, List.of(2, 3), 2, 4, List.of(2, 3)),
                partition(2, List.of(2, 1), 2, 4, List.of(2, 1)),
                partition(3, List.of(1, 2), 1, 4, List.of(1, 2)),
                partition(4, List.of(3, 1), 3, 4, List.of(3, 1)));
        return Snapshot.of(
                new ClusterState(
                        T0,
                        Optional.of("abc"),
                        mode,
                        OptionalInt.of(2),
                        OptionalInt.of(14),
                        List.of(broker(1), broker(2), broker(3)),
                        List.of(new Topic("orders", Optional.empty(), false, OptionalInt.of(1), partitions))),
                mode == Mode.KRAFT
                        ? List.of()
                        : List.of(
                                Server.of("zk-1:2181", Optional.of("leader")),
                                Server.of("zk-2:2181", Optional.of("follower")),
                                Server.of("zk-3:2181", Optional.of("follower"))));
    }

    /** Broker 2, the controller, is lost; two leaders of three move, its followers are out of sync. */
    private static Recorded lost() {
        return new Recorded(usual(Mode.ZOOKEEPER))
                .at(9_000, edit -> edit.unreachable(Map.of(2, "connection refused")))
                .at(10_000, edit -> edit.unregistered(2, Optional.empty())
                        .controller(OptionalInt.empty(), OptionalInt.of(14), Optional.empty()))
                .at(
                        10_040,
                        edit -> edit.controller(
                                OptionalInt.of(3), OptionalInt.of(14), Optional.of(T0.plusMillis(10_037))))
                .at(
                        10_042,
                        edit -> edit.controller(
                                OptionalInt.of(3), OptionalInt.of(15), Optional.of(T0.plusMillis(10_037))))
                .at(10_046, edit -> edit.partition(written(partition(1, List.of(2, 3), 3, 5, List.of(3)), 10_043)))
                .at(10_088, edit -> edit.partition(written(partition(2, List.of(2, 1), 1, 5, List.of(1)), 10_085))
                        .partition(written(partition(3, List.of(1, 2), 1, 5, List.of(1)), 10_085)));
    }

    private static Recorded restored() {
        return lost().at(22_000, edit -> edit.broker(broker(2), Optional.of(T0.plusMillis(21_997)))
                        .unreachable(Map.of()))
                .at(51_200, edit -> edit.partition(written(partition(1, List.of(2, 3), 3, 5, List.of(3, 2)), 51_197))
                        .partition(written(partition(2, List.of(2, 1), 1, 5, List.of(1, 2)), 30_000))
                        .partition(written(partition(3, List.of(1, 2), 1, 5, List.of(1, 2)), 31_000)))
                .at(310_400, edit -> edit.partition(written(partition(1, List.of(2, 3), 2, 6, List.of(3, 2)), 310_397))
                        .partition(written(partition(2, List.of(2, 1), 2, 6, List.of(1, 2)), 310_398)));
    }

    private final List<String> missing = new ArrayList<>();

    private Report report(byte[] recording) {
        TestRun run = new TestRun(new FakeClusters()).stdin(recording);
        Report report = (Report) ((Result.Drawing) run.query("failover", "report", "-")).picture();
        missing.addAll(run.missing());
        return report;
    }

    private static String text(Report report, int columns) {
        return new ReportText(report, UNICODE, columns).text();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(byte[] recording) {
        return (Map<String, Object>)
                new TestRun(new FakeClusters()).stdin(recording).json("failover", "report", "-");
    }

    @Test
    void all_is_restored_in_the_end_however_late() {
        Report report = report(restored().end(320_000));

        assertThat(report.incidents()).hasSize(1);
        assertThat(text(report, 120)).isEqualTo("""
                broker 2 offline since 14:02:13.000 (ZooKeeper session), no answer since 14:02:12.000, back after 12.0 s
                controller      2 → 3 (epoch 14 → 15)       +40 ms   none for 40 ms
                leaders moved   2 of 3 partitions           first +46 ms   median +46 ms   99th +88 ms   last +88 ms
                offline         3 partitions                median 88 ms   99th 12.0 s   worst 12.0 s (orders-0)
                in sync again   3 of 3 under-replicated     median 20.9 s   99th 41.2 s   worst 41.2 s (orders-1)
                preferred again 3 of 3 partitions           median 300.4 s   99th 300.4 s   worst 300.4 s (orders-2)
                measured        offline as noticed, in sync again by the servers' clocks, preferred again as noticed
                at the end      healthy
                """);
        assertThat(missing).isEmpty();
    }

    @Test
    void what_never_came_back_is_named() {
        Report report = report(lost().at(40_000, edit -> edit.topic(
                                new Topic("new", Optional.empty(), false, OptionalInt.of(1), List.of()),
                                Optional.of(T0))
                        .ensemble(List.of(
                                Server.of("zk-1:2181", Optional.of("leader")),
                                Server.of("zk-2:2181", Optional.of("follower")),
                                Server.unreachable("zk-3:2181", "connection \u001b[31mrefused"))))
                .trouble(50_000, "connection to ZooKeeper lost")
                .end(60_000));

        assertThat(text(report, 120)).isEqualTo("""
                broker 2 offline since 14:02:13.000 (ZooKeeper session), no answer since 14:02:12.000, still offline
                ZooKeeper       zk-3 follower → no answer: connection \\e[31mrefused   +30.0 s
                controller      2 → 3 (epoch 14 → 15)       +40 ms   none for 40 ms
                leaders moved   2 of 3 partitions           first +46 ms   median +46 ms   99th +88 ms   last +88 ms
                offline         3 partitions                median 46 ms   99th 88 ms   worst 88 ms (orders-2)
                                still offline: orders-0
                in sync again   0 of 3 under-replicated
                                not yet: orders-1 orders-2 orders-3
                preferred again 0 of 3 partitions
                measured        offline as noticed
                also            1 topic created
                not seen        14:02:53.000 for 10.0 s: connection to ZooKeeper lost
                at the end      unhealthy: broker 2 offline, 1 offline partition (orders-0), 3 under-replicated partitions, ZooKeeper z…
                """);
        assertThat(missing)
                .containsExactly(
                        "fault: the cluster is still unhealthy: broker 2 offline,"
                                + " 1 offline partition (orders-0), 3 under-replicated partitions, ZooKeeper zk-3 does not answer");
    }

    @Test
    void a_loss_after_a_minute_of_silence_is_another_incident() {
        byte[] recording = restored()
                .at(600_000, edit -> edit.unreachable(Map.of(3, "timed out")))
                .at(604_200, edit -> edit.unreachable(Map.of()))
                .end(700_000);

        assertThat(text(report(recording), 120))
                .startsWith("incident 1 of 2, 2026-03-01 14:02:12\n")
                .endsWith("""

                incident 2 of 2, 2026-03-01 14:12:03
                broker 3 without an answer since 14:12:03.000, answered after 4.2 s
                controller      stayed with 3 (epoch 15)
                at the end      healthy
                """);
    }

    @Test
    void on_kraft_without_clocks_of_servers() {
        byte[] recording = new Recorded(usual(Mode.KRAFT))
                .at(1_000, edit -> edit.unregistered(3, Optional.empty())
                        .partition(partition(4, List.of(3, 1), 1, 5, List.of(1))))
                .end(2_000);

        assertThat(text(report(recording), 80)).isEqualTo("""
                broker 3 offline since 14:02:04.000 (polling), still offline
                controller      stayed with 2 (epoch 14)
                leaders moved   1 of 1 partition  median +0 ms  99th +0 ms  last +0 ms
                in sync again   0 of 1 under-replicated
                                not yet: orders-4
                preferred again 0 of 1 partitions
                at the end      degraded: broker 3 offline, 2 under-replicated partitions
                """);
    }

    private static List<Voter> voters(Voter.State third, long millis) {
        return List.of(
                new Voter(1, Voter.State.ONLINE, Optional.empty()),
                new Voter(2, Voter.State.ONLINE, Optional.empty()),
                new Voter(3, third, Optional.of(T0.plusMillis(millis))));
    }

    @Test
    void a_voter_of_the_quorum_is_lost_and_comes_back() {
        byte[] recording = new Recorded(usual(Mode.KRAFT))
                .at(500, edit -> edit.voters(voters(Voter.State.ONLINE, 0)))
                .at(4_300, edit -> edit.voters(voters(Voter.State.OFFLINE, 1_000)))
                .at(12_200, edit -> edit.voters(voters(Voter.State.LAGGING, 900)))
                .at(14_200, edit -> edit.voters(voters(Voter.State.ONLINE, 13_800)))
                .end(20_000);

        assertThat(text(report(recording), 80)).isEqualTo("""
                voter 3 offline since 14:02:04.000 (last fetch), seen after 3.3 s, back after 1…
                controller      stayed with 2 (epoch 14)
                at the end      healthy
                """);
        assertThat(text(report(recording), 120)).contains("seen after 3.3 s, back after 12.8 s\n");
        assertThat(missing).isEmpty();
        Map<String, Object> voter = rows(json(recording), "voters").get(0);
        assertThat(voter)
                .containsEntry("incident", 1)
                .containsEntry("id", 3)
                .containsEntry("offlineSince", "2026-03-01T14:02:04Z")
                .containsEntry("seenAfterMs", 3300.0)
                .containsEntry("onlineSince", "2026-03-01T14:02:16.800Z")
                .containsEntry("offlineMs", 12_800.0)
                .containsEntry("left", false);
    }

    @Test
    void a_voter_that_never_came_back_is_a_fault() {
        byte[] recording = new Recorded(usual(Mode.KRAFT))
                .at(500, edit -> edit.voters(voters(Voter.State.ONLINE, 0)))
                .at(4_300, edit -> edit.voters(voters(Voter.State.OFFLINE, 1_000)))
                .end(20_000);

        assertThat(text(report(recording), 80)).isEqualTo("""
                voter 3 offline since 14:02:04.000 (last fetch), seen after 3.3 s, still offline
                controller      stayed with 2 (epoch 14)
                at the end      unhealthy: voter 3 offline
                """);
        assertThat(missing).containsExactly("fault: the cluster is still unhealthy: voter 3 offline");
    }

    @Test
    void a_voter_that_lags_or_was_lost_before_the_recording() {
        byte[] recording = new Recorded(usual(Mode.KRAFT))
                .at(500, edit -> edit.voters(voters(Voter.State.OFFLINE, -9_000)))
                .at(4_300, edit -> edit.voters(voters(Voter.State.ONLINE, 4_000)))
                .at(9_300, edit -> edit.voters(voters(Voter.State.LAGGING, 4_100)))
                .end(20_000);

        assertThat(text(report(recording), 80)).isEqualTo("""
                voter 3 online since 14:02:07.000
                voter 3 lagging since 14:02:07.100, seen after 5.2 s, still lagging
                controller      stayed with 2 (epoch 14)
                at the end      unhealthy: voter 3 lagging
                """);
    }

    @Test
    void without_an_incident_and_cut_off() {
        byte[] whole = new Recorded(usual(Mode.ZOOKEEPER)).end(30_000);

        assertThat(text(report(whole), 80)).isEqualTo("""
                no incident in 30.0 s
                at the end      healthy
                """);
        byte[] cut = Arrays.copyOf(lost().bytes.toByteArray(), lost().bytes.size() - 40);
        assertThat(text(report(cut), 120))
                .contains("leaders moved   2 of 3 partitions")
                .contains("at the cut      unheal");
        assertThat(missing.get(0)).startsWith("stdin has no end line: the recording was cut off after ");
    }

    @Test
    void colours_are_levels() {
        Glyphs colours = new Glyphs(true, true, ZoneOffset.UTC);
        String text = new ReportText(report(lost().end(60_000)), colours, 120).text();

        assertThat(text)
                .contains("\u001b[31;1mbroker 2 offline")
                .contains("controller      2 -> 3 (epoch 14 -> 15)     +40 ms")
                .contains("\u001b[31;1mat the end      unhealthy");
    }

    @Test
    void json_has_everything() {
        Map<String, Object> report = json(restored().end(320_000));

        assertThat(report)
                .containsEntry("cluster", "prod")
                .containsEntry("via", "watches")
                .containsEntry("complete", true)
                .containsEntry("health", "healthy")
                .containsEntry("unhealthy", List.of());
        assertThat(rows(report, "controllers").get(0))
                .containsEntry("from", 2)
                .containsEntry("to", 3)
                .containsEntry("controllerEpochBefore", 14)
                .containsEntry("controllerEpoch", 15)
                .containsEntry("noneMs", 40.0);
        assertThat(rows(report, "leaderChanges"))
                .extracting(row -> row.get("topic") + "-" + row.get("partition") + " " + row.get("from") + " "
                        + row.get("to") + " " + row.get("leaderEpoch") + " " + row.get("time") + " "
                        + row.get("preferred"))
                .containsExactly(
                        "orders-1 2 3 5 2026-03-01T14:02:13.043Z false",
                        "orders-2 2 1 5 2026-03-01T14:02:13.085Z false",
                        "orders-1 3 2 6 2026-03-01T14:07:13.397Z true",
                        "orders-2 1 2 6 2026-03-01T14:07:13.398Z true");
        assertThat((Map<?, ?>) report.get("leaderless"))
                .isEqualTo(Map.of(
                        "partitions",
                        3,
                        "medianMs",
                        88.0,
                        "p99Ms",
                        12_000.0,
                        "worstMs",
                        12_000.0,
                        "worst",
                        "orders-0",
                        "clock",
                        "seen",
                        "open",
                        List.of()));
        assertThat(((Map<?, ?>) report.get("inSync")).get("clock")).isEqualTo("server");
        Golden.assertText(
                "commands/failover/report",
                Golden.rendered(
                        Format.JSON,
                        new TestRun(new FakeClusters())
                                .stdin(restored().end(320_000))
                                .query("failover", "report", "-")));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows(Map<String, Object> report, String key) {
        return List.copyOf((Collection<Map<String, Object>>) report.get(key));
    }

    @Test
    void files_that_are_none() {
        TestRun run = new TestRun(new FakeClusters()).stdin("{\"hello\":1}");

        assertThatThrownBy(() -> run.query("failover", "report", "-"))
                .isInstanceOf(Failure.class)
                .hasMessage("stdin is not a recording");
        assertThatThrownBy(() -> run.query("failover", "report", "/no/such/file"))
                .hasMessage("no file /no/such/file");
        assertThatThrownBy(() -> run.query("failover", "report", "/tmp")).hasMessage("/tmp is a directory");
    }
}
