package zooka.clients.zookeeper.servers;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * How long a server waits for the storage that its log lies on: each change is there before it is acknowledged, so that slow
 * storage slows every write, and stalled storage costs a server its place in the quorum.
 *
 * @param longestMillis the longest sync since the server was started, or its figures were reset; empty before 3.6, and where it
 *     does not tell
 * @param averageMillis of all syncs since then
 */
public record Storage(OptionalLong longestMillis, OptionalLong averageMillis) {

    /** From here on the server complains in its own log, too ({@code fsync.warningthresholdms}). */
    private static final long SLOW_MILLIS = 1000;

    /** As the server's gauges have it. */
    public static Storage of(Server server) {
        OptionalLong count = server.gauge("cnt_fsynctime");
        OptionalLong sum = server.gauge("sum_fsynctime");
        return new Storage(
                server.gauge("max_fsynctime"),
                count.orElse(0) > 0 && sum.isPresent()
                        ? OptionalLong.of(sum.getAsLong() / count.getAsLong())
                        : OptionalLong.empty());
    }

    /** As the answer to {@code mntr} has it. */
    public static Storage ofMntr(String text) {
        Readings readings = new Readings();
        readings.mntr(text);
        return of(readings.server("", ""));
    }

    /** Whether it has kept the server waiting for longer than is well. */
    public boolean slow() {
        return longestMillis.orElse(0) >= SLOW_MILLIS;
    }

    /** {@code slow storage: a sync of its log took up to 2,026 ms, 812 ms on average}. */
    public String description() {
        return String.format(
                Locale.ROOT,
                "slow storage: a sync of its log took up to %,d ms%s",
                longestMillis.orElse(0),
                averageMillis.isPresent()
                        ? String.format(Locale.ROOT, ", %,d ms on average", averageMillis.getAsLong())
                        : "");
    }
}
