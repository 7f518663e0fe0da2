package zooka.commands.brokers;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.LogDirs.LogDir;
import zooka.clients.kafka.LogDirs.Replica;
import zooka.commands.result.Health;

/**
 * A broker with what it leads and stores.
 *
 * @param controller whether it is the active controller
 * @param leaders the partitions that it leads
 * @param replicas the partitions that it has a replica of
 * @param preferred the partitions whose preferred leader it is
 * @param preferredLed those of them that it leads
 * @param logDirs as the broker told last; empty before it has
 * @param release derived from its API versions; empty if it is not known
 */
public record BrokerLoad(
        Broker broker,
        Broker.State state,
        boolean controller,
        long leaders,
        long replicas,
        long preferred,
        long preferredLed,
        Optional<List<LogDir>> logDirs,
        Optional<String> release) {

    /** The part of a volume below which its free space is little. */
    private static final double LITTLE = 0.10;

    public int id() {
        return broker.id();
    }

    public boolean online() {
        return state == Broker.State.ONLINE;
    }

    /** The bytes of all its replicas; empty if not known. */
    public OptionalLong size() {
        return logDirs.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        logDirs.get().stream().mapToLong(BrokerLoad::size).sum());
    }

    /** The bytes of the replicas in a log directory. */
    public static long size(LogDir dir) {
        return dir.replicas().stream().mapToLong(Replica::sizeBytes).sum();
    }

    /** The smallest free space of its log directories, which may share a volume; empty on brokers before 3.3. */
    public OptionalLong free() {
        return logDirs.stream()
                .flatMap(List::stream)
                .filter(dir -> dir.usableBytes().isPresent())
                .mapToLong(dir -> dir.usableBytes().getAsLong())
                .min();
    }

    /** How many of its log directories have failed. */
    public long failedDirs() {
        return logDirs.stream()
                .flatMap(List::stream)
                .filter(dir -> dir.error().isPresent())
                .count();
    }

    /** Whether a log directory has little free space. */
    public boolean full() {
        return logDirs.stream().flatMap(List::stream).anyMatch(BrokerLoad::full);
    }

    /** Whether a log directory has little free space. */
    public static boolean full(LogDir dir) {
        return dir.usableBytes().isPresent()
                && dir.totalBytes().orElse(0) > 0
                && dir.usableBytes().getAsLong() < LITTLE * dir.totalBytes().getAsLong();
    }

    /** The part of the partitions that it should lead and does lead, from 0 to 1; empty if it should lead none. */
    public OptionalDouble preferredShare() {
        return preferred == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) preferredLed / preferred);
    }

    public Health health() {
        if (!online() || failedDirs() > 0) {
            return Health.UNHEALTHY;
        }
        if (broker.trouble().isPresent()) {
            return Health.UNREACHABLE;
        }
        return full() ? Health.DEGRADED : Health.HEALTHY;
    }
}
