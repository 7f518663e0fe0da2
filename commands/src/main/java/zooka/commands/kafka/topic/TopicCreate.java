package zooka.commands.kafka.topic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.TopicChanges.CreatedTopic;
import zooka.clients.kafka.TopicChanges.NewTopic;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.kafka.metadata.AbsentTopic;
import zooka.commands.kafka.metadata.PartitionTable;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code topic create}: creates a topic. */
@Command(
        name = "topic create",
        footer = {
            "",
            "Without --partitions and --replication the defaults of the brokers apply. With --dry-run the controller validates the request.",
            "",
            "Examples:",
            "  topic create orders --partitions 6 --replication 3",
            "  topic create orders -p 6 -c min.insync.replicas=2 -c retention.ms=7d",
            "  topic create orders --assign 1:2:3,2:3:1"
        })
public final class TopicCreate implements Action.Change {

    static final List<Column> FIELDS = List.of(
            Column.of("topic", "topic"),
            Column.of("id", "id"),
            Column.of("partitions", "partitions").number(),
            Column.of("replication", "replication").number(),
            Column.of("configs", "configs").object(),
            Column.of("created", "created").flag());

    @Mixin
    TopicLayout layout = new TopicLayout();

    @Option(
            names = {"--assign", "--replica-assignment"},
            paramLabel = "BROKERS",
            description = "The replicas of each partition, the preferred leader first: 1:2:3,2:3:1 for two partitions.")
    @Completes(Candidates.FREE_TEXT)
    String assign;

    @Option(names = "--if-not-exists", description = "Succeed without a change if the topic exists.")
    boolean ifNotExists;

    @Parameters(paramLabel = "NEW", description = "The name of the new topic.")
    @Completes(Candidates.FREE_TEXT)
    String topic;

    @Override
    public void check() {
        wanted();
    }

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Plan plan(Context context) {
        return plan(context, wanted(), ifNotExists);
    }

    /**
     * The plan of a new topic.
     *
     * @param leave whether an existing topic is left unchanged
     */
    static Plan plan(Context context, NewTopic wanted, boolean leave) {
        return Plan.on(Scope.topic(wanted.name()))
                .change(() -> preview(context, wanted), () -> create(context, wanted, leave));
    }

    private NewTopic wanted() {
        if (assign != null && (layout.partitions != null || layout.replication != null)) {
            throw Failure.usage("--assign cannot be combined with --partitions or --replication");
        }
        return new NewTopic(
                topic,
                layout.partitions(),
                layout.replication(),
                assign == null ? List.of() : assignment(assign),
                layout.settings());
    }

    /** Parses {@code 1:2:3,2:3:1} as the replicas of partitions 0 and 1. */
    static List<List<Integer>> assignment(String text) {
        List<List<Integer>> assignment = new ArrayList<>();
        for (String partition : text.split(",", -1)) {
            if (!partition.matches(Broker.ID + "(:" + Broker.ID + ")*")) {
                throw Failure.usage("invalid broker list '" + partition + "' (example: 1:2:3)");
            }
            List<Integer> replicas = new ArrayList<>();
            for (String id : partition.split(":", -1)) {
                Integer broker = Broker.id(id).orElseThrow(() -> Failure.usage("invalid broker id '" + id + "'")
                        .hint("brokers"));
                if (replicas.contains(broker)) {
                    throw Failure.usage("broker " + id + " is listed twice in '" + partition + "'");
                }
                replicas.add(broker);
            }
            assignment.add(replicas);
        }
        return assignment;
    }

    private static CreatedTopic asked(Context context, NewTopic wanted, boolean onlyValidate) {
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
        CreatedTopic would = asked(context, wanted, true);
        return new Plan.Preview("create " + text(wanted, would), fields(wanted, would, false));
    }

    private static Result create(Context context, NewTopic wanted, boolean leave) {
        CreatedTopic made;
        try {
            made = asked(context, wanted, false);
        } catch (Failure failure) {
            // A failure with a hint is about another topic with a colliding name.
            boolean exists = failure.kind() == Kind.CONFLICT && failure.hint().isEmpty();
            if (exists && leave) {
                return new Result.Change(
                        "topic " + wanted.name() + " already exists, not changed",
                        Optional.empty(),
                        List.of(
                                Field.of("topic", "topic", Cell.text(wanted.name())),
                                Field.of("created", "created", Cell.flag(false))));
            }
            throw exists ? failure.hint("topic describe " + wanted.name()) : failure;
        }
        return new Result.Change("created " + text(wanted, made), Optional.empty(), fields(wanted, made, true));
    }

    private static String text(NewTopic wanted, CreatedTopic made) {
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

    private static List<Field> fields(NewTopic wanted, CreatedTopic made, boolean created) {
        Map<String, Field> configs = new LinkedHashMap<>();
        new TreeMap<>(wanted.configs())
                .forEach((name, value) -> configs.put(name, Field.of(name, name, Cell.text(value))));
        return Field.all(
                FIELDS,
                Cell.text(made.name()),
                Cell.optional(made.id().map(Cell::text)),
                PartitionTable.known(made.partitions()),
                PartitionTable.known(made.replication()),
                new Cell.Group(List.copyOf(configs.values())),
                Cell.flag(created));
    }
}
