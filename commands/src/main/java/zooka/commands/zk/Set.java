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

/** {@code set}: give a znode another value. */
@Command(
        name = "set",
        footer = {
            "",
            "Examples:",
            "  set /demo/app/motd 'back at noon'",
            "  set -v 3 /demo/app/config @config.json",
            "  gzip -c dump | zooka set /demo/app/dump -"
        })
public final class Set implements Action.Change {

    @Option(names = "-v", paramLabel = "VERSION", description = "Only if this is still the data's version.")
    Integer version;

    @Option(names = "-s", description = "Say the stat afterwards.")
    boolean stat;

    @Parameters(index = "0", paramLabel = "PATH", description = "The znode.")
    String path;

    @Parameters(index = "1", paramLabel = "DATA", description = Value.DESCRIPTION)
    String data;

    @Override
    public Plan plan(Context context) {
        String absolute = context.path(path);
        Optional<byte[]> value = Value.of(data, context);
        String what =
                "set " + absolute + " to " + value.map(bytes -> bytes.length).orElse(0) + " bytes";
        return Plan.of(what, () -> {
            Znodes.Stat changed = context.clusters()
                    .znodes()
                    .set(absolute, value, version == null ? OptionalInt.empty() : OptionalInt.of(version));
            List<Field> stats = StatFields.of(changed);
            if (stat) {
                return new Result.Details(stats);
            }
            return new Result.Done(
                    "set " + absolute + ", version " + changed.version(),
                    Optional.empty(),
                    List.of(
                            Field.of("path", "path", Cell.text(absolute)),
                            Field.of("stat", "stat", new Cell.Group(stats))));
        });
    }
}
