package zooka.commands.kafka.group;

import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import zooka.clients.Failure;
import zooka.clients.kafka.PartitionName;
import zooka.clients.text.TextFile;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.text.Durations;
import zooka.commands.text.Timestamps;

/** {@code group reset}: resets the committed offsets of a group. */
@Command(
        name = "group reset",
        footer = {
            "",
            "The group must have no members; it is created if it does not exist. Offsets outside the log are moved to its start or end, with a note.",
            "The previous offsets are printed on stdout; --from-file restores them.",
            Timestamps.FORMS,
            Timestamps.MORE_FORMS,
            "",
            "Examples:",
            "  group reset billing --to-earliest --topic orders --dry-run",
            "  group reset billing --shift-by -100 --topic orders:0,2-3 -y > before.csv",
            "  group reset billing --from-file before.csv -y",
            "  group reset billing --to-datetime 2026-03-01T14:00:00Z --all-topics",
            "  group reset billing --to-group billing-copy --all-topics"
        })
public final class GroupReset implements Action.Change {

    @Option(names = "--to-earliest", description = "Reset to the start of the log.")
    boolean earliest;

    @Option(names = "--to-latest", description = "Reset to the end of the log.")
    boolean latest;

    @Option(
            names = "--to-current",
            description = "Reset to the committed offset, or to the end of the log without one.")
    boolean current;

    @Option(names = "--to-offset", paramLabel = "OFFSET", description = "Reset to this offset.")
    @Completes(Candidates.FREE_TEXT)
    Long offset;

    @Option(
            names = "--shift-by",
            paramLabel = "COUNT",
            description = "Move the committed offset by this number of records; negative to move back.")
    @Completes(Candidates.FREE_TEXT)
    Long shift;

    @Option(
            names = "--by-duration",
            paramLabel = "DURATION",
            description = "Reset to the first record of this period until now: 30m, 7d or PT30M.")
    @Completes(Candidates.FREE_TEXT)
    String duration;

    @Option(
            names = "--to-datetime",
            paramLabel = "TIME",
            description = "Reset to the first record at this time or later; UTC without a zone.")
    @Completes(Candidates.FREE_TEXT)
    String datetime;

    @Option(
            names = "--from-file",
            paramLabel = "FILE",
            description =
                    "Reset to the offsets of a CSV file: lines such as orders,0,42, or billing,orders,0,42; - for stdin.")
    @Completes(Candidates.FILE)
    String file;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Partitions: orders for all of a topic, orders:0,2-3 for some; repeatable.")
    @Completes(Candidates.TOPIC)
    List<String> topics = List.of();

    @Option(names = "--all-topics", description = "All partitions with a committed offset.")
    boolean allTopics;

    @Option(
            names = "--to-group",
            paramLabel = "GROUP",
            description =
                    "Set the offsets for this group instead, and do not change GROUP. Without a target: copy the committed offsets.")
    @Completes(Candidates.GROUP)
    String toGroup;

    @Option(names = "--export", description = "Print the new offsets instead of the previous ones.")
    boolean export;

    @Option(
            names = "--export-current",
            description = "Print the previous offsets; with --dry-run too, instead of the plan.")
    boolean exportCurrent;

    @Parameters(paramLabel = "GROUP", description = "The group.")
    @Completes(Candidates.GROUP)
    String group;

    @Override
    public void check() {
        List<String> targets = targets();
        if (targets.size() > 1) {
            throw Failure.usage(String.join(" and ", targets) + " cannot be combined");
        }
        if (targets.isEmpty() && toGroup == null) {
            throw Failure.usage("no target specified")
                    .hint(
                            "specify --to-earliest, --to-latest, --to-current, --to-offset N, --shift-by N, --by-duration D,"
                                    + " --to-datetime TIME, --from-file FILE or --to-group GROUP");
        }
        if (topics.isEmpty() && !allTopics && file == null) {
            throw Failure.usage("no partitions specified").hint("specify --topic TOPIC[:0,2-3] or --all-topics");
        }
        if (!topics.isEmpty() && allTopics) {
            throw Failure.usage("--topic and --all-topics cannot be combined");
        }
        if (export && exportCurrent) {
            throw Failure.usage("--export and --export-current cannot be combined");
        }
        if (duration != null) {
            Durations.requirePositive("--by-duration", length(duration));
        }
        if (datetime != null) {
            Timestamps.of(datetime, Clock.systemUTC());
        }
    }

