package zooka.commands.kafka.partition;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.PartitionName;

/**
 * Assigns replicas to brokers. The replicas of a partition are on as many racks as possible; among
 * equivalent brokers, none has two more than another; and no replica moves without need.
 */
final class Placement {

    /** A partition with its new replicas. */
    private static final class Place {
        private final List<Integer> before;
        private final List<Integer> replicas = new ArrayList<>();

        Place(List<Integer> before) {
            this.before = before;
        }

        boolean has(int broker) {
            return replicas.contains(broker);
        }
    }

    /** A move from one broker to another. */
    private record Step(int from, int to) {}

    private final Map<Integer, String> racks = new TreeMap<>();
    private final Map<Integer, List<Place>> byBroker = new TreeMap<>();
    private final Map<PartitionName, Place> places = new LinkedHashMap<>();

    /** Brokers that get no additional replicas. */
    private final Set<Integer> lost = new HashSet<>();

    /**
     * @param brokers those that may have replicas; one that is offline keeps what it has and gets no more. Racks count where all
     *     that live tell theirs
     */
    Placement(List<Broker> brokers) {
        boolean known = brokers.stream()
                .allMatch(broker -> !broker.online() || broker.rack().isPresent());
        for (Broker broker : brokers) {
            String alone = "broker " + broker.id();
            racks.put(broker.id(), known ? broker.rack().orElse(alone) : alone);
            byBroker.put(broker.id(), new ArrayList<>());
            if (!broker.online()) {
                lost.add(broker.id());
            }
        }
    }

    /**
     * Adds missing replicas, and removes surplus ones.
     *
     * @param current the current replicas, the preferred leader first
     * @param replication the replication factor, at most the number of brokers; empty for the current one
     * @param even whether to move replicas and change preferred leaders for an even distribution
     * @return the replicas of each partition, in the same order
     */
    Map<PartitionName, List<Integer>> of(
            Map<PartitionName, List<Integer>> current, OptionalInt replication, boolean even) {
        current.forEach((name, before) -> {
            Place place = new Place(before);
            before.stream().filter(racks::containsKey).distinct().forEach(place.replicas::add);
            int wanted = Math.min(racks.size(), replication.orElse(before.size()));
            while (place.replicas.size() > wanted) {
                place.replicas.remove(dispensable(place));
            }
            places.put(name, place);
            place.replicas.forEach(id -> byBroker.get(id).add(place));
        });
        for (Place place : places.values()) {
            int wanted = Math.min(racks.size(), replication.orElse(place.before.size()));
            while (place.replicas.size() < wanted) {
                int broker = addition(place, place.replicas)
                        .orElseThrow(() -> Failure.usage("too few brokers are online for " + wanted + " replicas"));
                place.replicas.add(broker);
                byBroker.get(broker).add(place);
            }
            if (even) {
                spread(place);
            }
        }
        if (even) {
            levelReplicas();
            levelLeaders();
        }
        Map<PartitionName, List<Integer>> result = new LinkedHashMap<>();
        places.forEach((name, place) -> result.put(name, List.copyOf(place.replicas)));
        return result;
    }

    /** The last replica on the rack with the most replicas; not the preferred leader if there is another. */
    private int dispensable(Place place) {
        int found = place.replicas.size() - 1;
        for (int i = found - 1; i > 0; i--) {
            if (onRackOf(place.replicas.get(i), place.replicas) > onRackOf(place.replicas.get(found), place.replicas)) {
                found = i;
            }
        }
        return found;
    }

    /** The broker for another replica: first by racks, then by load. */
    private Optional<Integer> addition(Place place, List<Integer> others) {
        return racks.keySet().stream()
                .filter(id -> !others.contains(id) && !lost.contains(id))
                .min(Comparator.<Integer>comparingLong(id -> onRackOf(id, others))
                        .thenComparing(id -> !place.before.contains(id))
                        .thenComparing(id -> byBroker.get(id).size()));
    }

    private long onRackOf(int broker, List<Integer> replicas) {
        return replicas.stream()
                .filter(id -> racks.get(id).equals(racks.get(broker)))
                .count();
    }

    /** Moves replicas from racks that have two more than another rack could have. */
    private void spread(Place place) {
        for (int i = place.replicas.size() - 1; i >= 0; i--) {
            List<Integer> others = new ArrayList<>(place.replicas);
            int broker = others.remove(i);
            Optional<Integer> better =
                    addition(place, place.replicas).filter(id -> onRackOf(id, others) < onRackOf(broker, others));
            better.ifPresent(id -> replace(place, broker, id));
        }
    }

