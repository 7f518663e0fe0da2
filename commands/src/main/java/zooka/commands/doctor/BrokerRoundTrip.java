package zooka.commands.doctor;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.Outcome;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.RecordReader;
import zooka.clients.kafka.RecordWriter;
import zooka.clients.kafka.TopicChanges.NewTopic;
import zooka.clients.net.Deadline;
import zooka.commands.action.Clusters;

/** Writes a record through each broker as a leader, and reads it. */
final class BrokerRoundTrip {

    private static final int MOST_REPLICAS = 3;
    private static final long LOOK_AGAIN_MILLIS = 50;
    private static final Duration LATE_CREATION = Duration.ofSeconds(2);

    private final Clusters clusters;
    private final Optional<String> given;
    private final String name;

    /**
     * @param given an existing topic to use; its records are kept
     * @param name the name of a new topic without a given one
     */
    BrokerRoundTrip(Clusters clusters, Optional<String> given, String name) {
        this.clusters = clusters;
        this.given = given;
        this.name = name;
    }

    /** The lines of a plan. */
    List<String> plan() {
        String ids = ids(alive(clusters.topics().state()));
        return given.map(topic -> List.of("write a record to topic " + topic + " through each of the brokers " + ids
                        + " that leads a partition, with acks=all, and read it; the records are kept"))
                .orElseGet(() -> List.of(
                        "create topic " + name + " with a partition led by each of the brokers " + ids,
                        "write a record through each, with acks=all, and read it",
                        "delete the topic"));
    }

    void run(Timing timing, Cleanup cleaning) {
        ClusterState state;
        try {
            state = clusters.topics().state();
        } catch (Failure failure) {
            boolean unused = timing.take("brokers", "ask", "no-brokers", () -> {
                throw failure;
            });
            return;
        }
        state.brokers().stream()
                .filter(broker -> !broker.online())
                .forEach(broker -> timing.add(Step.conclusion(
                        label(broker.id()),
                        "registered",
                        "it has replicas, but is not registered",
                        Optional.of(Fault.of(
                                "broker-offline", "see whether it is running: broker describe " + broker.id())))));
        List<Partition> partitions = given.isPresent() ? led(timing, state) : made(timing, cleaning, alive(state));
        if (partitions.isEmpty()) {
            return;
        }
        try (RecordWriter producing = clusters.producing(new RecordWriter.Settings("all", "none"));
                RecordReader records = clusters.records()) {
            partitions.forEach(partition -> roundTrip(timing, producing, records, partition));
        }
    }

    private static List<Integer> alive(ClusterState state) {
        return state.brokers().stream()
                .filter(Broker::online)
                .map(Broker::id)
                .sorted()
                .toList();
    }

