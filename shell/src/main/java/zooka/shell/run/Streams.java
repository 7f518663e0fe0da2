package zooka.shell.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import zooka.clients.Failure;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;
import zooka.clients.text.TextFile;
import zooka.commands.config.Secrets;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Output;
import zooka.shell.render.Screen;

/**
 * The program's standard streams and the kinds of their destinations.
 *
 * @param colour whether a terminal may be coloured
 * @param ascii whether it shows only ASCII
 */
public record Streams(
        InputStream in,
        Output out,
        Stderr err,
        boolean inIsTerminal,
        boolean outIsTerminal,
        boolean errIsTerminal,
        boolean colour,
        boolean ascii) {

    private static final int LONGEST_LINE = 1 << 16;

    /** How long a program that was told to end may take to restore the terminal. */
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    /** The process's own streams. Text is UTF-8, whatever the locale of a container. */
    public static Streams ofProcess(Map<String, String> environment, boolean ascii) {
        return ofProcess(environment, ascii, false);
    }

    /**
     * The same.
     *
     * @param json whether messages on stderr are lines of JSON
     */
    public static Streams ofProcess(Map<String, String> environment, boolean ascii, boolean json) {
        boolean errIsTerminal = Descriptors.isTerminal(2);
        return new Streams(
                Descriptors.stdin(),
                Output.stdout(Descriptors.isClosed(1)),
                Stderr.ofProcess(errIsTerminal, json),
                Descriptors.isTerminal(0),
                Descriptors.isTerminal(1),
                errIsTerminal,
                Glyphs.colours(environment),
                ascii || !Glyphs.utf8(environment));
    }

    /**
     * Runs another program on the process's own streams and waits for its end. A stdin that is not a terminal may be
     * our script, and a stdout that is not a terminal gets only results.
     */
    public int run(ProcessBuilder program) throws IOException, InterruptedException {
        out.flush();
        err.flush();
        boolean terminal = inIsTerminal && outIsTerminal;
        Process process = program.redirectInput(
                        terminal
                                ? Redirect.INHERIT
                                : Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(terminal ? Redirect.INHERIT : Redirect.PIPE)
                .redirectError(err.forPrograms())
                .start();
        try (InputStream printed = process.getInputStream()) {
            printed.transferTo(err);
            err.flush();
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            throw e;
        }
    }

    /**
     * The beginning of a program's output.
     *
     * @param code the program's exit code
     * @param text the first line, without its newline
     */
    public record FirstLine(int code, String text) {}

    /**
     * Runs another program for the first line of its stdout. Its stderr is this process's; its stdin, too, if that is
     * a terminal.
     *
     * @return empty if the program has not ended in time; it is then terminated
     * @throws Failure {@code USAGE} for a line that is not UTF-8 or too long
     */
    public Optional<FirstLine> firstLine(ProcessBuilder program, Deadline end)
            throws IOException, InterruptedException {
        out.flush();
        err.flush();
        Process process = program.redirectInput(
                        inIsTerminal
                                ? Redirect.INHERIT
                                : Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(err.forPrograms())
                .start();
        try {
            InputStream printed = process.getInputStream();
            // Read to its end: a program that cannot write fails.
            Async<byte[]> reading = Async.ask("output of a program", () -> {
                byte[] first = printed.readNBytes(LONGEST_LINE);
                long unused = printed.transferTo(OutputStream.nullOutputStream());
                return first;
            });
            Optional<byte[]> bytes = reading.answer(end);
            return bytes.isPresent() && process.waitFor(end.millis(), TimeUnit.MILLISECONDS)
                    ? Optional.of(new FirstLine(
                            process.exitValue(),
                            firstLine(bytes.get(), program.command().get(0))))
                    : Optional.empty();
        } finally {
            if (process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
                awaitEnd(process);
            }
        }
    }

    /** Waits a moment for a program that is ending: until then it may change the terminal's modes. */
    private static void awaitEnd(Process process) {
        boolean interrupted = Thread.interrupted();
        try {
            boolean unused = process.waitFor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static String firstLine(byte[] bytes, String program) {
        int length = 0;
        while (length < bytes.length && bytes[length] != '\n') {
            length++;
        }
        if (length == LONGEST_LINE) {
            throw Failure.usage("the first line that " + program + " prints is longer than 64 KiB");
        }
        return Secrets.firstLine(TextFile.utf8(Arrays.copyOf(bytes, length), "output of " + program));
    }

    /** The glyphs for full-screen views; computed on demand, since the JVM searches all jars for time zones. */
    public Glyphs look() {
        return new Glyphs(ascii, colour, ZoneId.systemDefault());
    }

    /**
     * The properties of stdout for renderers.
     *
     * @param columns called only for a terminal
     */
    Screen screen(Clock clock, IntSupplier columns) {
        return outIsTerminal
                ? new Screen(true, columns.getAsInt(), colour, ascii, clock.instant())
                : Screen.pipe(clock.instant());
    }
}
