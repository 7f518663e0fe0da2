package zooka.shell.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Field;
import zooka.commands.result.Grade;
import zooka.commands.result.Health;
import zooka.commands.result.Severity;
import zooka.commands.status.Finding;
import zooka.commands.status.Part;
import zooka.commands.status.StatusReport;
import zooka.shell.render.CellText;
import zooka.shell.render.Screen;

/**
 * One row of a report: a part, or a finding about the part above it.
 *
 * @param key identifies the row in all reports
 * @param name the part's name; empty for a finding
 * @param word the health or severity
 * @param level the level of {@code word}
 * @param remedy empty if no action is needed
 * @param since the start of the present state, if known
 */
record StatusRow(
        String key, String name, String word, Level level, String text, String remedy, Optional<Instant> since) {

    /** The separator of the facts of a part. */
    static final String GAP = "   ";

    /** All rows of a report, from the top; texts are unescaped. */
    static List<StatusRow> of(StatusReport report) {
        CellText cells = CellText.forPeople(Screen.pipe(report.asOf()));
        List<StatusRow> rows = new ArrayList<>();
        for (Part part : report.parts()) {
            rows.add(row(part.key(), part.name(), part.health(), facts(part, cells), "", Optional.empty()));
            // The row of an unreachable part contains its cause already.
            if (part.health() != Health.UNREACHABLE) {
                part.findings().forEach(finding -> rows.add(finding(part, finding)));
            }
        }
        return rows;
    }

    /** All rows of a report, followed by the queries that failed. */
    static List<StatusRow> complete(StatusReport report) {
        List<StatusRow> rows = new ArrayList<>(of(report));
        report.incomplete()
                .forEach(what ->
                        rows.add(new StatusRow(what, "", "incomplete", Level.WARN, what, "", Optional.empty())));
        return rows;
    }

    private static StatusRow finding(Part part, Finding finding) {
        return row(key(part, finding), "", finding.severity(), finding.what(), finding.remedy(), finding.since());
    }

    static String key(Part part, Finding finding) {
        return part.key() + "/" + finding.id() + "/" + finding.subject();
    }

    private static StatusRow row(
            String key, String name, Grade grade, String text, String remedy, Optional<Instant> since) {
        return new StatusRow(key, name, grade.word(), grade.level(), text, remedy, since);
    }

    private static String facts(Part part, CellText cells) {
        return part.textFields().stream().map(fact -> fact(fact, cells)).collect(Collectors.joining(GAP));
    }

    private static String fact(Field fact, CellText cells) {
        String value = fact.cell().match(cells);
        return fact.title().isEmpty() ? value : fact.title() + " " + value;
    }

    /** What a filter looks at. */
    String searched() {
        return name + " " + word + " " + text;
    }

    boolean isPart() {
        return !name.isEmpty();
    }

    /** Whether the row is shown while healthy rows are hidden. */
    boolean unhealthy() {
        return !word.equals(Health.HEALTHY.word()) && !word.equals(Severity.INFO.word());
    }
}
