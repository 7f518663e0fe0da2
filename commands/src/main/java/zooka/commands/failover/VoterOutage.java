package zooka.commands.failover;

import java.util.Optional;

/** A voter of the KRaft quorum that did not fetch, or lagged. */
public final class VoterOutage {

    private final int id;
    private Optional<Moment> lagging = Optional.empty();
    private Optional<Moment> offline = Optional.empty();
    private Optional<Moment> back = Optional.empty();
    private boolean left;

    VoterOutage(int id) {
        this.id = id;
    }

    void lags(Moment moment) {
        lagging = lagging.or(() -> Optional.of(moment));
    }

    void wentOffline(Moment moment) {
        offline = offline.or(() -> Optional.of(moment));
    }

    void cameBack(Moment moment) {
        back = Optional.of(moment);
    }

    void leave() {
        left = true;
    }

    public int id() {
        return id;
    }

    /** When it was last caught up before it lagged; empty if it never did. */
    public Optional<Moment> lagging() {
        return lagging;
    }

    /** When it fetched last before it was offline; empty if it lagged only. */
    public Optional<Moment> offline() {
        return offline;
    }

    /** When it was caught up again; empty if it never was. */
    public Optional<Moment> back() {
        return back;
    }

    /** Whether it was removed from the quorum instead. */
    public boolean left() {
        return left;
    }
}
