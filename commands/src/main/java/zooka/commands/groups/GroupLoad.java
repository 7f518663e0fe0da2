package zooka.commands.groups;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import zooka.clients.kafka.Groups.Group;
import zooka.commands.result.Health;

/**
 * A group at one moment, with the partitions that it reads or has committed offsets for.
 *
 * @param partitions by topic and number
 */
public record GroupLoad(Group group, List<PartitionLoad> partitions) {

    /** How far behind a group may be, in time: consumers commit every five seconds by default. */
    public static final Duration BEHIND = Duration.ofSeconds(15);

    /** How far behind it is too far: sinks of Kafka Connect commit every minute by default. */
    public static final Duration FAR_BEHIND = Duration.ofMinutes(2);

    private static final Set<String> REBALANCING =
            Set.of("PreparingRebalance", "CompletingRebalance", "Assigning", "Reconciling");

    public GroupLoad {
        partitions = List.copyOf(partitions);
    }

    public String name() {
        return group.group();
    }

    /** Whether its coordinator has described it. */
    public boolean described() {
        return group.membership().isPresent();
    }

    public boolean rebalancing() {
        return REBALANCING.contains(group.state());
    }

    /** The sum of what is known of its partitions. */
    public Pace pace() {
        return Pace.sum(partitions.stream().map(PartitionLoad::pace).toList());
    }

    /** How many partitions have an unknown lag; the lag of the group is at least that of the others. */
    public long unknown() {
        return partitions.stream().filter(PartitionLoad::unknown).count();
    }

    /** Whether members may read: false only if it is known that there are none. */
    public boolean attended() {
        return group.members().orElse(1) > 0;
    }

    public CatchUp catchUp() {
        return unknown() > 0 ? CatchUp.of(CatchUp.State.UNKNOWN) : pace().catchUp(attended());
    }

    /** When the first record that it has not read was written, as far as it was asked for. */
    public Optional<Instant> oldestUnread() {
        return partitions.stream()
                .flatMap(partition -> partition.oldestUnread().stream())
                .min(Comparator.naturalOrder());
    }

    /** How far behind it is in time: by its first unread record, else by its lag and the rate in; empty if unknown. */
    public Optional<Duration> behind(Instant now) {
        Optional<Duration> aged = oldestUnread().map(oldest -> Duration.between(oldest, now));
        return aged.isPresent() ? aged : pace().behind();
    }

    /** How many records were deleted before it has read them. */
    public long lost() {
        return partitions.stream()
                .mapToLong(partition -> partition.lag().lost().orElse(0))
                .sum();
    }

    /**
     * Its health by time and not by the number of records. A group without members is degraded at most, and only while its
     * topics are written to: nobody knows whether it will read again.
     */
    public Health health(Instant now) {
        if (!described()) {
            return Health.UNREACHABLE;
        }
        Duration behind = behind(now).orElse(Duration.ZERO);
        boolean far = behind.compareTo(FAR_BEHIND) >= 0;
        if (!attended()) {
            boolean written = pace().in().orElse(0) > 0;
            return unknown() > 0 || (far && written) ? Health.DEGRADED : Health.HEALTHY;
        }
        boolean some = behind.compareTo(BEHIND) >= 0;
        if (far || (some && catchUp().state() == CatchUp.State.NEVER) || lost() > 0) {
            return Health.UNHEALTHY;
        }
        return some || unknown() > 0 || rebalancing() ? Health.DEGRADED : Health.HEALTHY;
    }

    GroupLoad since(Function<PartitionLoad, Optional<Instant>> oldest) {
        return new GroupLoad(
                group,
                partitions.stream()
                        .map(partition -> partition.since(oldest.apply(partition)))
                        .toList());
    }
}
