package zooka.clients.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import zooka.clients.Failure;

/**
 * Reads the text of a file or of stdin. A byte order mark at its start, which Windows editors write, is skipped. A file that
 * cannot be read is named in the failure.
 */
public final class TextFile {

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** A byte that is not UTF-8 is kept as this plus its value: a lone surrogate, which no UTF-8 text contains. */
    private static final int KEPT = 0xDC00;

    private TextFile() {}

    /**
     * The path that was typed.
     *
     * @throws Failure {@code USAGE} for text that cannot be a path, such as one with a NUL in it
     */
    public static Path path(String typed) {
        try {
            return Path.of(typed);
        } catch (InvalidPathException e) {
            throw Failure.usage("'" + typed + "' is not a valid file path").cause(e);
        }
    }

    /**
     * Text in UTF-8.
     *
     * @throws Failure {@code USAGE} for a file that cannot be read or is not UTF-8
     */
    public static String utf8(Path file) {
        return utf8(bytes(file), file.toString());
    }

    /**
     * Text in UTF-8.
     *
     * @param name of the file or stream, for the failure
     * @throws Failure {@code USAGE} for bytes that are not UTF-8, by line
     */
    public static String utf8(byte[] bytes, String name) {
        String text = lossless(bytes);
        for (int i = 0; i < text.length(); i++) {
            if (isKept(text, i)) {
                long line =
                        1 + text.substring(0, i).chars().filter(c -> c == '\n').count();
                throw Failure.usage(name + ", line " + line + ": not UTF-8");
            }
        }
        return text;
    }

    /**
     * Text in UTF-8 of a file that was typed, or of stdin for {@code -}.
     *
     * @throws Failure {@code USAGE} for one that cannot be read or is not UTF-8
     */
    public static String utf8(String typed, InputStream stdin) {
        if (!typed.equals("-")) {
            return utf8(path(typed));
        }
        try {
            return utf8(stdin.readAllBytes(), "stdin");
        } catch (IOException e) {
            throw unreadable("stdin", e);
        }
    }

    /**
     * Text in UTF-8, or in ISO-8859-1 where it is not UTF-8, as the stock tools read properties and {@code zoo.cfg}.
     *
     * @throws Failure {@code USAGE} for a file that cannot be read
     */
    public static String orLatin1(Path file) {
        byte[] bytes = bytes(file);
        int begin = marked(bytes) ? MARK.length : 0;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, begin, bytes.length - begin))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, begin, bytes.length - begin, StandardCharsets.ISO_8859_1);
        }
    }

    /**
     * Text in UTF-8 in which bytes of another encoding, as comments have them, are kept as lone surrogates: {@link #bytes(String)}
     * gives them back, {@link #isUtf8} tells the text from others.
     */
    public static String lossless(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (marked(bytes)) {
            in.position(MARK.length);
        }
        CharBuffer out = CharBuffer.allocate(in.remaining());
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (!result.isError()) {
                return out.flip().toString();
            }
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (KEPT + (in.get() & 0xFF)));
            }
        }
    }

    /**
     * The same of a file.
     *
     * @throws Failure {@code USAGE} for a file that cannot be read
     */
    public static String lossless(Path file) {
        return lossless(bytes(file));
    }

    /** Whether the text has no bytes of another encoding. */
    public static boolean isUtf8(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isKept(text, i)) {
                return false;
            }
        }
        return true;
    }

    /** The text with U+FFFD in place of what is not UTF-8. */
    public static String printable(String text) {
        if (isUtf8(text)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (isKept(text, i)) {
                shown.setCharAt(i, '\uFFFD');
            }
        }
        return shown.toString();
    }

    /** The bytes that {@link #lossless} was given, without a byte order mark. */
    public static byte[] bytes(String text) {
        ByteBuffer out = ByteBuffer.allocate(3 * text.length());
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isKept(text, i)) {
                out.put(text.substring(begin, i).getBytes(StandardCharsets.UTF_8));
                out.put((byte) (text.charAt(i) - KEPT));
                begin = i + 1;
            }
        }
        out.put(text.substring(begin).getBytes(StandardCharsets.UTF_8));
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private static boolean isKept(String text, int at) {
        return Character.isLowSurrogate(text.charAt(at))
                && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    /** The stream without a byte order mark at its start. Nothing is read before it is asked for. */
    public static InputStream withoutMark(InputStream in) {
        return new PushbackInputStream(in, MARK.length) {
            private boolean begun;

            @Override
            public int read() throws IOException {
                begin();
                return super.read();
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                begin();
                return super.read(into, offset, length);
            }

            private void begin() throws IOException {
                if (begun) {
                    return;
                }
                begun = true;
                for (int i = 0; i < MARK.length; i++) {
                    int b = super.read();
                    if (b < 0 || (byte) b != MARK[i]) {
                        if (b >= 0) {
                            unread(b);
                        }
                        unread(MARK, 0, i);
                        return;
                    }
                }
            }
        };
    }

    /**
     * Whether a file begins with a byte order mark.
     *
     * @throws Failure {@code USAGE} for a file that cannot be read
     */
    public static boolean isMarked(Path file) {
        return marked(bytes(file));
    }

    private static boolean marked(byte[] bytes) {
        return bytes.length >= MARK.length && bytes[0] == MARK[0] && bytes[1] == MARK[1] && bytes[2] == MARK[2];
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /** The failure of a file that could not be read. */
    public static Failure unreadable(String name, IOException e) {
        if (e instanceof NoSuchFileException) {
            return Failure.usage("no file " + name).cause(e);
        }
        String why = e instanceof AccessDeniedException
                ? "permission denied"
                : e instanceof FileSystemException failed && failed.getReason() != null
                        ? failed.getReason()
                        : String.valueOf(e.getMessage());
        return Failure.usage("cannot read " + name + ": " + why.toLowerCase(Locale.ROOT))
                .cause(e);
    }
}
