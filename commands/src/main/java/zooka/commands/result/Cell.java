package zooka.commands.result;

import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.Function;

/**
 * One value, typed and never formatted: people see {@code 1.2 MiB} and {@code 3 min}, pipes see {@code 1258291} and RFC
 * 3339, JSON keeps the number.
 */
public sealed interface Cell {

    /** How good or bad a value is; the theme decides what that looks like. */
    enum Level {
        PLAIN,
        DIM,
        GOOD,
        WARN,
        BAD;

        /** The worse of two levels. */
        public Level worse(Level other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    /** Text as the server gave it; renderers escape its control characters. */
    record Text(String text, Level level) implements Cell {
        public Text {
            Objects.requireNonNull(text, "text is null");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.text(this);
        }
    }

    /**
     * A whole number.
     *
     * @param amount whether it says how many, so that people may see it as {@code 1,204}; ids, ports and epochs do not
     */
    record Count(long value, Level level, boolean amount) implements Cell {
        public Count(long value, Level level) {
            this(value, level, true);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.count(this);
        }
    }

    /** A size in bytes. */
    record Size(long bytes) implements Cell {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.size(this);
        }
    }

    /** A length of time in milliseconds. */
    record Millis(double value) implements Cell {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.millis(this);
        }
    }

    /**
     * A moment: RFC 3339 in output.
     *
     * @param age whether people would rather see how long ago it was
     */
    record At(Instant instant, boolean age) implements Cell {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.at(this);
        }
    }

    record Flag(boolean value) implements Cell {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.flag(this);
        }
    }

    /** Bytes of unknown kind: text when they are UTF-8, base64 in JSON when they are not. */
    @SuppressWarnings("ArrayRecordComponent") // a megabyte znode is not copied into a list; equality is by content
    record Bytes(byte[] bytes) implements Cell {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.bytes(this);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes that && java.util.Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return java.util.Arrays.hashCode(bytes);
        }
    }

    /** A JSON value as it is written: JSON holds it as what it is, people and pipes see the text. */
    record Json(String json) implements Cell {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.json(this);
        }
    }

    /** Several values in order, such as replicas: {@code 2 3 1}, a JSON array. */
    record Many(List<? extends Cell> cells) implements Cell {
        public Many {
            cells = cells instanceof OnDemand ? cells : List.copyOf(cells);
        }

        /**
         * Values that are made one by one as they are written, and not kept: of a hundred thousand the cells would take more memory
         * than what they show.
         */
        public static <T> Many onDemand(List<T> things, Function<T, Cell> cell) {
            return new Many(new OnDemand<>(things, cell));
        }

        private static final class OnDemand<T> extends AbstractList<Cell> implements RandomAccess {
            private final List<T> things;
            private final Function<T, Cell> cell;

            private OnDemand(List<T> things, Function<T, Cell> cell) {
                this.things = List.copyOf(things);
                this.cell = cell;
            }

            @Override
            public Cell get(int index) {
                return cell.apply(things.get(index));
            }

            @Override
            public int size() {
                return things.size();
            }
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.many(this);
        }
    }

    /** Values with keys, such as a stat within a znode: a JSON object. */
    record Group(List<Field> fields) implements Cell {
        public Group {
            fields = List.copyOf(fields);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.group(this);
        }
    }

    /** Unknown: {@code -} for people, nothing for pipes, {@code null} in JSON. */
    record Missing() implements Cell {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.missing(this);
        }
    }

    <R> R match(Cases<R> cases);

    /** One case for each kind of cell, so that a new kind breaks every consumer when it is compiled. */
    interface Cases<R> {
        R text(Text cell);

        R count(Count cell);

        R size(Size cell);

        R millis(Millis cell);

        R at(At cell);

        R flag(Flag cell);

        R bytes(Bytes cell);

        R json(Json cell);

        R many(Many cell);

        R group(Group cell);

        R missing(Missing cell);
    }

    /** Nothing, where a layout has a column and the row has no text; an empty text is shown as {@code ''}. */
    Cell BLANK = new Text("", Level.DIM);

    static Cell text(String text) {
        return new Text(text, Level.PLAIN);
    }

    static Cell text(String text, Level level) {
        return new Text(text, level);
    }

    static Cell count(long value) {
        return new Count(value, Level.PLAIN);
    }

    static Cell count(long value, Level level) {
        return new Count(value, level);
    }

    /** A moment of which people want to know how long ago it was. */
    static Cell since(Instant instant) {
        return new At(instant, true);
    }

    /** A moment of which people want to know when it was. */
    static Cell at(Instant instant) {
        return new At(instant, false);
    }

    static Cell flag(boolean value) {
        return new Flag(value);
    }

    static Cell missing() {
        return new Missing();
    }

    static Cell optional(Optional<? extends Cell> cell) {
        return cell.isPresent() ? cell.get() : missing();
    }

    /** A number that is a name or a state, such as a broker's id. */
    static Cell id(long value) {
        return id(value, Level.PLAIN);
    }

    static Cell id(long value, Level level) {
        return new Count(value, level, false);
    }

    /** Broker ids and the like. */
    static Cell counts(List<Integer> values) {
        return new Many(values.stream().map(Cell::id).toList());
    }
}
