package zooka.commands.zk.subtree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.text.Counts;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Operation;
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
import zooka.commands.undo.Journal;
import zooka.commands.undo.Journal.Saved;
import zooka.commands.undo.Journal.Taken;
import zooka.commands.zk.tree.Copies;
import zooka.commands.zk.tree.Counters;
import zooka.commands.zk.tree.Filtered;
import zooka.commands.zk.tree.Parented;
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
    public Plan plan(Context context) {
        damaged(context);
        List<Saved> all = of(context);
        if (all.isEmpty()) {
            throw Failure.notFound("nothing to undo in this ensemble");
        }
        if (number < 1 || number > all.size()) {
            throw Failure.notFound("no undo entry " + number).hint("undo list");
        }
        Saved saved = all.get(number - 1);
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
    private Result claimed(Context context, Saved saved, Contents contents, Acl others) {
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
        for (String file : context.journal().damaged()) {
            context.remarks().warn(file + " is damaged or has another version, and cannot be undone");
        }
    }

    /** What can be undone on the ensemble at hand, the newest first. */
    static List<Saved> of(Context context) {
        String ensemble = context.clusters().profile().zookeeper().orElse("");
        return context.journal().saved().stream()
                .filter(saved -> saved.ensemble().equals(ensemble))
                .toList();
    }

    private Result putBack(Context context, Saved saved, Contents contents, Acl others) {
        Znodes znodes = context.clusters().znodes();
        Tally tally = new Tally(context.remarks(), "restored");
        TreeWriter writer = new TreeWriter(znodes, context.remarks(), true).leavingWhatIsThere();
        try (Journal.Reading all = context.journal().read(saved)) {
            Iterator<Taken> deleted = new Filtered<>(all, taken -> taken instanceof Taken.Deleted);
            Iterator<ZnodeCopy> copies = Copies.each(deleted, taken -> {
                ZnodeCopy before = ((Taken.Deleted) taken).before();
                return unknown(before) ? before.with(others) : before;
            });
            if (contents.missing > 0) {
                // A parent may be among what is missing; without it nothing below it could come back.
                copies = new Parented(copies, znodes, parent -> context.remarks()
                        .warn(parent
                                + " is not in the journal: created with a null value and the ACL world:anyone:cdrwa"));
            }
            writer.write(copies, false, tally);
        }
        try (Journal.Reading all = context.journal().read(saved)) {
            tally.count(() -> znodes.applyAll(new Changed(context, all, tally), tally));
        }
        try (Journal.Reading all = context.journal().read(saved)) {
            Iterator<Taken> created = new Filtered<>(all, taken -> taken instanceof Taken.Created);
            // Only where nobody has given it another value since.
            tally.count(() -> znodes.applyAll(
                    Copies.each(created, taken -> {
                        Taken.Created one = (Taken.Created) taken;
                        return new Operation.Delete(one.path(), OptionalInt.of(one.version()));
                    }),
                    tally));
        }
        if (tally.failed() == 0) {
            context.journal().forget(saved);
        }
        TreeWriter.leftOut(context.remarks(), contents.ephemerals);
        long raised = contents.counters.settle(context.remarks(), keepCounters);
        if (contents.missing > 0) {
            context.remarks()
                    .incomplete(String.format(
                            Locale.ROOT,
                            "%,d %s of \"%s\" cannot be undone: missing from the journal, or damaged",
                            contents.missing,
                            contents.missing == 1 ? "change" : "changes",
                            saved.what()));
        }
        tally.check();
        long undone = tally.done() + writer.same();
        return new Result.Done(
                "undone \"" + saved.what() + "\": " + Counts.of(undone, "change"),
                Optional.empty(),
                List.of(
                        Field.of("what", "what", Cell.text(saved.what())),
                        Field.of("undone", "undone", Cell.count(undone)),
                        Field.of("ephemerals", "ephemerals", Cell.count(contents.ephemerals)),
                        Field.of("missing", "missing", Cell.count(contents.missing)),
                        Counters.raised(raised)));
    }

    /** The values and ACLs that were replaced, where nobody has replaced them since. */
    private static final class Changed implements Iterator<Operation> {
        private final Znodes znodes;
        private final Tally tally;
        private final Iterator<Taken> all;
        private final Deque<Operation> ready = new ArrayDeque<>();

        Changed(Context context, Iterator<Taken> record, Tally tally) {
            this.znodes = context.clusters().znodes();
            this.tally = tally;
            this.all =
                    new Filtered<>(record, taken -> taken instanceof Taken.Replaced || taken instanceof Taken.Access);
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && all.hasNext()) {
                List<Taken> some = new ArrayList<>();
                while (all.hasNext() && some.size() < 500) {
                    some.add(all.next());
                }
                check(some);
            }
            return !ready.isEmpty();
        }

        private void check(List<Taken> some) {
            List<String> paths = some.stream().map(Contents::path).toList();
            List<Optional<Znodes.Stat>> stats = znodes.statAll(paths);
            List<Operation> values = new ArrayList<>();
            for (int i = 0; i < some.size(); i++) {
                Optional<Znodes.Stat> stat = stats.get(i);
                if (isBack(some.get(i), stat)) {
                    tally.accept(Operation.Outcome.made(new Operation.Check(paths.get(i), 0)));
                } else if (some.get(i) instanceof Taken.Replaced replaced) {
                    if (stat.isEmpty() || stat.get().version() != replaced.version() + 1) {
                        tally.fail(since(replaced.before().path()));
                    } else {
                        values.add(new Operation.Put(
                                replaced.before().path(),
                                replaced.before().data(),
                                OptionalInt.of(stat.get().version())));
                    }
                } else if (some.get(i) instanceof Taken.Access access) {
                    if (stat.isEmpty() || stat.get().aversion() != access.version() + 1) {
                        tally.fail(since(access.path()));
                    } else if (access.before().masked()) {
                        tally.fail(TreeWriter.masked(access.path()));
                    } else {
                        ready.add(new Operation.Permit(access.path(), access.before()));
                    }
                }
            }
            // Last, since the ACL that goes need not let us set them.
            ready.addAll(values);
        }

        /** Whether an undo that was not complete has put it back already, so that the next one has nothing to do here. */
        private boolean isBack(Taken taken, Optional<Znodes.Stat> stat) {
            if (stat.isEmpty()) {
                return false;
            }
            if (taken instanceof Taken.Replaced replaced) {
                return stat.get().version() == replaced.version() + 2
                        && znodes.readEach(List.of(Contents.path(taken))).get(0).value().stream()
                                .anyMatch(now -> Arrays.equals(
                                        now.data().orElse(null),
                                        replaced.before().data().orElse(null)));
            }
            Taken.Access access = (Taken.Access) taken;
            return stat.get().aversion() == access.version() + 2
                    && znodes.aclOfEach(List.of(Contents.path(taken))).get(0).value().stream()
                            .anyMatch(access.before()::equals);
        }

        private static Failure since(String path) {
            return Failure.conflict(path + " has been changed since and was left unchanged");
        }

        @Override
        public Operation next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.remove();
        }
    }
}
