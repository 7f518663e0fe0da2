package zooka.commands.zk.znode;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Table.Column;
import zooka.commands.value.Json;
import zooka.commands.value.JsonPart;
import zooka.commands.value.Pointer;

/** {@code json set}: another value for a part of a value that is JSON. */
@Command(
        name = "json set",
        footer = {
            "",
            "The rest of the value keeps its order, numbers and layout. A missing key is added",
            "to its object; - appends to an array.",
            "",
            "Examples:",
            "  json set /demo/app/config retry.attempts 6",
            "  json set /demo/app/config topics.- audit.log",
            "  json set --string /demo/app/config version 1.10"
        })
public final class JsonSet implements Action.Change {

    @Option(names = "--string", description = "Store VALUE as a string, even if it is valid JSON.")
    boolean string;

    @Parameters(index = "0", paramLabel = "PATH", description = "The znode.")
    @Completes(Candidates.ZNODE)
    String path;

    @Parameters(index = "1", paramLabel = "POINTER", description = Pointer.DESCRIPTION)
    @Completes(Candidates.TEXT)
    String pointer;

    @Parameters(index = "2", paramLabel = "VALUE", description = "JSON; anything else is stored as a string.")
    @Completes(Candidates.DATA)
    String value;

    @Override
    public void check() {
        Pointer.parse(pointer);
    }

    @Override
    public List<Column> fields() {
        return TextValue.fields("pointer", "before", "after");
    }

    @Override
    public Plan plan(Context context) {
        Pointer way = Pointer.parse(pointer);
        Optional<Json> parsed = string ? Optional.empty() : Json.of(value);
        Json after = parsed.orElseGet(() -> Json.string(value));
        TextValue text = TextValue.read(context, path);
        JsonPart part = new JsonPart(text.json(), way, text.path());
        Optional<Json> before = part.find();
        String changed = part.set(after);
        text.checkWritable();
        String what = "set " + way + " of " + text.path()
                + before.map(old -> " from " + JsonPart.brief(old)).orElse(", which is new,") + " to "
                + JsonPart.brief(after);
        return text.change(
                context,
                changed,
                what,
                what,
                List.of(
                        Field.of("pointer", "pointer", Cell.text(way.toString())),
                        Field.of("before", "before", Cell.optional(before.map(old -> new Cell.Json(old.text())))),
                        Field.of("after", "after", new Cell.Json(after.text()))));
    }
}
