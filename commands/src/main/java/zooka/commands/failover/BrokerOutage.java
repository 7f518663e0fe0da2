package zooka.commands.failover;

import java.util.Optional;

/** A broker that went offline, or did not answer. */
public final class BrokerOutage {

    private final int id;
    private Optional<Moment> silent = Optional.empty();
    private Optional<Moment> offline = Optional.empty();
    private Optional<Moment> back = Optional.empty();
    private Optional<Moment> answers = Optional.empty();

    BrokerOutage(int id) {
        this.id = id;
    }

    void stoppedAnswering(Moment moment) {
        silent = Optional.of(moment);
    }

    void wentOffline(Moment moment) {
        offline = Optional.of(moment);
    }

    void cameBack(Moment moment) {
        back = Optional.of(moment);
    }

    void answersAgain(Moment moment) {
        answers = Optional.of(moment);
    }

    public int id() {
        return id;
    }

    /** When it stopped answering the recorder; empty if that was not noticed before it was offline. */
    public Optional<Moment> silent() {
        return silent;
    }

    /** When it went offline; empty if it did not answer only, or was offline when the recording began. */
    public Optional<Moment> offline() {
        return offline;
    }

    /** When it was online again; empty if it never was. */
    public Optional<Moment> back() {
        return back;
    }

    /** When it answered the recorder again; empty if it never did, or always did. */
    public Optional<Moment> answers() {
        return answers;
    }
}
