package zooka.commands.zk.znode;

import java.util.List;
import picocli.CommandLine.Command;
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

/** {@code json delete}: take a part out of a value that is JSON. */
@Command(
        name = "json delete",
        footer = {
            "",
            "The rest of the value keeps its layout.",
            "",
            "Examples:",
            "  json delete /demo/app/config retry.backoffMs",
            "  json delete /demo/app/config topics[1]"
        })
public final class JsonDelete implements Action.Change {

    @Parameters(index = "0", paramLabel = "PATH", description = "The znode.")
    @Completes(Candidates.ZNODE)
    String path;

    @Parameters(index = "1", paramLabel = "POINTER", description = Pointer.DESCRIPTION)
    @Completes(Candidates.TEXT)
    String pointer;

    @Override
    public void check() {
        Pointer.parse(pointer);
    }

    @Override
    public List<Column> fields() {
        return TextValue.fields("pointer", "before");
    }

    @Override
    public Plan plan(Context context) {
        Pointer way = Pointer.parse(pointer);
        TextValue text = TextValue.read(context, path);
        JsonPart part = new JsonPart(text.json(), way, text.path());
        String changed = part.delete();
        text.checkWritable();
        Json before = part.get();
        String what = way + " of " + text.path() + ", which is " + JsonPart.brief(before);
        return text.change(
                context,
                changed,
                "delete " + what,
                "deleted " + way + " of " + text.path(),
                List.of(
                        Field.of("pointer", "pointer", Cell.text(way.toString())),
                        Field.of("before", "before", new Cell.Json(before.text()))));
    }
}
