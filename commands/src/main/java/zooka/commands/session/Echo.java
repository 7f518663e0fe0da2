package zooka.commands.session;

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

/** {@code echo}: print words. */
@Command(
        name = "echo",
        footer = {"", "Examples:", "  echo done", "  echo -o json 'a \"quoted\" text'"})
public final class Echo implements Action.Query {

    private static final List<Column> FIELDS = List.of(Column.of("text", "text"));

    @Parameters(arity = "0..*", paramLabel = "WORD", description = "What to print, separated by blanks.")
    @Completes(Candidates.TEXT)
    List<String> words = List.of();

    @Override
    public boolean takesWords() {
        return true;
    }

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Result run(Context context) {
        String text = String.join(" ", words);
        return new Payload(
                Optional.of(text.getBytes(StandardCharsets.UTF_8)),
                Payload.Look.TEXT,
                Field.all(FIELDS, Cell.text(text)),
                List.of());
    }
}
