package zooka.shell.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import zooka.shell.render.Glyphs;

class FilterTest {

    private static final List<String> NAMES =
            List.of("__consumer_offsets", "app-logs", "audit.log", "audit-log", "Orders");

    private static List<String> shown(String typed) {
        Filter filter = Filter.of(typed);
        return NAMES.stream().filter(filter::accepts).toList();
    }

    @Test
    void a_text_is_found_in_either_case_and_its_dot_is_a_dot() {
        assertThat(shown("")).isEqualTo(NAMES);
        assertThat(shown("LOG")).containsExactly("app-logs", "audit.log", "audit-log");
        assertThat(shown("audit.log")).containsExactly("audit.log");
        assertThat(shown("ord")).containsExactly("Orders");
    }

    @Test
    void a_text_with_a_special_character_is_a_regular_expression() {
        assertThat(shown("^a.*s$")).containsExactly("app-logs");
        assertThat(shown("audit.log$")).containsExactly("audit.log", "audit-log");
        assertThat(shown("orders|APP")).containsExactly("app-logs", "Orders");
        assertThat(shown("audit\\.log")).containsExactly("audit.log");
    }

    @Test
    void an_exclamation_mark_inverts() {
        assertThat(shown("!log")).containsExactly("__consumer_offsets", "Orders");
        assertThat(shown("!^__|log$")).containsExactly("app-logs", "Orders");
        assertThat(shown("!")).isEqualTo(NAMES);
        assertThat(Filter.of("\\!").accepts("a!b")).isTrue();
        assertThat(Filter.of("\\!").accepts("ab")).isFalse();
    }

    @Test
    void an_invalid_expression_is_named_and_filters_nothing() {
        for (String typed : List.of("app(", "[a", "!*", "a{", "\\")) {
            assertThat(shown(typed)).isEqualTo(NAMES);
            assertThat(Filter.of(typed).mistake()).contains("invalid regex");
        }
        assertThat(Filter.of("app(s)").mistake()).isEmpty();
    }

    @Test
    void an_expression_that_would_take_forever_shows_the_name() {
        String name = "a".repeat(249) + "b";
        assertThat(Filter.of("(a+)+$").accepts(name)).isTrue();
        assertThat(Filter.of("!(a+)+$").accepts(name)).isTrue();
        assertThat(Filter.of("(a|aa)*$").accepts("x".repeat(100_000))).isTrue();
    }

    @Test
    void is_typed_kept_and_cleared() {
        Glyphs look = new Glyphs(false, true, ZoneOffset.UTC);
        ListFilter filter = ListFilter.NONE.begun();
        for (Key key : List.of(Key.of('l'), Key.of('g'), Key.LEFT, Key.of('o'))) {
            filter = filter.press(key).orElseThrow();
        }
        assertThat(filter.text()).isEqualTo("log");
        assertThat(filter.press(Key.DOWN)).isEmpty();
        assertThat(filter.press(Key.END).orElseThrow().footer(look, 60, 3, 5).text())
                .isEqualTo(" /log▏   3 of 5                           ⏎ keep  esc clear");
        ListFilter kept = filter.press(Key.ENTER).orElseThrow();
        assertThat(kept.typing()).isFalse();
        assertThat(kept.summary(look, 3, 5)).isEqualTo("/log · 3 of 5");
        assertThat(kept.begun()
                        .press(Key.of('('))
                        .orElseThrow()
                        .footer(look, 60, 5, 5)
                        .text())
                .startsWith(" /log(▏   invalid regex");
        assertThat(filter.press(Key.ESCAPE)).contains(ListFilter.NONE);
        assertThat(ListFilter.NONE.begun().press(Key.BACKSPACE)).contains(ListFilter.NONE);
        assertThat(ListFilter.NONE.summary(look, 5, 5)).isEmpty();
    }
}
