package zooka.commands.zk.subtree;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.text.Counts;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.copy.ZnodeCopy;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.undo.Journal;
import zooka.commands.undo.Journal.Modification;
import zooka.commands.undo.Journal.SavedRecord;
import zooka.commands.zk.tree.Copies;
import zooka.commands.zk.tree.CopiesWithParents;
import zooka.commands.zk.tree.Counters;
import zooka.commands.zk.tree.FilteredIterator;
import zooka.commands.zk.tree.Tally;
import zooka.commands.zk.tree.TreeWriter;
import zooka.commands.zk.znode.AclArgument;
import zooka.commands.zk.znode.Contents;

/** {@code undo}: put back what a destructive command took. */
@Command(
        name = "undo",
        footer = {
            "",
            "Restores values, ACLs and deleted znodes, and deletes created ones. Znodes that other clients have changed since stay",
            "unchanged and are listed. Ephemeral znodes are not restored. undo list shows what can be undone; the journal is in",
            "the state directory, readable only by its owner. An incomplete entry is marked there, and undo reports how much is",
            "missing (exit code 7). Changes made with --no-undo are not recorded. Below a restored parent create -s restarts at",
            "0; --keep-counters raises the counter above the highest number.",
            "",
            "Examples:",
            "  undo",
            "  undo --dry-run",
            "  undo 3"
        })
public final class Undo implements Action.Change {

    @Parameters(
            arity = "0..1",
            paramLabel = "NUMBER",
            description = "The number in undo list. Default: 1, the last change.")
    @Completes(Candidates.FREE_TEXT)
    int number = 1;

    @Option(
            names = "--acl",
            paramLabel = "ACL",
            description = {
                "The ACL of restored znodes whose ACL was not recorded, because too many were deleted at once:",
                AclArgument.DESCRIPTION
            })
    @Completes(Candidates.FREE_TEXT)
    String acl;

    @Option(names = "--keep-counters", description = Counters.OPTION)
    boolean keepCounters;

    @Override
    public List<Column> fields() {
        return List.of(
                Column.of("what", "what"),
                Column.of("undone", "undone"),
                Column.of("ephemerals", "ephemerals").number(),
                Column.of("missing", "missing"),
                Counters.RAISED);
    }

    @Override
    public Plan plan(Context context) {
        damaged(context);
        List<SavedRecord> all = of(context);
        if (all.isEmpty()) {
            throw Failure.notFound("nothing to undo in this ensemble");
        }
        if (number < 1 || number > all.size()) {
            throw Failure.notFound("no undo entry " + number).hint("undo list");
        }
        SavedRecord saved = all.get(number - 1);
        Acl others = acl == null ? Acl.UNKNOWN : AclArgument.of(acl, context);
        String danger = acl == null
                ? ""
                : AclArgument.danger(others).map(why -> "; --acl: " + why).orElse("");
        Contents contents = Contents.of(context, saved);
        if (contents.unknownAcls > 0 && acl == null) {
            throw new Failure(
                            Failure.Kind.REFUSED,
                            String.format(
                                    Locale.ROOT,
                                    "the ACLs of %,d of the znodes were not recorded",
                                    contents.unknownAcls))
                    .hint("use --acl to set their ACL, for example --acl " + Acl.OPEN);
        }
        return Plan.on(contents.scope())
                .confirmed(
                        () -> contents.preview(saved, keepCounters, danger),
                        "undo",
                        () -> claimed(context, saved, contents, others));
    }

    /** It is not undone by two at once: each would find changes that are the other's. */
    private Result claimed(Context context, SavedRecord saved, Contents contents, Acl others) {
        try (Journal.Claim claim = context.journal().claim(saved)) {
            if (keepCounters) {
                contents.counters.forecast(true); // refuses what cannot be raised before it changes anything
            }
            return putBack(context, saved, contents, others);
        }
    }

    @Override
    public boolean undoable() {
        return false;
    }

    private static boolean unknown(ZnodeCopy copy) {
        return copy.acl().equals(Acl.UNKNOWN);
    }

    /** Says which files cannot be read. */
    static void damaged(Context context) {
        for (String file : context.journal().unreadable()) {
            context.remarks()
                    .warn("journal-damaged", file + " is damaged or has another version, and cannot be undone");
        }
    }

    /** What can be undone on the current ensemble, the newest first. */
    static List<SavedRecord> of(Context context) {
        String ensemble = context.clusters().profile().zookeeper().orElse("");
        return context.journal().saved().stream()
                .filter(saved -> saved.ensemble().equals(ensemble))
                .toList();
    }

    private Result putBack(Context context, SavedRecord saved, Contents contents, Acl others) {
        Znodes znodes = context.clusters().znodes();
        Tally tally = new Tally(context.remarks(), "restored");
        TreeWriter writer = new TreeWriter(znodes, context.remarks(), true).leavingWhatIsThere();
        try (Journal.Contents all = context.journal().read(saved)) {
            Iterator<ZnodeCopy> copies = Copies.each(
                    some(all, UndoSteps.RECREATED), before -> unknown(before) ? before.with(others) : before);
            if (contents.missing > 0) {
                // A parent may be among what is missing; without it nothing below it could come back.
                copies = new CopiesWithParents(
                        copies,
                        znodes,
                        parent -> context.remarks()
                                .warn(
                                        "parent-created",
                                        parent
                                                + " is not in the journal: created with a null value and the ACL world:anyone:cdrwa"));
            }
            writer.write(copies, false, tally);
        }
        try (Journal.Contents all = context.journal().read(saved)) {
            tally.count(() -> znodes.applyAll(
                    new RestoredValues(znodes, some(all, new UndoSteps.Replacements(znodes)), tally), tally));
        }
        try (Journal.Contents all = context.journal().read(saved)) {
            tally.count(() -> znodes.applyAll(some(all, UndoSteps.DELETED), tally));
        }
        if (tally.failed() == 0) {
            context.journal().delete(saved);
        }
        TreeWriter.warnOfEphemerals(context.remarks(), contents.ephemerals);
        long raised = contents.counters.raiseOrWarn(context.remarks(), keepCounters);
        if (contents.missing > 0) {
            context.remarks()
                    .incomplete(
                            "not-undoable",
                            String.format(
                                    Locale.ROOT,
                                    "%,d %s of \"%s\" cannot be undone: missing from the journal, or damaged",
                                    contents.missing,
                                    contents.missing == 1 ? "change" : "changes",
                                    saved.what()));
        }
        tally.check();
        long undone = tally.done() + writer.same();
        return new Result.Change(
                "undone \"" + saved.what() + "\": " + Counts.of(undone, "change"),
                Optional.empty(),
                List.of(
                        Field.of("what", "what", Cell.text(saved.what())),
                        Field.of("undone", "undone", Cell.count(undone)),
                        Field.of("ephemerals", "ephemerals", Cell.count(contents.ephemerals)),
                        Field.of("missing", "missing", Cell.count(contents.missing)),
                        Counters.raised(raised)));
    }

    /** What a step has to do, in the order of the record. */
    private static <T> Iterator<T> some(Iterator<Modification> record, Modification.Cases<Optional<T>> step) {
        return Copies.each(
                new FilteredIterator<>(Copies.each(record, taken -> taken.match(step)), Optional::isPresent),
                Optional::orElseThrow);
    }
}
