package zooka.shell.run;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import zooka.clients.Failure;

/**
 * What the process's three descriptors were when it was started: 0 stdin, 1 stdout, 2 stderr. The launchers ask the system
 * and hand on the answer, since Java knows no isatty, and since a descriptor that is closed must be in use before a JVM
 * starts: it would open files of its own there.
 */
public final class Descriptors {

    /** Digits of those that are terminals. */
    private static final String TERMINALS = "zooka.terminals";

    /** Digits of those that were closed; there is {@code /dev/null} in their place. */
    private static final String CLOSED = "zooka.closed";

    private Descriptors() {}

    static boolean isTerminal(int descriptor) {
        String told = System.getProperty(TERMINALS);
        return told == null ? asksIsTerminal(descriptor) : told.indexOf('0' + descriptor) >= 0;
    }

    public static boolean isClosed(int descriptor) {
        return System.getProperty(CLOSED, "").indexOf('0' + descriptor) >= 0;
    }

    /** Whether it is a regular file. */
    static boolean isFile(int descriptor) {
        return Files.isRegularFile(Path.of("/dev/fd/" + descriptor));
    }

    /** Stdin; where it was closed, who reads it fails. */
    static InputStream stdin() {
        return isClosed(0) ? new Closed() : System.in;
    }

    /** For a program that no launcher started. */
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

    private static final class Closed extends InputStream {
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
