package zooka.shell.leaders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import zooka.shell.screen.Frame;

/** Frames that were looked at and found right; {@code -Dzooka.golden=write} takes over what is drawn now. */
final class Golden {
    private Golden() {}

    static void assertFrame(String name, Frame frame) {
        assertText(name, frame.text());
    }

    static void assertText(String name, String text) {
        Path file = Path.of(System.getProperty("zooka.home"), "src/test/resources/zooka/shell/leaders", name + ".txt");
        try {
            if ("write".equals(System.getProperty("zooka.golden"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
            assertThat(text).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
