package zooka.shell.sheet;

import java.util.List;
import java.util.stream.Collectors;
import zooka.commands.result.Picture;
import zooka.shell.render.Screen;
import zooka.shell.sheet.Sheet.Row;

/** All rows of a picture as text. */
public final class SheetText {

    private SheetText() {}

    /** The rows by name under their titles. */
    public static <P extends Picture> String of(Subject<P> subject, P picture, Screen screen) {
        Sheet sheet = subject.rows(picture, screen.now());
        Columns columns = new Columns(sheet, sheet.rows(), Order.BY_NAME, screen.glyphs(), screen.columns());
        String rows = sheet.rows().stream()
                .map((Row row) -> columns.row(row, false, -1).text())
                .collect(Collectors.joining("\n"));
        List<String> parts = List.of(columns.titles().text(), sheet.rows().isEmpty() ? " " + sheet.empty() : rows);
        return String.join("\n", parts) + "\n";
    }
}
