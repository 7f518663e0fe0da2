package zooka.commands.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import zooka.clients.kafka.Groups;
import zooka.clients.net.Deadline;
import zooka.clients.net.Stopwatch;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;

/** The health of groups for {@code status}: the largest lags, and which of them grow. */
final class GroupHealth {

    /** The interval of the two measurements. */
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private static final int NAMED = 3;

    /** The lag from which a group counts as lagging; a healthy group has a small lag, too. */
    private static final long MUCH = 1_000;

    /** The JSON name of the part. */
    static final String KEY = "groups";

    private static final String LAG = "group-lag";

    private final Groups groups;

    GroupHealth(Groups groups) {
        this.groups = groups;
    }

    /** The lag of a group, and its topic with the largest lag. */
    private record Lag(String group, long records, String topic) {}

    /** The part, and what could not be read. */
    record Assessment(Part part, List<String> missing) {}

    /** Reads the groups, and the lagging ones a second time. */
    Assessment read() {
        Groups.Answer answer = groups.matching(name -> true, Groups.Depth.MEASURED);
        List<Lag> lagging = new ArrayList<>(lags(answer));
        lagging.removeIf(lag -> lag.records() == 0);
        lagging.sort(Comparator.comparing(Lag::records).reversed());
        List<Lag> most = lagging.stream().limit(NAMED).toList();
        Map<String, Long> growth = growth(most);
        List<Finding> findings = new ArrayList<>();
        for (Lag lag : most) {
            long perSecond = growth.getOrDefault(lag.group(), 0L);
            if (lag.records() >= MUCH) {
                String what = String.format(
                        Locale.ROOT, "%s has a lag of %,d on %s", lag.group(), lag.records(), lag.topic());
                String remedy = "group lag " + lag.group();
                findings.add(
                        perSecond > 0
                                ? Finding.warning(
                                        LAG,
                                        lag.group(),
                                        what + String.format(Locale.ROOT, ", growing %,d/s", perSecond),
                                        remedy)
                                : Finding.info(LAG, lag.group(), what, remedy));
            }
        }
        findings.addAll(beyond(answer));
        int count = answer.groups().size();
        List<Field> facts = new ArrayList<>();
        facts.add(Part.textOnly(count == 1 ? "1 group" : count + " groups"));
        if (!lagging.isEmpty()) {
            facts.add(Part.textOnly(String.format(
                    Locale.ROOT,
                    "%d lagging, at most %,d records",
                    lagging.size(),
                    most.get(0).records())));
        } else if (count > 0 && answer.troubles().isEmpty()) {
            facts.add(Part.textOnly("no lag"));
        }
        facts.add(Part.jsonOnly("groups", Cell.count(count)));
        facts.add(Part.jsonOnly(
                "lagging",
                new Cell.Many(most.stream().map(lag -> cell(lag, growth)).toList())));
        return new Assessment(Part.of("Groups", KEY, facts, findings), answer.troubles());
    }

    /** Groups with committed offsets past the end of a log, each with its worst partition. */
    private static List<Finding> beyond(Groups.Answer answer) {
        List<Finding> findings = new ArrayList<>();
        answer.byGroup().forEach((group, partitions) -> partitions.stream()
                .filter(partition -> partition.beyond().orElse(0) > 0)
                .max(Comparator.comparing(partition -> partition.beyond().getAsLong()))
                .ifPresent(most -> findings.add(Finding.warning(
                        "offset-beyond-end",
                        group,
                        String.format(
                                Locale.ROOT,
                                "%s has committed an offset %,d past the end of %s",
                                group,
                                most.beyond().getAsLong(),
                                most.commit().partition()),
                        "group lag " + group))));
        findings.sort(Comparator.comparing(Finding::what));
        return findings.stream().limit(NAMED).toList();
    }

    private static Cell cell(Lag lag, Map<String, Long> growth) {
        return new Cell.Group(List.of(
                Field.of("group", "", Cell.text(lag.group())),
                Field.of("topic", "", Cell.text(lag.topic())),
                Field.of("lag", "", Cell.count(lag.records())),
                Field.of("growthPerSecond", "", Cell.count(growth.getOrDefault(lag.group(), 0L)))));
    }

    /** The growth of lags per second; measured for large lags only. */
    private Map<String, Long> growth(List<Lag> most) {
        List<Lag> much = most.stream().filter(lag -> lag.records() >= MUCH).toList();
        Map<String, Long> growth = new HashMap<>();
        if (much.isEmpty()) {
            return growth;
        }
        Stopwatch begin = Stopwatch.start();
        Deadline.in(BETWEEN).await();
        Groups.Answer again = groups.named(much.stream().map(Lag::group).toList(), Groups.Depth.MEASURED);
        double seconds = begin.millis() / 1_000;
        Map<String, Long> records = new HashMap<>();
        lags(again).forEach(lag -> records.put(lag.group(), lag.records()));
        for (Lag before : much) {
            long more = records.getOrDefault(before.group(), 0L) - before.records();
            if (more > 0) {
                growth.put(before.group(), Math.max(1, Math.round(more / seconds)));
            }
        }
        return growth;
    }

    private static List<Lag> lags(Groups.Answer answer) {
        List<Lag> lags = new ArrayList<>();
        answer.byGroup().forEach((group, partitions) -> {
            long sum = 0;
            Map<String, Long> byTopic = new HashMap<>();
            for (Groups.Lag partition : partitions) {
                long records = Math.max(0, partition.lag().orElse(0));
                sum += records;
                byTopic.merge(partition.commit().partition().topic(), records, Long::sum);
            }
            String topic = byTopic.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElse("");
            lags.add(new Lag(group, sum, topic));
        });
        return lags;
    }
}
