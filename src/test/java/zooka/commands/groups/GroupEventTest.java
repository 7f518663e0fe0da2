package zooka.commands.groups;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import zooka.clients.kafka.Groups.Group;
import zooka.clients.kafka.Groups.Member;
import zooka.clients.kafka.Groups.Membership;
import zooka.clients.kafka.PartitionName;
import zooka.commands.result.Cell.Level;
import zooka.testing.TestRun;

/** What is said to have happened between two pictures. */
class GroupEventTest {

    private final Pipeline pipeline = new Pipeline();

    private static Member member(String id, PartitionName... partitions) {
        return new Member(
                id,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(List.of(partitions)),
                Optional.empty());
    }

    /** The group {@code billing}; an epoch of 0 for none. */
    private static GroupsPicture billing(String state, int epoch, Member... members) {
        Membership membership = new Membership(
                Optional.empty(),
                Optional.empty(),
                epoch == 0 ? OptionalInt.empty() : OptionalInt.of(epoch),
                OptionalInt.empty(),
                List.of(members));
        Group group = new Group("billing", state, "Consumer", Optional.empty(), Optional.of(membership));
        return new GroupsPicture("memory", TestRun.NOW, List.of(new GroupLoad(group, List.of())), List.of());
    }

    private static List<String> texts(GroupsPicture before, GroupsPicture after) {
        return GroupEvent.between(before, after).stream()
                .map(event -> event.group() + "| " + event.text())
                .toList();
    }

    @Test
    void a_member_that_leaves_or_joins_is_a_rebalance() {
        assertThat(texts(
                        billing("Stable", 14, member("billing-1"), member("billing-3")),
                        billing("Stable", 15, member("billing-1"))))
                .containsExactly("billing| rebalance, epoch 14 → 15, member billing-3 left");
        assertThat(texts(
                        billing("Stable", 0, member("a")), billing("Stable", 0, member("b"), member("c"), member("d"))))
                .containsExactly("billing| rebalance, member a left, 3 members joined");
        assertThat(texts(billing("Stable", 0, member("a")), billing("Stable", 0, member("a"))))
                .isEmpty();
    }

    @Test
    void partitions_that_move_are_a_rebalance_too() {
        PartitionName one = new PartitionName("orders", 0);
        PartitionName two = new PartitionName("orders", 1);
        assertThat(texts(
                        billing("Stable", 0, member("a", one, two), member("b")),
                        billing("Stable", 0, member("a", one), member("b", two))))
                .containsExactly("billing| rebalance, partitions moved between members");
        assertThat(texts(billing("Stable", 0, member("a", one, two)), billing("Stable", 0, member("a", two, one))))
                .isEmpty();
    }

    @Test
    void a_rebalance_has_a_begin_and_an_end() {
        GroupsPicture stable = billing("Stable", 0, member("a"));
        GroupsPicture preparing = billing("PreparingRebalance", 0, member("a"));
        assertThat(texts(stable, preparing)).containsExactly("billing| rebalance began");
        assertThat(texts(preparing, stable)).containsExactly("billing| rebalance ended, 1 member");
    }

    @Test
    void a_group_without_members_is_empty_or_dead() {
        GroupsPicture stable = billing("Stable", 0, member("a"));
        assertThat(texts(stable, billing("Empty", 0)))
                .containsExactly("billing| rebalance, member a left", "billing| empty: no members left");
        assertThat(texts(billing("Empty", 0), billing("Dead", 0))).containsExactly("billing| dead");
    }

    @Test
    void groups_come_and_go() {
        GroupsPicture none = new GroupsPicture("memory", TestRun.NOW, List.of(), List.of());
        GroupsPicture stable = billing("Stable", 0, member("a"));
        assertThat(texts(none, stable)).containsExactly("billing| new group, 1 member");
        assertThat(texts(stable, none)).containsExactly("billing| deleted");
        GroupsPicture silent = new GroupsPicture("memory", TestRun.NOW, List.of(), List.of("broker 1: timed out"));
        assertThat(texts(stable, silent)).containsExactly("| broker 1: timed out");
    }

    @Test
    void a_lag_that_begins_to_grow_is_said_once() {
        pipeline.join("parser", "parser-1", 0);
        pipeline.write(1, 1_000);
        pipeline.commit("parser", 1_000);
        List<GroupsPicture> pictures = new ArrayList<>(List.of(pipeline.look()));
        for (int i = 0; i < 4; i++) {
            pipeline.after(10);
            pipeline.write(1, 1_000);
            pictures.add(pipeline.look());
        }
        List<GroupEvent> events = new ArrayList<>();
        for (int i = 1; i < pictures.size(); i++) {
            events.addAll(GroupEvent.between(pictures.get(i - 1), pictures.get(i)));
        }
        assertThat(events).hasSize(1);
        assertThat(events.get(0).level()).isEqualTo(Level.WARN);
        assertThat(events.get(0).text()).isEqualTo("lag does not shrink: 1,000 records, in 100/s, out 0/s");

        GroupsPicture late = pictures.get(4);
        pipeline.after(10);
        pipeline.commit("parser", 4_900);
        GroupsPicture reading = pipeline.look();
        assertThat(texts(late, reading)).containsExactly("parser| lag shrinks");
    }

    @Test
    void a_coordinator_that_does_not_answer_is_not_a_group_without_members() {
        pipeline.join("parser", "parser-1", 0);
        GroupsPicture before = pipeline.look();
        pipeline.kafka.silence(1);
        assertThat(texts(before, pipeline.look()))
                .containsExactly(
                        "parser| its coordinator does not answer",
                        "| broker 1: timed out",
                        "| the group's coordinator, broker 1 at 127.0.0.1:9092, does not answer: timed out");
    }
}
