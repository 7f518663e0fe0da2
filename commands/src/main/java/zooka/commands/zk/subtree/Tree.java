package zooka.commands.zk.subtree;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Result;
import zooka.commands.zk.tree.Walk;

/** {@code tree}: a subtree, drawn. */
@Command(
        name = "tree",
        footer = {"", "Examples:", "  tree /demo", "  tree -L 2 /brokers"})
public final class Tree implements Action.Query {

    @Option(names = "-L", paramLabel = "DEPTH", description = "Levels below PATH to show.")
    @Completes(Candidates.FREE_TEXT)
    int depth = Walk.EVERYTHING;

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "Default: the current znode.")
    @Completes(Candidates.ZNODE)
    String path = ".";

    @Override
    public void check() {
        if (depth < 0) {
            throw Failure.usage("tree: -L must not be negative");
        }
    }

    @Override
    public Result run(Context context) {
        String absolute = context.path(path);
        return new Result.Tree(branches -> Walk.names(context.clusters().znodes(), context.remarks(), depth)
                .preorder(absolute, visited -> branches.accept(branch(visited))));
    }

    private Result.Branch branch(Walk.Visit visited) {
        boolean cut = visited.depth() == depth && !visited.children().isEmpty();
        return new Result.Branch(
                visited.depth(),
                visited.depth() == 0 ? visited.path() : visited.name(),
                cut ? "(" + visited.children().size() + ")" : "",
                visited.last());
    }
}
