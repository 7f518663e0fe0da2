package zooka.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.testing.OnServers;
import zooka.testing.RunsInParallel;
import zooka.testing.Tmux;

/** After a fault of a view, a real terminal has the modes, the screen and the cursor from before it. */
@OnServers // of a terminal
@RunsInParallel
final class FaultyViewTest {

    private static final String SEEN = "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{keypad_flag}";

    @TempDir
    Path folder;

    private static String modes(String terminal) throws IOException {
        Process stty = new ProcessBuilder("stty", "-F", terminal, "-g").start();
        return known(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
    }

    /** The modes but for the speed, which the line editor's library forgets. */
    private static String known(String stty) {
        String[] modes = stty.strip().split(":", 4);
        return modes[0] + ":" + modes[1] + ":" + modes[3];
    }

    @Test
    void the_terminal_is_as_it_was() throws IOException {
        Files.writeString(folder.resolve("classes"), "-cp \"" + System.getProperty("java.class.path") + "\"");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        try (Tmux terminal = Tmux.open(folder, 110, 24)) {
            String device = terminal.state("#{pane_tty}");
            terminal.line(
                    "stty -g > " + folder + "/modes; clear; " + java + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC @"
                            + folder + "/classes " + FaultyView.class.getName() + " " + folder);
            for (View view : View.values()) {
                terminal.await(view.name(), screen -> view.knows(screen) && screen.contains("q quit"));
                String raw = modes(device);
                assertThat(terminal.state(SEEN)).as(view.name()).startsWith("1 0 ");
                Files.createFile(folder.resolve(view + ".fault"));
                terminal.await(view + " ended by a fault");
                assertThat(terminal.state(SEEN)).as(view.name()).isEqualTo("0 1 0 0");
                assertThat(modes(device))
                        .as(view.name())
                        .isNotEqualTo(raw)
                        .isEqualTo(known(Files.readString(folder.resolve("modes"))));
                Files.createFile(folder.resolve(view + ".next"));
            }
            terminal.await("ready>", screen -> screen.endsWith("ready>"));
        }
    }
}
