package zooka.shell.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class StreamsTest {

    private static Streams streams(Map<String, String> environment) {
        return Streams.ofProcess(environment, false);
    }

    @Test
    void a_locale_says_what_can_be_shown_and_the_first_that_is_set_counts() {
        assertThat(streams(Map.of("LANG", "C")).ascii()).isTrue();
        assertThat(streams(Map.of("LANG", "en_US.UTF-8")).ascii()).isFalse();
        assertThat(streams(Map.of("LANG", "C", "LC_ALL", "C.utf8")).ascii()).isFalse();
        assertThat(streams(Map.of("LANG", "en_US.UTF-8", "LC_ALL", "POSIX")).ascii())
                .isTrue();
        assertThat(streams(Map.of()).ascii()).isFalse();
        assertThat(Streams.ofProcess(Map.of("LANG", "en_US.UTF-8"), true).ascii())
                .isTrue();
    }

    @Test
    void no_colour_is_asked_for_by_a_variable_that_is_not_empty() {
        assertThat(streams(Map.of("NO_COLOR", "1")).colour()).isFalse();
        assertThat(streams(Map.of("NO_COLOR", "")).colour()).isTrue();
        assertThat(streams(Map.of()).colour()).isTrue();
    }
}
