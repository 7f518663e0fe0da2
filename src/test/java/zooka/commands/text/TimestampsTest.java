package zooka.commands.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zooka.clients.Failure;
import zooka.testing.TestRun;

/** All forms of a time, which every command takes that takes one. */
class TimestampsTest {

    private static final Clock CLOCK = Clock.fixed(TestRun.NOW, ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "2020-04-05T13:56:00.000Z, 2020-04-05T13:56:00Z",
        "2020-04-05T13:56:00.000+0200, 2020-04-05T11:56:00Z",
        "2020-04-05T13:56:00.000+02:00, 2020-04-05T11:56:00Z",
        "2020-04-05T13:56:00+02, 2020-04-05T11:56:00Z",
        "2020-04-05T13:56-03, 2020-04-05T16:56:00Z",
        "2020-04-05T13:56:00.000, 2020-04-05T13:56:00Z",
        "2020-04-05T13:56:00.123456, 2020-04-05T13:56:00.123456Z",
        "2020-04-05 13:56, 2020-04-05T13:56:00Z",
        "2020-04-05, 2020-04-05T00:00:00Z",
        "@1700000000000, 2023-11-14T22:13:20Z",
        "@0, 1970-01-01T00:00:00Z",
        "10m, 2026-03-01T13:52:03Z"
    })
    void takes(String text, Instant wanted) {
        assertThat(Timestamps.of(text, CLOCK)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "yesterday, examples: 2026-03-01T14:02:03Z",
        "1700000000000, use @1700000000000",
        "@1700000000, use @1700000000000",
        "@99999999999999999999, examples: 2026-03-01T14:02:03Z",
        "+999999999-01-01T00:00:00Z, examples: 2026-03-01T14:02:03Z",
        "2026-13-01, examples: 2026-03-01T14:02:03Z",
        "2026-03-01T14:02:03+9900, examples: 2026-03-01T14:02:03Z"
    })
    void refuses_what_is_none_and_says_what_is(String text, String hint) {
        assertThatThrownBy(() -> Timestamps.of(text, CLOCK)).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE);
            assertThat(failure.hint().orElseThrow()).startsWith(hint);
        });
    }
}
