package zooka.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A short run of what {@code scripts/fuzz} does at length, with the same inputs each time. */
final class FuzzTest {

    @Test
    void nothing_that_is_almost_right_ends_in_an_exception_or_takes_too_much() {
        Fuzz.Report report = Fuzz.run(FuzzTargets.all(), 20_000, 60, 12);
        assertThat(report.findings()).isEmpty();
        assertThat(report.inputs()).isGreaterThan(1_000);
    }

    @Test
    void what_it_looks_for_is_found() {
        FuzzTarget thrown = FuzzTarget.of("thrown", bytes -> Integer.parseInt(FuzzTarget.text(bytes)), "17");
        FuzzTarget large =
                FuzzTarget.of("large", bytes -> assertThat(new byte[65 << 20]).isNotNull(), "x");
        FuzzTarget deep = FuzzTarget.of("deep", bytes -> deep(bytes.length), "x");
        for (FuzzTarget target : List.of(thrown, large, deep)) {
            assertThat(Fuzz.run(List.of(target), 20, 60, 1).findings())
                    .as(target.name())
                    .isNotEmpty();
        }
    }

    private static int deep(int depth) {
        return depth == Integer.MIN_VALUE ? 0 : 1 + deep(depth + 1);
    }
}
