package zooka.commands.groups;

import java.time.Instant;
import java.util.Optional;
import zooka.clients.kafka.Groups.Lag;
import zooka.clients.kafka.PartitionName;

/**
 * A group in one partition.
 *
 * @param pace its lag and rates
 * @param oldestUnread when its first unread record was written; empty if there is none, or if it was not asked for
 */
public record PartitionLoad(Lag lag, Pace pace, Optional<Instant> oldestUnread) {

    public PartitionName name() {
        return lag.commit().partition();
    }

    /** Whether its lag should be known and is not: its leader does not answer, or it has none. */
    public boolean unknown() {
        return lag.commit().offset().isPresent()
                && lag.log().exists()
                && lag.lag().isEmpty();
    }

    PartitionLoad since(Optional<Instant> oldest) {
        return oldest.equals(oldestUnread) ? this : new PartitionLoad(lag, pace, oldest);
    }

    /** The first unread offset: the committed one, or the start of the log after records were deleted unread. */
    long next() {
        return Math.max(lag.commit().offset().orElse(0), lag.log().start().orElse(0));
    }

    /** Whether there is a record to read. */
    boolean lags() {
        return lag.commit().offset().isPresent() && lag.lag().orElse(0) > 0;
    }
}
