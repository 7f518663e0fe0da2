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

    /** Aligned text, each line cut to the screen's width. */
    String aligned() {
        int names = rows.stream().mapToInt(row -> Width.of(row.name())).max().orElse(0);
        int words = rows.stream().mapToInt(row -> Width.of(row.word())).max().orElse(0);
        int room = Math.max(1, screen.columns() - names - words - 2 * GAP.length());
        List<String> lines = new ArrayList<>();
        for (StatusRow row : rows) {
            lines.add(Width.left(row.name(), names)
                    + GAP
                    + Theme.paint(row.word(), row.level(), screen.colour())
                    + " ".repeat(words - Width.of(row.word()))
                    + GAP
                    + look.cut(describe(row), room));
            if (!row.remedy().isEmpty()) {
                lines.add(" ".repeat(names + words + 2 * GAP.length())
                        + Theme.paint(look.cut(remedy(row), room), Level.DIM, screen.colour()));
            }
        }
        return String.join("\n", lines) + "\n";
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
