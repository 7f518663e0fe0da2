package zooka.commands.timeline;

import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;

/**
 * The number of partitions, and of unhealthy ones by kind.
 *
 * @param belowMinimum those with a leader and fewer in-sync replicas than {@code min.insync.replicas}
 * @param notPreferred those with another leader than the preferred one
 */
public record Totals(int partitions, int offline, int belowMinimum, int underReplicated, int notPreferred) {

    static final Totals NONE = new Totals(0, 0, 0, 0, 0);

    static Totals of(Topic topic) {
        int offline = 0;
        int belowMinimum = 0;
        int underReplicated = 0;
        int notPreferred = 0;
        for (Partition partition : topic.partitions()) {
            offline += partition.offline() ? 1 : 0;
            belowMinimum += !partition.offline() && topic.underMinInSync(partition) ? 1 : 0;
            underReplicated += partition.underReplicated() ? 1 : 0;
            notPreferred += partition.offline() || partition.preferredLeads() ? 0 : 1;
        }
        return new Totals(topic.partitions().size(), offline, belowMinimum, underReplicated, notPreferred);
    }

    Totals plus(Totals more) {
        return sum(more, 1);
    }

    Totals minus(Totals less) {
        return sum(less, -1);
    }

    private Totals sum(Totals other, int sign) {
        return new Totals(
                partitions + sign * other.partitions,
                offline + sign * other.offline,
                belowMinimum + sign * other.belowMinimum,
                underReplicated + sign * other.underReplicated,
                notPreferred + sign * other.notPreferred);
    }
}
