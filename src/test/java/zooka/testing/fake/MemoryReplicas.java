package zooka.testing.fake;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.Outcome;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.Replicas;

/** Elections and reassignments in memory. A reassignment goes on for as long as a throttle or a stopped broker holds it up. */
final class MemoryReplicas implements Replicas {

    private final MemoryKafka kafka;

    MemoryReplicas(MemoryKafka kafka) {
        this.kafka = kafka;
    }

    private static Failure failed(String what, String why) {
        return new Failure(Kind.FAILED, "cannot " + what + ": " + why);
    }

    private static <T> Outcome<T> unknown(String what) {
        return Outcome.failed(Failure.notFound("cannot " + what + ": this server does not host this topic-partition"));
    }

    @Override
    public Map<PartitionName, Outcome<ElectionResult>> elect(Election kind, Collection<PartitionName> partitions) {
        Map<PartitionName, Outcome<ElectionResult>> outcomes = new LinkedHashMap<>();
        partitions.forEach(name -> outcomes.put(
                name,
                kafka.log(name)
                        .map(log -> kind == Election.UNCLEAN ? unclean(name, log) : preferred(name, log))
                        .orElseGet(() -> unknown("elect a leader of " + name))));
        return outcomes;
    }

    private Outcome<ElectionResult> preferred(PartitionName name, MemoryLog log) {
        int first = log.replicas.get(0);
        if (log.leader.equals(OptionalInt.of(first))) {
            return Outcome.of(ElectionResult.NOT_NEEDED);
        }
        if (!log.isr.contains(first) || !kafka.alive().contains(first)) {
            return Outcome.failed(failed("elect a leader of " + name, "the preferred leader was not available"));
        }
        log.leader = OptionalInt.of(first);
        return Outcome.of(ElectionResult.CHANGED);
    }

    /** The new leader knows of no other replica what it has. */
    private Outcome<ElectionResult> unclean(PartitionName name, MemoryLog log) {
        if (log.leader.isPresent()) {
            return Outcome.of(ElectionResult.NOT_NEEDED);
        }
        Optional<Integer> living =
                log.replicas.stream().filter(kafka.alive()::contains).findFirst();
        if (living.isEmpty()) {
            return Outcome.failed(
                    failed("elect a leader of " + name, "eligible topic partition leaders are not available"));
        }
        log.leader = OptionalInt.of(living.get());
        log.isr = List.of(living.get());
        return Outcome.of(ElectionResult.CHANGED);
    }

    @Override
    public List<Move> moves() {
        return kafka.names().stream()
                .filter(name -> kafka.log(name).orElseThrow().reassigning())
                .map(name -> move(name, kafka.log(name).orElseThrow()))
                .toList();
    }

    private static Move move(PartitionName name, MemoryLog log) {
        return new Move(name, log.replicas, log.adding, log.removing);
    }

    @Override
    public Map<PartitionName, Outcome<Void>> move(Map<PartitionName, List<Integer>> assignments) {
        Map<PartitionName, Outcome<Void>> outcomes = new LinkedHashMap<>();
        assignments.forEach((name, target) -> outcomes.put(name, move(name, target)));
        return outcomes;
    }

    private Outcome<Void> move(PartitionName name, List<Integer> target) {
        String what = "move " + name;
        Optional<MemoryLog> log = kafka.log(name);
        if (log.isEmpty()) {
            return unknown(what);
        }
        Optional<Integer> missing = target.stream()
                .filter(id -> !kafka.alive().contains(id) && !log.get().replicas.contains(id))
                .findFirst();
        if (missing.isPresent()) {
            return Outcome.failed(failed(
                    what,
                    "The manual partition assignment includes broker " + missing.get()
                            + ", but no such broker is registered"));
        }
        if (target.isEmpty() || new TreeSet<>(target).size() < target.size()) {
            return Outcome.failed(failed(what, "replica assignment is invalid"));
        }
        log.get().reassign(target);
        return Outcome.missing();
    }

    @Override
    public Map<PartitionName, Outcome<Void>> cancel(Collection<PartitionName> partitions) {
        Map<PartitionName, Outcome<Void>> outcomes = new LinkedHashMap<>();
        partitions.forEach(name -> outcomes.put(name, cancel(name)));
        return outcomes;
    }

    private Outcome<Void> cancel(PartitionName name) {
        String what = "cancel the reassignment of " + name;
        Optional<MemoryLog> log = kafka.log(name);
        if (log.isEmpty()) {
            return unknown(what);
        }
        if (!log.get().reassigning()) {
            return Outcome.failed(failed(what, "No partition reassignment is in progress"));
        }
        log.get().cancel(kafka.alive());
        return Outcome.missing();
    }

    @Override
    public void moveToDir(PartitionName partition, int broker, String dir) {
        chooseDir(partition, broker, dir);
        if (!kafka.log(partition).orElseThrow().replicas.contains(broker)) {
            throw failed("move " + partition + " on broker " + broker + " to " + dir, "the replica is not available");
        }
    }

    @Override
    public void chooseDir(PartitionName partition, int broker, String dir) {
        if (!MemoryLogDirs.paths(broker).contains(dir)) {
            throw Failure.notFound("cannot move " + partition + " on broker " + broker + " to " + dir
                    + ": the log directory does not exist");
        }
        kafka.log(partition)
                .orElseThrow(() -> MemoryKafka.noTopic(partition.topic()))
                .dirs
                .put(broker, dir);
    }
}
