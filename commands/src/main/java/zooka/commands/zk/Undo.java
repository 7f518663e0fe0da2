package zooka.commands.zk;

import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.commands.Action;
import zooka.commands.Context;
import zooka.commands.Failure;
import zooka.commands.Plan;
import zooka.commands.Scope;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.undo.Journal;
import zooka.commands.undo.Journal.Saved;
import zooka.commands.undo.Journal.Taken;
import zooka.commands.zk.client.Acl;
import zooka.commands.zk.client.Operation;
import zooka.commands.zk.client.Znodes;
import zooka.commands.zk.tree.Copies;
import zooka.commands.zk.tree.Filtered;
import zooka.commands.zk.tree.Postorder;
import zooka.commands.zk.tree.Tally;
import zooka.commands.zk.tree.TreeWriter;
import zooka.commands.zk.tree.ZnodeCopy;

/** {@code undo}: put back what a destructive command took. */
@Command(
        name = "undo",
        footer = {
            "",
            "It puts back values and ACLs, and takes away what was made on the way. What has been made or changed by others",
            "since then stays as it is, and is named. Ephemerals do not come back. undo list shows what can",
            "be undone; what is kept lies in the state folder, readable by you only.",
            "",
            "Examples:",
            "  undo",
            "  undo --dry-run",
            "  undo 3"
        })
public final class Undo implements Action.Change {

    private static final int MOST_PARTS = 1_000;

    @Parameters(
            arity = "0..1",
            paramLabel = "NUMBER",
            description = "Which of those that undo list shows. Default: 1, the last one.")
    int number = 1;

    @Option(
            names = "--acl",
            paramLabel = "ACL",
            description = "What znodes get whose ACL was not kept, because too many were deleted at once.")
    String acl;

    @Override
    public Plan plan(Context context) {
        List<Saved> all = of(context);
        if (all.isEmpty()) {
            throw Failure.notFound("nothing to undo on this ensemble");
        }
        if (number < 1 || number > all.size()) {
            throw Failure.notFound("no number " + number + " to undo").hint("undo list");
        }
        Saved saved = all.get(number - 1);
        Acl others = acl == null ? Acl.UNKNOWN : Acl.parse(acl);
        long unknown =
                count(context, saved, taken -> taken instanceof Taken.Deleted deleted && unknown(deleted.before()));
        if (unknown > 0 && acl == null) {
            throw new Failure(
                            Failure.Kind.REFUSED,
                            String.format(Locale.ROOT, "the ACLs of %,d of the znodes were not kept", unknown))
                    .hint("--acl says which they get: --acl " + Acl.OPEN + ", for example");
        }
        return Plan.on(scope(context, saved))
                .confirmed(() -> preview(context, saved), "undo", () -> putBack(context, saved, others));
    }

    /** What it changes: the znodes one by one, or where they are many, the subtrees that have them. */
    private static Scope scope(Context context, Saved saved) {
        Set<String> paths = new LinkedHashSet<>();
        int depth = Integer.MAX_VALUE;
        for (Iterator<Taken> all = context.journal().read(saved); all.hasNext(); ) {
            paths.add(first(path(all.next()), depth));
            while (paths.size() > MOST_PARTS && depth > 1) {
                depth = Math.min(
                                depth,
                                paths.stream().mapToInt(Undo::depth).max().orElse(1))
                        - 1;
                int parts = depth;
                paths = paths.stream()
                        .map(path -> first(path, parts))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
            }
        }
        int whole = depth;
        return new Scope(paths.stream()
                .<Scope.Part>map(path -> new Scope.Znode(path, depth(path) >= whole, Optional.empty()))
                .toList());
    }

    private static int depth(String path) {
        return (int) path.chars().filter(c -> c == '/').count();
    }

    /** The path, cut behind so many names. */
    private static String first(String path, int names) {
        int end = 0;
        for (int i = 0; i < names && end >= 0; i++) {
            end = path.indexOf('/', end + 1);
        }
        return end < 0 ? path : path.substring(0, end);
    }

    private static String path(Taken taken) {
        if (taken instanceof Taken.Deleted deleted) {
            return deleted.before().path();
        }
        if (taken instanceof Taken.Replaced replaced) {
            return replaced.before().path();
        }
        return taken instanceof Taken.Access access ? access.path() : ((Taken.Created) taken).path();
    }

    private static boolean unknown(ZnodeCopy copy) {
        return copy.acl().equals(Acl.UNKNOWN);
    }

