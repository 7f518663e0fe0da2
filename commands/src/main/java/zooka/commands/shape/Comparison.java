package zooka.commands.shape;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import zooka.clients.Failure;
import zooka.commands.result.Cell;
import zooka.commands.result.Table.CellType;

/**
 * The comparison of a cell with a value. A cell is compared as what it is: a number with a number, a size with a size, a moment with a
 * moment or by its age with a duration. What cannot be compared, and what is unknown, is neither equal nor less nor greater.
 */
final class Comparison implements Cell.Cases<Boolean> {

    private final Operator operator;
    private final Literal literal;
    private final Pattern pattern;
    private final Optional<BigDecimal> number;
    private final Optional<BigDecimal> counted;
    private final Optional<BigDecimal> bytes;
    private final Optional<Duration> duration;
    private final Optional<Instant> moment;
    private final Clock clock;

    /**
     * A comparison.
     *
     * @param key the last key of what is compared: numbers called {@code ...Ms} and {@code ...Seconds} are also compared with durations
     * @param pattern used by the operators {@code =~} and {@code !~} only
     * @param clock tells the ages of moments
     */
    Comparison(String key, Operator operator, Literal literal, Pattern pattern, Clock clock) {
        this.operator = operator;
        this.literal = literal;
        this.pattern = pattern;
        this.number = Numbers.of(literal.text());
        this.bytes = literal.bytes();
        this.duration = literal.duration();
        this.moment = literal.moment();
        this.counted = counted(key, literal);
        this.clock = clock;
    }

    /** The value as a number to be compared with one called by this key. */
    private static Optional<BigDecimal> counted(String key, Literal literal) {
        Optional<BigDecimal> number = literal.number();
        if (number.isEmpty() && key.endsWith("Ms")) {
            return literal.duration().map(length -> BigDecimal.valueOf(length.toMillis()));
        }
        if (number.isEmpty() && key.endsWith("Seconds")) {
            return literal.duration().map(length -> BigDecimal.valueOf(length.toMillis(), 3));
        }
        return number;
    }

    /** What is wrong with a value that is compared with cells of a type; empty where nothing is. */
    static Optional<String> fault(String key, CellType type, Operator operator, Literal literal) {
        if (literal.isNull() || operator.isRegex()) {
            return Optional.empty();
        }
        boolean right =
                switch (type) {
                    case NUMBER -> counted(key, literal).isPresent();
                    case SIZE -> literal.bytes().isPresent();
                    case DURATION ->
                        literal.duration().isPresent()
                                || Numbers.of(literal.text()).isPresent();
                    case TIME ->
                        literal.duration().isPresent() || literal.moment().isPresent();
                    case FLAG -> literal.flag().isPresent() && operator.isEquality();
                    case TEXT, LIST, OBJECT -> true;
                };
        return right
                ? Optional.empty()
                : Optional.of(key + " is a " + type.word() + " and cannot be compared by " + operator.sign() + " with '"
                        + literal.text() + "'");
    }

    /** Values of a type, for a hint. */
    static String examples(CellType type) {
        return switch (type) {
            case NUMBER -> "examples: 10, -1, 0x1f, 10MB";
            case SIZE -> "examples: 1024, 10MB, 1MiB";
            case DURATION -> "examples: 500ms, 5s, 2m; a number is milliseconds";
            case TIME -> "examples: 5m (its age), 2026-03-01T14:02:03Z, 2026-03-01";
            case FLAG -> "examples: = true, = false";
            case TEXT, LIST, OBJECT -> "examples: abc, \"a b\"";
        };
    }

    /** Whether it holds for a cell. */
    boolean holds(Cell cell) {
        boolean positive = literal.isNull() ? CellParts.elements(cell).isEmpty() : cell.match(this);
        return positive != operator.negative();
    }

    private boolean matches(String text) {
        try {
            return pattern.matcher(text).find();
        } catch (StackOverflowError e) {
            throw new Failure(
                            Failure.Kind.FAILED,
                            "--where: the regular expression '" + literal.text()
                                    + "' needs too much memory for a value of " + text.length() + " characters")
                    .cause(e);
        }
    }

    private boolean compared(BigDecimal value, Optional<BigDecimal> with, Cell cell) {
        if (operator.isRegex()) {
            return matches(MachineText.of(cell));
        }
        return with.isPresent() && operator.holds(value.compareTo(with.get()));
    }

    private boolean compared(String text) {
        if (operator.isRegex()) {
            return matches(text);
        }
        if (operator.isEquality() && text.equals(literal.text())) {
            return true;
        }
        if (number.isPresent() && !literal.quoted()) {
            Optional<BigDecimal> value = Numbers.of(text);
            return value.isPresent() && operator.holds(value.get().compareTo(number.get()));
        }
        return operator.holds(text.compareTo(literal.text()));
    }

    @Override
    public Boolean text(Cell.Text cell) {
        return compared(cell.text());
    }

    @Override
    public Boolean count(Cell.Count cell) {
        return compared(BigDecimal.valueOf(cell.value()), counted, cell);
    }

    @Override
    public Boolean size(Cell.Size cell) {
        return compared(BigDecimal.valueOf(cell.bytes()), bytes, cell);
    }

    @Override
    public Boolean millis(Cell.Millis cell) {
        Optional<BigDecimal> with = number.or(() -> duration.map(length -> BigDecimal.valueOf(length.toMillis())));
        return compared(BigDecimal.valueOf(cell.value()), with, cell);
    }

    @Override
    public Boolean at(Cell.At cell) {
        if (operator.isRegex()) {
            return matches(MachineText.of(cell));
        }
        if (duration.isPresent()) {
            return operator.holds(
                    Duration.between(cell.instant(), clock.instant()).compareTo(duration.get()));
        }
        return moment.isPresent() && operator.holds(cell.instant().compareTo(moment.get()));
    }

    @Override
    public Boolean flag(Cell.Flag cell) {
        return compared(Boolean.toString(cell.value()), literal.text().toLowerCase(Locale.ROOT));
    }

    private boolean compared(String flag, String with) {
        return operator.isRegex() ? matches(flag) : operator.isEquality() && flag.equals(with);
    }

    @Override
    public Boolean bytes(Cell.Bytes cell) {
        return compared(MachineText.of(cell));
    }

    @Override
    public Boolean json(Cell.Json cell) {
        Optional<Cell> parsed = JsonCells.of(cell.json());
        return parsed.isPresent() ? parsed.get().match(this) : compared(cell.json());
    }

    /** Holds for a list if it holds for any of its elements. */
    @Override
    public Boolean many(Cell.Many cell) {
        for (Cell one : cell.cells()) {
            if (one.match(this)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Boolean group(Cell.Group cell) {
        return compared(MachineText.of(cell));
    }

    @Override
    public Boolean missing(Cell.Missing cell) {
        return false;
    }
}
