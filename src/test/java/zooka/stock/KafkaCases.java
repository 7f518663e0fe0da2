package zooka.stock;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import zooka.sandbox.Mode;

/**
 * Lines of Kafka's own tools, as scripts have them. In each, {@code @} stands for the prefix of topics, groups and users. {@code ./x}
 * is a file of the case, which the line {@code ./x << TEXT} writes; behind a tool's line {@code << TEXT} is its stdin. The last line
 * of a case is compared; those before it prepare what it is about. Offsets are committed by {@code --reset-offsets}, which makes a
 * group where there is none.
 */
final class KafkaCases {

    private KafkaCases() {}

    /**
     * A case that both must do alike: the same text on stdout, and the same effect.
     *
     * @param ordered whether the order of its lines is the same, too; where several things are described the stock tools have none
     * @param passing what is another at every moment, as a regular expression; not compared. Empty for nothing
     * @param modes where it is run
     */
    record Alike(List<String> lines, boolean ordered, String passing, Set<Mode> modes) {

        /** A line of which only the set of lines that it prints counts. */
        Alike inAnyOrder() {
            return new Alike(lines, false, passing, modes);
        }

        /** Without what is another at every moment. */
        Alike but(String passed) {
            return new Alike(lines, ordered, passed, modes);
        }

        Alike onlyIn(Mode mode) {
            return new Alike(lines, ordered, passing, EnumSet.of(mode));
        }
    }

    /**
     * A case that both must refuse, and change nothing.
     *
     * @param says part of what the stock tool says, on stdout or stderr
     * @param code zooka's exit code
     */
    record Refused(String says, int code, Set<Mode> modes, List<String> lines) {
        Refused onlyIn(Mode mode) {
            return new Refused(says, code, EnumSet.of(mode), lines);
        }
    }

    /**
     * A case that is answered otherwise on purpose.
     *
     * @param stock part of what the stock tool prints
     * @param stockCode the exit code of the stock tool
     * @param zooka part of what zooka prints, on stdout or stderr
     * @param code zooka's exit code
     */
    record Otherwise(
            String reason, String stock, int stockCode, String zooka, int code, Set<Mode> modes, List<String> lines) {
        Otherwise onlyIn(Mode mode) {
            return new Otherwise(reason, stock, stockCode, zooka, code, EnumSet.of(mode), lines);
        }
    }

    private static final Set<Mode> BOTH = EnumSet.allOf(Mode.class);

    static final String CREATE = "kafka-topics --create --topic @a --replica-assignment 1:2,2:3";
    static final String CREATE_B = "kafka-topics --create --topic @b --replica-assignment 3:1";
    static final String CREATE_ONE = "kafka-topics --create --topic @one --replica-assignment 1:2:3";
    static final String COMMIT = "kafka-consumer-groups --reset-offsets --group @g --topic @a --to-earliest --execute";
    static final String FILL = "kafka-console-producer --sync --topic @one << one\ntwo\nthree\n";

    static Alike alike(String... lines) {
        return new Alike(List.of(lines), true, "", BOTH);
    }

    private static Refused refused(String says, int code, String... lines) {
        return new Refused(says, code, BOTH, List.of(lines));
    }

    private static Otherwise otherwise(
            String reason, String stock, int stockCode, String zooka, int code, String... lines) {
        return new Otherwise(reason, stock, stockCode, zooka, code, BOTH, List.of(lines));
    }

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
            refused("", 4, CREATE, "kafka-topics --alter --topic @a --partitions 1"),
            refused("At least one", 2, "kafka-configs --alter --topic @a"),
            refused("entity type", 2, "kafka-configs --describe"),
            refused("", 2, "kafka-configs --describe --entity-type nosuch --entity-name @a"),
            refused("Could not match any topic-partitions", 3, "kafka-get-offsets --topic @nosuch"),
            refused("Malformed time argument", 2, "kafka-get-offsets --topic @a --time yesterday"),
            refused("cannot be used with", 2, "kafka-get-offsets --topic @a --topic-partitions @a:0"),
            refused("Missing required option", 2, "kafka-leader-election --all-topic-partitions"),
            refused("One and only one", 2, "kafka-leader-election --election-type preferred"),
            refused("do not exist", 3, "kafka-log-dirs --describe --broker-list 77"),
            refused("", 2, "kafka-console-consumer --from-beginning"),
            refused("", 2, "kafka-console-consumer --topic @a --offset 3"),
            refused("", 2, "kafka-console-producer << one\n"),
            refused("", 2, "kafka-acls --topic @a"),
            refused("", 2, "kafka-acls --add --allow-principal User:@u"),
            refused("", 2, "kafka-acls --add --topic @a"),
            refused("", 2, "kafka-delete-records"),
            refused("", 2, "./@d.json << nonsense", "kafka-delete-records --offset-json-file ./@d.json"),
            refused("", 2, "kafka-reassign-partitions --execute"),
            refused("", 2, "kafka-reassign-partitions --generate --broker-list 1"),
            refused(
                    "",
                    3,
                    "./@d.json << {\"version\":1,\"partitions\":[{\"topic\":\"@nosuch\",\"partition\":0,\"replicas\":[1]}]}",
                    "kafka-reassign-partitions --execute --reassignment-json-file ./@d.json"),
            refused("", 2, "kafka-metadata-quorum describe"),
            refused("", 1, "kafka-metadata-quorum describe --status").onlyIn(Mode.ZOOKEEPER),
            refused("", 2, "kafka-transactions find-hanging"),
            refused("", 3, "kafka-transactions describe --transactional-id @nosuch"),
            refused("", 3, "kafka-transactions describe-producers --topic @nosuch --partition 0"));

    static final List<Otherwise> OTHERWISE = List.of(
            otherwise(
                    "what does not exist is no success",
                    "doesn't exist",
                    0,
                    "error: no topic @nosuch",
                    3,
                    "kafka-configs --describe --topic @nosuch"),
            otherwise(
                    "what is said of old options does not stand among the records",
                    "Option --property is deprecated",
                    0,
                    "one\ntwo\n",
                    0,
                    CREATE_ONE,
                    FILL,
                    "kafka-console-consumer --topic @one --partition 0 --offset earliest --max-messages 2"
                            + " --property print.key=false"),
            otherwise(
                    "what is said of old options does not stand on stdout",
                    "--property is deprecated",
                    0,
                    "",
                    0,
                    CREATE_ONE,
                    "kafka-console-producer --sync --topic @one --property parse.key=true << k1\tone\n"),
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
                    "kafka-get-offsets --topic @a --time earliest-local"),
            otherwise(
                    "each client has its own versions, and zooka's library is newer",
                    "(\n\tProduce(0): ",
                    0,
                    "(\n\tProduce(0): ",
                    0,
                    "kafka-broker-api-versions"));
}
