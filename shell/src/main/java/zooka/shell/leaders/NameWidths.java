package zooka.shell.leaders;

import java.util.List;
import java.util.Optional;
import zooka.commands.timeline.Snapshot;
import zooka.commands.timeline.TopicState;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Width;

/**
 * The widths of the names of all topics and partitions, computed anew only when one is created or deleted.
 *
 * @param topics the names that were measured
 * @param widest the columns of the widest topic
 * @param digits the digits of the largest number of partitions
 */
record NameWidths(List<String> topics, int widest, int digits) {
    static final NameWidths NONE = new NameWidths(List.of(), 0, 1);

    static NameWidths of(Optional<Snapshot> shown, Glyphs look, NameWidths before) {
        // The same list, since comparing its names costs as much as measuring them.
        @SuppressWarnings("ReferenceEquality")
        boolean same = shown.isEmpty() || shown.get().topicNames() == before.topics;
        return same ? before : of(shown.get(), look);
    }

    private static NameWidths of(Snapshot state, Glyphs look) {
        int widest = 0;
        int most = 0;
        for (TopicState topic : state.topics()) {
            widest = Math.max(widest, Width.of(look.safe(topic.topic().name())));
            most = Math.max(most, topic.topic().partitions().size());
        }
        return new NameWidths(state.topicNames(), widest, Integer.toString(most).length());
    }
}
