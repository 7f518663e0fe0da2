package zooka.commands.failover;

import java.util.Optional;
import zooka.clients.kafka.PartitionName;

/** The time during which something was missing to a partition: its leader, in-sync replicas, or its preferred leader. */
public final class Outage {

    private final PartitionName name;
    private final Moment from;
    private final Incident incident;
    private Optional<Moment> to = Optional.empty();
    private boolean deleted;

    /** @param incident to which it belongs */
    Outage(PartitionName name, Moment from, Incident incident) {
        this.name = name;
        this.from = from;
        this.incident = incident;
    }

    Incident incident() {
        return incident;
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
        return name.topic();
    }

    public int partition() {
        return name.partition();
    }

    /** The partition's name: {@code orders-0}. */
    public PartitionName name() {
        return name;
    }

    public Moment from() {
        return from;
    }

    /** When it was over; empty if it never was. */
    public Optional<Moment> to() {
        return to;
    }
}
