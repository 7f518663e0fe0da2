package zooka.commands.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Listener;
import zooka.clients.net.Deadline;
import zooka.commands.doctor.Probe.Task;

/** Searches for other listeners of the brokers that are reachable from here. */
final class OtherListeners {

    private final Map<String, List<Listener>> doors = new LinkedHashMap<>();
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final List<Task> errands = new ArrayList<>();

    /**
     * @param registered all brokers registered in ZooKeeper
     * @param brokers the same brokers with the addresses that were tried already
     */
    OtherListeners(List<Registration> registered, List<Broker> brokers, Deadline end) {
        Set<String> tried = brokers.stream()
                .map(broker -> broker.host() + ":" + broker.port())
                .collect(Collectors.toSet());
        for (Registration registration : registered) {
            for (Listener door : registration.doors()) {
                if (!tried.contains(door.address())) {
                    doors.computeIfAbsent(door.name(), name -> new ArrayList<>())
                            .add(door);
                    errands.add(new Task(new Probe(door.address(), List.of(), end), way -> {
                        Network.reach(way, door.address());
                        open.add(door.address());
                    }));
                }
            }
        }
        doors.values().removeIf(all -> all.size() < registered.size());
    }

    /** The work that tries the listeners. */
    List<Task> errands() {
        return errands;
    }

    /** A listener of all brokers that is reachable at each, with its protocol: {@code --listener EXTERNAL}. */
    Optional<String> reachable() {
        return doors.entrySet().stream()
                .filter(listener -> listener.getValue().stream().allMatch(door -> open.contains(door.address())))
                .findFirst()
                .map(listener -> "another listener of the brokers is reachable: use --listener " + listener.getKey()
                        + ", with protocol " + listener.getValue().get(0).protocol());
    }
}
