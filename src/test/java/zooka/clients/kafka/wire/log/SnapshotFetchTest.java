package zooka.clients.kafka.wire.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.metadata.FeatureLevelRecord;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.clients.kafka.MetadataChange.FeatureLevel;
import zooka.clients.kafka.wire.log.ScriptedController.Snapshot;
import zooka.testing.FollowedLog;

/** A snapshot takes several requests; meanwhile it may be replaced by a newer one. */
@Timeout(60)
final class SnapshotFetchTest {

    private static final int PART = 100;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static MemoryRecords batch(long offset, String feature) {
        return LogRecords.batch(offset, 5, feature(feature));
    }

    private static ApiMessage feature(String name) {
        return new FeatureLevelRecord().setName(name).setFeatureLevel((short) 1);
    }

    /** A snapshot of several parts. */
    private static Snapshot snapshot(long end, String prefix) {
        return new Snapshot(
                end,
                LogRecords.log(IntStream.range(0, 4)
                        .mapToObj(i -> batch(i, prefix + i))
                        .toArray(MemoryRecords[]::new)));
    }

    private static FollowedLog follow(ScriptedController controller) {
        return new FollowedLog(SmallParts.follow(List.of(controller.address()), TIMEOUT, PART));
    }

    private static List<String> features(FollowedLog log) {
        return log.all(FeatureLevel.class).stream().map(FeatureLevel::name).toList();
    }

    /** The positions of all parts of a snapshot. */
    private static List<String> parts(Snapshot snapshot) {
        List<String> parts = new ArrayList<>();
        for (int position = 0; position < snapshot.records().sizeInBytes(); position += PART) {
            parts.add(snapshot.end() + "@" + position);
        }
        return parts;
    }

    @Test
    void a_log_that_begins_later_is_read_after_its_snapshot() throws IOException {
        Snapshot snapshot = snapshot(10, "kept-");
        assertThat(parts(snapshot)).hasSizeGreaterThan(2);
        try (ScriptedController controller = new ScriptedController(snapshot, batch(10, "new"), 11);
                FollowedLog log = follow(controller)) {
            assertThat(features(log)).containsExactly("kept-0", "kept-1", "kept-2", "kept-3", "new");
            assertThat(log.batches()).extracting(one -> one.snapshot()).containsExactly(true, true, true, true, false);
            assertThat(controller.asked()).isEqualTo(parts(snapshot));
        }
    }

    @Test
    void a_snapshot_that_is_replaced_is_left_for_the_newer_one() throws IOException {
        Snapshot older = snapshot(10, "older-");
        Snapshot newer = snapshot(20, "newer-");
        try (ScriptedController controller = new ScriptedController(older, batch(10, "early"), 11)) {
            controller.replaceBeforePart(2, newer, batch(20, "late"), 21);
            try (FollowedLog log = follow(controller)) {
                assertThat(features(log)).containsExactly("newer-0", "newer-1", "newer-2", "newer-3", "late");
                List<String> asked = new ArrayList<>(parts(older).subList(0, 3));
                asked.addAll(parts(newer));
                assertThat(controller.asked()).isEqualTo(asked);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Errors.class,
            names = {"SNAPSHOT_NOT_FOUND", "POSITION_OUT_OF_RANGE", "FENCED_LEADER_EPOCH", "NOT_LEADER_OR_FOLLOWER"})
    void a_part_that_is_refused_is_no_end(Errors fault) throws IOException {
        Snapshot snapshot = snapshot(10, "kept-");
        try (ScriptedController controller = new ScriptedController(snapshot, batch(10, "new"), 11)) {
            controller.failPart(1, fault);
            try (FollowedLog log = follow(controller)) {
                assertThat(features(log)).containsExactly("kept-0", "kept-1", "kept-2", "kept-3", "new");
            }
        }
    }
}
