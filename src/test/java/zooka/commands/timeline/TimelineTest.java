package zooka.commands.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class TimelineTest {

    private static final Instant T0 = Instant.parse("2026-03-01T14:02:03Z");

    private static Point at(Duration after, int controller) {
        Instant time = T0.plus(after);
        return Snapshot.UNKNOWN
                .edit(T0)
                .asOf(T0)
                .controller(OptionalInt.of(0), OptionalInt.empty(), Optional.empty())
                .done()
                .state()
                .edit(time)
                .asOf(time)
                .controller(OptionalInt.of(controller), OptionalInt.empty(), Optional.empty())
                .done();
    }

    private static Timeline of(Point... points) {
        Timeline timeline = Timeline.EMPTY;
        for (Point point : points) {
            timeline = timeline.with(point);
        }
        return timeline;
    }

    @Test
    void a_state_without_events_takes_the_place_of_the_last() {
        Point moved = at(Duration.ofSeconds(1), 1);
        Point same = new Point(at(Duration.ofSeconds(9), 1).state(), List.of());

        Timeline timeline = of(at(Duration.ZERO, 0), moved, same);

        assertThat(timeline.last()).isEqualTo(1);
        assertThat(timeline.get(1).state()).isSameAs(same.state());
        assertThat(timeline.get(1).events()).isEqualTo(moved.events());
        assertThat(timeline.get(1).at()).isEqualTo(T0.plusSeconds(1));
    }

    @Test
    void finds_the_point_of_a_time() {
        Timeline timeline = of(at(Duration.ZERO, 0), at(Duration.ofSeconds(10), 1), at(Duration.ofSeconds(20), 2));

        assertThat(timeline.at(T0.minusSeconds(5))).isZero();
        assertThat(timeline.at(T0.plusSeconds(10))).isEqualTo(1);
        assertThat(timeline.at(T0.plusSeconds(19))).isEqualTo(1);
        assertThat(timeline.at(T0.plusSeconds(500))).isEqualTo(2);
    }

    @Test
    void holds_an_hour_and_the_state_before_it() {
        Timeline timeline = of(at(Duration.ZERO, 0), at(Duration.ofMinutes(1), 1), at(Duration.ofMinutes(30), 2));

        Timeline later = timeline.with(at(Duration.ofMinutes(75), 3));

        assertThat(later.first()).isEqualTo(1);
        assertThat(later.last()).isEqualTo(3);
        assertThat(later.get(1).state().controller()).hasValue(1);
        assertThat(later.get(1).events()).as("what came before is forgotten").isEmpty();
        assertThat(later.get(3).state().controller()).hasValue(3);
        assertThat(later.get(0)).as("the nearest that is left").isSameAs(later.get(1));
    }

    @Test
    void holds_no_more_events_than_it_has_room_for() {
        Timeline timeline = Timeline.EMPTY;
        for (int i = 0; i < 60_000; i++) {
            timeline = timeline.with(at(Duration.ofMillis(i), i + 1));
        }

        assertThat(timeline.last() - timeline.first()).isEqualTo(50_000);
        assertThat(timeline.get(timeline.last()).state().controller()).hasValue(60_000);
    }
}
