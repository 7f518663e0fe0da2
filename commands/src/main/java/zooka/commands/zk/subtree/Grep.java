package zooka.commands.zk.subtree;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Flow;
import zooka.commands.result.Flow.Pace;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.result.Table.Shape;
import zooka.commands.zk.tree.Walk;

/** {@code grep}: the znodes of a subtree whose values hold a pattern. */
@Command(
        name = "grep",
        footer = {
            "",
            "The pattern is a regular expression, matched against each line of a value; binary values are searched as a whole.",
            "Exits with 1 if nothing is found.",
            "",
            "Examples:",
            "  grep error /demo/jobs",
            "  grep -il 'host.*9092' /"
        })
public final class Grep implements Action.Query {

    @Option(names = "-i", description = "Ignore case.")
    boolean ignoreCase;

    @Option(names = "-l", description = "Print only the paths.")
    boolean pathsOnly;

    @Option(names = "-F", description = "Treat the pattern as text, not as a regular expression.")
    boolean fixed;

    @Parameters(index = "0", paramLabel = "PATTERN", description = "The regular expression, or text with -F.")
    @Completes(Candidates.FREE_TEXT)
    String pattern;

    @Parameters(index = "1", arity = "0..1", paramLabel = "PATH", description = "Default: the current znode.")
    @Completes(Candidates.ZNODE)
    String path = ".";

    @Override
    public void check() {
        compile();
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>(List.of(Column.of("path", "PATH")));
        if (!pathsOnly) {
            columns.add(Column.of("line", "LINE").number());
            columns.add(Column.of("text", "TEXT"));
        }
        return columns;
    }

    @Override
    public Result run(Context context) {
        Pattern sought = compile();
        String absolute = context.path(path);
        return new Flow(
                columns(),
                rows -> search(context, absolute, sought, rows),
                pathsOnly ? Shape.NAMES : Shape.TABLE,
                Pace.LIST);
    }

    private Pattern compile() {
        int flags = (ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0) | (fixed ? Pattern.LITERAL : 0);
        try {
            return Pattern.compile(pattern, flags);
        } catch (PatternSyntaxException e) {
            throw Failure.usage("invalid regular expression '" + pattern + "': " + e.getDescription())
                    .hint("use -F to search for it as text");
        }
    }

    private void search(Context context, String root, Pattern sought, Consumer<Row> rows) {
        long[] counts = new long[2];
        Walk.values(context.clusters().znodes(), context.remarks(), Walk.EVERYTHING)
                .preorder(root, visited -> {
                    visited.znode().orElseThrow().data().ifPresent(data -> {
                        counts[1] += matches(visited.path(), data, sought, rows);
                    });
                    if (++counts[0] % 10_000 == 0) {
                        context.remarks().progress(String.format(Locale.ROOT, "%,d znodes searched", counts[0]));
                    }
                });
        if (counts[1] == 0) {
            context.remarks().no();
        }
    }

    private int matches(String where, byte[] data, Pattern sought, Consumer<Row> rows) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(data))
                    .toString();
        } catch (CharacterCodingException e) {
            // Each byte as a character, so that what is text in it can be found.
            if (!sought.matcher(new String(data, StandardCharsets.ISO_8859_1)).find()) {
                return 0;
            }
            rows.accept(pathsOnly ? Row.of(Cell.text(where)) : row(where, 0, data.length + " bytes that are not text"));
            return 1;
        }
        int found = 0;
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (sought.matcher(line).find()) {
                found++;
                rows.accept(pathsOnly ? Row.of(Cell.text(where)) : row(where, number, line));
                if (pathsOnly) {
                    break;
                }
            }
        }
        return found;
    }

    private static Row row(String where, int line, String text) {
        return Row.of(Cell.text(where), line == 0 ? Cell.missing() : Cell.id(line), Cell.text(text));
    }
}
