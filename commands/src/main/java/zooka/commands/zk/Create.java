package zooka.commands.zk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.commands.Action;
import zooka.commands.Context;
import zooka.commands.Failure;
import zooka.commands.Plan;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;

/** {@code create}: make a znode. */
@Command(
        name = "create",
        footer = {
            "",
            "An ephemeral znode lives as long as this shell's session.",
            "",
            "Examples:",
            "  create /demo/flag on",
            "  create -p /demo/a/b/c @value.bin",
            "  create -e -s /demo/workers/worker-"
        })
public final class Create implements Action.Change {

    @Option(names = "-e", description = "Ephemeral: it goes with the session.")
    boolean ephemeral;

    @Option(names = "-s", description = "Sequential: ZooKeeper appends a number of ten digits to the name.")
    boolean sequential;

    @Option(names = "-p", description = "Make the missing parents too, with null values.")
    boolean parents;

    @Parameters(index = "0", paramLabel = "PATH", description = "The znode.")
    String path;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DATA",
            description = Value.DESCRIPTION + " Without it the value is null.")
    String data;

    @Override
    public Plan plan(Context context) {
        // A sequential name may end with a slash: its number is then the whole name.
        String absolute = context.path(path) + (sequential && path.endsWith("/") ? "/" : "");
        Optional<byte[]> value = Value.of(data, context);
        return Plan.of("create " + absolute, () -> {
            Znodes znodes = context.clusters().znodes();
            if (parents) {
                createParents(znodes, absolute);
            }
            String created = znodes.create(absolute, value, new Znodes.Kind(ephemeral, sequential));
            return new Result.Done(
                    "created " + created,
                    sequential ? Optional.of(created) : Optional.empty(),
                    List.of(Field.of("path", "path", Cell.text(created))));
        });
    }

    private static void createParents(Znodes znodes, String absolute) {
        List<String> missing = new ArrayList<>();
        for (int slash = absolute.lastIndexOf('/'); slash > 0; slash = absolute.lastIndexOf('/', slash - 1)) {
            missing.add(absolute.substring(0, slash));
        }
        Collections.reverse(missing);
        for (String parent : missing) {
            if (znodes.stat(parent).isEmpty()) {
                try {
                    znodes.create(parent, Optional.empty(), new Znodes.Kind(false, false));
                } catch (Failure e) {
                    if (e.kind() != Failure.Kind.CONFLICT) {
                        throw e; // somebody else making it at the same time is no trouble
                    }
                }
            }
        }
    }
}
