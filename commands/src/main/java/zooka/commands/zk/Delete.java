package zooka.commands.zk;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.commands.Action;
import zooka.commands.Context;
import zooka.commands.Plan;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;

/** {@code delete}: delete a znode that has no children. */
@Command(
        name = "delete",
        footer = {"", "Examples:", "  delete /demo/flag", "  delete -v 3 /demo/app/config"})
public final class Delete implements Action.Change {

    @Option(names = "-v", paramLabel = "VERSION", description = "Only if this is still the data's version.")
    Integer version;

    @Parameters(paramLabel = "PATH", description = "The znode.")
    String path;

    @Override
    public Plan plan(Context context) {
        String absolute = context.path(path);
        return Plan.of("delete " + absolute, () -> {
            context.clusters()
                    .znodes()
                    .delete(absolute, version == null ? OptionalInt.empty() : OptionalInt.of(version));
            return new Result.Done(
                    "deleted " + absolute,
                    Optional.empty(),
                    List.of(
                            Field.of("path", "path", Cell.text(absolute)),
                            Field.of("deleted", "deleted", Cell.count(1))));
        });
    }
}
