package zooka.commands.kafka.topic;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import picocli.CommandLine.Option;
import zooka.clients.Failure;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.kafka.config.ConfigChanges;

/** The options of a new topic; each command says what applies without them. */
final class TopicLayout {

    private static final int MOST_REPLICAS = Short.MAX_VALUE;

    @Option(
            names = {"-p", "--partitions"},
            paramLabel = "COUNT",
            description = "The number of partitions.")
    @Completes(Candidates.FREE_TEXT)
    Integer partitions;

    @Option(
            names = {"-r", "--replication", "--replication-factor"},
            paramLabel = "COUNT",
            description = "The replication factor.")
    @Completes(Candidates.FREE_TEXT)
    Integer replication;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "KEY=VALUE",
            description = "A configuration key to set; repeatable.")
    @Completes(Candidates.CONFIG_SETTING)
    List<String> configs = List.of();

    /**
     * Checks the values.
     *
     * @throws Failure {@code USAGE}
     */
    void check() {
        partitions();
        replication();
        settings();
    }

    /** The number of partitions; empty if not given. */
    OptionalInt partitions() {
        return between("--partitions", partitions, Integer.MAX_VALUE);
    }

    /** The replication factor; empty if not given. */
    OptionalInt replication() {
        return between("--replication", replication, MOST_REPLICAS);
    }

    /** The configuration, by key. */
    Map<String, String> settings() {
        return ConfigChanges.settings(configs);
    }

    /** A number between 1 and a maximum; empty if not given. */
    static OptionalInt between(String option, Integer value, int most) {
        if (value == null) {
            return OptionalInt.empty();
        }
        if (value < 1 || value > most) {
            throw Failure.usage(option + " must be between 1 and " + most);
        }
        return OptionalInt.of(value);
    }
}
