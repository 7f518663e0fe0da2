package zooka.commands.zk.subtree;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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
import zooka.commands.zk.tree.ExportFile;
import zooka.commands.zk.tree.Location;
import zooka.commands.zk.tree.Tally;
import zooka.commands.zk.tree.TreeWriter;
import zooka.commands.zk.znode.Create;

/** {@code import}: make a subtree what an export says. */
@Command(
        name = "import",
        footer = {
            "",
            "Creates missing znodes and changes different ones; znodes that are not in the export stay unchanged, so an",
            "interrupted import can be run again. Skips ephemeral znodes. Asks for confirmation before it changes existing znodes.",
            "Below a new parent create -s restarts at 0, and fails where a number exists already; --keep-counters raises the",
            "counter above the highest number.",
            "",
            "Examples:",
            "  import demo.jsonl",
            "  import --dry-run all.jsonl.gz /restored",
            "  zcat all.jsonl.gz | zooka -y import - /"
        })
public final class Import implements Action.Change {

    @Option(names = "--no-acl", description = "Keep existing ACLs; new znodes get world:anyone:cdrwa.")
    boolean withoutAcls;

    @Option(names = "--keep-counters", description = Counters.OPTION)
    boolean keepCounters;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "The export, which can be compressed with gzip; - for stdin.")
    @Completes(Candidates.FILE)
    String file;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PATH",
            description = "The root of the subtree. Default: that of the export.")
    @Completes(value = Candidates.ZNODE, asTyped = true)
    String path;

    @Override
    public List<Column> fields() {
        return TreeWriter.fields();
    }

    @Override
    public Plan plan(Context context) {
        ExportFile export = ExportFile.open(file, context);
        ExportFile.Header header = export.header();
        String root = path == null ? header.root() : context.path(path);
        boolean acls = header.acls() && !withoutAcls;
        check(export, acls);
        export.remarkUnmarked(context.remarks());
        Znodes znodes = context.clusters().znodes();
        boolean fresh = znodes.stat(root).isEmpty();
        Plan.On on = Plan.on(Scope.subtree(root));
        return fresh
                ? on.change(
                        () -> preview(context, export, root, acls, true),
                        () -> write(context, export, root, acls, true))
                : on.confirmed(
                        () -> preview(context, export, root, acls, false),
                        root.equals("/") ? root : root.substring(root.lastIndexOf('/') + 1),
                        () -> write(context, export, root, acls, false));
    }

    /** Reads all of it before anything is changed: a broken file changes nothing. */
    private static void check(ExportFile export, boolean acls) {
        export.check(copy -> {
            if (acls && copy.acl().masked()) {
                throw TreeWriter.masked(copy.path());
            }
        });
    }

    private static Iterator<ZnodeCopy> copies(ExportFile export, String root) {
        Iterator<ZnodeCopy> copies = export.copies();
        return Copies.each(copies, copy -> copy.at(Location.moved(copy.path(), "/", root)));
    }

    private Plan.Preview preview(Context context, ExportFile export, String root, boolean acls, boolean fresh) {
        TreeWriter writer = new TreeWriter(context.clusters().znodes(), context.remarks(), acls);
        writer.compare(copies(export, root), fresh);
        String left = writer.skipped() == 0 ? "" : "; " + Counts.of(writer.skipped(), "ephemeral znode") + " skipped";
        Counters.Forecast counters = writer.counters().forecast(keepCounters);
        return new Plan.Preview(
                String.format(
                        Locale.ROOT,
                        "import %s to %s: create %s, change %,d, leave %,d unchanged%s%s",
                        export.name(),
                        root,
                        Counts.of(writer.created(), "znode"),
                        writer.changed(),
                        writer.same(),
                        left,
                        counters.text()),
                writer.counts(counters.field()));
    }

    private Result write(Context context, ExportFile export, String root, boolean acls, boolean fresh) {
        try (export) {
            Znodes znodes = context.clusters().znodes();
            if (keepCounters) {
                preview(context, export, root, acls, fresh); // refuses what cannot be raised before it changes anything
            }
            if (fresh) {
                Create.createParents(znodes, root);
            }
            Tally tally = new Tally(context.remarks(), "written");
            TreeWriter writer = new TreeWriter(znodes, context.remarks(), acls);
            writer.write(copies(export, root), fresh, tally);
            long raised = writer.finish(tally, keepCounters);
            return new Result.Change(
                    String.format(
                            Locale.ROOT,
                            "imported to %s: %,d created, %,d changed, %,d unchanged, %s skipped",
                            root,
                            writer.created(),
                            writer.changed(),
                            writer.same(),
                            Counts.of(writer.skipped(), "ephemeral znode")),
                    Optional.empty(),
                    writer.counts(Counters.raised(raised)));
        }
    }
}
