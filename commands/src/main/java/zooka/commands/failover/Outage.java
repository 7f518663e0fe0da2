package zooka.commands.failover;

import java.util.Optional;

/** The time during which something was missing to a partition: its leader, in-sync replicas, or its preferred leader. */
public final class Outage {

    private final String topic;
    private final int partition;
    private final Moment from;
    private Optional<Moment> to = Optional.empty();
    private boolean deleted;

    Outage(String topic, int partition, Moment from) {
        this.topic = topic;
        this.partition = partition;
        this.from = from;
    }

    void end(Moment moment) {
        to = Optional.of(moment);
    }

    /** Its topic was deleted, so that it has no end. */
    void delete() {
        deleted = true;
    }

    boolean deleted() {
        return deleted;
    }

    public String topic() {
        return topic;
    }

    public int partition() {
        return partition;
    }

    /** The partition's name: {@code orders-0}. */
    public String name() {
        return topic + "-" + partition;
    }

    public Moment from() {
        return from;
    }

    /** When it was over; empty if it never was. */
    public Optional<Moment> to() {
        return to;
    }
}
