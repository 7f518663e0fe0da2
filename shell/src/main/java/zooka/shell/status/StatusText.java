package zooka.shell.status;

import java.util.ArrayList;
import java.util.List;
import zooka.commands.result.Cell.Level;
import zooka.commands.status.StatusReport;
import zooka.shell.render.Ages;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Screen;
import zooka.shell.render.Theme;
import zooka.shell.render.Width;

/** Formats a report as text: a line for each part, and below it its findings and their remedies. */
final class StatusText {

    private static final String GAP = "  ";

    /** The least width for a text beside its name. */
    private static final int NARROWEST = 20;

    private final Screen screen;
    private final Glyphs look;
    private final List<StatusRow> rows;

    StatusText(StatusReport report, Screen screen) {
        this.screen = screen;
        this.look = screen.glyphs();
        this.rows = StatusRow.of(report);
    }

    /** Text for pipes: tabs between the cells, nothing cut, no colour. */
    String plain() {
        StringBuilder text = new StringBuilder();
        for (StatusRow row : rows) {
            text.append(look.safe(row.name())).append('\t').append(row.word()).append('\t');
            text.append(describe(row)).append('\n');
            if (!row.remedy().isEmpty()) {
                text.append("\t\t").append(remedy(row)).append('\n');
            }
        }
        return text.toString();
    }

    /** Aligned text; what does not fit is wrapped. */
    String aligned() {
        int names = rows.stream().mapToInt(row -> Width.of(row.name())).max().orElse(0);
        int words = rows.stream().mapToInt(row -> Width.of(row.word())).max().orElse(0);
        int beside = names + words + 2 * GAP.length();
        // On a very narrow screen the text is below the name.
        int indent = screen.columns() - beside < NARROWEST ? GAP.length() : beside;
        StringBuilder text = new StringBuilder();
        for (StatusRow row : rows) {
            text.append(Width.left(row.name(), names)).append(GAP);
            text.append(Theme.paint(row.word(), row.level(), screen.colour()));
            String begin = indent < beside ? "\n" + GAP : " ".repeat(words - Width.of(row.word())) + GAP;
            for (String line : wrapped(describe(row), indent)) {
                text.append(begin).append(line).append('\n');
                begin = " ".repeat(indent);
            }
            if (!row.remedy().isEmpty()) {
                for (String line : wrapped(remedy(row), indent)) {
                    text.append(" ".repeat(indent));
                    text.append(Theme.paint(line, Level.DIM, screen.colour())).append('\n');
                }
            }
        }
        return text.toString();
    }

    private List<String> wrapped(String text, int indent) {
        List<String> lines = new ArrayList<>();
        Width.folded(text, Math.max(1, screen.columns() - indent)).forEach(line -> lines.add(line.strip()));
        return lines;
    }

    /** The text of a row with its duration. */
    private String describe(StatusRow row) {
        return look.safe(row.text())
                + row.since()
                        .map(since -> ", for " + Ages.since(since, screen.now()))
                        .orElse("");
    }

    private String remedy(StatusRow row) {
        return look.arrow() + " " + look.safe(row.remedy());
    }
}
