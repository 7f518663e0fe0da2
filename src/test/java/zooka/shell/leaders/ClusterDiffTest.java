package zooka.shell.leaders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import zooka.clients.kafka.Partition;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.result.Cell.Level;
import zooka.commands.timeline.LogEntry;

class ClusterDiffTest {

    private static ClusterDiff diff(Reading before, Reading after) {
        return ClusterDiff.of(after.after(before.first().state()));
    }

    private static List<String> between(Reading before, Reading after) {
        return diff(before, after).all().stream()
                .map(change -> change.text(Maps.UNICODE.arrow()))
                .toList();
    }

    @Test
    void nothing_is_different_between_equal_states() {
        ClusterDiff changes = diff(Maps.well(), Maps.well());

        assertThat(changes.isEmpty()).isTrue();
        assertThat(changes.count()).isZero();
    }

    @Test
    void the_loss_of_a_broker_is_told_cause_first_and_grouped() {
        assertThat(between(Maps.well(), Maps.withoutBroker2(Maps.NOON)))
                .containsExactly(
                        "broker 2 offline",
                        "31 leaders moved  2 → 3 (31)",
                        "orders-0 offline: its only in-sync replica was 2",
                        "95 replicas out of sync  2 (95)");
    }

    @Test
    void a_broker_that_is_registered_and_gives_no_answer_is_told_when_it_begins_and_ends() {
        Reading silent = Maps.silent(2, "connection refused");

        assertThat(between(Maps.well(), silent)).containsExactly("broker 2: connection refused");
        assertThat(between(silent, silent)).isEmpty();
        assertThat(between(silent, Maps.well())).containsExactly("broker 2 answers again");
        assertThat(between(silent, Maps.withoutBroker2(Maps.NOON)))
                .contains("broker 2 offline")
                .noneMatch(line -> line.contains("answers"));
    }

    @Test
    void its_return_is_told_as_good() {
        List<LogEntry> changes =
                diff(Maps.withoutBroker2(Maps.NOON), Maps.well()).all();

        assertThat(changes.stream().map(change -> change.text(Maps.UNICODE.arrow())))
                .containsExactly(
                        "broker 2 online",
                        "31 leaders moved  3 → 2 (31), as preferred",
                        "orders-0 online, led by 2",
                        "95 replicas in sync again  2 (95)");
        assertThat(changes).allMatch(change -> change.level() == Level.GOOD);
    }

    @Test
    void counts_what_moved_and_not_the_lines_that_say_so() {
        assertThat(diff(Maps.well(), Maps.withoutBroker2(Maps.NOON)).count()).isEqualTo(1 + 31 + 1 + 95);
    }

    @Test
    void leaders_that_go_different_ways_are_counted_by_way() {
        Reading before = Maps.withTopics(
                Maps.well(),
                Maps.topic(
                        "a",
                        Maps.partition("a", 0, 2, List.of(2, 1)),
                        Maps.partition("a", 1, 2, List.of(2, 3)),
                        Maps.partition("a", 2, 2, List.of(2, 3))));
        Reading after = Maps.withTopics(
                Maps.well(),
                Maps.topic(
                        "a",
                        Maps.partition("a", 0, 1, List.of(2, 1)),
                        Maps.partition("a", 1, 3, List.of(2, 3)),
                        Maps.partition("a", 2, 3, List.of(2, 3))));

        assertThat(between(before, after)).containsExactly("3 leaders moved  2 → 1 (1)  2 → 3 (2)");
    }

    @Test
    void a_single_partition_is_named() {
        Reading before =
                Maps.withTopics(Maps.well(), Maps.topic("orders", Maps.partition("orders", 1, 3, List.of(3, 2))));
        Reading after = Maps.withTopics(
                Maps.well(), Maps.topic("orders", Maps.partition("orders", 1, 2, List.of(3, 2), List.of(2))));

        assertThat(between(before, after)).containsExactly("orders-1 leader 3 → 2", "orders-1 in sync 3 2 → 2");
        assertThat(between(after, before))
                .containsExactly("orders-1 leader 2 → 3, as preferred", "orders-1 in sync 2 → 3 2");
    }

    @Test
    void the_order_of_in_sync_replicas_means_nothing() {
        Reading before =
                Maps.withTopics(Maps.well(), Maps.topic("a", Maps.partition("a", 0, 1, List.of(1, 2), List.of(1, 2))));
        Reading after =
                Maps.withTopics(Maps.well(), Maps.topic("a", Maps.partition("a", 0, 1, List.of(1, 2), List.of(2, 1))));

        assertThat(diff(before, after).isEmpty()).isTrue();
    }

