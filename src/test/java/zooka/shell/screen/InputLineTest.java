package zooka.shell.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame.Style;

class InputLineTest {

    private static final Glyphs UNICODE = new Glyphs(false, true, ZoneOffset.UTC);
    private static final Glyphs ASCII = new Glyphs(true, false, ZoneOffset.UTC);

    private static InputLine after(InputLine line, Key... keys) {
        InputLine next = line;
        for (Key key : keys) {
            next = next.press(key).orElseThrow();
        }
        return next;
    }

    private static InputLine typed(String text) {
        InputLine line = InputLine.EMPTY;
        for (int c : text.codePoints().toArray()) {
            line = after(line, Key.of(c));
        }
        return line;
    }

    private static String drawn(InputLine line, Glyphs look, int columns) {
        return line.draw(new Pen(200), look, columns, Style.BOLD).line().text();
    }

    @Test
    void characters_are_inserted_before_the_cursor_and_deleted_on_either_side() {
        InputLine line = after(typed("ls /dmo"), Key.LEFT, Key.LEFT, Key.of('e'));
        assertThat(line).isEqualTo(new InputLine("ls /demo", 6));
        assertThat(after(line, Key.DELETE).text()).isEqualTo("ls /deo");
        assertThat(after(line, Key.BACKSPACE).text()).isEqualTo("ls /dmo");
        assertThat(after(line, Key.HOME, Key.LEFT, Key.DELETE)).isEqualTo(new InputLine("s /demo", 0));
        assertThat(after(line, Key.END, Key.RIGHT, Key.DELETE)).isEqualTo(InputLine.of("ls /demo"));
        assertThat(after(line, Key.control('a')).cursor()).isZero();
        assertThat(after(line, Key.control('a'), Key.control('e'))).isEqualTo(InputLine.of("ls /demo"));
    }

    @Test
    void a_character_of_two_units_is_one() {
        InputLine line = after(typed("a🚀b"), Key.LEFT, Key.LEFT);
        assertThat(line.cursor()).isEqualTo(1);
        assertThat(after(line, Key.RIGHT, Key.BACKSPACE).text()).isEqualTo("ab");
        assertThat(after(line, Key.DELETE).text()).isEqualTo("ab");
    }

    @Test
    void words_and_ends_are_deleted_at_once() {
        InputLine line = typed("topic describe  app-logs ");
        assertThat(after(line, Key.control('w'))).isEqualTo(InputLine.of("topic describe  "));
        assertThat(after(line, Key.control('w'), Key.control('w'))).isEqualTo(InputLine.of("topic "));
        InputLine middle = new InputLine("topic describe", 5);
        assertThat(after(middle, Key.control('u'))).isEqualTo(new InputLine(" describe", 0));
        assertThat(after(middle, Key.control('k'))).isEqualTo(InputLine.of("topic"));
        assertThat(after(middle, Key.control('w'))).isEqualTo(new InputLine(" describe", 0));
        assertThat(after(InputLine.EMPTY, Key.control('w'), Key.control('u'))).isEqualTo(InputLine.EMPTY);
    }

    @Test
    void keys_that_do_not_edit_are_for_others() {
        InputLine line = typed("a");
        for (Key key : new Key[] {Key.UP, Key.DOWN, Key.PAGE_UP, Key.ENTER, Key.ESCAPE, Key.TAB, Key.control('c')}) {
            assertThat(line.press(key)).isEmpty();
        }
        assertThat(InputLine.EMPTY.press(Key.BACKSPACE)).isEmpty();
    }

    @Test
    void the_cursor_is_drawn_where_it_is() {
        assertThat(drawn(typed("ls"), UNICODE, 20)).isEqualTo("ls▏");
        assertThat(drawn(typed("ls"), ASCII, 20)).isEqualTo("ls_");
        Frame.Line line = after(typed("lsx"), Key.LEFT, Key.LEFT)
                .draw(new Pen(20), UNICODE, 20, Style.PLAIN)
                .line();
        assertThat(line.text()).isEqualTo("lsx");
        assertThat(line.spans().get(1)).isEqualTo(new Frame.Span("s", Style.PLAIN.reversed()));
    }

    @Test
    void a_long_line_shows_the_part_around_the_cursor() {
        InputLine line = typed("0123456789abcdefghij");
        assertThat(drawn(line, UNICODE, 10)).isEqualTo("…cdefghij▏");
        assertThat(drawn(after(line, Key.HOME), UNICODE, 10)).isEqualTo("012345678…");
        InputLine middle = new InputLine(line.text(), 12);
        assertThat(drawn(middle, UNICODE, 10)).contains("c").startsWith("…").endsWith("…");
        InputLine wide = InputLine.of("注文の支払い\u001b[2J注文の支払い");
        for (int columns = 1; columns < 40; columns++) {
            for (int cursor = 0; cursor <= wide.text().length(); cursor++) {
                for (Glyphs look : new Glyphs[] {UNICODE, ASCII}) {
                    String drawn = drawn(new InputLine(wide.text(), cursor), look, columns);
                    assertThat(drawn).doesNotContain("\u001b");
                    assertThat(Width.of(drawn)).isLessThanOrEqualTo(Math.max(columns, 6));
                }
            }
        }
    }
}
