package zooka.commands.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState.Mode;
import zooka.clients.kafka.Listener;
import zooka.clients.kafka.MetadataChange;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Resource;

final class LogStateTest {

    private static final Instant T0 = Instant.parse("2026-03-01T14:02:03Z");
    private static final String ID = "IWWqpDbpRR-x7AK4IbXVmA";

    private final LogState log = new LogState();
    private Snapshot state = begun();

    private static MetadataChange registered(int id) {
        return new MetadataChange.BrokerRegistration(
                id,
                id,
                List.of(
                        new Listener(id, "TLS", "SSL", "kafka-" + id, 9093),
                        new Listener(id, "INTERNAL", "PLAINTEXT", "kafka-" + id, 9092)),
                Optional.of("r" + id),
                true,
                false);
    }

    private static MetadataChange fenced(int id, boolean fenced) {
        return new MetadataChange.BrokerStateChange(id, id, Optional.of(fenced), Optional.empty());
    }

    private static MetadataChange partition(int number, int leader) {
        return new MetadataChange.PartitionState(
                ID,
                number,
                OptionalInt.of(leader),
                0,
                0,
                List.of(leader, 3 - leader),
                List.of(1, 2),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false);
    }

    private static MetadataChange led(int number, int leader, List<Integer> isr) {
        return new MetadataChange.PartitionChange(
                ID,
                number,
                leader,
                Optional.empty(),
                Optional.of(isr),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Snapshot begun() {
        log.apply(
                List.of(
                        registered(1),
                        fenced(1, false),
                        registered(2),
                        fenced(2, false),
                        new MetadataChange.TopicCreation("orders", ID),
                        partition(0, 1),
                        partition(1, 2)),
                Optional.of(T0));
        Edit edit = Snapshot.UNKNOWN
                .edit(T0)
                .asOf(T0)
                .via(Via.METADATA_LOG)
                .cluster(Mode.KRAFT, Optional.empty())
                .controller(OptionalInt.of(3), OptionalInt.of(1), Optional.empty());
        log.tellAll(edit);
        return edit.done().state();
    }

    private Point append(int seconds, MetadataChange... changes) {
        log.apply(List.of(changes), Optional.of(T0.plusSeconds(seconds)));
        Edit edit = state.edit(T0.plusSeconds(seconds).plusMillis(30));
        log.tell(edit);
        Point point = edit.done();
        state = point.state();
        return point;
    }

    private Partition partition(int number) {
        return state.topic("orders").orElseThrow().topic().partition(number).orElseThrow();
    }

    @Test
    void everything_that_was_there_is_the_first_state() {
        assertThat(state.totals()).isEqualTo(new Totals(2, 0, 0, 0, 0));
        assertThat(state.broker(2).orElseThrow().broker())
                .isEqualTo(new Broker(2, "kafka-2", 9092, Optional.of("r2"), true));
        assertThat(partition(1).since()).contains(T0);
        assertThat(state.topic("orders").orElseThrow().topic().id()).contains(ID);
    }

    @Test
    void a_broker_is_fenced_and_another_leads_in_one_batch() {
        Point point = append(
                9,
                led(1, 1, List.of(1)),
                led(0, MetadataChange.PartitionChange.UNCHANGED, List.of(1)),
                fenced(2, true));

        assertThat(point.events()).hasSize(3);
        assertThat(point.events()).allMatch(event -> event.at().equals(T0.plusSeconds(9)));
        assertThat(((Change.OfBroker) point.events().get(0).change()).wentOffline())
                .isTrue();
        assertThat(state.stateOf(state.broker(2).orElseThrow().broker())).isEqualTo(Broker.State.FENCED);
        assertThat(partition(1).leader()).hasValue(1);
        assertThat(partition(1).leaderEpoch())
                .as("it counts up with each leader")
                .hasValue(1);
        assertThat(partition(0).leaderEpoch()).as("and not without").hasValue(0);
        assertThat(state.totals()).isEqualTo(new Totals(2, 0, 0, 2, 1));
    }

    @Test
    void nobody_leads_and_the_same_one_again() {
        append(9, led(1, MetadataChange.PartitionChange.NONE, List.of(2)), fenced(2, true));
        assertThat(partition(1).offline()).isTrue();
        assertThat(partition(1).leaderEpoch()).hasValue(1);

        Point back = append(20, registered(2), fenced(2, false), led(1, 2, List.of(2)));

        assertThat(back.events()).hasSize(2);
        assertThat(partition(1).leader()).hasValue(2);
        assertThat(partition(1).leaderEpoch()).hasValue(2);
        assertThat(partition(1).since()).contains(T0.plusSeconds(20));
    }

    @Test
    void a_broker_may_be_registered_without_serving_yet() {
        append(9, fenced(2, true));
        assertThat(append(10, registered(2)).events()).isEmpty();
        assertThat(append(11, fenced(2, false)).events())
                .as("it leads again what is written")
                .hasSize(2);
    }

    @Test
    void a_reassignment_begins_and_ends() {
        MetadataChange begun = new MetadataChange.PartitionChange(
                ID,
                0,
                MetadataChange.PartitionChange.UNCHANGED,
                Optional.of(List.of(1, 2, 3)),
                Optional.empty(),
                Optional.of(List.of(3)),
                Optional.of(List.of(2)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Change.OfPartition change =
                (Change.OfPartition) append(5, begun).events().get(0).change();
        assertThat(change.reassignmentBegan()).isTrue();

        MetadataChange ended = new MetadataChange.PartitionChange(
                ID,
                0,
                MetadataChange.PartitionChange.UNCHANGED,
                Optional.of(List.of(1, 3)),
                Optional.of(List.of(1, 3)),
                Optional.of(List.of()),
                Optional.of(List.of()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        change = (Change.OfPartition) append(6, ended).events().get(0).change();
        assertThat(change.reassignmentEnded()).isTrue();
        assertThat(partition(0).replicas()).containsExactly(1, 3);
    }

    @Test
    void topics_are_created_and_deleted() {
        Point point = append(
                5,
                new MetadataChange.TopicCreation("other", "other-id"),
                new MetadataChange.PartitionState(
                        "other-id",
                        0,
                        OptionalInt.of(1),
                        0,
                        0,
                        List.of(1),
                        List.of(1),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        false),
                new MetadataChange.ConfigChange(Resource.topic("other"), "min.insync.replicas", Optional.of("2")));
        assertThat(state.topicNames()).containsExactly("orders", "other");
        assertThat(point.events().get(0).at()).isEqualTo(T0.plusSeconds(5));
        assertThat(state.totals().belowMinimum()).isEqualTo(1);

        append(6, new MetadataChange.TopicDeletion(ID));
        assertThat(state.topicNames()).containsExactly("other");
    }

    @Test
    void what_is_written_of_nothing_known_is_passed_over() {
        assertThat(append(
                                5,
                                fenced(9, true),
                                new MetadataChange.TopicDeletion("nothing"),
                                new MetadataChange.PartitionChange(
                                        "nothing",
                                        0,
                                        1,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()))
                        .events())
                .isEmpty();
    }

    @Test
    void a_snapshot_tells_no_times() {
        log.clear();
        log.apply(
                List.of(
                        registered(1),
                        fenced(1, false),
                        new MetadataChange.TopicCreation("orders", ID),
                        partition(0, 1)),
                Optional.empty());
        Edit again = state.edit(T0.plusSeconds(5));
        log.tellAll(again);
        Edit first = Snapshot.UNKNOWN.edit(T0).asOf(T0);
        log.apply(List.of(partition(0, 1)), Optional.empty());
        log.tellAll(first);

        state = again.done().state();
        assertThat(partition(0).since()).as("that which is known stays").contains(T0);
        assertThat(state.broker(2).orElseThrow().broker().online())
                .as("it is not in the snapshot")
                .isFalse();
        state = first.done().state();
        assertThat(partition(0).since()).isEmpty();
    }
}
