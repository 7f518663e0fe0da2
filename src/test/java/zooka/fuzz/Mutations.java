package zooka.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;

/** Makes inputs of those that are read well: each by a few changes, the same ones for the same seed. */
final class Mutations {

    private static final int LONGEST = 256 << 10;

    private static final byte[] LETTERS = {
        0,
        1,
        7,
        '\n',
        '\r',
        '\t',
        0x1b,
        ' ',
        '"',
        '\'',
        '\\',
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        ';',
        '=',
        '/',
        '#',
        '$',
        '%',
        '@',
        '-',
        '*',
        '0',
        '9',
        'u',
        0x7f,
        (byte) 0x80,
        (byte) 0xbf,
        (byte) 0xc0,
        (byte) 0xef,
        (byte) 0xf0,
        (byte) 0xff
    };

    private static final int[] NUMBERS = {0, 1, -1, 0x7f, 0x80, 0xffff, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE};

    private final List<byte[]> corpus;
    private final Random random;

    Mutations(List<byte[]> corpus, long seed) {
        this.corpus = corpus;
        this.random = new Random(seed);
    }

    byte[] next() {
        byte[] input = any();
        int changes = 1 + random.nextInt(1 + random.nextInt(6));
        for (int i = 0; i < changes; i++) {
            input = changed(input);
        }
        return input;
    }

    private byte[] any() {
        return corpus.get(random.nextInt(corpus.size()));
    }

    private byte[] changed(byte[] input) {
        int at = random.nextInt(input.length + 1);
        int to = at + (input.length == at ? 0 : random.nextInt(Math.min(input.length - at, 1 + random.nextInt(64))));
        byte[] part = slice(input, at, to);
        return switch (random.nextInt(10)) {
            case 0 -> flipped(input, at);
            case 1 -> joined(input, at, to, new byte[0]);
            case 2 -> joined(input, at, at, part);
            case 3 -> joined(input, at, to, piece());
            case 4 -> joined(input, at, at, piece());
            case 5 -> joined(input, at, Math.min(input.length, at + 1), letter());
            case 6 -> joined(input, at, at, letter());
            case 7 -> joined(input, at, Math.min(input.length, at + 4), number());
            case 8 -> slice(input, 0, at);
            default -> repeated(input, at, to);
        };
    }

    private static byte[] flipped(byte[] input, int at) {
        byte[] copy = input.clone();
        if (at < copy.length) {
            copy[at] ^= (byte) (1 << (at & 7));
        }
        return copy;
    }

    private byte[] letter() {
        return new byte[] {random.nextInt(4) == 0 ? (byte) random.nextInt(256) : LETTERS[random.nextInt(LETTERS.length)]
        };
    }

    private byte[] number() {
        int number = NUMBERS[random.nextInt(NUMBERS.length)];
        return new byte[] {(byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number};
    }

    /** A part of another input. */
    private byte[] piece() {
        byte[] other = any();
        int at = random.nextInt(other.length + 1);
        return slice(other, at, Math.min(other.length, at + random.nextInt(48)));
    }

    /** Some of it again and again: a few times mostly, seldom so often that it nests or grows without measure. */
    private byte[] repeated(byte[] input, int at, int to) {
        byte[] part = to == at ? letter() : slice(input, at, to);
        int times = random.nextInt(200) == 0 ? 1 + random.nextInt(LONGEST / part.length) : 1 + random.nextInt(12);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            out.writeBytes(part);
        }
        return joined(input, at, to, out.toByteArray());
    }

    private static byte[] slice(byte[] input, int from, int to) {
        byte[] part = new byte[to - from];
        System.arraycopy(input, from, part, 0, part.length);
        return part;
    }

    private static byte[] joined(byte[] input, int from, int to, byte[] between) {
        byte[] whole = new byte[Math.min(LONGEST, from + between.length + input.length - to)];
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(input, 0, from);
        out.writeBytes(between);
        out.write(input, to, input.length - to);
        System.arraycopy(out.toByteArray(), 0, whole, 0, whole.length);
        return whole;
    }
}
