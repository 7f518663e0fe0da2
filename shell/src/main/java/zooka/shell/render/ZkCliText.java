package zooka.shell.render;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Payload;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Shape;

/**
 * Renders the payload like zkCli, for scripts that parse zkCli's output; results that zkCli does not have are rendered
 * as plain text.
 */
final class ZkCliText implements Renderer {

    private static final Map<String, String> STAT_NAMES = Map.ofEntries(
            Map.entry("czxid", "cZxid"),
            Map.entry("mzxid", "mZxid"),
            Map.entry("pzxid", "pZxid"),
            Map.entry("version", "dataVersion"),
            Map.entry("aversion", "aclVersion"));
    private static final List<String> STAT_ORDER = List.of(
            "czxid",
            "ctime",
            "mzxid",
            "mtime",
            "pzxid",
            "cversion",
            "version",
            "aversion",
            "ephemeralOwner",
            "dataLength",
            "numChildren");

    private final Output out;
    private final CellText text;
    private final Renderer plain;
    private final PrintStream remarks;

    ZkCliText(Output out, PrintStream remarks, Screen screen) {
        this.out = out;
        this.remarks = remarks;
        this.text = CellText.forPipes(screen);
        this.plain = new PlainText(out, remarks, screen);
    }

    @Override
    public void render(Result result) {
        if (result instanceof Result.AsZkCli as) {
            as.lines().forEach(line -> out.print(line.match(text) + "\n"));
            as.stderr().forEach(line -> remarks.println(line.match(text)));
            stat(as.stat());
        } else if (result instanceof Table table && table.shape() == Shape.NAMES) {
            out.print(table.rows().stream()
                            .map(row -> row.cells().get(0).match(text))
                            .collect(Collectors.joining(", ", "[", "]"))
                    + "\n");
        } else if (result instanceof Result.Details details && isStat(details.fields())) {
            stat(details.fields());
        } else if (result instanceof Payload payload) {
            // A null value is the word null, in all formats.
            byte[] bytes = payload.bytes().orElse("null".getBytes(StandardCharsets.UTF_8));
            out.print(ZkCliBytes.text(bytes, payload.look()) + "\n");
            stat(payload.after());
        } else {
            plain.render(result);
        }
        out.check();
    }

    private static boolean isStat(List<Field> fields) {
        return fields.stream().map(Field::key).toList().containsAll(STAT_ORDER);
    }

    private void stat(List<Field> fields) {
        Map<String, Cell> byKey = fields.stream().collect(Collectors.toMap(Field::key, Field::cell));
        for (String key : STAT_ORDER) {
            if (byKey.containsKey(key)) {
                out.print(STAT_NAMES.getOrDefault(key, key) + " = " + value(byKey.get(key)) + "\n");
            }
        }
    }

    private String value(Cell cell) {
        return cell instanceof Cell.At at ? date(at.instant()) : cell.match(text);
    }

    /** Formats a time like {@code java.util.Date}. */
    private static String date(Instant instant) {
        return DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss zzz yyyy", Locale.US)
                .format(instant.atZone(ZoneId.systemDefault()));
    }
}
