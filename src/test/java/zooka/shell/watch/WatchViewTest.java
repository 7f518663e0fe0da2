package zooka.shell.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import zooka.commands.result.Cell.Level;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Theme;
import zooka.shell.screen.Frame;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Key;
import zooka.shell.screen.Size;

/** What an answer, a failure and a key make of the view of a query. */
final class WatchViewTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Size SIZE = new Size(60, 8);
    private static final Glyphs LOOK = new Glyphs(false, true, ZoneOffset.UTC);
    private static final List<String> FIRST =
            List.of("NAME   SIZE  VERSION", "a       1 B        0", "b       2 B        0");

    private static WatchModel started() {
        return WatchView.start("ls -s /demo", Duration.ofSeconds(2), LOOK);
    }

    private static WatchModel answered(WatchModel model, List<String> lines, Instant at) {
        return WatchView.answered(model, lines, SIZE, at);
    }

    /** What is reversed, line by line, between brackets. */
    private static String marks(WatchModel model, Instant at) {
        return WatchView.draw(model, SIZE, at).lines().stream()
                .skip(2)
                .limit(model.lines().size())
                .map(WatchViewTest::marks)
                .collect(Collectors.joining("\n"));
    }

    private static String marks(Line line) {
        return line.spans().stream()
                .map(span -> span.style().reverse() ? "[" + span.text() + "]" : span.text())
                .collect(Collectors.joining());
    }

    @Test
    void shows_the_answer_its_age_and_the_keys() {
        WatchModel model = started();
        assertThat(WatchView.draw(model, SIZE, NOON).text()).isEqualTo("""
                 ls -s /demo  every 2 s                              asking
                ────────────────────────────────────────────────────────────





                 p pause  r refresh  : command  ? help  q quit
                """);
        model = answered(model, FIRST, NOON);
        assertThat(WatchView.draw(model, SIZE, NOON.plusSeconds(3)).text()).isEqualTo("""
                 ls -s /demo  every 2 s                                 3 s
                ────────────────────────────────────────────────────────────
                NAME   SIZE  VERSION
                a       1 B        0
                b       2 B        0


                 p pause  r refresh  : command  / filter  ? help  q quit
                """);
    }

    @Test
    void marks_what_has_changed_for_a_moment() {
        WatchModel model = answered(started(), FIRST, NOON);
        assertThat(marks(model, NOON)).doesNotContain("[");
        List<String> next =
                List.of("NAME   SIZE  VERSION", "aa      7 B        0", "b       3 B        0", "a       1 B        0");
        model = answered(model, next, NOON.plusSeconds(2));
        // The new line whole, of the changed one the cell, and nothing of the one that has only moved.
        assertThat(marks(model, NOON.plusSeconds(2))).isEqualTo("""
                NAME   SIZE  VERSION
                [aa]      [7 B]        [0]
                b       [3 B]        0
                a       1 B        0""");
        Instant end = NOON.plusSeconds(2).plus(WatchView.MARK);
        assertThat(WatchView.nextMarkEnd(model, NOON.plusSeconds(2))).contains(end);
        assertThat(marks(model, end)).isEqualTo(String.join("\n", next));
        assertThat(WatchView.nextMarkEnd(model, end)).isEmpty();
    }

    @Test
    void keeps_the_colours_of_what_is_marked() {
        String dead = "b  " + Theme.paint("dead", Level.BAD, true) + "  1";
        WatchModel model = answered(started(), List.of("b  " + Theme.paint("well", Level.GOOD, true) + "  1"), NOON);
        model = answered(model, List.of(dead), NOON);
        assertThat(WatchView.draw(model, SIZE, NOON).lines().get(2).spans())
                .containsExactly(
                        new Frame.Span("b  ", Frame.Style.PLAIN),
                        new Frame.Span("dead", Frame.Style.of(Level.BAD).reversed()),
                        new Frame.Span("  1", Frame.Style.PLAIN));
    }

    @Test
    void keeps_the_last_good_answer_dim_when_there_is_none() {
        WatchModel model = WatchView.failed(answered(started(), FIRST, NOON), "no znode /demo\u001b[2J");
        Frame frame = WatchView.draw(model, SIZE, NOON.plusSeconds(70));
        assertThat(frame.text()).isEqualTo("""
                 ls -s /demo  every 2 s             last response 1 min ago
                 error: no znode /demo\\e[2J
                NAME   SIZE  VERSION
                a       1 B        0
                b       2 B        0


                 p pause  r refresh  : command  / filter  ? help  q quit
                """);
        assertThat(frame.lines().get(3).spans()).allMatch(span -> span.style().level() == Level.DIM);
        assertThat(answered(model, FIRST, NOON).failure()).isEmpty();
    }

    @Test
    void scrolls_within_the_answer() {
        List<String> many = IntStream.range(0, 12).mapToObj(i -> "line " + i).toList();
        WatchModel model = answered(started(), many, NOON);
        assertThat(footer(model)).isEqualTo(" ↑↓ scroll  p pause  r refresh  ? help  q quit    1-5 of 12");
        assertThat(first(press(model, Key.DOWN, Key.of('j')))).isEqualTo("line 2");
        assertThat(first(press(model, Key.PAGE_DOWN, Key.UP))).isEqualTo("line 4");
        assertThat(first(press(model, Key.END))).isEqualTo("line 7");
        assertThat(first(press(model, Key.PAGE_DOWN, Key.PAGE_DOWN, Key.PAGE_DOWN)))
                .isEqualTo("line 7");
        assertThat(first(press(model, Key.END, Key.PAGE_UP, Key.of('k')))).isEqualTo("line 1");
        assertThat(first(press(model, Key.END, Key.of('g')))).isEqualTo("line 0");
        // A shorter answer leaves no blank lines below it.
        assertThat(first(answered(press(model, Key.END), many.subList(0, 6), NOON)))
                .isEqualTo("line 1");
    }

    private static WatchModel press(WatchModel model, Key... keys) {
        WatchModel pressed = model;
        for (Key key : keys) {
            pressed = WatchView.key(pressed, key, SIZE, NOON);
        }
        return pressed;
    }

    private static String first(WatchModel model) {
        return WatchView.draw(model, SIZE, NOON).lines().get(2).text();
    }

    private static String footer(WatchModel model) {
        List<Line> lines = WatchView.draw(model, SIZE, NOON).lines();
        return lines.get(lines.size() - 1).text();
    }

    @Test
    void stands_still_while_it_is_paused() {
        WatchModel paused = press(answered(started(), FIRST, NOON), Key.of(' '));
        assertThat(WatchView.draw(paused, SIZE, NOON.plusSeconds(30))
                        .lines()
                        .get(0)
                        .text())
                .endsWith("paused · 0 s");
        assertThat(footer(paused)).contains("p resume");
        assertThat(press(paused, Key.of('p')).paused()).isEmpty();
        assertThat(WatchView.action(paused, Key.of('q'), SIZE)).contains(WatchKey.QUIT);
        assertThat(WatchView.action(paused, Key.control('c'), SIZE)).contains(WatchKey.LEAVE);
        assertThat(WatchView.action(paused, Key.ESCAPE, SIZE)).isEmpty();
    }

    @Test
    void the_help_has_all_keys_and_keys_of_the_answer_wait() {
        WatchModel help = press(answered(started(), FIRST, NOON), Key.of('?'));
        assertThat(WatchView.draw(help, new Size(60, 24), NOON).text())
                .contains("pgup ctrl-b   one screen up", "W             save to a file");
        assertThat(WatchView.action(help, Key.of('W'), SIZE)).isEmpty();
        assertThat(footer(help)).isEqualTo(" q back");
        assertThat(press(help, Key.of('q'))).isEqualTo(press(help, Key.ESCAPE));
        assertThat(footer(press(help, Key.of('q')))).endsWith("? help  q quit");
    }

    @Test
    void a_filter_keeps_the_heading_and_what_matches() {
        WatchModel typing =
                press(answered(started(), FIRST, NOON), Key.of('/'), Key.of('q'), Key.BACKSPACE, Key.of('B'));
        assertThat(WatchView.action(typing, Key.of('q'), SIZE)).isEmpty();
        assertThat(WatchView.action(typing, Key.control('c'), SIZE)).contains(WatchKey.LEAVE);
        assertThat(footer(typing)).startsWith(" /B▏   3 of 3");
        WatchModel kept = press(typing, Key.of('$'), Key.BACKSPACE, Key.BACKSPACE, Key.of('^'), Key.of('b'), Key.ENTER);
        assertThat(WatchView.draw(kept, SIZE, NOON).text()).isEqualTo("""
                 ls -s /demo  every 2 s                                 0 s
                ── /^b · 2 of 3 ────────────────────────────────────────────
                NAME   SIZE  VERSION
                b       2 B        0



                 p pause  r refresh  : command  / filter  ? help  q quit
                """);
        // What matches is marked where it has changed.
        WatchModel next = answered(kept, List.of(FIRST.get(0), "a       9 B        1", "b       7 B        1"), NOON);
        assertThat(marks(next, NOON)).startsWith("NAME   SIZE  VERSION\nb       [7 B]        [1]\n");
        assertThat(press(next, Key.ESCAPE).visible(next.lines())).hasSize(3);
        assertThat(press(next, Key.ESCAPE, Key.ESCAPE)).isEqualTo(press(next, Key.ESCAPE));
    }

    @Test
    void fits_a_screen_of_any_size() {
        WatchModel model = answered(started(), FIRST, NOON);
        for (Size size : List.of(new Size(1, 1), new Size(8, 2), new Size(20, 3), new Size(30, 4))) {
            Frame frame = WatchView.draw(model, size, NOON);
            assertThat(frame.lines()).hasSize(size.rows());
            assertThat(frame.lines().subList(0, 1)).allMatch(line -> line.width() <= size.columns());
        }
    }
}
