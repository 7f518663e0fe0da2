package zooka.shell.leaders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zooka.commands.timeline.LogEntry;
import zooka.shell.render.Glyphs;

final class EventLogTest {

    private static final Instant T0 = Instant.parse("2026-03-01T14:02:03Z");
    private static final Glyphs LOOK = new Glyphs(false, true, ZoneOffset.UTC);

    private static ClusterDiff changes(long millis, LogEntry... all) {
        return new ClusterDiff(T0.plusMillis(millis), List.of(all), Map.of());
    }

    private static List<String> lines(ClusterDiff... all) {
        EventLog log = EventLog.EMPTY;
        for (ClusterDiff changes : all) {
            log = log.with(changes);
        }
        return log.last(10).stream()
                .map(event -> event.change().text(LOOK.arrow()))
                .toList();
    }

    @Test
    void more_of_the_same_within_moments_is_one_line_and_the_cause_stays_first() {
        assertThat(lines(
                        changes(0, new LogEntry.BrokerOffline(2)),
                        changes(
                                40,
                                new LogEntry.LeadersMoved("a-0", Map.of(new LogEntry.Way(2, 1), 3), false),
                                new LogEntry.InSyncMoved(true, Map.of(2, 9))),
                        changes(
                                90,
                                new LogEntry.LeadersMoved(
                                        "b-0", Map.of(new LogEntry.Way(2, 1), 1, new LogEntry.Way(2, 3), 2), false),
                                new LogEntry.InSyncMoved(true, Map.of(2, 4)),
                                new LogEntry.InSyncChanged("b-0", List.of(1, 2), List.of(1)))))
                .containsExactly(
                        "broker 2 offline", "6 leaders moved  2 → 1 (4)  2 → 3 (2)", "14 replicas out of sync  2 (14)");
    }

    @Test
    void what_went_out_of_sync_is_not_mixed_with_what_came_back() {
        assertThat(lines(
                        changes(0, new LogEntry.InSyncChanged("a-0", List.of(1, 2), List.of(1))),
                        changes(50, new LogEntry.InSyncChanged("b-0", List.of(1), List.of(1, 2)))))
                .containsExactly("a-0 in sync 1 2 → 1", "b-0 in sync 1 → 1 2");
    }

    @Test
    void what_comes_later_has_a_line_of_its_own() {
        assertThat(lines(
                        changes(0, new LogEntry.InSyncMoved(true, Map.of(2, 9))),
                        changes(2500, new LogEntry.InSyncMoved(true, Map.of(2, 4)))))
                .containsExactly("9 replicas out of sync  2 (9)", "4 replicas out of sync  2 (4)");
    }
}
