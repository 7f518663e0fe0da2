package zooka.commands.timeline;

import java.time.Instant;
import java.util.Optional;

/**
 * A change and its time.
 *
 * @param happened when it happened, by the clock of the server that wrote it; empty if no server told
 * @param seen when it was noticed, by the clock of this machine
 */
public record Event(Optional<Instant> happened, Instant seen, Change change) {

    /** When it happened, or else when it was noticed. */
    public Instant at() {
        return happened.orElse(seen);
    }
}
