package zooka.commands.failover;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Outages of partitions in numbers.
 *
 * @param all in the order in which they began
 * @param ended those that are over, the shortest first
 */
public record Outages(List<Outage> all, List<Outage> ended) {

    /** By which clocks durations are measured. */
    public enum Clock {
        /** By those of the servers. */
        SERVER,
        /** By that of the recorder, when something was noticed. */
        SEEN,
        /** Some by these and some by that. */
        MIXED;

        static Clock of(Stream<Boolean> onServers) {
            List<Boolean> kinds = onServers.distinct().toList();
            return kinds.size() > 1 ? MIXED : kinds.contains(true) ? SERVER : SEEN;
        }
    }

    static Outages of(List<Outage> some) {
        List<Outage> all = some.stream().filter(one -> !one.deleted()).toList();
        return new Outages(
                all,
                all.stream()
                        .filter(one -> one.to().isPresent())
                        .sorted(Comparator.comparing(Outages::duration).thenComparing(Outage::name))
                        .toList());
    }

    private static Duration duration(Outage outage) {
        return outage.to().orElseThrow().since(outage.from());
    }

    /** The number of partitions, each counted once. */
    public int partitions() {
        return (int) all.stream().map(Outage::name).distinct().count();
    }

    /** Those that were never over. */
    public List<Outage> open() {
        return all.stream().filter(one -> one.to().isEmpty()).toList();
    }

    /** The duration that so many of a hundred outages do not exceed; empty if none is over. */
    public Optional<Duration> percentile(int percent) {
        return outage(percent).map(Outages::duration);
    }

    /** The longest outage. */
    public Optional<Outage> worst() {
        return outage(100);
    }

    private Optional<Outage> outage(int percent) {
        int rank = (percent * ended.size() + 99) / 100;
        return ended.isEmpty() ? Optional.empty() : Optional.of(ended.get(Math.max(0, rank - 1)));
    }

    public Clock clock() {
        return Clock.of(ended.stream().map(one -> one.to().orElseThrow().onServers(one.from())));
    }
}
