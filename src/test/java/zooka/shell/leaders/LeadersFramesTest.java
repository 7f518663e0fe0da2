package zooka.shell.leaders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Topic;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.result.Cell.Level;
import zooka.commands.timeline.Voter;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Frame;
import zooka.shell.screen.Key;

/** What it looks like. */
class LeadersFramesTest {
    private static final Duration AGE = Duration.ofMillis(3400);

    private static Driver lost(Glyphs look) {
        Driver driver = new Driver(look).state(Maps.well()).after(Duration.ofMinutes(2));
        return driver.state(Maps.withoutBroker2(driver.now())).after(AGE);
    }

    private static List<String> reversed(Frame frame) {
        return frame.lines().stream()
                .flatMap(line -> line.spans().stream())
                .filter(span -> span.style().reverse())
                .map(span -> span.text().strip())
                .toList();
    }

    @Test
    void before_anything_is_known() {
        Golden.assertFrame("connecting", new Driver(Maps.UNICODE).frame());
    }

    @Test
    void not_reached_at_all() {
        Failure failure =
                Failure.unreachable("localhost:2181 refused the connection").hint("is it up?");

        Golden.assertFrame(
                "not-reached", new Driver(Maps.UNICODE).failed(failure).frame());
    }

    @Test
    void not_reached_any_more() {
        Driver driver = Driver.on(Maps.well())
                .after(Duration.ofSeconds(12))
                .failed(Failure.unreachable("localhost:2181 refused the connection"));

        assertThat(driver.line(0))
                .isEqualTo(" sandbox   ZK 3/3   Kafka 3/3          unreachable: localhost:2181 r…, 12 s old");
        assertThat(driver.state(Maps.well().at(driver.now())).line(0)).endsWith("healthy · live ·  0 s");
    }

    @Test
    void a_lost_broker_by_topic() {
        Golden.assertFrame("lost-160x50", lost(Maps.UNICODE).sized(160, 50).frame());
    }

    @Test
    void a_lost_broker_in_ascii() {
        Golden.assertFrame(
                "lost-ascii-by-broker-80x24",
                lost(Maps.ASCII).type("b").press(Key.END).frame());
        assertThat(lost(Maps.ASCII).sized(120, 40).frame().text()).matches("\\p{ASCII}*");
    }

    @Test
    void partitions_below_their_minimum_have_room_before_what_is_worth_less() {
        Reading lost = Maps.withoutBroker2(Maps.NOON);
        List<Topic> strict = lost.cluster().topics().stream()
                .map(topic ->
                        new Topic(topic.name(), topic.id(), topic.internal(), OptionalInt.of(3), topic.partitions()))
                .toList();
        for (int columns : new int[] {60, 72, 80}) {
            String second = Driver.on(Maps.map(Maps.NOON, List.of(1, 3), strict))
                    .sized(columns, 24)
                    .frame()
                    .text()
                    .lines()
                    .skip(1)
                    .findFirst()
                    .orElseThrow();
            assertThat(second).contains("offline 1", "under-replicated 95", "below min 95");
        }
    }

    @Test
    void a_lost_broker_in_a_narrow_window() {
        Golden.assertFrame("lost-60x20", lost(Maps.UNICODE).sized(60, 20).frame());
        Golden.assertFrame("lost-40x10", lost(Maps.UNICODE).sized(40, 10).frame());
    }

    @Test
    void help() {
        Golden.assertFrame(
                "help-60x20", Driver.on(Maps.well()).sized(60, 20).type("?").frame());
    }

    @Test
    void wide_names() {
        Reading map = Maps.withTopics(
                Maps.well(),
                Maps.topic("注文", 6, 3),
                Maps.topic("注文の支払いの確認の通知の再送の失敗の記録", 6, 3),
                Maps.topic("rockets-🚀", 6, 3),
                Maps.topic("evil\u001b[2J", 6, 3));

        Golden.assertFrame("wide-80x24", Driver.on(map).frame());
    }

    @Test
    void kraft_has_no_ensemble() {
        ClusterState well = Maps.well().cluster();
        Reading map = new Reading(
                "kraft",
                new ClusterState(
                        well.asOf(),
                        well.clusterId(),
                        ClusterState.Mode.KRAFT,
                        well.controller(),
                        OptionalInt.of(7),
                        well.brokers(),
                        well.topics()),
                List.of());

        assertThat(Driver.on(map).line(0))
                .isEqualTo(" kraft   KRaft 3/3   controller 1                      healthy · polling ·  0 s");
        assertThat(Driver.on(map).sized(100, 30).line(0)).contains("KRaft   controller 1, epoch 7");
    }

    private static Driver lostInKraft(Glyphs look) {
        Driver driver = new Driver(look)
                .state(Maps.kraft(Maps.well(), 0, Voter.State.ONLINE))
                .after(Duration.ofMinutes(2));
        return driver.state(Maps.kraft(Maps.withoutBroker2(driver.now()), 2, Voter.State.OFFLINE))
                .after(AGE);
    }

