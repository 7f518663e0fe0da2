package zooka.shell.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Picture;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Frame.Span;
import zooka.shell.screen.Frame.Style;
import zooka.shell.screen.Key;
import zooka.shell.sheet.Sheet.Column;
import zooka.shell.sheet.Sheet.Row;
import zooka.shell.sheet.Sheet.Value;
import zooka.testing.SetClock;

/** What the keys of a screen of rows do. */
class SheetKeysTest {

    /** Names with a number each; an odd one is unhealthy. */
    private record Numbers(Instant at, TreeMap<String, Integer> numbers) implements Picture {
        @Override
        public String view() {
            return "numbers";
        }
    }

    private static final class NumbersSubject implements Subject<Numbers> {
        private static final List<Column> COLUMNS =
                List.of(Column.text("NAME", 6, 30, 0), Column.number("NUMBER", 6, 0), Column.text("WORD", 4, 9, 9));

        @Override
        public String name() {
            return "numbers";
        }

        @Override
        public String cluster(Numbers picture) {
            return "here";
        }

        @Override
        public Instant asOf(Numbers picture) {
            return picture.at();
        }

        @Override
        public List<String> troubles(Numbers picture) {
            return picture.numbers().containsKey("lost") ? List.of("lost one", "lost two") : List.of();
        }

        @Override
        public List<List<Span>> summary(Numbers picture, Instant now) {
            return List.of(List.of(new Span("numbers " + picture.numbers().size(), Style.PLAIN)));
        }

        @Override
        public Sheet rows(Numbers picture, Instant now) {
            List<Row> rows = new ArrayList<>();
            picture.numbers()
                    .forEach((name, number) -> rows.add(new Row(
                            name,
                            number % 2 == 1,
                            List.of(
                                    Value.text(name),
                                    number < 0 ? Value.UNKNOWN : Value.count(number),
                                    Value.text(number > 5 ? "many" : "few")))));
            return new Sheet("numbers", COLUMNS, rows, "no numbers");
        }

        @Override
        public Optional<Page> page(Numbers picture, String key, Instant now) {
            return Optional.ofNullable(picture.numbers().get(key))
                    .map(number -> new Page(
                            List.of(List.of(new Span(key + " is " + number, Style.PLAIN))),
                            List.of(rows(picture, now), new Sheet("nothing", COLUMNS, List.of(), "nothing here"))));
        }

        @Override
        public List<Change> changes(Numbers before, Numbers after) {
            List<Change> changes = new ArrayList<>();
            after.numbers().forEach((name, number) -> {
                if (!number.equals(before.numbers().get(name))) {
                    changes.add(new Change(after.at(), name, Level.PLAIN, name + " is " + number + " now"));
                }
            });
            return changes;
        }

        @Override
        public int marked() {
            return 1;
        }

        @Override
        public List<String> legend() {
            return List.of("odd\tunhealthy");
        }
    }

    private final SetClock clock = new SetClock();
    private final TreeMap<String, Integer> numbers = new TreeMap<>();
    private final SheetDriver<Numbers> screen =
            new SheetDriver<>(new NumbersSubject(), new Glyphs(false, true, ZoneOffset.UTC), clock);

    private void look() {
        screen.picture(new Numbers(clock.instant(), new TreeMap<>(numbers)));
    }

    private void three() {
        numbers.put("one", 1);
        numbers.put("six", 6);
        numbers.put("ten", 10);
        look();
    }

    private void set(String name, int number) {
        clock.after(Duration.ofSeconds(10));
        numbers.put(name, number);
        look();
    }

