package zooka.commands.zk.znode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Payload;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code getAllChildrenNumber}: how many znodes there are below one. */
@Command(
        name = "getAllChildrenNumber",
        footer = {
            "",
            "Counted by the server (3.6 and later). stat shows the number of direct children.",
            "",
            "Example:",
            "  getAllChildrenNumber /brokers"
        })
public final class GetAllChildrenNumber implements Action.Query {

    private static final List<Column> FIELDS = List.of(
            Column.of("path", "path"), Column.of("descendants", "descendants").number());

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "Default: the current znode.")
    @Completes(Candidates.ZNODE)
    String path = ".";

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Result run(Context context) {
        String absolute = context.path(path);
        long number = context.clusters().znodes().descendants(absolute);
        return new Payload(
                Optional.of(Long.toString(number).getBytes(StandardCharsets.US_ASCII)),
                Payload.Look.TEXT,
                Field.all(FIELDS, Cell.text(absolute), Cell.count(number)),
                List.of());
    }
}