    @Test
    void a_lost_node_of_a_kraft_quorum() {
        Golden.assertFrame("quorum-80x24", lostInKraft(Maps.UNICODE).frame());
        Golden.assertFrame("quorum-ascii-80x24", lostInKraft(Maps.ASCII).frame());
        Golden.assertFrame(
                "quorum-120x40", lostInKraft(Maps.UNICODE).sized(120, 40).frame());
        Golden.assertFrame(
                "quorum-200x50", lostInKraft(Maps.UNICODE).sized(200, 50).frame());
    }

    @Test
    void a_quorum_that_is_well_is_quiet_and_gives_way_first() {
        Reading map = Maps.kraft(Maps.well(), 0, Voter.State.ONLINE);

        assertThat(Driver.on(map).line(0))
                .isEqualTo(" sandbox   quorum 3/3   KRaft 3/3   controller 1       healthy · polling ·  0 s");
        assertThat(Driver.on(map).frame().lines().get(0).spans())
                .anyMatch(
                        span -> span.text().equals("quorum 3/3") && span.style().equals(Frame.Style.DIM));
        assertThat(Driver.on(map).sized(120, 30).line(0)).contains("quorum 3/3   KRaft   controller 1, epoch 14");
        assertThat(Driver.on(map).sized(70, 24).line(0))
                .isEqualTo(" sandbox   KRaft 3/3   controller 1          healthy · polling ·  0 s");
    }

    @Test
    void a_long_name_gives_way_to_the_controller() {
        Reading lost = Maps.withController(Maps.well(), OptionalInt.empty(), 7);
        Reading named = new Reading("production-eu-central-1-main", lost.cluster(), lost.ensemble());

        for (int columns : List.of(64, 72, 80, 90, 99)) {
            assertThat(Driver.on(named).sized(columns, 24).line(0))
                    .startsWith(" pro")
                    .contains("Kafka 3/3   no controller");
        }
        assertThat(Driver.on(named).sized(120, 24).line(0))
                .startsWith(" product…u-central-1-main   ")
                .contains("no controller");
    }

    @Test
    void voters_that_are_behind_are_counted_at_every_width() {
        Reading lagging = Maps.kraft(Maps.well(), 2, Voter.State.LAGGING);
        Reading offline = Maps.kraft(Maps.well(), 2, Voter.State.OFFLINE);

        for (int columns : new int[] {60, 70, 80, 100, 120}) {
            assertThat(Driver.on(lagging).sized(columns, 24).line(0))
                    .contains("quorum 2/3")
                    .contains("unhealthy");
            assertThat(Driver.on(offline).sized(columns, 24).line(0)).contains("quorum 2/3");
        }
        assertThat(Driver.on(lagging).sized(120, 24).line(0)).contains("quorum 2/3  lagging: 2");
        assertThat(Driver.on(offline).sized(80, 24).line(0)).contains("quorum 2/3 ×2   KRaft 3/3");
    }

    @Test
    void an_ensemble_that_is_not_well_says_who() {
        Reading map = Maps.withEnsemble(
                Maps.well(),
                List.of(
                        Maps.server("zk-1.zk:2181", "follower"),
                        Server.unreachable("zk-2.zk:2181", "refused"),
                        Maps.server("zk-3.zk:2181", "follower")));

        assertThat(Driver.on(map).sized(120, 30).line(0))
                .contains("ZooKeeper 2/3  no leader  unreachable: zk-2")
                .contains("unhealthy");
    }

    @Test
    void what_has_just_changed_is_reversed_for_five_seconds() {
        Reading before =
                Maps.withTopics(Maps.well(), Maps.topic("orders", Maps.partition("orders", 0, 3, List.of(3, 2))));
        Reading after =
                Maps.withTopics(Maps.well(), Maps.topic("orders", Maps.partition("orders", 0, 2, List.of(3, 2))));
        Driver driver = Driver.on(before);

        assertThat(reversed(driver.frame())).containsExactly("orders");
        driver.state(after);
        assertThat(reversed(driver.frame())).containsExactly("orders", "2*");
        driver.after(Duration.ofMillis(4999));
        assertThat(reversed(driver.frame())).containsExactly("orders", "2*");
        driver.after(Duration.ofMillis(1));
        assertThat(reversed(driver.frame())).containsExactly("orders");
    }

    @Test
    void by_broker_only_the_replicas_that_changed_are_marked() {
        Reading before =
                Maps.withTopics(Maps.well(), Maps.topic("orders", Maps.partition("orders", 0, 3, List.of(3, 2, 1))));
        Reading after = Maps.withTopics(
                Maps.well(), Maps.topic("orders", Maps.partition("orders", 0, 2, List.of(3, 2, 1), List.of(2, 1))));

        assertThat(reversed(Driver.on(before).type("b").state(after).frame())).containsExactly("orders-0", "L", "o");
    }