    private void replace(Place place, int from, int to) {
        place.replicas.set(place.replicas.indexOf(from), to);
        byBroker.get(from).remove(place);
        byBroker.get(to).add(place);
    }

    private boolean mayTake(Place place, int from, int to) {
        if (place.has(to) || lost.contains(to)) {
            return false;
        }
        List<Integer> others = place.replicas.stream().filter(id -> id != from).toList();
        return onRackOf(to, others) <= onRackOf(from, others);
    }

    private void levelReplicas() {
        level(
                id -> byBroker.get(id).size(),
                (from, to) -> byBroker.get(from).stream().anyMatch(place -> mayTake(place, from, to)),
                this::moveOne);
    }

    private void moveOne(int from, int to) {
        // Replicas that move anyway, or return to their broker, cost nothing more; preferred leaders stay if they
        // can.
        byBroker.get(from).stream()
                .filter(place -> mayTake(place, from, to))
                .min(Comparator.<Place, Boolean>comparing(place -> place.before.contains(from))
                        .thenComparing(place -> !place.before.contains(to))
                        .thenComparing(place -> place.replicas.get(0) == from))
                .ifPresent(place -> replace(place, from, to));
    }

    private void levelLeaders() {
        Map<Integer, List<Place>> led = new HashMap<>();
        racks.keySet().forEach(id -> led.put(id, new ArrayList<>()));
        places.values().stream()
                .filter(place -> !place.replicas.isEmpty())
                .forEach(place -> led.get(place.replicas.get(0)).add(place));
        level(
                id -> led.get(id).size(),
                (from, to) -> led.get(from).stream().anyMatch(place -> place.has(to)),
                (from, to) -> led.get(from).stream()
                        .filter(place -> place.has(to))
                        // A partition that changes anyway is no additional change.
                        .min(Comparator.comparing(place -> place.replicas.equals(place.before)))
                        .ifPresent(place -> {
                            place.replicas.remove(Integer.valueOf(to));
                            place.replicas.add(0, to);
                            led.get(from).remove(place);
                            led.get(to).add(place);
                        }));
    }

    /** The load of a broker. */
    @FunctionalInterface
    private interface Load {
        int of(int broker);
    }

    /** Moves a replica from one broker to another. */
    @FunctionalInterface
    private interface Shift {
        void make(int from, int to);
    }

    /** Moves replicas off brokers that have two more than others, over other brokers if no direct move is possible. */
    private void level(Load load, BiPredicate<Integer, Integer> possible, Shift shift) {
        boolean moved = true;
        while (moved) {
            moved = false;
            List<Integer> full = racks.keySet().stream()
                    .sorted(Comparator.<Integer>comparingInt(load::of).reversed())
                    .toList();
            for (int broker : full) {
                List<Step> way = wayFrom(broker, load, possible);
                // The last step first, since each step depends on the following one.
                for (int i = way.size() - 1; i >= 0; i--) {
                    shift.make(way.get(i).from(), way.get(i).to());
                }
                if (!way.isEmpty()) {
                    moved = true;
                    break;
                }
            }
        }
    }

    /** The shortest path to a broker with at least two less; empty without one. */
    private List<Step> wayFrom(int broker, Load load, BiPredicate<Integer, Integer> possible) {
        List<Integer> emptyFirst = racks.keySet().stream()
                .sorted(Comparator.comparingInt(load::of))
                .toList();
        Map<Integer, Integer> reachedFrom = new HashMap<>(Map.of(broker, broker));
        Deque<Integer> next = new ArrayDeque<>(List.of(broker));
        while (!next.isEmpty()) {
            int at = next.poll();
            for (int to : emptyFirst) {
                if (reachedFrom.containsKey(to) || !possible.test(at, to)) {
                    continue;
                }
                reachedFrom.put(to, at);
                next.add(to);
                if (load.of(broker) - load.of(to) >= 2) {
                    return way(broker, to, reachedFrom);
                }
            }
        }
        return List.of();
    }

    private static List<Step> way(int from, int to, Map<Integer, Integer> reachedFrom) {
        List<Step> way = new ArrayList<>();
        for (int at = to; at != from; at = reachedFrom.get(at)) {
            way.add(0, new Step(reachedFrom.get(at), at));
        }
        return way;
    }

    /** Replicas as text: {@code 1 2 3}. */
    static String text(List<Integer> replicas) {
        return replicas.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
