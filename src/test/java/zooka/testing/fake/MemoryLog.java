package zooka.testing.fake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** A partition of brokers in memory: who has its log, who leads it, and how far it goes. */
final class MemoryLog {

    /** The replicas, of a reassignment both those that it adds and those that it removes. */
    List<Integer> replicas;

    List<Integer> adding = List.of();
    List<Integer> removing = List.of();
    List<Integer> isr;
    OptionalInt leader;

    /** Directories that were chosen, by broker; also on a broker that has no replica yet. */
    final Map<Integer, String> dirs = new HashMap<>();

    long start;
    long end;
    long bytes;

    MemoryLog(List<Integer> replicas) {
        this.replicas = List.copyOf(replicas);
        isr = this.replicas;
        leader = OptionalInt.of(replicas.get(0));
    }

    boolean reassigning() {
        return !adding.isEmpty() || !removing.isEmpty();
    }

    /** The replicas that a cancellation restores. */
    List<Integer> origin() {
        return without(replicas, adding);
    }

    /** Begins a reassignment, which takes the place of the one in progress. */
    void reassign(List<Integer> target) {
        List<Integer> origin = origin();
        adding = without(target, origin);
        removing = without(origin, target);
        List<Integer> all = new ArrayList<>(target);
        all.addAll(removing);
        replicas = List.copyOf(all);
    }

    /** All is copied: those that are added are in sync, and those that are removed are gone. */
    void complete(Set<Integer> alive) {
        isr = without(replicas, removing).stream()
                .filter(id -> adding.contains(id) ? alive.contains(id) : isr.contains(id))
                .toList();
        settle(without(replicas, removing), alive);
    }

    /** Goes back to where the reassignment began. */
    void cancel(Set<Integer> alive) {
        isr = without(isr, adding);
        settle(origin(), alive);
    }

    private void settle(List<Integer> target, Set<Integer> alive) {
        replicas = target;
        adding = List.of();
        removing = List.of();
        dirs.keySet().retainAll(target);
        if (leader.isEmpty() || !target.contains(leader.getAsInt())) {
            lead(alive);
        }
    }

    /** A broker is gone: the last replica in sync stays the one that may lead. */
    void lose(int broker, Set<Integer> alive) {
        if (isr.size() > 1) {
            isr = without(isr, List.of(broker));
        }
        if (leader.equals(OptionalInt.of(broker))) {
            lead(alive);
        }
    }

    /** A broker is back: it leads what only it can lead, and catches up with the other leaders. */
    void regain(int broker, Set<Integer> alive) {
        if (leader.isEmpty()) {
            lead(alive);
        }
        if (leader.isPresent() && replicas.contains(broker) && !isr.contains(broker)) {
            List<Integer> more = new ArrayList<>(isr);
            more.add(broker);
            isr = List.copyOf(more);
        }
    }

    /** The first replica that lives and is in sync leads. */
    private void lead(Set<Integer> alive) {
        leader = replicas.stream()
                .filter(id -> alive.contains(id) && isr.contains(id))
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    private static List<Integer> without(List<Integer> all, List<Integer> some) {
        return all.stream().filter(id -> !some.contains(id)).toList();
    }
}
