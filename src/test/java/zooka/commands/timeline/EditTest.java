package zooka.commands.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.ClusterState.Mode;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.result.Health;

final class EditTest {

    private static final Instant T0 = Instant.parse("2026-03-01T14:02:03Z");

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
        return new Topic(name, Optional.empty(), false, OptionalInt.of(2), List.of(partitions));
    }

    private static Broker broker(int id, boolean online) {
        return new Broker(id, "kafka-" + id, 9092, Optional.of("r" + id), online);
    }

    private static Snapshot three(Topic... topics) {
        return Snapshot.of(
                new ClusterState(
                        T0,
                        Optional.of("abc"),
                        Mode.ZOOKEEPER,
                        OptionalInt.of(1),
                        OptionalInt.of(7),
                        List.of(broker(1, true), broker(2, true), broker(3, true)),
                        List.of(topics)),
                List.of());
    }

    private static Snapshot usual() {
        return three(
                topic("a", partition("a", 0, 1, 1, List.of(1, 2, 3)), partition("a", 1, 2, 1, List.of(1, 2, 3))),
                topic("b", partition("b", 0, 3, 1, List.of(1, 2, 3))));
    }

    private static Edit edit(Snapshot state) {
        return state.edit(T0.plusSeconds(60));
    }

    @Test
    void a_change_of_one_partition_shares_all_others() {
        Snapshot before = usual();

        Point point =
                edit(before).partition(partition("a", 1, 3, 2, List.of(1, 3))).done();

        Snapshot after = point.state();
        assertThat(after.topic("b").get()).isSameAs(before.topic("b").get());
        assertThat(after.topicNames()).isSameAs(before.topicNames());
        assertThat(after.partitionNames()).isSameAs(before.partitionNames());
        assertThat(after.topic("a").get().topic().partitions().get(0))
                .isSameAs(before.topic("a").get().topic().partitions().get(0));
        assertThat(after.broker(2).get().leaders()).isZero();
        assertThat(after.broker(3).get().leaders()).isEqualTo(2);
        assertThat(after.totals()).isEqualTo(new Totals(3, 0, 0, 1, 2));
        assertThat(before.totals()).isEqualTo(new Totals(3, 0, 0, 0, 2));
    }

    @Test
    void an_event_has_the_servers_time_and_the_time_at_which_it_was_seen() {
        Point point =
                edit(usual()).partition(partition("a", 1, 3, 2, List.of(1, 3))).done();

        assertThat(point.events())
                .containsExactly(new Event(
                        Optional.of(T0.plusSeconds(2)),
                        T0.plusSeconds(60),
                        new Change.OfPartition(
                                partition("a", 1, 2, 1, List.of(1, 2, 3)), partition("a", 1, 3, 2, List.of(1, 3)))));
    }

    @Test
    void what_is_told_again_is_no_event() {
        Snapshot before = usual();

        Point point = edit(before)
                .partition(partition("a", 1, 2, 1, List.of(1, 2, 3)))
                .broker(broker(2, true), Optional.of(T0))
                .controller(OptionalInt.of(1), OptionalInt.of(7), Optional.of(T0))
                .allTopics(before.state().topics(), name -> Optional.empty())
                .done();

        assertThat(point.events()).isEmpty();
    }

    @Test
    void partitions_of_a_broker_that_went_offline_have_no_leader_until_another_is_written() {
        Point lost = edit(usual()).unregistered(2, Optional.empty()).done();

        assertThat(lost.state().offline()).containsExactly(2);
        assertThat(lost.state().broker(2).get().broker()).isEqualTo(broker(2, false));
        assertThat(lost.state().totals()).isEqualTo(new Totals(3, 1, 0, 2, 1));
        assertThat(lost.state().health()).isEqualTo(Health.UNHEALTHY);
        assertThat(lost.events()).as("only what leads or serves otherwise").hasSize(2);
        assertThat(((Change.OfBroker) lost.events().get(0).change()).wentOffline())
                .isTrue();
        Event offline = lost.events().get(1);
        assertThat(offline.happened()).as("nobody wrote it").isEmpty();
        assertThat(((Change.OfPartition) offline.change()).wentOffline()).isTrue();

        Point elected = edit(lost.state())
                .partition(partition("a", 1, 3, 2, List.of(1, 3)))
                .done();
        assertThat(elected.state().totals().offline()).isZero();
        assertThat(((Change.OfPartition) elected.events().get(0).change()).cameOnline())
                .isTrue();
    }

    @Test
    void a_broker_that_comes_back_leads_what_is_written() {
        Snapshot lost = edit(usual()).unregistered(2, Optional.empty()).done().state();

        Point back = edit(lost)
                .broker(broker(2, true), Optional.of(T0.plusSeconds(50)))
                .done();

        assertThat(back.state().totals()).isEqualTo(usual().totals());
        assertThat(back.state().topic("a").get().topic())
                .isEqualTo(usual().topic("a").get().topic());
        assertThat(back.events().get(0).at()).isEqualTo(T0.plusSeconds(50));
    }

    @Test
    void leaders_that_do_not_answer_are_counted_and_lead_nevertheless() {
        Point silent = edit(usual())
                .unreachable(Map.of(2, "timed out", 9, "timed out"))
                .done();

        assertThat(silent.state().silentLeaders()).isEqualTo(1);
        assertThat(silent.state().totals()).isEqualTo(usual().totals());
        assertThat(silent.state().health()).isEqualTo(Health.DEGRADED);
        assertThat(((Change.OfBroker) silent.events().get(0).change()).stoppedAnswering())
                .isTrue();

        Point again = edit(silent.state()).unreachable(Map.of()).done();
        assertThat(again.state().silentLeaders()).isZero();
        assertThat(((Change.OfBroker) again.events().get(0).change()).answersAgain())
                .isTrue();
    }

    @Test
    void a_source_that_tells_no_times_keeps_those_that_are_known() {
        Partition same = partition("a", 0, 1, 1, List.of(1, 3, 2)).known(OptionalInt.of(1), Optional.empty());
        Partition other = partition("a", 1, 3, 2, List.of(1, 3)).known(OptionalInt.of(2), Optional.empty());

        Point point = edit(usual())
                .via(Via.POLLING)
                .topic(topic("a", same, other), Optional.empty())
                .done();

        assertThat(point.state().topic("a").get().topic().partitions())
                .extracting(Partition::since)
                .as("of what was polled the time of notice is as good as can be had")
                .containsExactly(Optional.of(T0.plusSeconds(1)), Optional.of(T0.plusSeconds(60)));
        assertThat(point.events()).extracting(Event::happened).containsExactly(Optional.empty());
    }

    @Test
    void topics_come_and_go_and_grow() {
        Snapshot before = usual();
        Topic c = topic("c", partition("c", 0, 1, 0, List.of(1, 2, 3)));

        Point point = edit(before)
                .topic(c, Optional.of(T0.plusSeconds(59)))
                .deleted("b")
                .topic(
                        topic(
                                "a",
                                partition("a", 0, 1, 1, List.of(1, 2, 3)),
                                partition("a", 1, 2, 1, List.of(1, 2, 3)),
                                partition("a", 2, 3, 0, List.of(1, 2, 3))),
                        Optional.empty())
                .done();

        assertThat(point.state().topicNames()).containsExactly("a", "c");
        assertThat(point.state().partitionNames()).containsExactly("a-0", "a-1", "a-2", "c-0");
        assertThat(point.state().totals().partitions()).isEqualTo(4);
        assertThat(point.events())
                .extracting(event -> event.change().getClass().getSimpleName())
                .containsExactly("OfTopic", "OfTopic", "OfTopic");
        assertThat(point.events().get(2).at()).isEqualTo(T0.plusSeconds(59));
    }

    @Test
    void a_partition_of_an_unknown_topic_is_ignored() {
        assertThat(edit(usual())
                        .partition(partition("x", 0, 1, 1, List.of(1)))
                        .partition(partition("a", 7, 1, 1, List.of(1)))
                        .done()
                        .events())
                .isEmpty();
    }

    @Test
    void brokers_that_only_replicas_name_are_offline() {
        Snapshot state = Snapshot.of(
                new ClusterState(
                        T0,
                        Optional.empty(),
                        Mode.ZOOKEEPER,
                        OptionalInt.of(1),
                        OptionalInt.empty(),
                        List.of(broker(1, true)),
                        List.of(topic("a", partition("a", 0, 2, 1, List.of(1, 2))))),
                List.of());

        assertThat(state.offline()).containsExactlyInAnyOrder(2, 3);
        assertThat(state.totals().offline()).isEqualTo(1);
        assertThat(edit(state).deleted("a").done().state().brokers())
                .extracting(BrokerState::broker)
                .containsExactly(broker(1, true));
    }

    @Test
    void the_minimum_that_the_brokers_report_counts() {
        Snapshot state = edit(usual())
                .partition(partition("b", 0, 3, 1, List.of(3, 1)))
                .minimums(Map.of("b", 3))
                .done()
                .state();

        assertThat(state.totals().belowMinimum()).isEqualTo(1);
        assertThat(edit(state)
                        .topic(topic("b", partition("b", 0, 3, 2, List.of(3, 2))), Optional.empty())
                        .done()
                        .state()
                        .totals()
                        .belowMinimum())
                .as("also after the topic was told again")
                .isEqualTo(1);
    }

    @Test
    void a_server_with_another_role_is_an_event_and_its_other_numbers_are_not() {
        Snapshot before = edit(usual())
                .ensemble(List.of(
                        Server.of("zk-1:2181", Optional.of("leader")), Server.of("zk-2:2181", Optional.of("follower"))))
                .done()
                .state();

        Point moved = edit(before)
                .ensemble(
                        List.of(
                                Server.unreachable("zk-1:2181", "refused"),
                                Server.of("zk-2:2181", Optional.of("leader"))),
                        Map.of("zk-2:2181", T0.plusSeconds(58)))
                .done();

        assertThat(moved.events()).hasSize(2);
        assertThat(((Change.OfServer) moved.events().get(1).change()).name()).isEqualTo("zk-2");
        assertThat(moved.events())
                .extracting(Event::happened)
                .containsExactly(Optional.empty(), Optional.of(T0.plusSeconds(58)));
    }

    private static Voter voter(int id, Voter.State state, int second) {
        return new Voter(id, state, Optional.of(T0.plusSeconds(second)));
    }

    private static List<Voter> voters(Voter... voters) {
        return List.of(voters);
    }

    @Test
    void a_voter_that_does_not_fetch_is_an_event_at_its_last_fetch() {
        Snapshot before = edit(usual())
                .voters(voters(voter(1, Voter.State.ONLINE, 0), voter(2, Voter.State.ONLINE, 0)))
                .done()
                .state();
        assertThat(before.voters())
                .as("nobody knows since when")
                .extracting(Voter::since)
                .containsOnly(Optional.empty());

        Point lost = edit(before)
                .voters(voters(voter(1, Voter.State.ONLINE, 50), voter(2, Voter.State.OFFLINE, 55)))
                .done();

        assertThat(lost.events())
                .containsExactly(new Event(
                        Optional.of(T0.plusSeconds(55)),
                        T0.plusSeconds(60),
                        new Change.OfVoter(
                                Optional.of(new Voter(2, Voter.State.ONLINE, Optional.empty())),
                                Optional.of(voter(2, Voter.State.OFFLINE, 55)))));
        assertThat(lost.state().health()).as("one of two is no majority").isEqualTo(Health.UNHEALTHY);
        assertThat(edit(lost.state())
                        .voters(voters(voter(1, Voter.State.ONLINE, 57), voter(2, Voter.State.OFFLINE, 58)))
                        .done()
                        .events())
                .as("the same state")
                .isEmpty();
    }

    @Test
    void voters_join_and_leave_and_lag() {
        Snapshot before = edit(usual())
                .voters(voters(
                        voter(1, Voter.State.ONLINE, 0),
                        voter(2, Voter.State.ONLINE, 0),
                        voter(3, Voter.State.ONLINE, 0)))
                .done()
                .state();

        Point next = edit(before)
                .voters(voters(
                        voter(1, Voter.State.ONLINE, 0),
                        voter(3, Voter.State.LAGGING, 40),
                        voter(4, Voter.State.ONLINE, 59)))
                .done();

        assertThat(LogEntries.of(next))
                .extracting(entry -> entry.text("->"))
                .containsExactly("voter 3 lagging", "voter 4 joined the quorum, online", "voter 2 left the quorum");
        assertThat(next.state().health()).isEqualTo(Health.UNHEALTHY);
        assertThat(edit(next.state())
                        .voters(voters(
                                voter(1, Voter.State.ONLINE, 0),
                                voter(3, Voter.State.ONLINE, 59),
                                voter(4, Voter.State.ONLINE, 59)))
                        .done()
                        .state()
                        .health())
                .isEqualTo(Health.HEALTHY);
    }

    /** Whatever order changes come in, what is kept up to date is what counting anew gives. */
    @Test
    void what_is_kept_up_to_date_equals_what_is_counted() {
        long seed = 14;
        Random random = new Random(seed);
        Snapshot state = usual();
        for (int round = 0; round < 2_000; round++) {
            Edit edit = edit(state);
            for (int i = random.nextInt(3); i >= 0; i--) {
                any(edit, random);
            }
            state = edit.done().state();
            Snapshot counted = Snapshot.of(written(state), List.of());
            assertThat(state.totals()).as("round %s", round).isEqualTo(counted.totals());
            assertThat(state.brokers().stream().map(EditTest::share))
                    .as("round %s", round)
                    .containsExactlyElementsOf(
                            counted.brokers().stream().map(EditTest::share).toList());
            assertThat(state.offline()).isEqualTo(counted.offline());
            assertThat(state.partitionNames()).isEqualTo(counted.partitionNames());
            assertThat(state.topics()).containsExactlyElementsOf(counted.topics());
        }
    }

    private static void any(Edit edit, Random random) {
        int id = 1 + random.nextInt(4);
        String name = Character.toString('a' + random.nextInt(4));
        List<Integer> isr = new ArrayList<>(List.of(1, 2, 3).subList(0, 1 + random.nextInt(3)));
        switch (random.nextInt(7)) {
            case 0 -> edit.broker(broker(id, true), Optional.empty());
            case 1 -> edit.unregistered(id, Optional.empty());
            case 2 -> edit.deleted(name);
            case 3 ->
                edit.topic(
                        topic(name, partition(name, 0, random.nextInt(4), 1, isr), partition(name, 1, 2, 1, isr)),
                        Optional.empty());
            default -> edit.partition(partition(name, random.nextInt(2), random.nextInt(5) - 1, 2, isr));
        }
    }

    /** A broker without what is only known of it from before. */
    private static BrokerState share(BrokerState state) {
        return state.broker().online()
                ? state
                : state.with(Broker.unregistered(state.broker().id()));
    }

    /** The state as its sources wrote it. */
    private static ClusterState written(Snapshot state) {
        return new ClusterState(
                T0,
                state.clusterId(),
                state.mode(),
                state.controller(),
                state.controllerEpoch(),
                state.brokers().stream()
                        .map(BrokerState::broker)
                        .filter(Broker::online)
                        .toList(),
                state.topics().stream().map(TopicState::written).toList());
    }
}
