package zooka.commands.zk;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.commands.Action;
import zooka.commands.Context;
import zooka.commands.result.Result;

/** {@code tree}: a subtree, drawn. */
@Command(
        name = "tree",
        footer = {"", "Examples:", "  tree /demo", "  tree -L 2 /brokers"})
public final class Tree implements Action.Query {

    @Option(names = "-L", paramLabel = "DEPTH", description = "How many levels below PATH to show.")
    int depth = Walk.EVERYTHING;

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "Default: where you are.")
    String path = ".";

    private static final class Branch {
        private final String name;
        private final int hidden;
        private final List<Branch> children = new ArrayList<>();

        private Branch(String name, int hidden) {
            this.name = name;
            this.hidden = hidden;
        }

        private Result.Node node() {
            return new Result.Node(
                    name,
                    hidden == 0 ? "" : "(" + hidden + ")",
                    children.stream().map(Branch::node).toList());
        }
    }

    @Override
    public Result run(Context context) {
        String absolute = context.path(path);
        List<Branch> line = new ArrayList<>(); // the branch that is being drawn, from the root down
        Walk.names(context.clusters().znodes(), context.remarks(), depth).preorder(absolute, visited -> {
            int level = visited.depth();
            Branch branch = new Branch(
                    level == 0 ? visited.path() : visited.name(),
                    level == depth ? visited.children().size() : 0);
            line.subList(level, line.size()).clear();
            if (level > 0) {
                line.get(level - 1).children.add(branch);
            }
            line.add(branch);
        });
        return new Result.Tree(line.get(0).node());
    }
}
