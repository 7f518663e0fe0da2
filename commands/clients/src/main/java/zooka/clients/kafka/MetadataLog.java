package zooka.clients.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Follows the metadata log of a KRaft cluster at its active controller, as an observer of the quorum: first all that is in
 * the log, then each change as soon as the quorum has committed it, some 30 ms after it was appended.
 *
 * <p>{@link #next} is called by one thread. An interrupt of it, or {@link #close} by another thread, ends the call at once with
 * {@code INTERRUPTED}. After any other failure the next call goes on where the last one ended.
 */
public interface MetadataLog extends AutoCloseable {

    /**
     * A batch of records, which take effect together.
     *
     * @param appended when the controller appended it, by the controller's clock; in a snapshot when the last record was
     *     appended that the snapshot contains, which says nothing of each change
     * @param offset the offset of the last record
     * @param controller the leader of the quorum that appended it; empty if unknown, as in a snapshot
     * @param epoch the epoch of that leader
     * @param snapshot whether it is a part of a snapshot, in which records tell what is and not what has changed
     * @param changes in the order of the log; records that tell of nothing in {@link MetadataChange} are left out
     */
    record Batch(
            Instant appended,
            long offset,
            OptionalInt controller,
            int epoch,
            boolean snapshot,
            List<MetadataChange> changes) {
        public Batch {
            changes = List.copyOf(changes);
        }
    }

    /**
     * What has come since the last call.
     *
     * @param restart whether what was given before no longer counts: these batches begin with an empty cluster. True for
     *     the first update, and where the controllers have deleted what this client had not read yet
     * @param batches committed and complete, in the order of the log; none if nothing has changed
     * @param caughtUp whether these batches are all that the controller had committed: until then the state is one of
     *     the past, or incomplete
     * @param asOf when the controller's last answer arrived, by this client's clock; empty before the first one. With an old
     *     one the controllers do not answer now
     * @param controller the leader of the quorum that answered last; empty while none is known
     * @param epoch its epoch
     * @param latest when the last committed batch was appended, by the controller's clock; an idle controller
     *     appends one every 500 ms
     * @param unknown how many records of each kind, by the number of the kind, this client does not know and has skipped
     *     since it was created
     */
    record Update(
            boolean restart,
            List<Batch> batches,
            boolean caughtUp,
            Optional<Instant> asOf,
            OptionalInt controller,
            int epoch,
            Optional<Instant> latest,
            Map<Integer, Long> unknown) {
        public Update {
            batches = List.copyOf(batches);
            unknown = Map.copyOf(unknown);
        }
    }

    /**
     * Waits for changes.
     *
     * @param longest after how long to return without any; a controller that stops to answer may delay it by two seconds
     * @throws zooka.clients.Failure {@code REFUSED} if this client must not read the log; {@code UNREACHABLE} if no controller
     *     is found, or none leads the quorum, for longer than the profile's timeout; {@code FAILED} for a cluster without a
     *     quorum, and for records in a version that this client does not know; {@code INTERRUPTED}
     */
    Update next(Duration longest);

    /** Closes the connections; a call of {@link #next} on another thread ends. */
    @Override
    void close();
}