    @Test
    void a_mark_says_the_worst_of_a_partition() {
        List<Integer> replicas = List.of(1, 2, 3);
        Topic topic = new Topic(
                "a",
                Optional.empty(),
                false,
                OptionalInt.of(2),
                List.of(
                        Maps.partition("a", 0, 1, replicas),
                        Maps.partition("a", 1, 2, replicas),
                        Maps.partition("a", 2, 2, replicas, List.of(2, 3)),
                        Maps.partition("a", 3, 2, replicas, List.of(2)),
                        Maps.partition("a", 4, -1, replicas, List.of(2))));

        assertThat(Driver.on(Maps.withTopics(Maps.well(), topic)).line(4)).startsWith("▌a          1  2* 2! 2‼ ×  ");
        assertThat(new Driver(Maps.ASCII)
                        .state(Maps.withTopics(Maps.well(), topic))
                        .line(4))
                .startsWith(">a          1   2*  2!  2!! x  ");
    }

    @Test
    void health_is_what_status_says_of_the_same_cluster() {
        List<Integer> replicas = List.of(1, 2, 3);
        Reading elsewhere = Maps.withTopics(Maps.well(), Maps.topic("a", Maps.partition("a", 0, 2, replicas)));
        Reading behind =
                Maps.withTopics(Maps.well(), Maps.topic("a", Maps.partition("a", 0, 1, replicas, List.of(1, 2))));
        Reading offline =
                Maps.withTopics(Maps.well(), Maps.topic("a", Maps.partition("a", 0, -1, replicas, List.of(1))));

        assertThat(Driver.on(elsewhere).line(0)).endsWith("   healthy · live ·  0 s");
        assertThat(Driver.on(behind).line(0)).endsWith("   degraded · live ·  0 s");
        assertThat(Driver.on(offline).line(0)).endsWith("   unhealthy · live ·  0 s");
    }

    @Test
    void health_is_a_role_and_not_only_a_sign() {
        Frame frame = lost(Maps.UNICODE).frame();

        assertThat(frame.lines().stream().flatMap(line -> line.spans().stream()))
                .anyMatch(span -> span.text().equals("×")
                        && span.style().level() == Level.BAD
                        && span.style().reverse())
                .anyMatch(span ->
                        span.text().equals("broker 2 offline") && span.style().level() == Level.BAD);
    }

    @Test
    void every_size_is_drawn_within_its_bounds() {
        Reading wide = Maps.withTopics(
                Maps.well(),
                Maps.topic("注文の支払いの確認の通知の再送の失敗の記録", 96, 3),
                Maps.topic("a", 1, 1),
                Maps.topic("orders", 200, 3));
        for (Reading map : List.of(Maps.well(), wide, Maps.withTopics(Maps.well()))) {
            for (String keys : List.of("", "b", "\n", "?", "/o", "z", "p")) {
                for (Glyphs look : List.of(Maps.UNICODE, Maps.ASCII)) {
                    Driver driver = new Driver(look).state(map);
                    driver.state(Maps.withoutBroker2(Maps.NOON)).state(map).type(keys);
                    for (int columns : new int[] {1, 2, 3, 5, 9, 21, 39, 40, 60, 80, 100, 131}) {
                        for (int rows : new int[] {1, 2, 3, 4, 5, 7, 9, 10, 12, 16, 18, 24}) {
                            Frame frame = driver.sized(columns, rows).frame();
                            assertThat(frame.lines()).hasSizeLessThanOrEqualTo(rows);
                            assertThat(frame.lines()).allMatch(line -> line.width() <= columns);
                        }
                    }
                }
            }
        }
    }

    @Test
    void many_brokers_are_cut_and_counted() {
        List<Broker> brokers = IntStream.rangeClosed(1, 40)
                .mapToObj(id ->
                        new Broker(id, "kafka-" + id, 9092, Optional.of("eu-west-1" + (char) ('a' + id % 3)), true))
                .toList();
        Reading map = Maps.with(
                Maps.well(),
                cluster -> new ClusterState(
                        cluster.asOf(),
                        cluster.clusterId(),
                        cluster.mode(),
                        cluster.controller(),
                        cluster.controllerEpoch(),
                        brokers,
                        cluster.topics()));

        Golden.assertFrame("many-brokers-80x24", Driver.on(map).type("b").frame());
    }

    @Test
    void ten_thousand_partitions_are_drawn_by_what_is_in_sight() {
        Topic[] topics = IntStream.range(0, 1000)
                .mapToObj(number -> Maps.topic("topic-" + number, 10, 3))
                .toArray(Topic[]::new);
        Driver driver = Driver.on(Maps.withTopics(Maps.well(), topics)).type("b");
        Stream.iterate(0, i -> i < 200, i -> i + 1)
                .forEach(i -> driver.press(Key.PAGE_DOWN).frame());
        long start = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            driver.press(Key.PAGE_DOWN).frame();
        }

        assertThat(Duration.ofNanos((System.nanoTime() - start) / 100)).isLessThan(Duration.ofMillis(20));
    }

    @Test
    void without_a_terminal_all_rows_are_text() {
        Golden.assertText(
                "plain-100", LeadersText.plain(Maps.withoutBroker2(Maps.NOON).first(), 100, Maps.UNICODE, Maps.NOON));
        Golden.assertText(
                "plain-ascii-80",
                LeadersText.plain(Maps.withoutBroker2(Maps.NOON).first(), 80, Maps.ASCII, Maps.NOON));
    }
}
