package zooka;

import java.util.List;

/**
 * Lines of Kafka's own tools, as scripts have them. In each, {@code @} stands for the case's own prefix of topics and groups, of the
 * same length for both who run it. The last line of a case is compared; those before it prepare what it is about. Offsets are
 * committed by {@code --reset-offsets}, which makes a group where there is none.
 */
final class KafkaCases {

    private KafkaCases() {}

    /**
     * A case that both must do alike: the same text on stdout, and the same topics, groups and configurations afterwards.
     *
     * @param ordered whether the order of its lines is the same, too; where several things are described the stock tools have none
     */
    record Alike(boolean ordered, List<String> lines) {}

    /**
     * A case that both must refuse, and change nothing.
     *
     * @param says part of what the stock tool says, on stdout or stderr
     * @param code zooka's exit code
     */
    record Refused(String says, int code, List<String> lines) {}

    /**
     * A case that is answered otherwise on purpose.
     *
     * @param stock part of what the stock tool prints
     * @param stockCode the exit code of the stock tool
     * @param zooka part of what zooka prints, on stdout or stderr
     * @param code zooka's exit code
     */
    record Otherwise(String reason, String stock, int stockCode, String zooka, int code, List<String> lines) {}

    private static final String CREATE = "kafka-topics --create --topic @a --replica-assignment 1:2,2:3";
    private static final String CREATE_B = "kafka-topics --create --topic @b --replica-assignment 3:1";
    private static final String COMMIT =
            "kafka-consumer-groups --reset-offsets --group @g --topic @a --to-earliest --execute";
    private static final String COMMIT_H =
            "kafka-consumer-groups --reset-offsets --group @h --topic @a:0 --to-earliest --execute";

    private static Alike alike(String... lines) {
        return new Alike(true, List.of(lines));
    }

    private static Alike inAnyOrder(String... lines) {
        return new Alike(false, List.of(lines));
    }

    private static Refused refused(String says, int code, String... lines) {
        return new Refused(says, code, List.of(lines));
    }

    private static Otherwise otherwise(
            String reason, String stock, int stockCode, String zooka, int code, String... lines) {
        return new Otherwise(reason, stock, stockCode, zooka, code, List.of(lines));
    }

