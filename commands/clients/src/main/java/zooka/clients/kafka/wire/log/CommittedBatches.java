package zooka.clients.kafka.wire.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.message.LeaderChangeMessage;
import org.apache.kafka.common.metadata.MetadataRecordType;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.ControlRecordUtils;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import zooka.clients.Failure;
import zooka.clients.kafka.MetadataChange;
import zooka.clients.kafka.MetadataLog;

/**
 * Converts committed batches, in the order of the log, to those of the gateway. The records of a transaction, which may span
 * several batches, become one batch at its end, or none.
 */
final class CommittedBatches {

    /** The version of the frame around each record. */
    private static final int FRAME = 1;

    private final RecordDecoder decoder = new RecordDecoder();
    private final List<MetadataLog.Batch> complete = new ArrayList<>();

    /** The changes of the open transaction. */
    private Optional<List<MetadataChange>> transaction = Optional.empty();

    private Optional<Instant> latest = Optional.empty();

    /** The controllers by the epoch in which they led the quorum, as far as known. */
    private final Map<Integer, Integer> controllers = new HashMap<>();

    /** The complete batches that were not taken yet. */
    List<MetadataLog.Batch> take() {
        List<MetadataLog.Batch> all = List.copyOf(complete);
        complete.clear();
        return all;
    }

    boolean isEmpty() {
        return complete.isEmpty();
    }

    /** When the last batch was appended, of whatever records. */
    Optional<Instant> latest() {
        return latest;
    }

    Map<Integer, Long> unknown() {
        return decoder.unknown();
    }

    /** Forgets what was not taken, and the open transaction: another beginning follows. */
    void restart() {
        complete.clear();
        transaction = Optional.empty();
    }

    /** Tells the leader of an epoch, which the log tells only at the beginning of the epoch. */
    void lead(int epoch, int leader) {
        controllers.put(epoch, leader);
    }

    /**
     * Adds a committed batch.
     *
     * @throws Failure {@code FAILED} for records in an unknown version, and for what cannot be read
     */
    void add(RecordBatch batch, boolean snapshot) {
        try {
            read(batch, snapshot);
        } catch (RuntimeException e) {
            throw e instanceof Failure known
                    ? known
                    : new Failure(
                                    Failure.Kind.FAILED,
                                    "invalid record in the metadata log at offset " + batch.baseOffset() + ": "
                                            + e.getMessage())
                            .cause(e);
        }
    }

    private void read(RecordBatch batch, boolean snapshot) {
        batch.ensureValid();
        Instant appended = Instant.ofEpochMilli(batch.maxTimestamp());
        latest = Optional.of(appended);
        List<MetadataChange> changes = new ArrayList<>();
        for (Record record : batch) {
            if (!batch.isControlBatch()) {
                read(record, changes);
            } else if (!snapshot) {
                election(record, batch.partitionLeaderEpoch()).ifPresent(changes::add);
            }
        }
        if (!changes.isEmpty()) {
            int epoch = batch.partitionLeaderEpoch();
            Integer controller = snapshot ? null : controllers.get(epoch);
            complete.add(new MetadataLog.Batch(
                    appended,
                    batch.lastOffset(),
                    controller == null ? OptionalInt.empty() : OptionalInt.of(controller),
                    epoch,
                    snapshot,
                    changes));
        }
    }

    /** Adds the change of a record to those that take effect with its batch, or to those of the open transaction. */
    private void read(Record record, List<MetadataChange> effective) {
        ByteBufferAccessor in = new ByteBufferAccessor(record.value());
        int frame = in.readUnsignedVarint();
        if (frame != FRAME) {
            throw new Failure(Failure.Kind.FAILED, "the metadata log has records with the unknown frame " + frame)
                    .hint("use a newer version of zooka");
        }
        short kind = (short) in.readUnsignedVarint();
        short version = (short) in.readUnsignedVarint();
        if (kind == MetadataRecordType.BEGIN_TRANSACTION_RECORD.id()) {
            transaction = Optional.of(new ArrayList<>());
        } else if (kind == MetadataRecordType.END_TRANSACTION_RECORD.id()) {
            transaction.ifPresent(effective::addAll);
            transaction = Optional.empty();
        } else if (kind == MetadataRecordType.ABORT_TRANSACTION_RECORD.id()) {
            transaction = Optional.empty();
        } else {
            decoder.decode(kind, version, in).ifPresent(transaction.orElse(effective)::add);
        }
    }

    /** The election with which an epoch begins. */
    private Optional<MetadataChange> election(Record record, int epoch) {
        if (ControlRecordType.parse(record.key()) != ControlRecordType.LEADER_CHANGE) {
            return Optional.empty();
        }
        LeaderChangeMessage told = ControlRecordUtils.deserializeLeaderChangeMessage(record);
        lead(epoch, told.leaderId());
        return Optional.of(new MetadataChange.ControllerElection(
                told.leaderId(),
                epoch,
                told.voters().stream()
                        .map(LeaderChangeMessage.Voter::voterId)
                        .sorted()
                        .toList()));
    }
}
