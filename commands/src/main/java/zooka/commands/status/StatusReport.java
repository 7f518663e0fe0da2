package zooka.commands.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Result.Column;
import zooka.commands.result.Result.Row;
import zooka.commands.result.Result.Shape;

/** The screen of {@code status} as it is put together: a line for each part, and below it what is wrong with that part. */
final class StatusReport {

    private final List<Row> shown = new ArrayList<>();
    private final List<Row> findings = new ArrayList<>();
    private final List<Field> fields = new ArrayList<>();
    private boolean ill;

    /**
     * Something that is wrong.
     *
     * @param what in words
     * @param remedy what to type; empty where there is no such thing
     * @param since since when, where that is known
     */
    record Ill(Level level, String what, String remedy, Optional<Instant> since) {
        static Ill bad(String what, String remedy) {
            return new Ill(Level.BAD, what, remedy, Optional.empty());
        }

        static Ill warn(String what, String remedy) {
            return new Ill(Level.WARN, what, remedy, Optional.empty());
        }

        /** Not wrong, and good to know. */
        static Ill note(String what, String remedy) {
            return new Ill(Level.PLAIN, what, remedy, Optional.empty());
        }

        private String word() {
            return switch (level) {
                case BAD -> "bad";
                case WARN -> "warn";
                default -> "note";
            };
        }
    }

    /**
     * Adds a part.
     *
     * @param area what people call it: {@code Kafka}
     * @param key its JSON name
     * @param summary how it is, in a line
     * @param told what JSON says of it, beside its state
     */
    void add(String area, String key, String summary, List<Field> told, List<Ill> ills) {
        boolean bad = ills.stream().anyMatch(one -> one.level() != Level.PLAIN);
        ill |= bad;
        Cell state = bad ? Cell.text("ill", worst(ills)) : Cell.text("well", Level.GOOD);
        shown.add(Row.of(Cell.text(area), state, Cell.text(summary)));
        List<Field> object = new ArrayList<>();
        object.add(Field.of("state", "state", Cell.text(bad ? "ill" : "well")));
        object.addAll(told);
        fields.add(Field.of(key, "", new Cell.Group(object)));
        ills.forEach(one -> add(key, one));
    }

    /** Adds a part that gave no answer. */
    void addSilent(String area, String key, String why) {
        ill = true;
        shown.add(Row.of(Cell.text(area), Cell.text("silent", Level.BAD), Cell.text(why)));
        findings.add(finding(key, Ill.bad(area + " does not answer: " + why, "")));
        fields.add(Field.of(key, "", Cell.missing()));
    }

    private static Level worst(List<Ill> ills) {
        return ills.stream().anyMatch(one -> one.level() == Level.BAD) ? Level.BAD : Level.WARN;
    }

    private void add(String key, Ill one) {
        shown.add(Row.of(Cell.BLANK, Cell.text(one.word(), one.level()), Cell.text(one.what())));
        if (!one.remedy().isEmpty()) {
            shown.add(Row.of(Cell.BLANK, Cell.BLANK, Cell.text("→ " + one.remedy(), Level.DIM)));
        }
        findings.add(finding(key, one));
    }

    private static Row finding(String key, Ill one) {
        return Row.of(
                Cell.text(one.word()),
                Cell.text(key),
                Cell.text(one.what()),
                one.remedy().isEmpty() ? Cell.missing() : Cell.text(one.remedy()),
                Cell.optional(one.since().map(Cell::at)));
    }

    /** Whether anything is bad or a warning. */
    boolean ill() {
        return ill;
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
                List.of(Column.shown("PART"), Column.shown("STATE"), Column.shown("WHAT")), shown, Shape.LINES, "");
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
