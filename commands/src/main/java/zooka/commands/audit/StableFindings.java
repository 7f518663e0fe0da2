package zooka.commands.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps the findings that are the same in all readings for the settle time, and so are not temporary. */
final class StableFindings {

    private final long nanos;
    private List<Sighting> seen = List.of();
    private long now;

    /** @param settle how long a finding must persist; zero for one reading */
    StableFindings(Duration settle) {
        this.nanos = settle.toNanos();
    }

    private record Sighting(Finding finding, long since) {}

    /** Adds the findings of a reading, with its time since the first one in nanoseconds. */
    void add(List<Finding> findings, long moment) {
        now = moment;
        List<Sighting> next = new ArrayList<>();
        for (Finding finding : findings) {
            Optional<Sighting> before =
                    seen.stream().filter(one -> one.finding().same(finding)).findFirst();
            next.add(new Sighting(finding, before.map(Sighting::since).orElse(moment)));
        }
        seen = next;
    }

    /** The number of findings of the last reading that have not persisted long enough yet. */
    int open() {
        return seen.size() - persistent().size();
    }

    /** The findings that have persisted, in the order in which they were found. */
    List<Finding> persistent() {
        return seen.stream()
                .filter(one -> now - one.since() >= nanos)
                .map(Sighting::finding)
                .toList();
    }
}
