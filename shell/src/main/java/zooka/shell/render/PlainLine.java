package zooka.shell.render;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import zooka.commands.result.Cell;

/**
 * Builds a line for pipes as bytes: the text of {@link CellText} without a string for each cell of a million. Values
 * that are rare or not plain ASCII are formatted by {@link CellText}.
 */
final class PlainLine implements Cell.Cases<Void> {

    private static final int SECOND = 1_000_000_000;
    private static final int MILLI = 1_000_000;
    private static final int DIGITS = 20;

    private final CellText text;
    private byte[] line = new byte[1 << 10];
    private int length;

    /** The last second that was formatted: many records share one. */
    private long second = Long.MIN_VALUE;

    private byte[] secondText = {};

    PlainLine(CellText text) {
        this.text = text;
    }

    /** Adds a tab or a newline. */
    PlainLine add(char separator) {
        room(1);
        line[length++] = (byte) separator;
        return this;
    }

    /** Adds a cell. */
    PlainLine add(Cell cell) {
        cell.match(this);
        return this;
    }

    /** Prints the line and clears it. */
    void print(Output out) {
        out.write(line, 0, length);
        length = 0;
    }

    private void room(int more) {
        if (line.length - length < more) {
            line = Arrays.copyOf(line, Math.max(2 * line.length, length + more));
        }
    }

    private Void add(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, line, length, bytes.length);
        length += bytes.length;
        return null;
    }

    private Void add(String shown) {
        int characters = shown.length();
        room(characters);
        for (int i = 0; i < characters; i++) {
            char c = shown.charAt(i);
            if (c >= 0x80) {
                return add(shown.substring(i).getBytes(StandardCharsets.UTF_8));
            }
            line[length++] = (byte) c;
        }
        return null;
    }

    private Void number(long value) {
        if (value < 0) {
            return add(Long.toString(value));
        }
        room(DIGITS);
        int end = length + 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            end++;
        }
        long rest = value;
        for (int i = end - 1; i >= length; i--) {
            line[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length = end;
        return null;
    }

    @Override
    public Void text(Cell.Text cell) {
        return add(text.text(cell));
    }

    @Override
    public Void count(Cell.Count cell) {
        return number(cell.value());
    }

    @Override
    public Void size(Cell.Size cell) {
        return number(cell.bytes());
    }

    @Override
    public Void millis(Cell.Millis cell) {
        return add(text.millis(cell));
    }

    /** Formats like {@link Instant#toString}, in less time. */
    @Override
    public Void at(Cell.At cell) {
        Instant instant = cell.instant();
        long here = instant.getEpochSecond();
        int nanos = instant.getNano();
        if (nanos % MILLI != 0) {
            return add(text.at(cell));
        }
        if (here != second) {
            String whole = instant.minusNanos(nanos).toString();
            secondText = whole.substring(0, whole.length() - 1).getBytes(StandardCharsets.US_ASCII);
            second = here;
        }
        add(secondText);
        if (nanos > 0) {
            int millis = nanos / (SECOND / 1_000);
            room(DIGITS);
            line[length++] = '.';
            line[length++] = (byte) ('0' + millis / 100);
            line[length++] = (byte) ('0' + millis / 10 % 10);
            line[length++] = (byte) ('0' + millis % 10);
        }
        add('Z');
        return null;
    }

    @Override
    public Void flag(Cell.Flag cell) {
        return add(text.flag(cell));
    }

    @Override
    public Void bytes(Cell.Bytes cell) {
        byte[] bytes = cell.bytes();
        room(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b < ' ' || b == 0x7f) {
                return add(text.bytes(cell)); // the begun cell is overwritten
            }
            line[length + i] = b;
        }
        length += bytes.length;
        return null;
    }

    @Override
    public Void json(Cell.Json cell) {
        return add(text.json(cell));
    }

    @Override
    public Void many(Cell.Many cell) {
        return add(text.many(cell));
    }

    @Override
    public Void group(Cell.Group cell) {
        return add(text.group(cell));
    }

    @Override
    public Void missing(Cell.Missing cell) {
        return null;
    }
}
