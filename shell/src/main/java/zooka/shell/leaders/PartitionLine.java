package zooka.shell.leaders;

import java.util.Optional;
import zooka.clients.kafka.Partition;
import zooka.commands.kafka.metadata.PartitionTable;
import zooka.commands.result.Cell.Level;
import zooka.commands.timeline.Snapshot;
import zooka.commands.timeline.TopicState;

/** A partition as a row of the map. */
record PartitionLine(TopicState topic, Partition partition, String name, Level level) {

    /** The row of a partition by its name, such as {@code orders-3}; empty if it does not exist. */
    static Optional<PartitionLine> of(Snapshot state, String name) {
        int dash = name.lastIndexOf('-');
        String number = name.substring(dash + 1);
        if (dash < 0 || !Partition.isNumber(number)) {
            return Optional.empty();
        }
        return state.topic(name.substring(0, dash))
                .flatMap(topic ->
                        topic.topic().partition(Integer.parseInt(number)).map(partition -> of(topic, partition, name)));
    }

    private static PartitionLine of(TopicState topic, Partition partition, String name) {
        return new PartitionLine(topic, partition, name, PartitionTable.level(topic.topic(), partition));
    }
}
