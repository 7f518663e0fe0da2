package zooka.clients.kafka.wire.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.metadata.NoOpRecord;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.Test;

/** What was fetched counts once it is committed, and only as long as the leader has it. */
final class LogPositionTest {

    private final LogPosition position = new LogPosition();

    private static MemoryRecords batch(long offset, int epoch) {
        return LogRecords.batch(offset, epoch, new NoOpRecord(), new NoOpRecord());
    }

    private List<Long> commit(long highWatermark) {
        return position.commit(highWatermark).stream()
                .map(RecordBatch::baseOffset)
                .toList();
    }

    private String told() {
        return position.committed() + " of " + position.next() + " in " + position.lastEpoch();
    }

    @Test
    void batches_wait_until_the_high_watermark_has_passed_them() {
        assertThat(told()).isEqualTo("0 of 0 in 0");
        position.add(LogRecords.log(batch(0, 1), batch(2, 1), batch(4, 2)));

        assertThat(told()).isEqualTo("0 of 6 in 2");
        assertThat(commit(-1)).isEmpty();
        assertThat(commit(4)).containsExactly(0L, 2L);
        assertThat(told()).isEqualTo("4 of 6 in 2");
        assertThat(commit(100)).containsExactly(4L);
        assertThat(told()).isEqualTo("6 of 6 in 2");
    }

    @Test
    void what_was_fetched_before_is_not_taken_twice() {
        position.add(LogRecords.log(batch(0, 1), batch(2, 1)));
        position.add(LogRecords.log(batch(2, 1), batch(4, 1)));

        assertThat(commit(6)).containsExactly(0L, 2L, 4L);
    }

    @Test
    void what_the_next_leader_does_not_have_is_dropped() {
        position.add(LogRecords.log(batch(0, 1), batch(2, 2), batch(4, 2)));
        assertThat(commit(2)).containsExactly(0L);

        assertThat(position.truncate(2, 4)).isTrue();
        assertThat(told()).isEqualTo("2 of 4 in 2");
        position.add(batch(4, 3));
        assertThat(commit(6)).containsExactly(2L, 4L);
        assertThat(told()).isEqualTo("6 of 6 in 3");
    }

    @Test
    void batches_of_a_later_epoch_are_dropped_too() {
        position.add(LogRecords.log(batch(0, 1), batch(2, 3)));

        assertThat(position.truncate(2, 9)).isTrue();
        assertThat(told()).isEqualTo("0 of 2 in 1");
    }

    @Test
    void a_log_without_what_was_committed_is_another_one() {
        position.add(LogRecords.log(batch(0, 1), batch(2, 1)));
        assertThat(commit(4)).hasSize(2);

        assertThat(position.truncate(1, 2)).isFalse();
        position.continueAt(0, 0);
        assertThat(told()).isEqualTo("0 of 0 in 0");
    }

    @Test
    void it_goes_on_where_a_snapshot_ends() {
        position.add(batch(0, 1));
        position.continueAt(120, 4);
        assertThat(told()).isEqualTo("120 of 120 in 4");

        position.add(batch(120, 4));
        assertThat(commit(122)).containsExactly(120L);
    }
}
