package zooka.commands.zk.browse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.Znodes.Stat;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Picture;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.zk.tree.Walk;
import zooka.commands.zk.znode.StatFields;

/** {@code browse}: shows the tree of znodes live. */
@Command(
        name = "browse",
        footer = {
            "",
            "Changes of what is on the screen are shown immediately, by watches of these znodes only. Servers before 3.6",
            "are polled every 2 s.",
            "e edits the selected znode and d deletes it, after a confirmation; w lists the sessions that watch it, if the",
            "servers allow the four-letter word wchp or have an AdminServer. ? lists all keys.",
            "",
            "Without a full screen, and with --once, prints the znode with its value, stat and ACL, and the tree below it.",
            "",
            "Examples:",
            "  browse",
            "  browse /brokers/topics",
            "  browse --once --depth 2 /demo",
            "  browse --once --json=path,stat /demo"
        })
public final class Browse implements Action.Live {

    /** The most znodes in one snapshot, which is made in memory. */
    static final int MOST = 10_000;

    @Option(names = "--once", description = "Print the znodes once, also on a terminal.")
    boolean once;

    @Option(names = "--depth", paramLabel = "DEPTH", description = "Levels below PATH to print. Default: 1.")
    @Completes(Candidates.FREE_TEXT)
    int depth = 1;

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "Default: the current znode.")
    @Completes(Candidates.ZNODE)
    String path = ".";

    @Override
    public boolean once() {
        return once;
    }

    @Override
    public String view() {
        return ZnodeTree.VIEW;
    }

    @Override
    public List<Column> fields() {
        return ZnodeTree.FIELDS;
    }

    @Override
    public Result snapshot(Context context) {
        if (depth < 0) {
            throw Failure.usage("--depth must not be negative");
        }
        String root = context.path(path);
        Znodes znodes = context.clusters().znodes();
        KnownZnodes known = new KnownZnodes(znodes);
        boolean unused = known.update(new Viewport(Set.of(), Set.of(root), Optional.of(root)));
        ZnodeDetail detail = known.detail().orElseThrow();
        if (detail.stat().isEmpty()) {
            throw Znodes.missing(root);
        }
        detail.trouble().ifPresent(what -> context.remarks().incomplete("incomplete", what));
        Map<String, ChildList> listed = new HashMap<>();
        List<String> paths = walk(context, root, listed);
        List<Optional<Stat>> answers = znodes.statAll(paths);
        Map<String, Optional<Stat>> stats = new HashMap<>(known.stats());
        for (int i = 0; i < paths.size(); i++) {
            stats.put(paths.get(i), answers.get(i));
        }
        ZnodeTree tree = new ZnodeTree(
                context.clusters().profile().name(),
                root,
                context.clock().instant(),
                false,
                listed,
                stats,
                Optional.of(detail),
                Optional.empty());
        Optional<byte[]> data = znodes.readEach(List.of(root)).get(0).value().flatMap(Znodes.Znode::data);
        return new Result.Drawing(tree, tree.fields(StatFields.data(data)));
    }

    /** What is below the root, to the depth that was asked for. */
    private List<String> walk(Context context, String root, Map<String, ChildList> listed) {
        List<String> below = new ArrayList<>();
        Iterator<Walk.Visit> all = Walk.names(context.clusters().znodes(), context.remarks(), depth)
                .from(root);
        while (all.hasNext()) {
            Walk.Visit visited = all.next();
            if (visited.depth() > 0) {
                if (below.size() == MOST) {
                    context.remarks().incomplete("too-many", "only the first " + MOST + " znodes below " + root);
                    break;
                }
                below.add(visited.path());
            }
            if (visited.depth() < depth) {
                listed.put(visited.path(), new ChildList(visited.children(), 0, Optional.empty()));
            }
        }
        // Of a family that was cut only those that were read.
        Set<String> read = new HashSet<>(below);
        listed.replaceAll((parent, children) -> new ChildList(
                children.names().stream()
                        .filter(name -> read.contains(Znodes.child(parent, name)))
                        .toList(),
                0,
                Optional.empty()));
        return below;
    }

    @Override
    public Feed open(Context context, Consumer<Picture> states, Consumer<Failure> failures) {
        String root = context.path(path);
        try {
            if (context.clusters().znodes().stat(root).isEmpty()) {
                throw Znodes.missing(root);
            }
        } catch (Failure failure) {
            if (failure.kind() != Failure.Kind.UNREACHABLE) {
                throw failure;
            }
            failures.accept(failure); // the feed tries again
        }
        BrowseFeed feed = new BrowseFeed(context, root, states, failures);
        feed.start();
        return feed;
    }
}
