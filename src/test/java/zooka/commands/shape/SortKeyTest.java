package zooka.commands.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import zooka.commands.result.Cell;
import zooka.testing.TestRun;

/** The order of cells: each kind by its value. */
final class SortKeyTest {

    private static void ascend(Cell... cells) {
        List<SortKey> keys = new ArrayList<>();
        for (Cell cell : cells) {
            keys.add(SortKey.of(cell));
        }
        List<SortKey> sorted = new ArrayList<>(keys);
        Collections.reverse(sorted);
        Collections.sort(sorted);
        assertThat(sorted).isEqualTo(keys);
    }

    private static Cell bytes(String text) {
        return new Cell.Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void numbers_are_sorted_by_value_before_texts() {
        ascend(Cell.count(-3), Cell.count(2), Cell.count(10), Cell.missing());
        ascend(Cell.text("9"), Cell.text("10"), Cell.text("0x10"), Cell.text("a"), Cell.text("b"), Cell.text("é"));
        ascend(bytes("7"), bytes("12"), bytes("x"));
        ascend(new Cell.Size(9), new Cell.Size(1 << 20));
        ascend(new Cell.Millis(0.5), new Cell.Millis(3), new Cell.Millis(20.25));
        ascend(new Cell.Json("1.5"), new Cell.Json("20"), new Cell.Json("\"a\""), new Cell.Json("[1]"));
    }

    @Test
    void moments_flags_and_lists() {
        ascend(Cell.at(TestRun.NOW), Cell.at(TestRun.NOW.plusNanos(1)), Cell.at(TestRun.NOW.plus(Duration.ofDays(1))));
        ascend(Cell.flag(false), Cell.flag(true));
        ascend(
                Cell.counts(List.of(1, 2)),
                Cell.counts(List.of(1, 2, 3)),
                Cell.counts(List.of(1, 10)),
                Cell.counts(List.of(2)),
                Cell.counts(List.of()));
    }
}
