package zooka.commands.kafka.topic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.TopicChanges.Made;
import zooka.clients.kafka.TopicChanges.NewTopic;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.kafka.config.ConfigChanges;
import zooka.commands.kafka.metadata.AbsentTopic;
import zooka.commands.kafka.metadata.PartitionTable;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;

/** {@code topic create}: make a topic. */
@Command(
        name = "topic create",
        footer = {
            "",
            "Without --partitions and --replication the brokers' defaults hold. --dry-run lets the controller say whether it could.",
            "",
            "Examples:",
            "  topic create orders --partitions 6 --replication 3",
            "  topic create orders -p 6 -c min.insync.replicas=2 -c retention.ms=7d",
            "  topic create orders --assign 1:2:3,2:3:1"
        })
public final class TopicCreate implements Action.Change {

    static final int MOST_REPLICAS = Short.MAX_VALUE;

    @Option(
            names = {"-p", "--partitions"},
            paramLabel = "COUNT",
            description = "How many partitions.")
    @Completes(Candidates.FREE_TEXT)
    Integer partitions;

    @Option(
            names = {"-r", "--replication", "--replication-factor"},
            paramLabel = "COUNT",
            description = "How many replicas of each.")
    @Completes(Candidates.FREE_TEXT)
    Integer replication;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "KEY=VALUE",
            description = "A setting that differs from the default; may be given again.")
    @Completes(Candidates.CONFIG_SETTING)
    List<String> configs = List.of();

    @Option(
            names = {"--assign", "--replica-assignment"},
            paramLabel = "BROKERS",
            description = "The replicas of each partition, the preferred leader first: 1:2:3,2:3:1 makes two.")
    @Completes(Candidates.FREE_TEXT)
    String assign;

    @Option(names = "--if-not-exists", description = "Leave it as it is where it exists.")
    boolean ifNotExists;

    @Parameters(paramLabel = "NEW", description = "The name of the topic to be.")
    @Completes(Candidates.FREE_TEXT)
    String topic;

    @Override
    public Plan plan(Context context) {
        return plan(context, wanted(), ifNotExists);
    }

    /**
     * The plan of a topic to be.
     *
     * @param leave whether it is left as it is where it exists
     */
    static Plan plan(Context context, NewTopic wanted, boolean leave) {
        return Plan.on(Scope.topic(wanted.name()))
                .change(() -> preview(context, wanted), () -> create(context, wanted, leave));
    }

    private NewTopic wanted() {
        if (assign != null && (partitions != null || replication != null)) {
            throw Failure.usage(
                    "--assign says how many partitions and replicas there are; --partitions and --replication do not go with it");
        }
        return new NewTopic(
                topic,
                atLeastOne("--partitions", partitions, Integer.MAX_VALUE),
                atLeastOne("--replication", replication, MOST_REPLICAS),
                assign == null ? List.of() : assignment(assign),
                ConfigChanges.settings(configs));
    }

    static OptionalInt atLeastOne(String option, Integer value, int most) {
        if (value == null) {
            return OptionalInt.empty();
        }
        if (value < 1 || value > most) {
            throw Failure.usage(option + " " + value + " is not between 1 and " + most);
        }
        return OptionalInt.of(value);
    }

    /** {@code 1:2:3,2:3:1} as the replicas of partitions 0 and 1. */
    static List<List<Integer>> assignment(String text) {
        List<List<Integer>> assignment = new ArrayList<>();
        for (String partition : text.split(",", -1)) {
            if (!partition.matches(Broker.ID + "(:" + Broker.ID + ")*")) {
                throw Failure.usage("'" + partition + "' is no list of brokers such as 1:2:3");
            }
            List<Integer> replicas = new ArrayList<>();
            for (String id : partition.split(":", -1)) {
                Integer broker = Broker.id(id).orElseThrow(() -> Failure.usage("'" + id + "' is no broker's id")
                        .hint("brokers"));
                if (replicas.contains(broker)) {
                    throw Failure.usage("broker " + id + " is named twice in '" + partition + "'");
                }
                replicas.add(broker);
            }
            assignment.add(replicas);
        }
        return assignment;
    }

    private static Made asked(Context context, NewTopic wanted, boolean onlyValidate) {
        try {
            return context.clusters().administration().topics().create(wanted, onlyValidate);
        } catch (Failure failure) {
            if (failure.kind() != Kind.CONFLICT) {
                throw failure;
            }
            throw AbsentTopic.deletion(context.clusters(), wanted.name())
                    .map(waiting -> Failure.conflict(waiting.getMessage())
                            .hint(waiting.hint().orElseThrow())
                            .cause(failure))
                    .orElse(failure);
        }
    }

    private static Plan.Preview preview(Context context, NewTopic wanted) {
        Made would = asked(context, wanted, true);
        return new Plan.Preview("create " + text(wanted, would), fields(wanted, would, false));
    }

    private static Result create(Context context, NewTopic wanted, boolean leave) {
        Made made;
        try {
            made = asked(context, wanted, false);
        } catch (Failure failure) {
            // With a hint it is another that is in the way, and not the topic itself.
            boolean exists = failure.kind() == Kind.CONFLICT && failure.hint().isEmpty();
            if (exists && leave) {
                return new Result.Done(
                        "topic " + wanted.name() + " exists, and was left as it is",
                        Optional.empty(),
                        List.of(
                                Field.of("topic", "topic", Cell.text(wanted.name())),
                                Field.of("created", "created", Cell.flag(false))));
            }
            throw exists ? failure.hint("topic describe " + wanted.name()) : failure;
        }
        return new Result.Done("created " + text(wanted, made), Optional.empty(), fields(wanted, made, true));
    }

    private static String text(NewTopic wanted, Made made) {
        String settings = wanted.configs().isEmpty()
                ? ""
                : ", "
                        + new TreeMap<>(wanted.configs())
                                .entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(" "));
        return "topic " + made.name() + ": "
                + (made.partitions().isEmpty()
                        ? "the default number of"
                        : made.partitions().getAsInt())
                + (made.partitions().orElse(0) == 1 ? " partition" : " partitions") + " × "
                + (made.replication().isEmpty()
                        ? "the default"
                        : made.replication().getAsInt()) + settings;
    }

    private static List<Field> fields(NewTopic wanted, Made made, boolean created) {
        Map<String, Field> configs = new LinkedHashMap<>();
        new TreeMap<>(wanted.configs())
                .forEach((name, value) -> configs.put(name, Field.of(name, name, Cell.text(value))));
        return List.of(
                Field.of("topic", "topic", Cell.text(made.name())),
                Field.of("id", "id", Cell.optional(made.id().map(Cell::text))),
                Field.of("partitions", "partitions", PartitionTable.known(made.partitions())),
                Field.of("replication", "replication", PartitionTable.known(made.replication())),
                Field.of("configs", "configs", new Cell.Group(List.copyOf(configs.values()))),
                Field.of("created", "created", Cell.flag(created)));
    }
}
