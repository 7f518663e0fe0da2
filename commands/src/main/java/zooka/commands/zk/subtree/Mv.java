package zooka.commands.zk.subtree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.Quoting;
import zooka.clients.text.Counts;
import zooka.clients.zookeeper.Operation;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.copy.ZnodeCopy;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.zk.tree.Census;
import zooka.commands.zk.tree.ChildrenFirst;
import zooka.commands.zk.tree.Copies;
import zooka.commands.zk.tree.Counters;
import zooka.commands.zk.tree.Location;
import zooka.commands.zk.tree.Tally;
import zooka.commands.zk.tree.TreeWriter;
import zooka.commands.zk.tree.Walk;

/** {@code mv}: give a subtree another place. */
@Command(
        name = "mv",
        footer = {
            "",
            "A subtree of up to " + Mv.ATOMIC + " znodes and half a megabyte is moved in one transaction,",
            "so no client sees it in both places. A larger one is copied and then deleted, after confirmation. Ephemeral znodes",
            "cannot be moved, because they belong to a session. At the new path create -s restarts at 0, and fails where a number",
            "exists already; --keep-counters raises the counter above the highest number.",
            "",
            "Examples:",
            "  mv /demo/app/config /demo/app/settings",
            "  mv /demo/old /archive/"
        })
public final class Mv implements Action.Change {

    static final int ATOMIC = 1000;
    private static final int BYTES = 512 << 10;

    @Option(names = "--keep-counters", description = Counters.OPTION)
    boolean keepCounters;

    @Parameters(index = "0", paramLabel = "PATH", description = "The znode, which is moved with its descendants.")
    @Completes(Candidates.ZNODE)
    String from;

    @Parameters(
            index = "1",
            paramLabel = "PATH",
            description = "The new path; with a slash at the end, the znode to move into.")
    @Completes(value = Candidates.ZNODE, asTyped = true)
    String to;

    @Override
    public List<Column> fields() {
        return List.of(Column.of("path", "path"), Column.of("moved", "moved"), Counters.RAISED);
    }

    @Override
    public Plan plan(Context context) {
        Location source = Location.of(from, context);
        Location target = Cp.target(source, to, context);
        if (!source.besides(target)) {
            throw Failure.usage("mv cannot move znodes to another ensemble")
                    .hint("copy with cp, then delete with deleteall");
        }
        if (target.znodes().stat(target.path()).isPresent()) {
            throw Failure.conflict(target.path() + " already exists").hint("add a slash at the end to move into it");
        }
        List<Copies.CopiedZnode> subtree = read(context, source);
        boolean fits = fits(subtree);
        Counters counters = new Counters(target.znodes());
        if (fits) {
            subtree.forEach(read -> seen(counters, read.copy().path(), source, target));
        }
        Plan.On on = Plan.on(Scope.subtree(source.path()).and(Scope.subtree(target.path())));
        return fits
                ? on.change(
                        () -> new Plan.Preview(
                                String.format(
                                        Locale.ROOT,
                                        "move %s: %s to %s%s",
                                        Counts.of(subtree.size(), "znode"),
                                        source.path(),
                                        target.path(),
                                        counters.forecast(keepCounters).text()),
                                List.of()),
                        () -> {
                            if (keepCounters) {
                                counters.forecast(true);
                            }
                            move(source, target, subtree);
                            return done(target, subtree.size(), counters.raiseOrWarn(context.remarks(), keepCounters));
                        })
                : on.confirmed(
                        () -> {
                            Census census = Census.of(context, source.path());
                            Counters all = new Counters(target.znodes());
                            walk(context, source, path -> seen(all, path, source, target));
                            return new Plan.Preview(
                                    "move " + census.text() + " in two steps, copy and delete: " + source.path()
                                            + " to " + target.path()
                                            + all.forecast(keepCounters).text(),
                                    census.fields());
                        },
                        source.path().substring(source.path().lastIndexOf('/') + 1),
                        () -> moveInSteps(context, source, target));
    }

    /** The subtree, or as much of it as shows that it does not fit a transaction. */
    private static List<Copies.CopiedZnode> read(Context context, Location source) {
        List<Copies.CopiedZnode> subtree = new ArrayList<>();
        Iterator<Copies.CopiedZnode> reads = Copies.of(source.znodes(), context.remarks(), source.path());
        while (reads.hasNext() && fits(subtree)) {
            subtree.add(movable(reads.next()));
        }
        return subtree;
    }

