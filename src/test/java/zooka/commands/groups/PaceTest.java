package zooka.commands.groups;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import zooka.commands.groups.CatchUp.State;

/** When a lag is gone. */
class PaceTest {

    private static Pace pace(long lag, double in, double out) {
        return new Pace(OptionalLong.of(lag), OptionalDouble.of(in), OptionalDouble.of(out), true);
    }

    private static State state(Pace pace) {
        return pace.catchUp(true).state();
    }

    @Test
    void a_lag_is_gone_when_more_is_read_than_written() {
        CatchUp catchUp = pace(80_300, 1_900, 1_950).catchUp(true);
        assertThat(catchUp.state()).isEqualTo(State.LATER);
        assertThat(catchUp.seconds()).hasValue(1_606);
        assertThat(pace(1, 0, 50).catchUp(true).seconds()).hasValue(1);
    }

    @Test
    void a_lag_that_grows_or_stays_is_never_gone() {
        assertThat(state(pace(48_211, 1_900, 1_000))).isEqualTo(State.NEVER);
        assertThat(state(pace(48_211, 1_000, 1_000))).isEqualTo(State.NEVER);
        assertThat(state(pace(10, 0, 0))).isEqualTo(State.NEVER);
    }

    @Test
    void the_lag_of_a_few_seconds_that_every_reader_has_is_steady() {
        assertThat(state(pace(4_000, 1_000, 1_000))).isEqualTo(State.STEADY);
        assertThat(state(pace(4_000, 1_000, 1_200))).isEqualTo(State.STEADY);
        assertThat(state(pace(4_000, 1_000, 1_500))).isEqualTo(State.LATER);
        assertThat(state(pace(8_000, 1_000, 1_020))).isEqualTo(State.LATER);
        assertThat(state(pace(4_000, 1_000, 990))).isEqualTo(State.STEADY);
        assertThat(state(pace(0, 1_000, 990))).isEqualTo(State.DONE);
    }

    @Test
    void nothing_is_said_before_it_is_known() {
        assertThat(state(Pace.of(OptionalLong.of(10)))).isEqualTo(State.UNKNOWN);
        assertThat(state(Pace.of(OptionalLong.empty()))).isEqualTo(State.UNKNOWN);
        Pace early = new Pace(OptionalLong.of(10), OptionalDouble.of(9), OptionalDouble.of(0), false);
        assertThat(state(early)).isEqualTo(State.UNKNOWN);
    }

    @Test
    void without_members_nothing_committed_says_nothing() {
        assertThat(pace(120_400, 1_900, 0).catchUp(false).state()).isEqualTo(State.IDLE);
        assertThat(pace(120_400, 1_900, 1).catchUp(false).state()).isEqualTo(State.NEVER);
    }

    @Test
    void a_lag_in_records_is_a_time_by_the_rate_in() {
        assertThat(pace(3_800, 1_900, 0).behind()).contains(Duration.ofSeconds(2));
        assertThat(pace(0, 0, 0).behind()).contains(Duration.ZERO);
        assertThat(pace(5, 0, 0).behind()).isEmpty();
    }

    @Test
    void a_sum_is_of_what_is_known() {
        Pace unknown = Pace.of(OptionalLong.empty());
        assertThat(Pace.sum(List.of(unknown)).lag()).isEmpty();
        Pace sum = Pace.sum(List.of(pace(5, 1, 2), unknown, pace(-3, 1, 2)));
        assertThat(sum.lag()).hasValue(5);
        assertThat(sum.in()).hasValue(2);
        assertThat(sum.out()).hasValue(4);
        assertThat(Pace.sum(List.of(pace(-3, 0, 0))).lag()).hasValue(-3);
    }
}
