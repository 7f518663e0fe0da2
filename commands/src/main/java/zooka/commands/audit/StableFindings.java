package zooka.commands.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which findings have been the same from look to look for so long that they are no mere change under way. */
final class StableFindings {

    private final long nanos;
    private List<Seen> seen = List.of();
    private long now;

    /** @param settle how long a finding has to last; none where it is zero */
    StableFindings(Duration settle) {
        this.nanos = settle.toNanos();
    }

    private record Seen(Finding finding, long since) {}

    /** Takes what a look has found, at a moment of {@link System#nanoTime()}. */
    void look(List<Finding> findings, long nanoTime) {
        now = nanoTime;
        List<Seen> next = new ArrayList<>();
        for (Finding finding : findings) {
            Optional<Seen> before =
                    seen.stream().filter(one -> one.finding().same(finding)).findFirst();
            next.add(new Seen(finding, before.map(Seen::since).orElse(nanoTime)));
        }
        seen = next;
    }

    /** How many findings of the last look have not lasted so long yet, and may be gone in the next. */
    int open() {
        return seen.size() - settled().size();
    }

    /** The others, in the order in which they were found. */
    List<Finding> settled() {
        return seen.stream()
                .filter(one -> now - one.since() >= nanos)
                .map(Seen::finding)
                .toList();
    }
}