    @Test
    void many_partitions_without_a_leader_are_one_change() {
        List<Partition> led = new ArrayList<>();
        List<Partition> offline = new ArrayList<>();
        for (int number = 0; number < 4; number++) {
            led.add(Maps.partition("a", number, 1, List.of(1)));
            offline.add(Maps.partition("a", number, -1, List.of(1)));
        }
        Reading before = Maps.withTopics(Maps.well(), Maps.topic("a", led.toArray(Partition[]::new)));
        Reading after = Maps.withTopics(Maps.well(), Maps.topic("a", offline.toArray(Partition[]::new)));

        assertThat(between(before, after)).containsExactly("4 partitions offline: a-0 a-1 a-2 a-3");
        assertThat(between(after, before)).containsExactly("4 partitions online, led by 1: a-0 a-1 a-2 a-3");
    }

    @Test
    void the_controller_moves_with_its_epoch() {
        Reading before = Maps.well();
        Reading none = Maps.withController(before, OptionalInt.empty(), 14);
        Reading third = Maps.withController(before, OptionalInt.of(3), 15);
        Reading again = Maps.withController(before, OptionalInt.of(3), 16);

        assertThat(between(before, third)).containsExactly("controller 1 → 3, epoch 15");
        assertThat(between(before, none)).containsExactly("controller 1 → none");
        assertThat(between(none, third)).containsExactly("controller none → 3, epoch 15");
        assertThat(between(third, again)).containsExactly("controller 3 → 3, epoch 16");
    }

    @Test
    void the_ensemble_has_another_leader_and_a_silent_server() {
        Reading before = Maps.well();
        List<Server> servers = List.of(
                Server.unreachable("zk-2.zk-headless:2181", "refused"),
                Maps.server("zk-1.zk-headless:2181", "follower"),
                Maps.server("zk-3.zk-headless:2181", "leader"));
        Reading after = Maps.withEnsemble(before, servers);

        assertThat(between(before, after))
                .containsExactly("ZooKeeper zk-2 does not answer: refused", "ZooKeeper leader zk-2 → zk-3");
        assertThat(between(after, before))
                .containsExactly("ZooKeeper zk-2 answers again, leader", "ZooKeeper leader zk-3 → zk-2");
    }

    @Test
    void servers_that_differ_only_by_port_are_called_by_port() {
        Reading before = Maps.withEnsemble(
                Maps.well(),
                List.of(Maps.server("localhost:2181", "leader"), Maps.server("localhost:2182", "follower")));
        Reading after = Maps.withEnsemble(
                Maps.well(),
                List.of(Maps.server("localhost:2181", "follower"), Maps.server("localhost:2182", "leader")));

        assertThat(between(before, after)).containsExactly("ZooKeeper leader :2181 → :2182");
    }

    @Test
    void topics_come_grow_move_and_go() {
        Reading none = Maps.withTopics(Maps.well());
        Reading one = Maps.withTopics(Maps.well(), Maps.topic("a", Maps.partition("a", 0, 1, List.of(1, 2))));
        Reading two = Maps.withTopics(
                Maps.well(),
                Maps.topic(
                        "a",
                        Maps.partition("a", 0, 1, List.of(1, 3), List.of(1, 2)),
                        Maps.partition("a", 1, 2, List.of(2))));

        assertThat(between(none, one)).containsExactly("topic a created, 1 partition");
        assertThat(between(one, two)).containsExactly("a-0 replicas 1 2 → 1 3", "topic a partitions 1 → 2");
        assertThat(between(two, none)).containsExactly("topic a deleted");
        assertThat(diff(none, one).touched()).containsEntry("a-0", Optional.empty());
    }

    @Test
    void names_from_a_server_cannot_reach_the_terminal_alive() {
        Reading none = Maps.withTopics(Maps.well());
        Reading one = Maps.withTopics(
                Maps.well(), Maps.topic("a\u001b[31m", Maps.partition("a\u001b[31m", 0, 1, List.of(1))));

        assertThat(Driver.on(none).state(one).frame().text()).contains("topic a\\e[31m created, 1 partition");
    }

    @Test
    void partitions_that_changed_are_known_as_they_were() {
        ClusterDiff changes = diff(Maps.well(), Maps.withoutBroker2(Maps.NOON));

        assertThat(changes.touched()).hasSize(96);
        assertThat(changes.touched().get("orders-0").orElseThrow().leader()).hasValue(2);
    }
}