    /** What can be undone on the ensemble at hand, the newest first. */
    static List<Saved> of(Context context) {
        String ensemble = context.clusters().profile().zookeeper().orElse("");
        return context.journal().saved().stream()
                .filter(saved -> saved.ensemble().equals(ensemble))
                .toList();
    }

    private static Plan.Preview preview(Context context, Saved saved) {
        long deleted = count(context, saved, taken -> taken instanceof Taken.Deleted);
        long created = count(context, saved, taken -> taken instanceof Taken.Created);
        long changed = count(context, saved, taken -> true) - deleted - created;
        return new Plan.Preview(
                String.format(
                        Locale.ROOT,
                        "undo \"%s\" of %s: put back %,d znodes, %,d values or ACLs, take away %,d znodes",
                        saved.what(),
                        saved.time().truncatedTo(ChronoUnit.SECONDS),
                        deleted,
                        changed,
                        created),
                List.of(
                        Field.of("what", "what", Cell.text(saved.what())),
                        Field.of("deleted", "deleted", Cell.count(deleted)),
                        Field.of("changed", "changed", Cell.count(changed)),
                        Field.of("created", "created", Cell.count(created))));
    }

    private static long count(Context context, Saved saved, Predicate<Taken> which) {
        long count = 0;
        for (Iterator<Taken> all = context.journal().read(saved); all.hasNext(); ) {
            count += which.test(all.next()) ? 1 : 0;
        }
        return count;
    }

    private static Result putBack(Context context, Saved saved, Acl others) {
        Znodes znodes = context.clusters().znodes();
        Tally tally = new Tally(context.remarks(), "put back");
        TreeWriter writer = new TreeWriter(znodes, context.remarks(), Journal.NONE.begin("", saved.time(), ""), true)
                .leavingWhatIsThere();
        Iterator<Taken> deleted =
                new Filtered<>(context.journal().read(saved), taken -> taken instanceof Taken.Deleted);
        writer.write(
                Copies.each(deleted, taken -> {
                    ZnodeCopy before = ((Taken.Deleted) taken).before();
                    return unknown(before) ? before.with(others) : before;
                }),
                false,
                tally);
        znodes.applyAll(new Changed(context, saved, tally), tally);
        Iterator<Taken> created =
                new Filtered<>(context.journal().read(saved), taken -> taken instanceof Taken.Created);
        Iterator<String> childrenFirst = new Postorder<>(
                Copies.each(created, taken -> ((Taken.Created) taken).path()),
                (path, last) -> path.startsWith(last + "/"));
        // Only where nobody has given it another value since.
        znodes.applyAll(Copies.each(childrenFirst, path -> new Operation.Delete(path, OptionalInt.of(0))), tally);
        if (tally.failed() == 0) {
            context.journal().forget(saved);
        }
        tally.check();
        return new Result.Done(
                String.format(Locale.ROOT, "undone \"%s\": %,d changes", saved.what(), tally.done() + writer.same()),
                Optional.empty(),
                List.of(
                        Field.of("what", "what", Cell.text(saved.what())),
                        Field.of("undone", "undone", Cell.count(tally.done() + writer.same()))));
    }

    /** The values and ACLs that were replaced, where nobody has replaced them since. */
    private static final class Changed implements Iterator<Operation> {
        private final Znodes znodes;
        private final Tally tally;
        private final Iterator<Taken> all;
        private final Deque<Operation> ready = new ArrayDeque<>();

        Changed(Context context, Saved saved, Tally tally) {
            this.znodes = context.clusters().znodes();
            this.tally = tally;
            this.all = new Filtered<>(
                    context.journal().read(saved),
                    taken -> taken instanceof Taken.Replaced || taken instanceof Taken.Access);
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
            List<String> paths = some.stream().map(Undo::path).toList();
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
                        && znodes.readEach(List.of(path(taken))).get(0).value().stream()
                                .anyMatch(now -> Arrays.equals(
                                        now.data().orElse(null),
                                        replaced.before().data().orElse(null)));
            }
            Taken.Access access = (Taken.Access) taken;
            return stat.get().aversion() == access.version() + 2
                    && znodes.aclOfEach(List.of(path(taken))).get(0).value().stream()
                            .anyMatch(access.before()::equals);
        }

        private static Failure since(String path) {
            return Failure.conflict(path + " has been changed since, and stays as it is");
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