    @Test
    void rows_are_sorted_by_any_column_and_back() {
        three();
        numbers.put("unknown", -1);
        look();
        assertThat(screen.rows()).containsExactly("one", "six", "ten", "unknown");
        assertThat(screen.line(2)).contains("NAME▴");
        screen.type("s");
        assertThat(screen.rows()).containsExactly("ten", "six", "one", "unknown");
        assertThat(screen.line(2)).contains("NUMBER▾");
        screen.type("S");
        assertThat(screen.rows()).containsExactly("one", "six", "ten", "unknown");
        screen.type("s");
        assertThat(screen.rows()).containsExactly("one", "unknown", "six", "ten");
        screen.type("s");
        assertThat(screen.line(2)).contains("NAME▴");
    }

    @Test
    void numbers_in_names_are_sorted_by_their_value() {
        for (String name : List.of("orders-10", "orders-2", "Orders-1", "orders-2b", "audit", "2")) {
            numbers.put(name, 1);
        }
        look();
        assertThat(screen.rows()).containsExactly("2", "audit", "Orders-1", "orders-2", "orders-2b", "orders-10");
    }

    @Test
    void the_column_that_rows_are_sorted_by_is_always_shown() {
        three();
        screen.sized(20, 24);
        assertThat(screen.line(2)).doesNotContain("WORD");
        screen.type("ss");
        assertThat(screen.line(2)).contains("WORD▴");
    }

    @Test
    void a_filter_is_typed_and_kept_and_cleared() {
        three();
        screen.type("/E");
        assertThat(screen.rows()).containsExactly("one", "ten");
        assertThat(screen.footer()).startsWith(" /E▏   2 of 3").endsWith("⏎ keep  esc clear");
        screen.press(Key.ENTER);
        assertThat(screen.rows()).containsExactly("one", "ten");
        screen.type("/x");
        screen.press(Key.BACKSPACE);
        screen.press(Key.BACKSPACE);
        screen.type("zzz");
        assertThat(screen.line(3)).isEqualTo(" no name matches zzz");
        screen.press(Key.ESCAPE);
        assertThat(screen.rows()).hasSize(3);
    }

    @Test
    void a_filter_may_be_a_regex_and_its_inverse() {
        three();
        screen.type("/^.(n|i)");
        assertThat(screen.rows()).containsExactly("one", "six");
        screen.press(Key.control('u'));
        screen.type("!e");
        assertThat(screen.rows()).containsExactly("six");
        screen.press(Key.ENTER);
        assertThat(screen.line(1)).startsWith("── /!e · 1 of 3 ────");
    }

    @Test
    void a_name_is_copied_and_a_picture_saved_where_there_is_one() {
        assertThat(screen.effect("y")).isEqualTo("NONE");
        assertThat(screen.effect("W")).isEqualTo("NONE");
        assertThat(screen.effect(":")).isEqualTo("COMMAND");
        three();
        assertThat(screen.effect("y")).isEqualTo("COPY");
        assertThat(screen.effect("W")).isEqualTo("SAVE");
        screen.press(Key.ENTER);
        assertThat(screen.effect("y")).isEqualTo("COPY");
        screen.press(Key.TAB);
        assertThat(screen.frame().text()).contains("nothing here");
        assertThat(screen.effect("y")).isEqualTo("NONE");
    }

    @Test
    void only_what_is_unhealthy() {
        three();
        screen.type("z");
        assertThat(screen.rows()).containsExactly("one");
        assertThat(screen.footer()).contains("z all");
        set("one", 2);
        assertThat(screen.line(3)).isEqualTo(" nothing unhealthy");
    }

    @Test
    void the_selection_is_a_name_and_stays() {
        three();
        screen.press(Key.DOWN);
        assertThat(screen.selected()).contains("six");
        set("nine", 9);
        assertThat(screen.selected()).contains("six");
        screen.type("G");
        assertThat(screen.selected()).contains("ten");
        screen.type("g");
        assertThat(screen.selected()).contains("nine");
    }

