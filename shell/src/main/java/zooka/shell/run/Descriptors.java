package zooka.shell.run;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import zooka.clients.Failure;

/**
 * The state of the process's three descriptors at its start: 0 stdin, 1 stdout, 2 stderr. The launchers check them and
 * pass the result on, since Java has no isatty, and since a JVM would open files of its own as a closed descriptor; the
 * launchers open one there first.
 */
public final class Descriptors {

    /** The property with the digits of descriptors that are terminals. */
    private static final String TERMINALS = "zooka.terminals";

    /** The property with the digits of descriptors that were closed; they are {@code /dev/null} now. */
    private static final String CLOSED = "zooka.closed";

    private Descriptors() {}

    static boolean isTerminal(int descriptor) {
        String terminals = System.getProperty(TERMINALS);
        return terminals == null ? asksIsTerminal(descriptor) : terminals.indexOf('0' + descriptor) >= 0;
    }

    public static boolean isClosed(int descriptor) {
        return System.getProperty(CLOSED, "").indexOf('0' + descriptor) >= 0;
    }

    /** Whether a descriptor is a regular file. */
    static boolean isFile(int descriptor) {
        return Files.isRegularFile(Path.of("/dev/fd/" + descriptor));
    }

    /** Stdin; reading fails if it was closed. */
    static InputStream stdin() {
        return isClosed(0) ? new ClosedInput() : System.in;
    }

    /** Asks the system, for a program that was started without a launcher. */
    private static boolean asksIsTerminal(int descriptor) {
        try {
            Redirect none = Redirect.to(Path.of("/dev/null").toFile());
            Process test = new ProcessBuilder("/bin/sh", "-c", "[ -t " + descriptor + " ]")
                    .redirectInput(Redirect.INHERIT)
                    .redirectOutput(descriptor == 1 ? Redirect.INHERIT : none)
                    .redirectError(descriptor == 2 ? Redirect.INHERIT : none)
                    .start();
            return test.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static final class ClosedInput extends InputStream {
        @Override
        public int read() {
            throw Failure.usage("stdin is closed");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            throw Failure.usage("stdin is closed");
        }
    }
}
