package zooka.commands.zk.znode;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.result.Table.Column;
import zooka.commands.value.Json;
import zooka.commands.value.Layout;

/** {@code edit}: change a value in an editor. */
@Command(
        name = "edit",
        footer = {
            "",
            "The editor is $VISUAL, $EDITOR, vi or nano. A value compressed with gzip or zlib is decompressed, and compressed",
            "again. A final newline that the editor adds is removed.",
            "If another client changes the value in the meantime, nothing is written and the edited text",
            "is kept in a file.",
            "",
            "Examples:",
            "  edit /demo/app/motd",
            "  edit --pretty /demo/app/config"
        })
public final class Edit implements Action.Edit {

    @Option(names = "--pretty", description = "Indent JSON in the editor; the value keeps its layout.")
    boolean pretty;

    @Parameters(paramLabel = "PATH", arity = "0..1", description = "Default: the current znode.")
    @Completes(Candidates.ZNODE)
    String path = ".";

    @Override
    public List<Column> fields() {
        return TextValue.fields();
    }

    @Override
    public Draft read(Context context) {
        TextValue value = TextValue.read(context, path);
        value.checkWritable();
        if (pretty) {
            Json json = value.json();
            String shown = new Layout("  ", true).print(json) + "\n";
            return new Draft(
                    value.path(),
                    ".json",
                    shown,
                    typed -> plan(context, value, typed.equals(shown) ? value.text() : compact(typed, json)));
        }
        String suffix = Json.of(value.text()).isPresent() ? ".json" : ".txt";
        return new Draft(value.path(), suffix, value.text(), typed -> plan(context, value, ended(typed, value.text())));
    }

    /** Editors end every file with an end of line. */
    private static String ended(String typed, String before) {
        boolean added = typed.endsWith("\n") && !before.endsWith("\n");
        return added ? typed.substring(0, typed.length() - (typed.endsWith("\r\n") ? 2 : 1)) : typed;
    }

    private static String compact(String typed, Json before) {
        try {
            return Layout.of(before).print(Json.parse(typed))
                    + before.text().substring(before.text().stripTrailing().length());
        } catch (Json.Malformed e) {
            throw new Failure(Failure.Kind.FAILED, "the edited text is not JSON: " + e.getMessage()).cause(e);
        }
    }

    private static Optional<Plan> plan(Context context, TextValue value, String text) {
        if (text.equals(value.text())) {
            return Optional.empty();
        }
        int bytes = value.packed(text).length;
        String what = String.format(Locale.ROOT, "set %s to %,d bytes", value.path(), bytes);
        return Optional.of(value.change(context, text, what, "set " + value.path(), List.of()));
    }
}
