package zooka.shell.run;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.IntSupplier;
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

    /** The process's own streams. Text is UTF-8, whatever the locale of a container. */
    public static Streams ofProcess(Map<String, String> environment, boolean ascii) {
        boolean errIsTerminal = Descriptors.isTerminal(2);
        return new Streams(
                Descriptors.stdin(),
                Output.stdout(Descriptors.isClosed(1)),
                Stderr.ofProcess(errIsTerminal),
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
