package zooka.clients.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zooka.clients.Failure;

/** A word that is a name, a pattern, or both. */
final class SelectorTest {

    private static final List<String> NAMES =
            List.of("team-*", "team-a", "team-b", "app[1]", "app1", "what?", "a\\b", "");

    private static List<String> among(String word) {
        return new Selector(word).among(NAMES);
    }

    @Test
    void a_name_that_exists_is_that_name_whatever_characters_it_has() {
        assertThat(among("team-*")).containsExactly("team-*");
        assertThat(among("app[1]")).containsExactly("app[1]");
        assertThat(among("what?")).containsExactly("what?");
        assertThat(among("a\\b")).containsExactly("a\\b");
    }

    @Test
    void another_word_is_a_pattern_or_a_name_without_its_backslashes() {
        assertThat(among("team-**")).containsExactly("team-*", "team-a", "team-b");
        assertThat(among("[a]pp1")).containsExactly("app1");
        assertThat(among("team-\\*")).containsExactly("team-*");
        assertThat(among("app\\[1]")).containsExactly("app[1]");
        assertThat(among("a\\\\b")).containsExactly("a\\b");
        assertThat(among("\'\'")).containsExactly("");
        assertThat(among("none*")).isEmpty();
    }

    @Test
    void a_change_does_not_guess_and_the_hint_says_how_to_type_either() {
        assertThatThrownBy(() -> new Selector("team-*").changing(NAMES, "group"))
                .hasMessage("'team-*' is the name of a group, and a pattern that matches 2 others")
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE);
                    assertThat(failure.hint()).contains("use 'team-\\*' for the group, or 'team-**' for the pattern");
                });
        assertThatThrownBy(() -> new Selector("app[1]").changing(NAMES, "group"))
                .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.hint())
                        .contains("use 'app\\[1]' for the group, or '[a]pp[1]' for the pattern"));
        assertThat(new Selector("what?").changing(NAMES, "group")).containsExactly("what?");
        assertThat(new Selector("team-?").changing(NAMES, "group")).containsExactly("team-*", "team-a", "team-b");
    }

    @Test
    void a_command_that_takes_one_refuses_a_pattern_that_is_no_name() {
        assertThat(new Selector("team-*").one(NAMES, "group")).isEqualTo("team-*");
        assertThat(new Selector("new-\\*").one(NAMES, "group")).isEqualTo("new-*");
        assertThat(new Selector("new").one(NAMES, "group")).isEqualTo("new");
        assertThatThrownBy(() -> new Selector("new-*").one(NAMES, "group"))
                .hasMessage("'new-*' is a pattern; expected the name of one group")
                .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.hint())
                        .contains("use 'new-\\*' for the group with this name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "team-*", "app[1]", "a\\b", "what?", "", "a b"})
    void every_name_can_be_typed_exactly(String name) {
        Selector selector = new Selector(Selector.exactly(name));
        assertThat(selector.isPattern()).isFalse();
        assertThat(selector.name()).isEqualTo(name);
        assertThat(selector.among(List.of("x", name, "team-a", "app1", "what1")))
                .containsExactly(name);
    }
}
