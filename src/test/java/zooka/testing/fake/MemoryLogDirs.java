package zooka.testing.fake;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.LogDirs;
import zooka.clients.kafka.PerBroker;

/** Two directories for each of the brokers in memory, on a volume of one GiB. A replica that is being added is empty. */
final class MemoryLogDirs implements LogDirs {

    private static final long VOLUME = 1L << 30;

    private final MemoryKafka kafka;

    MemoryLogDirs(MemoryKafka kafka) {
        this.kafka = kafka;
    }

    static List<String> paths(int broker) {
        String folder = "/memory/kafka-" + broker + "/data";
        return List.of(folder, folder + "-2");
    }

    @Override
    public PerBroker<List<LogDir>> all() {
        return of(kafka.state().brokers());
    }

    @Override
    public PerBroker<List<LogDir>> of(Collection<Broker> brokers) {
        Map<Integer, List<LogDir>> answers = new TreeMap<>();
        Map<Integer, String> silent = new TreeMap<>();
        for (Broker broker : brokers) {
            if (kafka.alive().contains(broker.id())) {
                answers.put(
                        broker.id(),
                        paths(broker.id()).stream()
                                .map(path -> dir(broker.id(), path))
                                .toList());
            } else {
                silent.put(broker.id(), "connection refused");
            }
        }
        return new PerBroker<>(answers, silent);
    }

    private LogDir dir(int broker, String path) {
        List<Replica> replicas = kafka.names().stream()
                .filter(name -> isIn(kafka.log(name).orElseThrow(), broker, path))
                .map(name -> {
                    MemoryLog log = kafka.log(name).orElseThrow();
                    boolean empty = log.adding.contains(broker);
                    return new Replica(
                            name.topic(), name.partition(), empty ? 0 : log.bytes, empty ? log.end : 0, false);
                })
                .toList();
        long used = replicas.stream().mapToLong(Replica::sizeBytes).sum();
        return new LogDir(
                broker, path, Optional.empty(), OptionalLong.of(VOLUME), OptionalLong.of(VOLUME - used), replicas);
    }

    private static boolean isIn(MemoryLog log, int broker, String path) {
        return log.replicas.contains(broker)
                && log.dirs.getOrDefault(broker, paths(broker).get(0)).equals(path);
    }
}
