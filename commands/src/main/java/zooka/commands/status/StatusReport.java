package zooka.commands.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Field;
import zooka.commands.result.Health;
import zooka.commands.result.Result;
import zooka.commands.result.Result.Column;
import zooka.commands.result.Result.Row;
import zooka.commands.result.Result.Shape;
import zooka.commands.result.Severity;

/** The screen of {@code status} as it is put together: a line for each part, and below it what is wrong with that part. */
final class StatusReport {

    private final List<Row> shown = new ArrayList<>();
    private final List<Row> findings = new ArrayList<>();
    private final List<Field> fields = new ArrayList<>();
    private boolean wrong;

    /**
     * Something that is wrong.
     *
     * @param what in words
     * @param remedy what to type; empty where there is no such thing
     * @param since since when, where that is known
     */
    record Finding(Severity severity, String what, String remedy, Optional<Instant> since) {
        static Finding critical(String what, String remedy) {
            return new Finding(Severity.CRITICAL, what, remedy, Optional.empty());
        }

        static Finding warning(String what, String remedy) {
            return new Finding(Severity.WARNING, what, remedy, Optional.empty());
        }

        /** Not wrong, and good to know. */
        static Finding info(String what, String remedy) {
            return new Finding(Severity.INFO, what, remedy, Optional.empty());
        }
    }

    /**
     * Adds a part.
     *
     * @param area what people call it: {@code Kafka}
     * @param key its JSON name
     * @param summary how it is, in a line
     * @param told what JSON says of it, beside its health
     */
    void add(String area, String key, String summary, List<Field> told, List<Finding> found) {
        Health health = Health.of(found.stream().map(Finding::severity).toList());
        wrong |= health != Health.HEALTHY;
        shown.add(Row.of(Cell.text(area), health.cell(), Cell.text(summary)));
        List<Field> object = new ArrayList<>();
        object.add(Field.of("health", "health", health.cell()));
        object.addAll(told);
        fields.add(Field.of(key, "", new Cell.Group(object)));
        found.forEach(one -> add(key, one));
    }

    /** Adds a part that gave no answer. */
    void addUnreachable(String area, String key, String why) {
        wrong = true;
        shown.add(Row.of(Cell.text(area), Health.UNREACHABLE.cell(), Cell.text(why)));
        findings.add(finding(key, Finding.critical(area + " does not answer: " + why, "")));
        fields.add(Field.of(key, "", new Cell.Group(List.of(Field.of("health", "health", Health.UNREACHABLE.cell())))));
    }

    private void add(String key, Finding one) {
        shown.add(Row.of(Cell.BLANK, one.severity().cell(), Cell.text(one.what())));
        if (!one.remedy().isEmpty()) {
            shown.add(Row.of(Cell.BLANK, Cell.BLANK, Cell.text("→ " + one.remedy(), Level.DIM)));
        }
        findings.add(finding(key, one));
    }

    private static Row finding(String key, Finding one) {
        return Row.of(
                one.severity().cell(),
                Cell.text(key),
                Cell.text(one.what()),
                one.remedy().isEmpty() ? Cell.missing() : Cell.text(one.remedy()),
                Cell.optional(one.since().map(Cell::at)));
    }

    /** Whether a part is not healthy. */
    boolean wrong() {
        return wrong;
    }

    Result.Details result() {
        List<Field> all = new ArrayList<>(fields);
        Result.Table told = new Result.Table(
                List.of(
                        Column.of("severity", ""),
                        Column.of("part", ""),
                        Column.of("what", ""),
                        Column.of("remedy", ""),
                        Column.of("since", "")),
                findings,
                "");
        all.add(Field.of("findings", "", told.asCell()));
        Result.Table lines = new Result.Table(
                List.of(Column.shown("PART"), Column.shown("HEALTH"), Column.shown("WHAT")), shown, Shape.LINES, "");
        return new Result.Details(all, Optional.of(lines), "");
    }

    /** How long ago, for a line of text: {@code 3 s}, {@code 4 min}. */
    static String age(Instant since, Instant now) {
        long seconds = Math.max(0, Duration.between(since, now).toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min";
        }
        return seconds < 86_400 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
    }
}
