package zooka.commands.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.kafka.MetadataChange.BrokerRegistration;
import zooka.clients.kafka.MetadataChange.BrokerStateChange;
import zooka.clients.kafka.MetadataChange.ControllerElection;
import zooka.clients.kafka.MetadataChange.ControllerRegistration;
import zooka.clients.kafka.MetadataChange.PartitionChange;
import zooka.clients.kafka.MetadataChange.TopicCreation;
import zooka.clients.kafka.MetadataLog;
import zooka.clients.kafka.wire.log.SmallParts;
import zooka.clients.net.Deadline;
import zooka.testing.FollowedLog;

/** What a follower of the metadata log is told of faults. */
final class FollowedFaults {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private FollowedFaults() {}

    /** Another controller is elected, fences the lost one, and moves the leaders; each with its time. */
    static void controllerLost(FollowedLog log, int lost, Instant killed) {
        MetadataLog.Batch election = log.await(ControllerElection.class, change -> change.id() != lost);
        MetadataLog.Batch fence = log.await(
                BrokerStateChange.class,
                change -> change.id() == lost && change.fenced().equals(Optional.of(true)));
        MetadataLog.Batch moved = log.await(
                PartitionChange.class,
                change -> change.leader() > 0
                        && change.isr().filter(isr -> !isr.contains(lost)).isPresent());
        assertThat(List.of(election.appended(), fence.appended(), moved.appended()))
                .allSatisfy(time -> assertThat(time).isBetween(killed, Instant.now()));
        assertThat(election.appended()).isBeforeOrEqualTo(moved.appended());
        assertThat(moved.controller()).isEqualTo(election.controller());
        assertThat(log.last().controller()).isEqualTo(election.controller());
    }

    /** Nobody leads the quorum, or answers at all. */
    static void ends(FollowedLog log, String message) {
        assertThatThrownBy(() -> {
                    while (true) {
                        assertThat(log.next(Duration.ofSeconds(1)).restart()).isFalse();
                    }
                })
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE))
                .hasMessageStartingWith(message);
    }

    /**
     * The log of the quorum begins after a snapshot: a new follower fetches that, in one part or many, and the one that was further
     * than the snapshot begins anew.
     */
    static void beginsWithSnapshot(FollowedLog log) {
        List<String> controllers = log.all(ControllerRegistration.class).stream()
                .map(registration -> registration.listeners().get(0).address())
                .distinct()
                .toList();
        for (int part : new int[] {1 << 20, 100}) {
            try (FollowedLog other = new FollowedLog(SmallParts.follow(controllers, PATIENCE, part))) {
                assertWhole(other);
            }
        }
        // Until it has an answer, it has caught up with what was there before.
        Deadline deadline = Deadline.in(Duration.ofMinutes(1));
        boolean restarted = false;
        do {
            assertThat(deadline.passed()).as("begun anew: " + restarted).isFalse();
            restarted |= log.next(Duration.ofSeconds(1)).restart();
        } while (!restarted || !log.last().caughtUp());
        assertWhole(log);
    }

    private static void assertWhole(FollowedLog log) {
        assertThat(log.batches().get(0).snapshot()).isTrue();
        // The log goes on after it, though maybe with records that change nothing.
        Instant snapshot = log.await(MetadataLog.Batch::snapshot).appended();
        log.awaitAfter(snapshot);
        assertThat(log.all(TopicCreation.class)).extracting(TopicCreation::name).contains("orders");
        assertThat(log.all(BrokerRegistration.class))
                .extracting(BrokerRegistration::id)
                .contains(1, 2, 3);
    }

    /** It goes on where it ended, and does not begin anew. */
    static void goesOn(FollowedLog log, int back) {
        int before = log.batches().size();
        log.awaitNext(
                BrokerStateChange.class,
                change -> change.id() == back && change.fenced().equals(Optional.of(false)));
        assertThat(log.batches()).hasSizeGreaterThan(before);
    }
}
