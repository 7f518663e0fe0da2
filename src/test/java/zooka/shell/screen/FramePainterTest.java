package zooka.shell.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import zooka.shell.leaders.Driver;
import zooka.shell.leaders.Maps;
import zooka.shell.render.Width;

class FramePainterTest {

    private static String text(DefaultVirtualTerminal terminal) {
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < terminal.getTerminalSize().getRows(); y++) {
            StringBuilder line = new StringBuilder();
            for (int x = 0; x < terminal.getTerminalSize().getColumns(); x++) {
                TextCharacter cell = terminal.getCharacter(x, y);
                line.append(cell.getCharacterString());
                x += cell.isDoubleWidth() ? 1 : 0;
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    @Test
    void what_is_painted_is_the_frame() throws IOException {
        DefaultVirtualTerminal terminal = new DefaultVirtualTerminal(new TerminalSize(80, 24));
        FramePainter screen = new FramePainter(terminal, true);
        screen.start();
        Driver driver = Driver.on(Maps.withTopics(Maps.well(), Maps.topic("注文", 6, 3), Maps.topic("a-🚀-b", 6, 3)));

        screen.paint(driver.frame());
        assertThat(text(terminal)).isEqualTo(driver.frame().text());
        screen.paint(driver.type("b").frame());
        assertThat(text(terminal)).isEqualTo(driver.frame().text());
    }

    @Test
    void another_size_is_taken_over() throws IOException {
        DefaultVirtualTerminal terminal = new DefaultVirtualTerminal(new TerminalSize(80, 24));
        FramePainter screen = new FramePainter(terminal, true);
        screen.start();
        screen.paint(Driver.on(Maps.well()).frame());
        for (TerminalSize size : new TerminalSize[] {new TerminalSize(120, 40), new TerminalSize(40, 10)}) {
            terminal.setTerminalSize(size);
            screen.resize();

            assertThat(screen.size()).isEqualTo(new Size(size.getColumns(), size.getRows()));
            Frame frame = Driver.on(Maps.well())
                    .sized(size.getColumns(), size.getRows())
                    .frame();
            screen.paint(frame);
            assertThat(text(terminal)).isEqualTo(frame.text());
        }
    }

    @Test
    void roles_become_colours_and_changes_are_reversed() throws IOException {
        DefaultVirtualTerminal terminal = new DefaultVirtualTerminal(new TerminalSize(80, 24));
        FramePainter screen = new FramePainter(terminal, true);
        screen.start();
        Driver driver = Driver.on(Maps.well());
        Frame frame =
                driver.state(Maps.withoutBroker2(driver.now())).press(Key.HOME).frame();
        screen.paint(frame);
        int row = 0;
        while (!frame.lines().get(row).text().startsWith(" orders")) {
            row++;
        }
        String line = frame.lines().get(row).text();
        TextCharacter cell = terminal.getCharacter(Width.of(line.substring(0, line.indexOf('×'))), row);

        assertThat(cell.getCharacterString()).isEqualTo("×");
        assertThat(cell.getForegroundColor()).isEqualTo(TextColor.ANSI.RED);
        assertThat(cell.isReversed()).isTrue();
    }

    @Test
    void letters_that_lanterna_measures_otherwise_do_not_shift_the_line() throws IOException {
        DefaultVirtualTerminal terminal = new DefaultVirtualTerminal(new TerminalSize(20, 1));
        FramePainter screen = new FramePainter(terminal, true);
        screen.start();
        Frame.Line line = new Pen(20).put("e\u0301a👍🏽b\u200dc|").line();
        screen.paint(new Frame(java.util.List.of(line)));

        assertThat(terminal.getCharacter(6, 0).getCharacterString()).isEqualTo("|");
    }
}
