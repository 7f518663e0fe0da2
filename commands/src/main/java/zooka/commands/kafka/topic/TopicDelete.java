package zooka.commands.kafka.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.Outcome;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.kafka.Topics;
import zooka.clients.text.Selector;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.kafka.metadata.AbsentTopic;
import zooka.commands.kafka.metadata.ClusterView;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code topic delete}: deletes topics with all their records. */
@Command(
        name = "topic delete",
        footer = {
            "",
            "Asks for confirmation on a terminal, requires --yes elsewhere. Deleted records cannot be restored.",
            "",
            "Examples:",
            "  topic delete orders-old",
            "  topic delete 'tmp-*' --dry-run",
            "  topic delete orders-old -y --if-exists"
        })
public final class TopicDelete implements Action.Change {

    @Option(names = "--if-exists", description = "Succeed if a topic does not exist.")
    boolean ifExists;

    @Parameters(
            arity = "1..*",
            paramLabel = "TOPIC",
            description = {"Topics, or patterns of topic names.", Selector.FORMS})
    @Completes(Candidates.TOPIC)
    List<String> topics;

    @Override
    public List<Column> fields() {
        return List.of(Column.of("deleted", "deleted").list());
    }

    @Override
    public Plan plan(Context context) {
        List<Topic> chosen = chosen(context);
        if (chosen.isEmpty()) {
            return Plan.onNothing()
                    .change("delete nothing: no topic matches " + String.join(" or ", topics), () -> none());
        }
        List<String> names = chosen.stream().map(Topic::name).toList();
        return Plan.on(Scope.topics(names))
                .confirmed(
                        () -> preview(context, chosen),
                        chosen.size() == 1 ? names.get(0) : chosen.size() + " topics",
                        () -> delete(context, names));
    }

    private List<Topic> chosen(Context context) {
        List<Topic> all = context.clusters().topics().list();
        ClusterView.requireBrokers(context, "delete topics");
        List<Topic> chosen = new ArrayList<>();
        for (String pattern : topics) {
            List<String> names =
                    new Selector(pattern).changing(all.stream().map(Topic::name).toList(), "topic");
            List<Topic> matching =
                    all.stream().filter(topic -> names.contains(topic.name())).toList();
            if (matching.isEmpty()) {
                Failure absent = AbsentTopic.explained(context.clusters(), Failure.absent(Failure.Noun.TOPIC, pattern));
                if (!ifExists || absent.kind() != Kind.NOT_FOUND) {
                    throw absent;
                }
            }
            matching.stream()
                    .filter(topic -> !chosen.contains(topic))
                    // A pattern does not select internal topics: their deletion would lose the offsets of all groups.
                    .filter(topic -> !topic.internal() || topic.name().equals(pattern))
                    .forEach(chosen::add);
        }
        for (Topic topic : chosen) {
            if (topic.internal()) {
                throw new Failure(Kind.REFUSED, topic.name() + " is an internal topic and cannot be deleted");
            }
        }
        return chosen;
    }

    private static Result none() {
        return new Result.Change("nothing to delete", Optional.empty(), List.of(deleted(List.of())));
    }

    private static Plan.Preview preview(Context context, List<Topic> chosen) {
        Topics gateway = context.clusters().topics();
        List<Partition> partitions =
                chosen.stream().flatMap(topic -> topic.partitions().stream()).toList();
        Topics.Offsets ends = gateway.offsets(partitions, new Topics.Position.End());
        Topics.Offsets beginnings = gateway.offsets(ends.known(partitions), new Topics.Position.Beginning());
        StringBuilder summary = new StringBuilder();
        List<Cell> cells = new ArrayList<>();
        for (Topic topic : chosen) {
            long records = 0;
            boolean whole = true;
            for (Partition partition : topic.partitions()) {
                OptionalLong end = ends.of(partition);
                OptionalLong beginning = beginnings.of(partition);
                whole &= end.isPresent() && beginning.isPresent();
                records += end.isPresent() && beginning.isPresent() ? end.getAsLong() - beginning.getAsLong() : 0;
            }
            String line = String.format(
                    Locale.ROOT,
                    "topic %s: %,d partitions × %d, %s%,d records",
                    topic.name(),
                    topic.partitions().size(),
                    topic.replication(),
                    whole ? "" : "at least ",
                    records);
            summary.append(summary.isEmpty() ? "delete " : "\n       delete ").append(line);
            cells.add(new Cell.Group(List.of(
                    Field.of("topic", "topic", Cell.text(topic.name())),
                    Field.of(
                            "partitions",
                            "partitions",
                            Cell.count(topic.partitions().size())),
                    Field.of("records", "records", whole ? Cell.count(records) : Cell.missing()))));
        }
        return new Plan.Preview(summary.toString(), List.of(Field.of("topics", "topics", new Cell.Many(cells))));
    }

    private Result delete(Context context, List<String> names) {
        Map<String, Outcome<Void>> outcomes =
                context.clusters().administration().topics().delete(names);
        List<String> gone = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        outcomes.forEach((name, outcome) -> {
            if (outcome.failure().isEmpty()) {
                gone.add(name);
            } else if (!(ifExists && outcome.failure().get().kind() == Kind.NOT_FOUND)) {
                failures.add(outcome.failure().get());
            }
        });
        if (gone.isEmpty() && !failures.isEmpty()) {
            throw failures.get(0);
        }
        failures.forEach(failure -> context.remarks().incomplete(failure));
        return new Result.Change(
                gone.size() == 1 ? "deleted topic " + gone.get(0) : "deleted " + gone.size() + " topics",
                Optional.empty(),
                List.of(deleted(gone)));
    }

    private static Field deleted(List<String> names) {
        return Field.of(
                "deleted",
                "deleted",
                new Cell.Many(names.stream().map(Cell::text).toList()));
    }
}
