package zooka.commands.kafka.topic;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.kafka.Configs.Alteration;
import zooka.clients.kafka.Resource;
import zooka.clients.kafka.Topic;
import zooka.clients.kafka.TopicChanges;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.kafka.config.ConfigChanges;
import zooka.commands.kafka.metadata.ClusterView;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code topic alter}: changes partitions or configuration of a topic. */
@Command(
        name = "topic alter",
        footer = {
            "",
            "The number of partitions cannot be reduced again, and keys map to other partitions afterwards; therefore it asks for",
            "confirmation. The configuration is changed as by config alter topic/NAME.",
            "",
            "Examples:",
            "  topic alter orders --partitions 12",
            "  topic alter orders -c retention.ms=1d --delete-config max.message.bytes",
            "  topic alter orders --partitions 4 --assign 1:2:3,2:3:1"
        })
public final class TopicAlter implements Action.Change {

    private static final List<Column> GROWTH = List.of(
            Column.of("topic", "topic"),
            Column.of("from", "from").number(),
            Column.of("to", "to").number());

    @Option(
            names = {"-p", "--partitions"},
            paramLabel = "COUNT",
            description = "The new total number of partitions.")
    @Completes(Candidates.FREE_TEXT)
    Integer partitions;

    @Option(
            names = {"--assign", "--replica-assignment"},
            paramLabel = "BROKERS",
            description = "The replicas of each new partition, the preferred leader first: 1:2:3,2:3:1.")
    @Completes(Candidates.FREE_TEXT)
    String assign;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "KEY=VALUE",
            description = "A configuration key to set; repeatable.")
    @Completes(Candidates.CONFIG_SETTING)
    List<String> configs = List.of();

    @Option(
            names = "--delete-config",
            paramLabel = "KEY",
            description = "A configuration key to reset to its default; repeatable.")
    @Completes(Candidates.CONFIG_KEY)
    List<String> deleted = List.of();

    @Parameters(paramLabel = "TOPIC", description = "The topic.")
    @Completes(Candidates.TOPIC)
    String topic;

    @Override
    public void check() {
        List<Alteration> wanted = wanted();
        if (wanted.isEmpty() == (partitions == null)) {
            throw Failure.usage(
                            wanted.isEmpty()
                                    ? "topic alter " + topic + ": no change specified"
                                    : "partitions and configuration cannot be changed in one command")
                    .hint("specify --partitions N or -c KEY=VALUE");
        }
        if (partitions == null && assign != null) {
            throw Failure.usage("--assign requires --partitions");
        }
        TopicLayout.between("--partitions", partitions, Integer.MAX_VALUE);
        assignment();
    }

    private List<Alteration> wanted() {
        return ConfigChanges.of(configs, deleted, List.of(), List.of());
    }

    private List<List<Integer>> assignment() {
        return assign == null ? List.of() : TopicCreate.assignment(assign);
    }

    @Override
    public List<Column> fields() {
        return Stream.concat(GROWTH.stream(), ConfigChanges.FIELDS.stream()).toList();
    }

    @Override
    public Plan plan(Context context) {
        return partitions == null
                ? ConfigChanges.against(context, Resource.topic(topic), wanted())
                        .plan(context)
                : more(context);
    }

    private Plan more(Context context) {
        List<List<Integer>> assignment = assignment();
        Topic present =
                context.clusters().topics().state(List.of(topic)).topics().get(0);
        ClusterView.requireBrokers(context, "create partitions");
        int from = present.partitions().size();
        int to = partitions;
        if (to <= from) {
            throw Failure.conflict("topic " + topic + " has " + from + " partitions; the number can only be increased")
                    .hint("topic describe " + topic);
        }
        if (!assignment.isEmpty() && assignment.size() != to - from) {
            throw Failure.usage(
                    "--assign lists " + assignment.size() + " partitions, but " + (to - from) + " are added");
        }
        String text = "partitions of topic " + topic + ": " + from + " -> " + to;
        List<Field> fields = List.of(
                Field.of("topic", "topic", Cell.text(topic)),
                Field.of("from", "from", Cell.count(from)),
                Field.of("to", "to", Cell.count(to)));
        TopicChanges gateway = context.clusters().administration().topics();
        return Plan.on(Scope.topic(topic))
                .confirmed(
                        () -> {
                            gateway.addPartitions(topic, to, assignment, true);
                            return new Plan.Preview(
                                    "change " + text + "\n  keys will map to other partitions; this cannot be reverted",
                                    fields);
                        },
                        topic,
                        () -> {
                            gateway.addPartitions(topic, to, assignment, false);
                            return new Result.Change("changed " + text, Optional.empty(), fields);
                        });
    }
}
