package zooka.clients.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zooka.clients.Failure;

/** Patterns of names, and names that they match or do not. */
final class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "lock, lock, lockk",
        "*lock*, a-lock-1, a-loc-1",
        "*, '', ",
        "?, é, éé",
        "job-??, job-01, job-1",
        "[abc]x, bx, dx",
        "[a-c]x, bx, dx",
        "[!abc]x, dx, bx",
        "[^abc]x, dx, bx",
        "[]]x, ]x, x",
        "[!]]x, ax, ]x",
        "[a\\b]x, \\x, cx",
        "[a&&b]x, ax, cx",
        "'[[a]x', '[x', bx",
        "[abc, [abc, a",
        "[], [], a",
        "[!], [!], a",
        "a.b, a.b, axb",
        "'a(b|c)+$', 'a(b|c)+$', ab",
        "\\E*\\Q, E1Q, 1",
        "a\\*, a*, ab",
        "\\[a]x, [a]x, ax",
        "a\\\\b, a\\b, a\\\\b",
        "a\\, a\\, a"
    })
    void matches_whole_names(String glob, String matched, String other) {
        assertThat(new Glob(glob).matches(matched)).as(matched).isTrue();
        if (other != null) {
            assertThat(new Glob(glob).matches(other)).as(other).isFalse();
        }
    }

    @Test
    void takes_many_stars_without_trying_all_ways() {
        Glob glob = new Glob("*a".repeat(40) + "*b*");
        assertThat(glob.matches("a".repeat(200))).isFalse();
        assertThat(glob.matches("a".repeat(200) + "b")).isTrue();
        assertThat(new Glob("a*ab*b").matches("aabb")).isTrue();
        assertThat(new Glob("a*ab*b").matches("aab")).isFalse();
        assertThatThrownBy(() -> new Glob("?".repeat(1_001))).isInstanceOf(Failure.class);
    }

    @Test
    void takes_line_breaks_for_characters() {
        assertThat(new Glob("a*b").matches("a\nb")).isTrue();
        assertThat(new Glob("a?b").matches("a\nb")).isTrue();
    }

    @Test
    void refuses_a_range_that_ends_before_it_begins() {
        assertThatThrownBy(() -> new Glob("[z-a]")).isInstanceOf(Failure.class).hasMessage("invalid pattern '[z-a]'");
    }
}