    @Test
    void a_page_is_opened_turned_and_left() {
        three();
        screen.press(Key.ENTER);
        assertThat(screen.line(2)).isEqualTo(" one is 1");
        assertThat(screen.opened()).contains("one");
        assertThat(screen.focus().opened()).contains("one");
        screen.type("t");
        assertThat(screen.frame().text()).contains("nothing here");
        assertThat(screen.footer()).contains("tab numbers").contains("q back").doesNotContain("open");
        screen.type("q");
        assertThat(screen.opened()).isEmpty();
        screen.type("q");
        assertThat(screen.closed()).isTrue();
    }

    @Test
    void a_page_whose_row_is_gone_is_closed() {
        three();
        screen.press(Key.ENTER);
        numbers.remove("one");
        look();
        assertThat(screen.opened()).isEmpty();
        assertThat(screen.selected()).contains("six");
    }

    @Test
    void a_pause_holds_the_rows_and_counts_the_changes() {
        three();
        screen.type("p");
        set("six", 7);
        assertThat(screen.line(0)).endsWith("paused · 1 change pending");
        assertThat(screen.frame().text()).contains("no changes since 14:02:03").contains("p resume");
        screen.type("p");
        assertThat(screen.line(0)).endsWith("live ·  0 s");
        assertThat(screen.frame().text()).contains(" 14:02:13  six is 7 now");
    }

    @Test
    void what_has_just_changed_is_marked_for_five_seconds() {
        three();
        set("six", 7);
        assertThat(screen.reversed()).contains("7");
        clock.after(Duration.ofSeconds(5));
        assertThat(screen.reversed()).doesNotContain("7");
    }

    @Test
    void what_is_missing_takes_the_place_of_the_rule() {
        three();
        assertThat(screen.line(1)).startsWith("────");
        set("lost", 1);
        assertThat(screen.line(1)).isEqualTo(" incomplete: lost one (and 1 more)");
    }

    @Test
    void what_is_visible_is_what_is_looked_at() {
        for (int i = 0; i < 100; i++) {
            numbers.put(String.format("n%02d", i), i);
        }
        look();
        screen.sized(80, 10);
        assertThat(screen.focus().visible()).hasSize(6).startsWith("n00");
        screen.type("G");
        assertThat(screen.focus().visible()).hasSize(6).endsWith("n99");
    }

    @Test
    void keys_that_do_nothing_are_not_in_the_footer() {
        assertThat(screen.footer()).isEqualTo(" : command  r refresh  ? help  q quit");
        look();
        assertThat(screen.footer()).isEqualTo(" / filter  z unhealthy  p pause  : command  r refresh  ? help  q quit");
        screen.type("r");
        assertThat(screen.refreshed()).isTrue();
        screen.type("?");
        assertThat(screen.footer()).isEqualTo(" q back");
        assertThat(screen.sized(80, 20).line(19)).isEqualTo(" ↑↓ scroll  q back");
        screen.sized(80, 24);
        screen.press(Key.ESCAPE);
        screen.press(Key.control('c'));
        assertThat(screen.closed()).isTrue();
    }

    @Test
    void every_size_is_drawn_within_its_bounds() {
        three();
        set("a-name-that-is-much-too-long-for-anything", 3);
        for (int columns : new int[] {1, 2, 10, 20, 40, 79, 200}) {
            for (int rows : new int[] {1, 2, 4, 5, 8, 10, 13, 16, 60}) {
                screen.sized(columns, rows);
                for (String keys : new String[] {"", "?", "q", "/x"}) {
                    screen.type(keys);
                    assertThat(screen.frame().lines())
                            .as("%d×%d %s", columns, rows, keys)
                            .hasSizeLessThanOrEqualTo(rows)
                            .allMatch(line -> line.width() <= columns);
                    if (keys.equals("/x")) {
                        screen.press(Key.ESCAPE);
                    }
                }
                screen.press(Key.ENTER);
                assertThat(screen.frame().lines()).hasSizeLessThanOrEqualTo(rows);
                screen.press(Key.ESCAPE);
            }
        }
    }
}
