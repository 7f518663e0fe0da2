package zooka.shell.render;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import zooka.commands.result.Result;

/** Prints a document unchanged; on a terminal, control characters are shown as escapes. */
final class DocumentText {

    private DocumentText() {}

    static void write(Result.Document document, Output out, boolean terminal) {
        try {
            OutputStream to = terminal ? new Lines(out) : new CheckedStream(out);
            document.body().writeTo(to);
            to.flush(); // the last line may lack its newline
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.flush();
        out.check();
    }

    /** A stream that fails once its reader is gone. */
    private static final class CheckedStream extends OutputStream {
        private final Output out;

        CheckedStream(Output out) {
            this.out = out;
        }

        @Override
        public void write(int b) {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            out.write(bytes, from, length);
            out.check();
        }
    }

    /** A stream that prints its text line by line. */
    private static final class Lines extends OutputStream {
        private final Output out;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(Output out) {
            this.out = out;
        }

        @Override
        public void write(int b) {
            if (b == '\n') {
                flush();
                out.print('\n');
            } else {
                line.write(b);
            }
        }

        @Override
        public void flush() {
            out.print(Escapes.visible(line.toString(StandardCharsets.UTF_8)));
            line.reset();
            out.check();
        }
    }
}
