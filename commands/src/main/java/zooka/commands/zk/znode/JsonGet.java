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
import zooka.commands.value.Json;
import zooka.commands.value.JsonPart;
import zooka.commands.value.Pointer;

/** {@code json get}: a part of a value that is JSON. */
@Command(
        name = "json get",
        footer = {
            "",
            "Prints a string without quotes; -o json distinguishes \"5\" from 5.",
            "",
            "Examples:",
            "  json get /demo/app/config retry.attempts",
            "  json get /demo/app/config topics[0]",
            "  json get /config/topics/clicks /config/cleanup.policy"
        })
public final class JsonGet implements Action.Query {

    private static final List<Column> FIELDS =
            List.of(Column.of("path", "path"), Column.of("pointer", "pointer"), Column.of("value", "value"));

    @Parameters(index = "0", paramLabel = "PATH", description = "The znode.")
    @Completes(Candidates.ZNODE)
    String path;

    @Parameters(index = "1", arity = "0..1", paramLabel = "POINTER", description = Pointer.DESCRIPTION)
    @Completes(Candidates.TEXT)
    String pointer = ".";

    @Override
    public void check() {
        Pointer.parse(pointer);
    }

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Result run(Context context) {
        Pointer way = Pointer.parse(pointer);
        TextValue value = TextValue.read(context, path);
        Json part = new JsonPart(value.json(), way, value.path()).get();
        return new Payload(
                Optional.of(part.plain().getBytes(StandardCharsets.UTF_8)),
                Payload.Look.AUTO,
                Field.all(FIELDS, Cell.text(value.path()), Cell.text(way.toString()), new Cell.Json(part.text())),
                List.of());
    }
}
