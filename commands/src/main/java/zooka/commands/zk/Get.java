package zooka.commands.zk;

import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.commands.Action;
import zooka.commands.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Result.Look;

/** {@code get}: the value of a znode. */
@Command(
        name = "get",
        footer = {
            "",
            "A terminal shows text as it is, JSON indented and anything else as hex; a pipe gets the bytes.",
            "",
            "Examples:",
            "  get /controller",
            "  get -s /brokers/ids/1",
            "  get -o raw /demo/app/logo > logo.png"
        })
public final class Get implements Action.Query {

    static final class Form {
        @Option(names = "-b", description = "The value in base64.")
        boolean base64;

        @Option(names = "-x", description = "The value in hex and ASCII.")
        boolean hex;
    }

    @Option(names = "-s", description = "With the stat.")
    boolean stat;

    @ArgGroup
    Form form = new Form();

    @Parameters(paramLabel = "PATH", arity = "0..1", description = "Default: where you are.")
    String path = ".";

    @Override
    public Result run(Context context) {
        Znodes.Znode znode = context.clusters().znodes().read(context.path(path));
        List<Field> stats = StatFields.of(znode.stat());
        KafkaZnodes.explain(znode).ifPresent(context.remarks()::note);
        if (znode.data().isEmpty()) {
            context.remarks().note("the value is null");
        } else if (znode.data().get().length == 0) {
            context.remarks().note("the value is empty");
        }
        Look look = form.base64 ? Look.BASE64 : form.hex ? Look.HEX : Look.AUTO;
        return new Result.Payload(
                znode.data(),
                look,
                List.of(
                        Field.of("path", "path", Cell.text(znode.path())),
                        Field.of("data", "data", StatFields.data(znode.data())),
                        Field.of("stat", "stat", new Cell.Group(stats))),
                stat ? stats : List.of());
    }
}
