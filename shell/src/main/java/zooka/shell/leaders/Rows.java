package zooka.shell.leaders;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import zooka.commands.result.Cell.Level;
import zooka.shell.leaders.Overview.PartitionLine;
import zooka.shell.leaders.Overview.TopicLine;

/**
 * The rows of the map that pass the filter: topics in one arrangement, partitions in the other.
 *
 * @param total the number of rows without a filter
 */
record Rows(List<TopicLine> topics, List<PartitionLine> partitions, List<String> names, int total) {
    static final Rows NONE = new Rows(List.of(), List.of(), List.of(), 0);

    static Rows of(Optional<Overview> shown, ViewState place) {
        return shown.map(overview -> of(overview, place)).orElse(NONE);
    }

    private static Rows of(Overview overview, ViewState place) {
        String wanted = place.filter().toLowerCase(Locale.ROOT);
        if (place.byBroker()) {
            List<PartitionLine> partitions = overview.partitions().stream()
                    .filter(line -> wanted(line.name(), line.level(), wanted, place.unhealthyOnly()))
                    .toList();
            List<String> names = partitions.stream().map(PartitionLine::name).toList();
            return new Rows(List.of(), partitions, names, overview.partitions().size());
        }
        List<TopicLine> topics = overview.topics().stream()
                .filter(line -> wanted(line.topic().name(), line.level(), wanted, place.unhealthyOnly()))
                .toList();
        List<String> names = topics.stream().map(line -> line.topic().name()).toList();
        return new Rows(topics, List.of(), names, overview.topics().size());
    }

    private static boolean wanted(String name, Level level, String wanted, boolean unhealthyOnly) {
        boolean bad = level == Level.WARN || level == Level.BAD;
        return (bad || !unhealthyOnly)
                && (wanted.isEmpty() || name.toLowerCase(Locale.ROOT).contains(wanted));
    }
}
