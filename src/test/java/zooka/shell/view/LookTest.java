package zooka.shell.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LookTest {

    private static Look look(Map<String, String> environment) {
        return Look.of(environment, false, ZoneOffset.UTC);
    }

    @Test
    void a_locale_says_what_can_be_shown_and_the_first_that_is_set_counts() {
        assertThat(look(Map.of("LANG", "C")).ascii()).isTrue();
        assertThat(look(Map.of("LANG", "en_US.UTF-8")).ascii()).isFalse();
        assertThat(look(Map.of("LANG", "C", "LC_ALL", "C.utf8")).ascii()).isFalse();
        assertThat(look(Map.of("LANG", "en_US.UTF-8", "LC_ALL", "POSIX")).ascii())
                .isTrue();
        assertThat(look(Map.of()).ascii()).isFalse();
        assertThat(Look.of(Map.of("LANG", "en_US.UTF-8"), true, ZoneOffset.UTC).ascii())
                .isTrue();
    }

    @Test
    void no_colour_is_asked_for_by_a_variable_that_is_not_empty() {
        assertThat(look(Map.of("NO_COLOR", "1")).colour()).isFalse();
        assertThat(look(Map.of("NO_COLOR", "")).colour()).isTrue();
        assertThat(look(Map.of()).colour()).isTrue();
    }
}
