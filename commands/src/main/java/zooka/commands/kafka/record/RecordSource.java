package zooka.commands.kafka.record;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.kafka.RecordWriter.Outgoing;

/** Reads records from the lines of a stream, with one line in memory at a time. */
public final class RecordSource {

    private static final int LONGEST = 64 << 20;

    private final InputStream in;
    private final Form form;
    private long lines;

    /** A parser of lines. */
    @FunctionalInterface
    public interface Form {
        /** Parses a line; throws if it is invalid. */
        Outgoing read(byte[] line) throws IOException;
    }

    public RecordSource(InputStream in, Form form) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.form = form;
    }

    /**
     * The next record; empty after the last.
     *
     * @throws Failure {@code USAGE} for an invalid line, with its number
     */
    public Optional<Outgoing> next() {
        try {
            Optional<byte[]> line = line();
            return line.isPresent() ? Optional.of(form.read(line.get())) : Optional.empty();
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            throw Failure.usage("line " + lines + ": " + why.lines().findFirst().orElse(why))
                    .cause(e);
        }
    }

    private Optional<byte[]> line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        lines++;
        int b = in.read();
        if (b < 0) {
            return Optional.empty();
        }
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (line.size() == LONGEST) {
                throw new IOException("longer than 64 MiB");
            }
            line.write(b);
        }
        return Optional.of(line.toByteArray());
    }

    /**
     * Splits a line into key and value.
     *
     * @return the index of the separator
     */
    static int separator(byte[] line, String separator) throws IOException {
        byte[] wanted = separator.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i + wanted.length <= line.length; i++) {
            if (Arrays.equals(line, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        throw new IOException("no '" + separator + "' after a key");
    }
}