    /** The options given that say what the offsets are reset to. */
    private List<String> targets() {
        return Stream.of(
                        earliest ? "--to-earliest" : "",
                        latest ? "--to-latest" : "",
                        current ? "--to-current" : "",
                        offset == null ? "" : "--to-offset",
                        shift == null ? "" : "--shift-by",
                        duration == null ? "" : "--by-duration",
                        datetime == null ? "" : "--to-datetime",
                        file == null ? "" : "--from-file")
                .filter(name -> !name.isEmpty())
                .toList();
    }

    @Override
    public List<Column> fields() {
        return OffsetChange.FIELDS;
    }

    @Override
    public Plan plan(Context context) {
        group = GroupSelection.one(context, group);
        toGroup = toGroup == null ? null : GroupSelection.one(context, toGroup);
        ResetTarget target = target(context);
        ResetPlan plan = ResetPlan.of(context, group, Optional.ofNullable(toGroup), topics, target);
        return Plan.on(OffsetChange.scope(plan.changes()))
                .confirmed(() -> preview(plan), plan.group(), () -> reset(context, plan))
                .givingBack(wayBack(plan));
    }

    private ResetTarget target(Context context) {
        if (earliest) {
            return new ResetTarget.Earliest();
        }
        if (latest) {
            return new ResetTarget.Latest();
        }
        if (offset != null) {
            return new ResetTarget.Offset(offset);
        }
        if (shift != null) {
            return new ResetTarget.Shift(shift);
        }
        if (duration != null) {
            return new ResetTarget.At(context.clock().instant().minus(length(duration)));
        }
        if (datetime != null) {
            return new ResetTarget.At(Timestamps.of(datetime, context.clock()));
        }
        return file != null ? listed(context) : new ResetTarget.Current();
    }

    private static Duration length(String text) {
        try {
            return text.startsWith("P") ? Duration.parse(text) : new Durations().convert(text);
        } catch (TypeConversionException | DateTimeParseException e) {
            throw Failure.usage("--by-duration: invalid duration '" + text + "' (examples: 30m, 7d, PT30M)");
        }
    }

    private ResetTarget listed(Context context) {
        String name = file.equals("-") ? "stdin" : file;
        Map<PartitionName, Long> offsets = OffsetCsv.read(TextFile.utf8(file, context.stdin()), group, name);
        if (offsets.isEmpty()) {
            throw Failure.usage(name + " contains no offset for group " + group);
        }
        return new ResetTarget.FromFile(offsets);
    }

    private Plan.Preview preview(ResetPlan plan) {
        String what = "set the offsets of " + (plan.exists() ? "" : "the new ") + "group " + plan.group() + " on "
                + counted(plan.changes().size());
        Optional<String> payload = export
                ? OffsetChange.csvAfter(plan.changes())
                : exportCurrent ? OffsetChange.csvBefore(plan.changes()) : Optional.empty();
        return new Plan.Preview(what + OffsetChange.lines(plan.changes()), fields(plan, plan.changes()), payload);
    }

    private static String counted(int partitions) {
        return partitions == 1 ? "1 partition" : partitions + " partitions";
    }

    private static List<Field> fields(ResetPlan plan, List<OffsetChange> changes) {
        return List.of(group(plan), OffsetChange.field(changes));
    }

    private static Field group(ResetPlan plan) {
        return Field.of("group", "group", Cell.text(plan.group()));
    }

    private Plan.WayBack wayBack(ResetPlan plan) {
        Plan.WayBack back = OffsetChange.wayBack(plan.changes(), List.of(group(plan)));
        return export ? new Plan.WayBack(Optional.empty(), back.fields()) : back;
    }

    private Result reset(Context context, ResetPlan plan) {
        Map<PartitionName, Long> offsets = new LinkedHashMap<>();
        List<OffsetChange> wanted = new ArrayList<>(plan.changes());
        wanted.forEach(change -> offsets.put(change.partition(), change.after().getAsLong()));
        List<OffsetChange> made = OffsetChange.made(
                context,
                wanted,
                context.clusters().administration().groups().commit(plan.group(), plan.share(), offsets));
        long created = made.stream()
                .map(OffsetChange::before)
                .filter(OptionalLong::isEmpty)
                .count();
        String undo = created == 0 || !plan.exists()
                ? ""
                : "; " + counted((int) created) + " had no committed offset (group delete-offsets deletes it again)";
        return new Result.Change(
                "set the offsets of group " + plan.group() + " on " + counted(made.size()) + undo,
                export ? OffsetChange.csvAfter(made) : Optional.empty(),
                List.of(group(plan), OffsetChange.field(made), OffsetChange.failed(wanted, made)));
    }
}