    static final List<Alike> ALIKE = List.of(
            // kafka-topics
            alike(CREATE),
            alike("kafka-topics --create --topic @a --partitions 3 --replication-factor 2"),
            alike("kafka-topics --create --topic @a --partitions 1 --config retention.ms=5000"),
            alike("kafka-topics --create --topic @a --partitions 1 --config retention.ms=5000 --config segment.bytes=2097152"),
            alike("kafka-topics --create --topic @.a --partitions 1"),
            alike("kafka-topics --create --topic @_a --partitions 1"),
            alike(CREATE, "kafka-topics --create --topic @a --if-not-exists"),
            alike(CREATE, CREATE_B, "kafka-topics --list --topic @.*"),
            alike(CREATE, CREATE_B, "kafka-topics --list --topic @a,@b"),
            alike(CREATE, "kafka-topics --list --topic @a"),
            alike(CREATE, "kafka-topics --list --topic @a --exclude-internal"),
            alike("kafka-topics --list --topic @nosuch"),
            alike("kafka-topics --list --topic __consumer_offsets --exclude-internal"),
            alike(CREATE, "kafka-topics --describe --topic @a"),
            alike(CREATE, "kafka-topics --topic @a --describe"),
            alike(CREATE, "kafka-topics -describe -topic @a"),
            alike(CREATE, "kafka-topics --describe --topic=@a"),
            alike(CREATE, "kafka-topics --describe --topic @a --exclude-internal"),
            alike(CREATE, "kafka-topics --describe --topic @a --partition-size-limit-per-response 1"),
            inAnyOrder(CREATE, CREATE_B, "kafka-topics --describe --topic @.*"),
            alike(CREATE, "kafka-topics --describe --topic @a --under-replicated-partitions"),
            alike(CREATE, "kafka-topics --describe --topic @a --under-min-isr-partitions"),
            alike(CREATE, "kafka-topics --describe --topic @a --at-min-isr-partitions"),
            alike(CREATE, "kafka-topics --describe --topic @a --unavailable-partitions"),
            alike(CREATE, "kafka-topics --describe --topic @a --topics-with-overrides"),
            alike("kafka-topics --describe --topic @nosuch --if-exists"),
            alike(CREATE, "kafka-topics --alter --topic @a --partitions 4"),
            alike(CREATE, "kafka-topics --alter --topic @a --partitions 3 --replica-assignment 1:2,2:3,3:1"),
            alike("kafka-topics --alter --topic @nosuch --partitions 4 --if-exists"),
            alike(CREATE, "kafka-topics --delete --topic @a"),
            alike(CREATE, CREATE_B, "kafka-topics --delete --topic @(a|b)"),
            alike("kafka-topics --delete --topic @nosuch --if-exists"),
            // kafka-consumer-groups
            alike(CREATE, COMMIT, "kafka-consumer-groups --describe --group @g"),
            alike(CREATE, COMMIT, "kafka-consumer-groups --describe --group @g --offsets"),
            alike(CREATE, COMMIT, "kafka-consumer-groups --describe --group @g --members"),
            alike(CREATE, COMMIT, COMMIT_H, "kafka-consumer-groups --describe --group @g --group @h"),
            alike(CREATE, "kafka-consumer-groups --reset-offsets --group @g --topic @a:0 --to-latest --execute"),
            alike(CREATE, COMMIT, "kafka-consumer-groups --reset-offsets --group @g --topic @a:0 --to-latest --dry-run"),
            alike(CREATE, COMMIT, "kafka-consumer-groups --reset-offsets --group @g --topic @a:0 --to-offset 0 --execute"),
            alike(CREATE, COMMIT, "kafka-consumer-groups --reset-offsets --group @g --topic @a:0 --to-current --dry-run"),
            inAnyOrder(CREATE, COMMIT, "kafka-consumer-groups --reset-offsets --group @g --all-topics --to-latest"),
            inAnyOrder(CREATE, COMMIT, "kafka-consumer-groups --reset-offsets --group @g --topic @a --to-latest --export"),
            alike(CREATE, COMMIT, "kafka-consumer-groups --delete --group @g"),
            alike(CREATE, COMMIT, "kafka-consumer-groups --delete-offsets --group @g --topic @a:0"),
            alike(CREATE, COMMIT, "kafka-consumer-groups --delete-offsets --group @g --topic @a"),
            // kafka-configs
            alike(CREATE, "kafka-configs --describe --entity-type topics --entity-name @a"),
            alike(CREATE, "kafka-configs --describe --topic @a"),
            alike(CREATE, "kafka-configs --describe --topic @a --all"),
            alike(CREATE, "kafka-configs --alter --topic @a --add-config retention.ms=5000"),
            alike(CREATE, "kafka-configs --alter --topic @a --add-config retention.ms=5000,segment.bytes=2097152"),
            alike(CREATE, "kafka-configs --alter --topic @a --add-config cleanup.policy=[compact,delete]"),
            alike(
                    CREATE,
                    "kafka-configs --alter --topic @a --add-config retention.ms=5000",
                    "kafka-configs --alter --topic @a --delete-config retention.ms"),
            alike(
                    CREATE,
                    "kafka-configs --alter --topic @a --add-config retention.ms=5000,segment.bytes=2097152",
                    "kafka-configs --describe --topic @a"),
            alike("kafka-configs --alter --entity-type users --entity-name @u --add-config producer_byte_rate=1024"),
            alike("kafka-configs --alter --user @u --client @c --add-config request_percentage=150"),
            alike(
                    "kafka-configs --alter --user @u --add-config producer_byte_rate=1024",
                    "kafka-configs --describe --user @u"),
            alike(
                    "kafka-configs --alter --user @u --client @c --add-config producer_byte_rate=20000000",
                    "kafka-configs --describe --user @u --client @c"),
            alike(
                    "kafka-configs --alter --client @c --add-config consumer_byte_rate=1024",
                    "kafka-configs --alter --client @c --delete-config consumer_byte_rate"),
            // kafka-get-offsets
            alike(CREATE, "kafka-get-offsets --topic @a"),
            alike(CREATE, "kafka-get-offsets --topic @a --time -2"),
            alike(CREATE, "kafka-get-offsets --topic @a --time earliest"),
            alike(CREATE, "kafka-get-offsets --topic @a --time -1"),
            alike(CREATE, "kafka-get-offsets --topic @a --time 1700000000000"),
            alike(CREATE, "kafka-get-offsets --topic @a --partitions 1"),
            alike(CREATE, CREATE_B, "kafka-get-offsets --topic @.*"),
            alike(CREATE, CREATE_B, "kafka-get-offsets --topic-partitions @a:1,@b"),
            alike(CREATE, "kafka-get-offsets --topic-partitions @a:0-1"),
            alike("kafka-topics --create --topic @a --partitions 12", "kafka-get-offsets --topic @a"),
            // kafka-leader-election
            alike(CREATE, "kafka-leader-election --election-type preferred --topic @a --partition 0"),
            alike(CREATE, "kafka-leader-election --election-type PREFERRED --topic @a --partition 1"),
            // kafka-log-dirs
            inAnyOrder(CREATE, "kafka-log-dirs --describe --topic-list @nosuch --broker-list 1"));

