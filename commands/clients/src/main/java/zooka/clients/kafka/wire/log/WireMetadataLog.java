package zooka.clients.kafka.wire.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchSnapshotResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.requests.FetchSnapshotResponse;
import zooka.clients.Failure;
import zooka.clients.kafka.MetadataLog;
import zooka.clients.kafka.wire.BrokerAccess;
import zooka.clients.kafka.wire.QuorumAddresses;
import zooka.clients.kafka.wire.WireTopics;
import zooka.clients.net.Deadline;

/** Follows the metadata log at the leader of the quorum, by long polls over one connection. */
public final class WireMetadataLog implements MetadataLog {

    /** The maximum time of one long poll. An idle controller appends a record, and so answers, every 500 ms. */
    private static final int WAIT_MILLIS = 1_000;

    private final Controllers controllers;

    /** The maximum bytes of a part of a snapshot. */
    private final int part;

    private final Clock clock = Clock.systemUTC();
    private final LogPosition position = new LogPosition();
    private final CommittedBatches committed = new CommittedBatches();

    /** The snapshot that is being read in place of the beginning of the log. */
    private Optional<SnapshotDownload> snapshot = Optional.empty();

    /** The last known high watermark, or -1; a new leader does not know it until its first record is committed. */
    private long highWatermark = -1;

    private boolean restart = true;
    private Optional<Instant> asOf = Optional.empty();

    private WireMetadataLog(Controllers controllers, int part) {
        this.controllers = controllers;
        this.part = part;
    }

    /**
     * Begins with the controllers that brokers report. Connects to nothing yet.
     *
     * @param brokers used on the thread of {@link #next}, and closed with this
     * @param timeout how long the quorum may be without a leader
     */
    public static WireMetadataLog of(WireTopics brokers, Duration timeout) {
        return new WireMetadataLog(
                new Controllers(
                        deadline -> QuorumAddresses.of(brokers, deadline), brokers::close, brokers.access(), timeout),
                LogRequests.MOST);
    }

    /**
     * Begins with these controllers. Connects to nothing yet.
     *
     * @param controllers as {@code host:port}
     */
    public static WireMetadataLog of(List<String> controllers, BrokerAccess access, Duration timeout) {
        return of(controllers, access, timeout, LogRequests.MOST);
    }

    /** The same with other parts of snapshots. */
    static WireMetadataLog of(List<String> controllers, BrokerAccess access, Duration timeout, int part) {
        return new WireMetadataLog(new Controllers(deadline -> controllers, () -> {}, access, timeout), part);
    }

    @Override
    public Update next(Duration longest) {
        Deadline until = Deadline.in(longest);
        try {
            do {
                ask(until);
            } while (committed.isEmpty() && !until.passed());
        } catch (KafkaException e) {
            throw failed(new Failure(Failure.Kind.FAILED, "the controller sent an invalid response: " + e.getMessage())
                    .cause(e));
        } catch (Failure e) {
            throw e.kind() == Failure.Kind.FAILED ? failed(e) : e;
        }
        Update update = new Update(
                restart,
                committed.take(),
                snapshot.isEmpty() && highWatermark >= 0 && position.committed() >= highWatermark,
                asOf,
                controllers.leader(),
                controllers.epoch(),
                committed.latest(),
                committed.unknown());
        restart = false;
        return update;
    }

    /** Part of what was read is lost with this failure, so that the next call begins anew. */
    private Failure failed(Failure failure) {
        controllers.lose();
        restartAt(0, 0);
        return failure;
    }

    /** Sends the next request: to find the leader, for a part of a snapshot, or for new batches. */
    private void ask(Deadline until) {
        if (!controllers.led() && !controllers.find(position, until)) {
            return;
        }
        if (snapshot.isPresent()) {
            controllers
                    .ask(LogRequests.fetch(snapshot.get(), controllers.epoch(), part), FetchSnapshotResponse.class, 0)
                    .ifPresent(reply -> take(reply.data(), snapshot.get()));
        } else {
            int wait = (int) until.within(WAIT_MILLIS).millis();
            controllers
                    .ask(
                            LogRequests.fetch(position, controllers.epoch(), highWatermark, wait),
                            FetchResponse.class,
                            wait)
                    .ifPresent(reply -> take(reply.data()));
        }
    }

    private void take(FetchResponseData data) {
        Optional<FetchResponseData.PartitionData> told = controllers.read(data);
        if (told.isEmpty()) {
            return;
        }
        FetchResponseData.PartitionData log = told.get();
        if (log.errorCode() == Errors.OFFSET_OUT_OF_RANGE.code()) {
            restartAt(0, 0);
            return;
        }
        asOf = Optional.of(clock.instant());
        controllers.leader().ifPresent(id -> committed.lead(controllers.epoch(), id));
        if (log.snapshotId().epoch() >= 0 && log.snapshotId().endOffset() >= 0) {
            restartAt(0, 0);
            snapshot = Optional.of(new SnapshotDownload(
                    log.snapshotId().endOffset(), log.snapshotId().epoch()));
            return;
        }
        if (log.divergingEpoch().epoch() >= 0) {
            if (!position.truncate(
                    log.divergingEpoch().epoch(), log.divergingEpoch().endOffset())) {
                restartAt(0, 0);
            }
            return;
        }
        position.add((MemoryRecords) FetchResponse.recordsOrFail(log));
        highWatermark = Math.max(highWatermark, log.highWatermark());
        position.commit(highWatermark).forEach(batch -> committed.add(batch, false));
    }

    /** Begins anew: what was given before may not be true any more. */
    private void restartAt(long offset, int epoch) {
        position.continueAt(offset, epoch);
        committed.restart();
        snapshot = Optional.empty();
        highWatermark = -1;
        restart = true;
    }

    private void take(FetchSnapshotResponseData data, SnapshotDownload download) {
        Optional<FetchSnapshotResponseData.PartitionSnapshot> told = controllers.read(data);
        if (told.isEmpty()) {
            return;
        }
        FetchSnapshotResponseData.PartitionSnapshot part = told.get();
        if (part.errorCode() != 0) {
            restartAt(0, 0); // a newer snapshot has replaced this one
            return;
        }
        asOf = Optional.of(clock.instant());
        download.add(part).forEach(batch -> committed.add(batch, true));
        if (download.position() >= part.size()) {
            position.continueAt(download.endOffset(), download.epoch());
            snapshot = Optional.empty();
        }
    }

    @Override
    public void close() {
        controllers.close();
    }
}
