package zooka.commands.zk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.commands.Action;
import zooka.commands.Context;
import zooka.commands.Failure;
import zooka.commands.Failure.Kind;
import zooka.commands.Plan;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;

/** {@code deleteall}: delete a znode and all below it. */
@Command(
        name = "deleteall",
        footer = {
            "",
            "It asks first on a terminal; elsewhere it wants --yes.",
            "",
            "Examples:",
            "  deleteall /demo/old",
            "  deleteall --dry-run /demo/old",
            "  deleteall -y /demo/old"
        })
public final class DeleteAll implements Action.Change {

    @Parameters(paramLabel = "PATH", description = "The znode.")
    String path;

    @Override
    public Plan plan(Context context) {
        String absolute = context.path(path);
        if (absolute.equals("/") || absolute.equals("/zookeeper") || absolute.startsWith("/zookeeper/")) {
            throw new Failure(Kind.REFUSED, absolute + " is ZooKeeper's own and is not deleted");
        }
        Znodes znodes = context.clusters().znodes();
        List<String> paths = new ArrayList<>();
        new Walk(znodes, Integer.MAX_VALUE).preorder(absolute, (visited, depth, names) -> paths.add(visited));
        Collections.reverse(paths); // children before their parents
        String what = String.format(Locale.ROOT, "delete %,d znodes: %s and all below it", paths.size(), absolute);
        return Plan.confirmed(what, absolute.substring(absolute.lastIndexOf('/') + 1), () -> {
            znodes.deleteAll(paths);
            return new Result.Done(
                    String.format(Locale.ROOT, "deleted %,d znodes", paths.size()),
                    Optional.empty(),
                    List.of(
                            Field.of("path", "path", Cell.text(absolute)),
                            Field.of("deleted", "deleted", Cell.count(paths.size()))));
        });
    }
}