    private static boolean fits(List<Copies.CopiedZnode> subtree) {
        long bytes = subtree.stream()
                .mapToLong(read ->
                        read.stat().dataLength() + 2L * read.copy().path().length() + 200)
                .sum();
        return subtree.size() <= ATOMIC && bytes <= BYTES;
    }

    private static void movable(String path, Znodes.Stat stat) {
        if (stat.kind().ephemeral()) {
            throw Failure.conflict(
                    path + " is ephemeral and belongs to session 0x" + Long.toHexString(stat.ephemeralOwner()));
        }
    }

    private static Copies.CopiedZnode movable(Copies.CopiedZnode read) {
        movable(read.copy().path(), read.stat());
        if (read.copy().acl().masked()) {
            throw TreeWriter.masked(read.copy().path());
        }
        return read;
    }

    /** The new path of a znode. */
    private static void seen(Counters counters, String path, Location source, Location target) {
        String moved = Location.moved(path, source.path(), target.path());
        counters.saw(moved);
        counters.created(moved);
    }

    private static void walk(Context context, Location source, Consumer<String> each) {
        Walk.names(source.znodes(), context.remarks(), Walk.EVERYTHING)
                .preorder(source.path(), visited -> each.accept(visited.path()));
    }

    private Result moveInSteps(Context context, Location source, Location target) {
        Znodes znodes = source.znodes();
        Counters counters = new Counters(znodes);
        // Not found out half-way, when a part of it is at both places.
        Walk.values(znodes, context.remarks(), Walk.EVERYTHING).preorder(source.path(), visited -> {
            movable(visited.path(), visited.znode().orElseThrow().stat());
            seen(counters, visited.path(), source, target);
        });
        if (keepCounters) {
            counters.forecast(true);
        }
        Tally copied = new Tally(context.remarks(), "copied");
        Iterator<ZnodeCopy> copies =
                Copies.each(Copies.of(znodes, context.remarks(), source.path()), read -> read.copy()
                        .at(Location.moved(read.copy().path(), source.path(), target.path())));
        TreeWriter writer = new TreeWriter(znodes, context.remarks(), true);
        writer.write(copies, true, copied);
        copied.check();
        if (copied.failed() > 0 || writer.skipped() > 0) {
            throw new Failure(
                    Failure.Kind.PARTIAL, "some znodes could not be copied; " + source.path() + " is unchanged");
        }
        Tally deleted = new Tally(context.remarks(), "deleted");
        Iterator<Copies.CopiedZnode> reads = Copies.of(znodes, context.remarks(), source.path());
        try {
            deleted.count(() -> znodes.applyAll(new ChildrenFirst(reads), deleted));
        } catch (Failure e) {
            if (e.kind() != Failure.Kind.UNREACHABLE && e.kind() != Failure.Kind.PARTIAL) {
                throw e;
            }
            throw new Failure(
                            Failure.Kind.PARTIAL,
                            String.format(
                                    Locale.ROOT,
                                    "copied all %,d znodes to %s; then: %s",
                                    writer.created(),
                                    target.path(),
                                    e.getMessage()))
                    .hint("run diff " + Quoting.asArgument(source.path()) + " " + Quoting.asArgument(target.path())
                            + " to compare them; run deleteall " + Quoting.asArgument(source.path()) + " to finish")
                    .cause(e);
        }
        return done(target, writer.created(), writer.counters().raiseOrWarn(context.remarks(), keepCounters));
    }

    private static void move(Location source, Location target, List<Copies.CopiedZnode> subtree) {
        List<Operation> operations = new ArrayList<>();
        List<Operation> deletions = new ArrayList<>();
        for (Copies.CopiedZnode read : subtree) {
            ZnodeCopy copy = read.copy();
            operations.add(copy.at(Location.moved(copy.path(), source.path(), target.path()))
                    .create());
            deletions.add(
                    new Operation.Delete(copy.path(), OptionalInt.of(read.stat().version())));
        }
        Collections.reverse(deletions);
        operations.addAll(deletions);
        for (Operation.Outcome outcome : target.znodes().transact(operations)) {
            if (outcome.failure().isPresent()) {
                throw outcome.failure().get();
            }
        }
    }

    private static Result done(Location target, long count, long raised) {
        return new Result.Change(
                "moved " + Counts.of(count, "znode") + " to " + target.path(),
                Optional.of(target.path()),
                List.of(
                        Field.of("path", "path", Cell.text(target.path())),
                        Field.of("moved", "moved", Cell.count(count)),
                        Counters.raised(raised)));
    }
}
