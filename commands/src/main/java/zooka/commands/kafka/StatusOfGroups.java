package zooka.commands.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import zooka.commands.Failure;
import zooka.commands.kafka.StatusLines.Ill;
import zooka.commands.kafka.client.Deadline;
import zooka.commands.kafka.client.Groups;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;

/** The groups' part of {@code status}: which lag most, and which of them more and more. */
final class StatusOfGroups {

    /** From one measurement to the next. */
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private static final int NAMED = 3;

    /** A group that reads all the time is behind by what has come in since it last asked; so much is more than that. */
    private static final long MUCH = 1_000;

    private final Groups groups;
    private final Duration bound;

    /** @param bound how long the groups' lag may be asked for, one after the other */
    StatusOfGroups(Groups groups, Duration bound) {
        this.groups = groups;
        this.bound = bound;
    }

    /** How far a group is behind, and on which topic most. */
    private record Lag(String group, long records, String topic) {}

    /**
     * Looks, and again at those that lag.
     *
     * @return what could not be asked
     */
    List<String> tell(StatusLines lines) {
        Groups.Listing listing = groups.list();
        List<String> missing = new ArrayList<>(listing.silent());
        List<Lag> lagging = new ArrayList<>();
        int looked = 0;
        if (listing.silent().isEmpty()) {
            Deadline deadline = Deadline.in(bound);
            for (Groups.Group group : listing.groups()) {
                if (deadline.passed()) {
                    missing.add("the lag of " + (listing.groups().size() - looked) + " groups, for want of time");
                    break;
                }
                looked++;
                lag(group.group()).filter(lag -> lag.records() > 0).ifPresent(lagging::add);
            }
        } else if (!listing.groups().isEmpty()) {
            missing.add("the lag of groups, as not all brokers answer");
        }
        lagging.sort(Comparator.comparing(Lag::records).reversed());
        List<Lag> most = lagging.stream().limit(NAMED).toList();
        Map<String, Long> growth = growth(most);
        List<Ill> ills = new ArrayList<>();
        for (Lag lag : most) {
            long perSecond = growth.getOrDefault(lag.group(), 0L);
            if (lag.records() >= MUCH) {
                String what = String.format(Locale.ROOT, "%s lags %,d on %s", lag.group(), lag.records(), lag.topic());
                ills.add(
                        perSecond > 0
                                ? Ill.warn(
                                        what + String.format(Locale.ROOT, ", growing %,d/s", perSecond),
                                        "group lag " + lag.group())
                                : Ill.note(what, "group lag " + lag.group()));
            }
        }
        int count = listing.groups().size();
        String summary = (count == 1 ? "1 group" : count + " groups")
                + (looked < count || count == 0
                        ? ""
                        : lagging.isEmpty()
                                ? "   none lags"
                                : String.format(
                                        Locale.ROOT,
                                        "   %d lag, at most %,d records",
                                        lagging.size(),
                                        most.get(0).records()));
        lines.add(
                "Groups",
                "groups",
                summary,
                List.of(
                        Field.of("groups", "", Cell.count(count)),
                        Field.of(
                                "lagging",
                                "",
                                new Cell.Many(most.stream()
                                        .map(lag -> cell(lag, growth))
                                        .toList()))),
                ills);
        return missing;
    }

    private static Cell cell(Lag lag, Map<String, Long> growth) {
        return new Cell.Group(List.of(
                Field.of("group", "", Cell.text(lag.group())),
                Field.of("topic", "", Cell.text(lag.topic())),
                Field.of("lag", "", Cell.count(lag.records())),
                Field.of("growthPerSecond", "", Cell.count(growth.getOrDefault(lag.group(), 0L)))));
    }

    /** By how much they have grown in a second, where they have; only those that lag much are worth the wait. */
    private Map<String, Long> growth(List<Lag> most) {
        List<Lag> much = most.stream().filter(lag -> lag.records() >= MUCH).toList();
        Map<String, Long> growth = new HashMap<>();
        if (much.isEmpty()) {
            return growth;
        }
        long begin = System.nanoTime();
        Deadline.in(BETWEEN).await();
        for (Lag before : much) {
            double seconds = (System.nanoTime() - begin) / 1e9;
            lag(before.group())
                    .filter(now -> now.records() > before.records())
                    .ifPresent(now -> growth.put(
                            now.group(), Math.max(1, Math.round((now.records() - before.records()) / seconds))));
        }
        return growth;
    }

    /** Nothing where the group is gone meanwhile, or nobody tells. */
    private Optional<Lag> lag(String group) {
        try {
            long sum = 0;
            Map<String, Long> byTopic = new HashMap<>();
            for (Groups.Lag lag : groups.lag(group).lags()) {
                OptionalLong records = lag.lag();
                if (records.isPresent()) {
                    sum += records.getAsLong();
                    byTopic.merge(lag.topic(), records.getAsLong(), Long::sum);
                }
            }
            String topic = byTopic.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElse("");
            return Optional.of(new Lag(group, sum, topic));
        } catch (Failure failure) {
            if (failure.kind() == Failure.Kind.INTERRUPTED) {
                throw failure;
            }
            return Optional.empty();
        }
    }
}
