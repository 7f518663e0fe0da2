package zooka.commands.kafka.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.Outcome;
import zooka.clients.Quoting;
import zooka.clients.kafka.Groups;
import zooka.clients.kafka.Groups.Depth;
import zooka.clients.kafka.Groups.Group;
import zooka.clients.text.Selector;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code group delete}: deletes groups with their committed offsets. */
@Command(
        name = "group delete",
        footer = {
            "",
            "The groups must have no members. Asks for confirmation on a terminal, requires --yes elsewhere. The deleted offsets are printed",
            "on stdout; group reset GROUP --from-file restores them.",
            "",
            "Examples:",
            "  group delete billing-old",
            "  group delete 'tmp-*' --dry-run",
            "  group delete billing-old -y > offsets.csv"
        })
public final class GroupDelete implements Action.Change {

    @Option(names = "--if-exists", description = "Succeed if a group does not exist.")
    boolean ifExists;

    @Parameters(
            arity = "1..*",
            paramLabel = "GROUP",
            description = {"Groups, or patterns of group names.", Selector.FORMS})
    @Completes(Candidates.GROUP)
    List<String> groups;

    @Override
    public List<Column> fields() {
        return List.of(
                Column.of("deleted", "deleted").list(),
                Column.of("offsets", "offsets").list());
    }

    @Override
    public Plan plan(Context context) {
        Groups.Answer answer = new GroupSelection(context, Depth.COMMITTED).toChange(groups);
        answer.failures().forEach((word, failure) -> {
            if (failure.kind() == Kind.NOT_FOUND) {
                ResetPlan.refuseOld(
                        context, word, "deleteall " + Quoting.asArgument(ZooKeeperGroups.ROOT + "/" + word));
            }
            if (failure.kind() != Kind.NOT_FOUND || !ifExists) {
                throw failure;
            }
        });
        ResetPlan.refuseIncomplete(answer);
        answer.groups().forEach(ResetPlan::refuseActive);
        if (answer.groups().isEmpty()) {
            return Plan.onNothing()
                    .change(
                            "delete nothing: no group matches " + String.join(" or ", groups),
                            () -> done(List.of(), List.of()));
        }
        List<String> names = answer.groups().stream().map(Group::group).toList();
        return Plan.on(OffsetChange.scope(lost(answer, names)))
                .confirmed(
                        () -> preview(answer),
                        names.size() == 1 ? names.get(0) : names.size() + " groups",
                        () -> delete(context, answer))
                .givingBack(OffsetChange.wayBack(lost(answer, names), List.of()));
    }

    private static List<OffsetChange> lost(Groups.Answer answer, List<String> names) {
        return answer.lags().stream()
                .map(Groups.Lag::commit)
                .filter(commit ->
                        names.contains(commit.group()) && commit.offset().isPresent())
                .map(commit ->
                        new OffsetChange(commit.group(), commit.partition(), commit.offset(), OptionalLong.empty(), ""))
                .toList();
    }

    private static Plan.Preview preview(Groups.Answer answer) {
        List<String> names = answer.groups().stream().map(Group::group).toList();
        String summary = names.stream()
                .map(name -> {
                    int offsets = lost(answer, List.of(name)).size();
                    return "group " + name + " with its offsets on "
                            + (offsets == 1 ? "1 partition" : offsets + " partitions");
                })
                .collect(Collectors.joining("\n       delete ", "delete ", ""));
        return new Plan.Preview(summary, fields(names, lost(answer, names)));
    }

    private static List<Field> fields(List<String> names, List<OffsetChange> lost) {
        List<Cell> cells = names.stream().map(Cell::text).toList();
        return List.of(Field.of("deleted", "deleted", new Cell.Many(cells)), OffsetChange.field(lost));
    }

    private Result delete(Context context, Groups.Answer answer) {
        Map<String, Outcome<Void>> outcomes = context.clusters()
                .administration()
                .groups()
                .delete(answer.groups().stream().map(Group::group).toList());
        List<String> gone = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        outcomes.forEach((name, outcome) -> outcome.failure().ifPresentOrElse(failures::add, () -> gone.add(name)));
        if (gone.isEmpty() && !failures.isEmpty()) {
            throw failures.get(0);
        }
        failures.forEach(failure -> context.remarks().incomplete(failure));
        return done(gone, lost(answer, gone));
    }

    private static Result done(List<String> gone, List<OffsetChange> lost) {
        String what = gone.isEmpty()
                ? "nothing to delete"
                : gone.size() == 1 ? "deleted group " + gone.get(0) : "deleted " + gone.size() + " groups";
        return new Result.Change(what, Optional.empty(), fields(gone, lost));
    }
}
