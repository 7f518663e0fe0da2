package zooka.shell.render;

import java.util.List;
import zooka.clients.text.Counts;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Health;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Row;

/** The line that counts the rows of a table: {@code 7 topics, 2 unhealthy}. */
final class RowCount {

    private RowCount() {}

    static String of(Table table) {
        long bad = 0;
        long warn = 0;
        for (Row row : table.tally().graded() ? table.rows() : List.<Row>of()) {
            Level worst = worst(row);
            bad += worst == Level.BAD ? 1 : 0;
            warn += worst == Level.WARN ? 1 : 0;
        }
        return Counts.of(table.rows().size(), table.tally().noun())
                + (bad == 0 ? "" : ", " + bad + " " + Health.UNHEALTHY.word())
                + (warn == 0 ? "" : ", " + warn + " " + Health.DEGRADED.word());
    }

    private static Level worst(Row row) {
        Level worst = Level.PLAIN;
        for (Cell cell : row.cells()) {
            worst = worst.worse(CellText.level(cell));
        }
        return worst;
    }
}
