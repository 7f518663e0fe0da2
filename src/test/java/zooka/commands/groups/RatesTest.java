package zooka.commands.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import zooka.clients.kafka.Groups.Commit;
import zooka.clients.kafka.Groups.Lag;
import zooka.clients.kafka.Groups.Log;
import zooka.clients.kafka.PartitionName;
import zooka.testing.TestRun;

/** Rates from answers and their times. */
class RatesTest {

    private static final PartitionName PARTITION = new PartitionName("app-logs", 0);

    private final Rates rates = new Rates(Duration.ofSeconds(10));

    private static Lag lag(long committed, long end) {
        return new Lag(
                new Commit(
                        "parser",
                        PARTITION,
                        committed < 0 ? OptionalLong.empty() : OptionalLong.of(committed),
                        OptionalInt.empty(),
                        "",
                        OptionalLong.empty(),
                        Optional.empty()),
                new Log(
                        OptionalLong.of(0),
                        end < 0 ? OptionalLong.empty() : OptionalLong.of(end),
                        OptionalLong.empty(),
                        true));
    }

    private void answer(double seconds, long committed, long end) {
        Instant at = TestRun.NOW.plusMillis(Math.round(seconds * 1000));
        rates.add(at, List.of(lag(committed, end)));
    }

    private OptionalDouble out() {
        return rates.out("parser", PARTITION);
    }

    private OptionalDouble in() {
        return rates.in(PARTITION);
    }

    @Test
    void two_answers_give_a_rate_by_the_time_between_them() {
        answer(0, 100, 1_000);
        assertThat(in()).isEmpty();
        assertThat(out()).isEmpty();
        answer(2.5, 200, 6_000);
        assertThat(in()).hasValue(2_000);
        assertThat(out()).hasValue(40);
    }

    @Test
    void what_is_unknown_now_has_no_rate() {
        answer(0, 100, 1_000);
        answer(2, 200, -1);
        assertThat(in()).isEmpty();
        assertThat(out()).hasValue(50);
        answer(4, -1, 1_200);
        assertThat(in()).isEmpty();
        assertThat(out()).isEmpty();
        answer(6, 400, 1_400);
        assertThat(in()).hasValue(100);
        assertThat(out()).isEmpty();
    }

    @Test
    void an_offset_that_goes_back_begins_anew() {
        answer(0, 900, 1_000);
        answer(2, 0, 100);
        assertThat(in()).isEmpty();
        assertThat(out()).isEmpty();
        answer(4, 20, 200);
        assertThat(in()).hasValue(50);
        assertThat(out()).hasValue(10);
    }

    @Test
    void a_rate_covers_the_last_half_minute() {
        for (int second = 0; second <= 60; second += 2) {
            answer(second, 0, second <= 40 ? 0 : (second - 40) * 300L);
        }
        assertThat(in().getAsDouble()).isCloseTo(200, within(0.01));
        answer(600, 0, 6_000);
        assertThat(in()).hasValue(0);
    }

    @Test
    void commits_every_five_seconds_do_not_make_the_rate_swing() {
        for (int second = 0; second <= 40; second++) {
            answer(second, second / 5 * 500L, second * 100L);
            if (second >= 12) {
                assertThat(out().getAsDouble()).as("after %d s", second).isCloseTo(100, within(25.0));
            }
        }
    }

    @Test
    void a_reader_that_stops_falls_to_nothing() {
        for (int second = 0; second <= 20; second += 2) {
            answer(second, second * 100L, second * 100L);
        }
        assertThat(out()).hasValue(100);
        double before = 100;
        for (int second = 22; second <= 50; second += 2) {
            answer(second, 2_000, second * 100L);
            assertThat(out().getAsDouble()).isLessThanOrEqualTo(before);
            before = out().getAsDouble();
        }
        answer(52, 2_000, 5_200);
        assertThat(out()).hasValue(0);
        assertThat(in()).hasValue(100);
    }

    @Test
    void answers_close_together_are_not_all_kept_but_count() {
        for (int tenth = 0; tenth <= 100; tenth++) {
            answer(tenth / 10.0, 0, tenth * 10L);
        }
        assertThat(in().getAsDouble()).isCloseTo(100, within(0.01));
        assertThat(rates.settled()).isTrue();
    }

    @Test
    void a_clock_that_is_set_back_begins_anew() {
        answer(100, 0, 100);
        answer(50, 0, 200);
        assertThat(in()).isEmpty();
        answer(52, 0, 300);
        assertThat(in()).hasValue(50);
        assertThat(rates.settled()).isFalse();
    }
}
