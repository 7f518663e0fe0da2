package zooka.commands.groups;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import zooka.clients.kafka.PartitionName;
import zooka.commands.groups.CommitHistory.Place;
import zooka.testing.TestRun;

/** The rates of groups from what coordinators keep. */
final class CommitHistoryTest {

    private static final Place PLACE = new Place("billing", new PartitionName("orders", 3));

    private final CommitHistory history = new CommitHistory();

    private static Instant at(int second) {
        return TestRun.NOW.plusSeconds(second);
    }

    private static byte[] key(int version, String group, String topic, int partition) {
        byte[] first = group.getBytes(StandardCharsets.UTF_8);
        byte[] second = topic.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(10 + first.length + second.length)
                .putShort((short) version)
                .putShort((short) first.length)
                .put(first)
                .putShort((short) second.length)
                .put(second)
                .putInt(partition)
                .array();
    }

    @Test
    void the_keys_of_commits_are_told_from_others() {
        assertThat(CommitHistory.place(key(1, "billing", "orders", 3))).contains(PLACE);
        assertThat(CommitHistory.place(key(0, "b é", "o", 0))).contains(new Place("b é", new PartitionName("o", 0)));
        assertThat(CommitHistory.place(key(2, "billing", "orders", 3))).isEmpty();
        assertThat(CommitHistory.place(new byte[] {0, 1, 0, 9, 'x'})).isEmpty();
        assertThat(CommitHistory.place(new byte[0])).isEmpty();
        assertThat(CommitHistory.offset(
                        ByteBuffer.allocate(30).putShort((short) 3).putLong(77).array()))
                .isEqualTo(OptionalLong.of(77));
        assertThat(CommitHistory.offset(new byte[] {0, 3})).isEmpty();
    }

    @Test
    void a_group_has_the_partition_that_its_coordinator_chooses() {
        assertThat(CommitHistory.partition("billing", 50)).isEqualTo(9);
        assertThat("polygenelubricants".hashCode()).isEqualTo(Integer.MIN_VALUE);
        assertThat(CommitHistory.partition("polygenelubricants", 50)).isZero();
    }

    @Test
    void the_rate_is_counted_from_commit_to_commit_while_they_come() {
        history.add(PLACE, at(0), 100);
        history.add(PLACE, at(5), 150);
        history.add(PLACE, at(10), 200);
        assertThat(history.rate(PLACE, 200, at(14))).isEqualTo(OptionalDouble.of(10));
        // The next one is overdue: it has stopped for most of the time.
        assertThat(history.rate(PLACE, 200, at(100))).isEqualTo(OptionalDouble.of(1));
    }

    @Test
    void what_cannot_be_known_is_not_told() {
        history.add(PLACE, at(0), 100);
        assertThat(history.rate(PLACE, 100, at(10))).as("one commit").isEmpty();
        history.add(PLACE, at(5), 20);
        assertThat(history.rate(PLACE, 20, at(10))).as("after a reset").isEmpty();
        history.add(PLACE, at(10), 70);
        assertThat(history.rate(PLACE, 70, at(10))).isEqualTo(OptionalDouble.of(10));
        Place silent = new Place("billing", new PartitionName("orders", 4));
        assertThat(history.rate(silent, 5, at(10))).as("no commit in the time").isEqualTo(OptionalDouble.of(0));
        assertThat(history.rate(new Place("others", PLACE.partition()), 5, at(10)))
                .as("its commits were not read")
                .isEmpty();
        assertThat(Optional.of(history).map(known -> known.rate(PLACE, 10, at(10))))
                .contains(OptionalDouble.empty());
    }
}
