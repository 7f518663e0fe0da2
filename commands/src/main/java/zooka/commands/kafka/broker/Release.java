package zooka.commands.kafka.broker;

import java.util.List;
import java.util.Optional;
import zooka.clients.kafka.Brokers.Api;
import zooka.clients.kafka.Brokers.Feature;
import zooka.clients.kafka.Brokers.Versions;

/**
 * The Kafka release of a broker. Brokers do not report it; it is derived from their abilities: in KRaft mode the newest
 * {@code metadata.version} that they support, otherwise the newest request.
 */
public final class Release {

    /** The feature whose levels are named after releases. */
    static final String METADATA_VERSION = "metadata.version";

    /** The releases by the levels of {@code metadata.version}, from level 1 on. */
    private static final List<String> LEVELS = List.of(
            "3.0-IV1", "3.1-IV0", "3.2-IV0", "3.3-IV0", "3.3-IV1", "3.3-IV2", "3.3-IV3", "3.4-IV0", "3.5-IV0",
            "3.5-IV1", "3.5-IV2", "3.6-IV0", "3.6-IV1", "3.6-IV2", "3.7-IV0", "3.7-IV1", "3.7-IV2", "3.7-IV3",
            "3.7-IV4", "3.8-IV0", "3.9-IV0", "4.0-IV0", "4.0-IV1", "4.0-IV2", "4.0-IV3", "4.1-IV0", "4.1-IV1",
            "4.2-IV0", "4.2-IV1", "4.3-IV0", "4.4-IV0", "4.4-IV1", "4.4-IV2", "4.5-IV0");

    /** A request version, with the first release that supports it. */
    private record Sign(int api, int version, String release) {}

    /** New request versions by release, the newest first: ListTransactions, Fetch, LeaderAndIsr, DescribeLogDirs ... */
    private static final List<Sign> SIGNS = List.of(
            new Sign(1, 17, "3.9"),
            new Sign(66, 1, "3.8"),
            new Sign(1, 16, "3.7"),
            new Sign(1, 15, "3.5 or 3.6"),
            new Sign(4, 7, "3.4"),
            new Sign(35, 4, "3.3"),
            new Sign(11, 9, "3.2"),
            new Sign(1, 13, "3.1"),
            new Sign(66, 0, "3.0"),
            new Sign(60, 0, "2.8"),
            new Sign(50, 0, "2.7"),
            new Sign(48, 0, "2.6"),
            new Sign(22, 3, "2.5"),
            new Sign(47, 0, "2.4"),
            new Sign(44, 0, "2.3"),
            new Sign(43, 0, "2.2"),
            new Sign(1, 10, "2.1"));

    private Release() {}

    /** The name of a level of {@code metadata.version}; empty for one that is newer than this program. */
    public static Optional<String> level(int level) {
        return level < 1 || level > LEVELS.size() ? Optional.empty() : Optional.of(LEVELS.get(level - 1));
    }

    /** The release, such as {@code 3.9}; empty if it cannot be derived. */
    public static Optional<String> of(Versions versions) {
        Optional<Feature> metadata = versions.features().stream()
                .filter(feature -> feature.name().equals(METADATA_VERSION))
                .findFirst();
        if (metadata.isPresent()) {
            int newest = metadata.get().supportedMax();
            return Optional.of(level(newest)
                    .map(name -> name.substring(0, name.indexOf('-')))
                    .orElse("newer than " + LEVELS.get(LEVELS.size() - 1)));
        }
        return SIGNS.stream()
                .filter(sign -> versions.apis().stream().anyMatch(api -> knows(api, sign)))
                .findFirst()
                .map(Sign::release);
    }

    private static boolean knows(Api api, Sign sign) {
        return api.key() == sign.api() && api.max() >= sign.version();
    }
}