    private static String ids(List<Integer> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static String label(int id) {
        return "broker " + id;
    }

    /** A partition of the given topic for each broker. */
    private List<Partition> led(Timing timing, ClusterState state) {
        String topic = given.orElseThrow();
        List<Partition> all = state.partitions().stream()
                .filter(partition -> partition.topic().equals(topic))
                .toList();
        List<Partition> chosen = new ArrayList<>();
        for (int id : alive(state)) {
            Optional<Partition> led = all.stream()
                    .filter(partition -> partition.leader().equals(OptionalInt.of(id)))
                    .findFirst();
            led.ifPresentOrElse(
                    chosen::add,
                    () -> timing.add(Step.conclusion(
                            label(id),
                            "write",
                            "not the leader of any partition of " + topic,
                            Optional.of(Fault.warning(
                                    "leads-none",
                                    "without --topic a topic with a leader on each broker is created")))));
        }
        return chosen;
    }

    /** The partitions of a new topic, one for each broker. */
    private List<Partition> made(Timing timing, Cleanup cleaning, List<Integer> brokers) {
        List<List<Integer>> assignment = new ArrayList<>();
        for (int i = 0; i < brokers.size(); i++) {
            List<Integer> replicas = new ArrayList<>();
            for (int k = 0; k < Math.min(MOST_REPLICAS, brokers.size()); k++) {
                replicas.add(brokers.get((i + k) % brokers.size()));
            }
            assignment.add(replicas);
        }
        boolean created = timing.take("brokers", "create", "create-failed", () -> {
            AtomicReference<Boolean> certain = new AtomicReference<>(false);
            cleaning.later(() -> delete(certain.get()));
            clusters.administration()
                    .topics()
                    .create(new NewTopic(name, OptionalInt.empty(), OptionalInt.empty(), assignment, Map.of()), false);
            certain.set(true);
            return "topic " + name + ", " + assignment.size() + " partitions × "
                    + assignment.get(0).size();
        });
        List<Partition> ready = new ArrayList<>();
        if (created) {
            boolean unused = timing.take("brokers", "elect", "no-leader", () -> {
                elect(assignment.size(), ready);
                return "all leaders elected";
            });
        }
        return ready;
    }

    /**
     * Waits until every partition is led by its broker.
     *
     * @param ready receives the partitions that are, even if others are not
     * @throws Failure with the other partitions
     */
    private void elect(int partitions, List<Partition> ready) {
        Deadline deadline = Deadline.in(clusters.profile().timeout());
        while (true) {
            List<Partition> found = partitions();
            List<Partition> led = found.stream()
                    .filter(partition -> partition
                            .leader()
                            .equals(OptionalInt.of(partition.replicas().get(0))))
                    .toList();
            if (led.size() == partitions || deadline.passed()) {
                ready.addAll(led);
            }
            if (led.size() == partitions) {
                return;
            }
            if (deadline.passed()) {
                throw new Failure(
                        Kind.FAILED,
                        found.isEmpty()
                                ? "the brokers do not know the topic yet"
                                : found.stream()
                                        .filter(partition -> !led.contains(partition))
                                        .map(partition -> partition.name() + " is not led by broker "
                                                + partition.replicas().get(0))
                                        .collect(Collectors.joining(", ")));
            }
            deadline.within(LOOK_AGAIN_MILLIS).await();
        }
    }

    private List<Partition> partitions() {
        try {
            return clusters.topics().state(List.of(name)).topics().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .toList();
        } catch (Failure failure) {
            if (failure.kind() == Kind.NOT_FOUND) {
                return List.of(); // each broker is updated independently
            }
            throw failure;
        }
    }

    private void roundTrip(Timing timing, RecordWriter producing, RecordReader records, Partition partition) {
        String server = label(partition.leader().orElseThrow());
        byte[] value = ("verify " + partition.name()).getBytes(StandardCharsets.UTF_8);
        AtomicLong offset = new AtomicLong();
        boolean written = timing.take(server, "write", "write-failed", () -> {
            offset.set(write(producing, partition, value));
            return partition.name() + " at offset " + offset.get() + ", acknowledged by all in-sync replicas";
        });
        if (written) {
            boolean unused = timing.take(server, "read", "read-failed", () -> {
                read(records, partition, offset.get(), value);
                return partition.name() + " at offset " + offset.get() + ", same record";
            });
        }
    }

    private static long write(RecordWriter producing, Partition partition, byte[] value) {
        AtomicLong written = new AtomicLong();
        AtomicReference<Optional<Failure>> lost =
                new AtomicReference<>(Optional.of(Failure.unreachable("the record was not acknowledged")));
        producing.send(
                partition.topic(),
                0,
                new RecordWriter.Outgoing(
                        OptionalInt.of(partition.partition()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(value),
                        List.of()),
                new RecordWriter.Receipts() {
                    @Override
                    public void written(long number, int where, long offset, Instant time) {
                        written.set(offset);
                        lost.set(Optional.empty());
                    }

                    @Override
                    public void lost(long number, RecordWriter.Outgoing record, Failure why, boolean maybe) {
                        lost.set(Optional.of(why));
                    }
                });
        producing.finish();
        lost.get().ifPresent(why -> {
            throw why;
        });
        return written.get();
    }

    private static void read(RecordReader records, Partition partition, long offset, byte[] value) {
        List<byte[]> found = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        records.read(
                new RecordReader.Query(
                        partition.topic(),
                        Set.of(partition.partition()),
                        new RecordReader.Start.Offset(offset),
                        new RecordReader.End.Offset(offset),
                        false),
                message -> {
                    found.add(message.value().orElse(new byte[0]));
                    return true;
                },
                leftOut::add);
        if (found.isEmpty()) {
            throw new Failure(
                    Kind.FAILED,
                    "the record was not found" + (leftOut.isEmpty() ? "" : ": " + String.join(", ", leftOut)));
        }
        if (!Arrays.equals(found.get(0), value)) {
            throw new Failure(Kind.FAILED, "found another record");
        }
    }

    /** @param certain whether the topic was created; otherwise it may still be created */
    private void delete(boolean certain) {
        Deadline deadline = Deadline.in(certain ? Duration.ZERO : LATE_CREATION);
        while (true) {
            Outcome<Void> outcome;
            try {
                outcome =
                        clusters.administration().topics().delete(List.of(name)).get(name);
            } catch (Failure failure) {
                outcome = Outcome.failed(failure);
            }
            if (outcome.failure().isEmpty()) {
                return;
            }
            Failure failure = outcome.failure().get();
            if (failure.kind() != Kind.NOT_FOUND) {
                throw new Failure(failure.kind(), "topic " + name + ": " + failure.getMessage()).cause(failure);
            }
            if (deadline.passed()) {
                return;
            }
            deadline.within(LOOK_AGAIN_MILLIS).await();
        }
    }
}
