package zooka.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import zooka.commands.result.Picture;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.LiveView;
import zooka.testing.fake.FakeCommands;

/** Runs each view on the terminal of the process and ends it by a fault. */
final class FaultyView {

    private static final Glyphs UNICODE = new Glyphs(false, true, ZoneOffset.UTC);

    private FaultyView() {}

    /**
     * Shows one view after the other.
     *
     * @param arguments the folder of the files that the test makes: {@code VIEW.fault} asks for the fault of a view, and
     *     {@code VIEW.next} for the next view
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        for (View view : View.values()) {
            View.Tapped live = view.open(folder);
            Thread fault = new Thread(() -> tell(live, view, folder.resolve(view + ".fault")), "fault");
            fault.setDaemon(true);
            fault.start();
            try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
                LiveView.of(live).show(terminal, live, View.context(), UNICODE, new FakeCommands());
            } catch (ClassCastException e) {
                System.out.println(view + " ended by a fault");
            }
            await(folder.resolve(view + ".next"));
        }
    }

    private static void tell(View.Tapped live, View view, Path asked) {
        Consumer<Picture> states = live.states().join();
        view.picture().ifPresent(states);
        await(asked);
        states.accept(() -> "nothing that it knows");
    }

    private static void await(Path file) {
        while (!Files.exists(file)) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
