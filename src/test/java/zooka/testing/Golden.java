package zooka.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import zooka.commands.result.Result;
import zooka.shell.render.Format;
import zooka.shell.render.Output;
import zooka.shell.render.Renderer;
import zooka.shell.render.Screen;

/** Texts that were looked at and found right; {@code -Dzooka.golden=write} takes over what comes out now. */
public final class Golden {

    private static final Screen TERMINAL = new Screen(true, 120, false, false, TestRun.NOW);

    private Golden() {}

    /**
     * Compares a text with the one that was found right.
     *
     * @param name of the file below {@code src/test/resources/zooka}, without its ending
     */
    public static void assertText(String name, String text) {
        Path file = Program.HOME.resolve("src/test/resources/zooka").resolve(name + ".txt");
        try {
            if ("write".equals(System.getProperty("zooka.golden"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
            assertThat(text)
                    .as("%s: look at the difference, and run this with -Dzooka.golden=write", file)
                    .isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a person sees of a result, on a terminal of 120 columns without colours. */
    public static String shown(Result result) {
        return rendered(Format.TABLE, result);
    }

    /** A result in a format: that for people on a terminal, the others in a pipe. */
    public static String rendered(Format format, Result result) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Output print = Output.to(out, "the test");
        Screen screen = format == Format.TABLE ? TERMINAL : Screen.pipe(TestRun.NOW);
        Renderer.of(format, print, print, screen)
                .render(result instanceof Result.WithFailure failing ? failing.result() : result);
        print.flush();
        return out.toString(StandardCharsets.UTF_8);
    }
}
