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
import zooka.clients.zookeeper.Znodes;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.copy.ZnodeCopy;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.zk.tree.Copies;
import zooka.commands.zk.tree.Counters;
import zooka.commands.zk.tree.Location;
import zooka.commands.zk.tree.Tally;
import zooka.commands.zk.tree.TreeWriter;

/** {@code cp}: copy a znode, or a subtree, here or from one ensemble to another. */
@Command(
        name = "cp",
        footer = {
            "",
            "TO is the path of the copy; with a slash at the end, the znode to copy into. Copies values and ACLs, but not ephemeral",
            "znodes; container and TTL znodes become persistent, because ZooKeeper does not report their kind to clients.",
            "Below the copy create -s restarts at 0, and fails where a number exists already; --keep-counters raises the",
            "counter above the highest number.",
            "",
            "Examples:",
            "  cp /demo/app/config /demo/app/config.bak",
            "  cp -r /demo /backup/",
            "  cp -r --update zk://old:2181/app /app"
        })
public final class Cp implements Action.Change {

    @Option(
            names = {"-r", "-R"},
            description = "Copy the descendants, too.")
    boolean recursive;

    @Option(
            names = {"-u", "--update"},
            description = "If TO exists, create missing znodes and change different ones.")
    boolean update;

    @Option(names = "--no-acl", description = "Skip the ACLs: new znodes get world:anyone:cdrwa.")
    boolean withoutAcls;

    @Option(names = "--keep-counters", description = Counters.OPTION)
    boolean keepCounters;

    @Parameters(index = "0", paramLabel = "PATH", description = Location.DESCRIPTION)
    @Completes(Candidates.ZNODE)
    String from;

    @Parameters(
            index = "1",
            paramLabel = "PATH",
            description = "The destination: a path, or zk://HOST:PORT[,...]/PATH.")
    @Completes(value = Candidates.ZNODE, asTyped = true)
    String to;

    @Override
    public List<Column> fields() {
        return TreeWriter.fields();
    }

    @Override
    public Plan plan(Context context) {
        Location source = Location.of(from, context);
        Location target = target(source, to, context);
        Znodes.Stat stat = source.znodes().stat(source.path()).orElseThrow(() -> Znodes.missing(source.path()));
        if (stat.numChildren() > 0 && !recursive) {
            throw Failure.conflict(source.path() + " has children").hint("use -r to copy them, too");
        }
        boolean exists = target.znodes().stat(target.path()).isPresent();
        if (exists && !update) {
            throw Failure.conflict(target.display() + " already exists")
                    .hint("use -u to update it, or add a slash at the end to copy into it");
        }
        Plan.On on = Plan.on(new Scope(List.of(new Scope.Znode(
                target.path(),
                recursive,
                source.besides(target) ? Optional.empty() : Optional.of(target.ensemble())))));
        return exists
                ? on.confirmed(
                        () -> preview(context, source, target, false),
                        target.path().substring(target.path().lastIndexOf('/') + 1),
                        () -> copy(context, source, target, false))
                : on.change(() -> preview(context, source, target, true), () -> copy(context, source, target, true));
    }

    /** The path of the copy; refuses a path within the source. */
    static Location target(Location source, String typed, Context context) {
        Location target = Location.of(typed, context);
        if (typed.endsWith("/") && !source.path().equals("/")) {
            String name = source.path().substring(source.path().lastIndexOf('/') + 1);
            target = new Location(
                    target.znodes(), target.ensemble(), Znodes.child(target.path(), name), target.display() + name);
        }
        boolean within = target.path().equals(source.path())
                || source.path().equals("/")
                || target.path().startsWith(source.path() + "/");
        if (source.besides(target) && within) {
            throw Failure.usage(target.path() + " is within " + source.path());
        }
        return target;
    }

    private Iterator<ZnodeCopy> copies(Context context, Location source, Location target) {
        return Copies.each(
                Copies.below(source.znodes(), context.remarks(), source.path(), !withoutAcls),
                copy -> copy.at(Location.moved(copy.path(), source.path(), target.path())));
    }

    private Plan.Preview preview(Context context, Location source, Location target, boolean fresh) {
        TreeWriter writer = new TreeWriter(target.znodes(), context.remarks(), !withoutAcls);
        writer.compare(copies(context, source, target), fresh);
        String left = writer.skipped() == 0 ? "" : "; " + Counts.of(writer.skipped(), "ephemeral znode") + " skipped";
        Counters.Forecast counters = writer.counters().forecast(keepCounters);
        return new Plan.Preview(
                String.format(
                        Locale.ROOT,
                        "copy %s to %s: create %s, change %,d, leave %,d unchanged%s%s",
                        source.display(),
                        target.display(),
                        Counts.of(writer.created(), "znode"),
                        writer.changed(),
                        writer.same(),
                        left,
                        counters.text()),
                writer.counts(counters.field()));
    }

    private Result copy(Context context, Location source, Location target, boolean fresh) {
        if (keepCounters) {
            preview(context, source, target, fresh); // refuses what cannot be raised before it changes anything
        }
        Tally tally = new Tally(context.remarks(), "copied");
        TreeWriter writer = new TreeWriter(target.znodes(), context.remarks(), !withoutAcls);
        writer.write(copies(context, source, target), fresh, tally);
        long raised = writer.finish(tally, keepCounters);
        return new Result.Change(
                String.format(
                        Locale.ROOT,
                        "copied %s to %s: %,d created, %,d changed, %s skipped",
                        source.display(),
                        target.display(),
                        writer.created(),
                        writer.changed(),
                        Counts.of(writer.skipped(), "ephemeral znode")),
                Optional.empty(),
                writer.counts(Counters.raised(raised)));
    }
}