    static final List<Refused> REFUSED = List.of(
            refused("Command must include exactly one action", 2, "kafka-topics --topic @a"),
            refused("Command must include exactly one action", 2, "kafka-topics --list --describe"),
            refused("nosuch", 2, "kafka-topics --list --nosuch"),
            refused("topic", 2, "kafka-topics --create"),
            refused("partitions", 2, CREATE, "kafka-topics --alter --topic @a"),
            refused("config", 2, CREATE, "kafka-topics --alter --topic @a --config retention.ms=1"),
            refused("does not exist as expected", 3, "kafka-topics --describe --topic @nosuch"),
            refused("does not exist as expected", 3, "kafka-topics --delete --topic @nosuch"),
            refused("does not exist as expected", 3, "kafka-topics --alter --topic @nosuch --partitions 3"),
            refused("already exists", 4, CREATE, CREATE),
            refused("", 1, "kafka-topics --create --topic @a --partitions 1 --config nosuch=1"),
            refused("doesn't exist", 3, "kafka-configs --describe --topic @nosuch"),
            refused("Invalid config(s): retention.ms", 3, CREATE, "kafka-configs --alter --topic @a --delete-config retention.ms"),
            refused("at least one", 2, "kafka-configs --alter --topic @a"),
            refused("entity type", 2, "kafka-configs --describe"),
            refused("Could not match any topic-partitions", 3, "kafka-get-offsets --topic @nosuch"),
            refused("Malformed time argument", 2, "kafka-get-offsets --topic @a --time yesterday"),
            refused("cannot be used with", 2, "kafka-get-offsets --topic @a --topic-partitions @a:0"),
            refused("Missing required option", 2, "kafka-leader-election --all-topic-partitions"),
            refused("One and only one", 2, "kafka-leader-election --election-type preferred"),
            refused("do not exist", 3, "kafka-log-dirs --describe --broker-list 77"));

    static final List<Otherwise> OTHERWISE = List.of(
            otherwise(
                    "the stock tool ends with 0 whatever happens",
                    "",
                    0,
                    "error: no group @nosuch",
                    3,
                    "kafka-consumer-groups --describe --group @nosuch"),
            otherwise(
                    "the stock tool ends with 0 whatever happens",
                    "could not be deleted due to",
                    0,
                    "error: no group @nosuch",
                    3,
                    "kafka-consumer-groups --delete --group @nosuch"),
            otherwise(
                    "what its usage refuses is no failure of the cluster",
                    "",
                    1,
                    "error: exactly one target is required",
                    2,
                    "kafka-consumer-groups --reset-offsets --group @g --all-topics"),
            otherwise(
                    "a password on the command line can be read by every process",
                    "Completed updating config for user @u.",
                    0,
                    "it has the password on the command line",
                    2,
                    "kafka-configs --alter --user @u --add-config SCRAM-SHA-256=[iterations=4096,password=secret]"),
            otherwise(
                    "offsets of remote storage are not known to zooka",
                    "",
                    0,
                    "--time earliest-local is not supported",
                    2,
                    CREATE,
                    "kafka-get-offsets --topic @a --time earliest-local"));
}
