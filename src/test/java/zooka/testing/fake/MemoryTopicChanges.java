package zooka.testing.fake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.Outcome;
import zooka.clients.kafka.TopicChanges;

/** Topics made and unmade in memory; where a broker would refuse, in its words. */
final class MemoryTopicChanges implements TopicChanges {

    private final MemoryKafka kafka;

    MemoryTopicChanges(MemoryKafka kafka) {
        this.kafka = kafka;
    }

    private static Failure failed(String what, String why) {
        return new Failure(Kind.FAILED, "cannot " + what + ": " + why);
    }

    @Override
    public CreatedTopic create(NewTopic topic, boolean onlyValidate) {
        String what = "create topic " + topic.name();
        if (kafka.logs(topic.name()).isPresent()) {
            throw Failure.conflict("cannot " + what + ": Topic '" + topic.name() + "' already exists");
        }
        List<List<Integer>> assignment = topic.assignment();
        if (assignment.isEmpty()) {
            int replication = topic.replication().orElse(MemoryKafka.BROKERS);
            if (replication > MemoryKafka.BROKERS) {
                throw failed(what, "Replication factor: " + replication + " larger than available brokers: 3");
            }
            assignment = new ArrayList<>();
            for (int i = 0; i < topic.partitions().orElse(1); i++) {
                assignment.add(MemoryKafka.chosen(i, replication));
            }
        }
        topic.configs().forEach((key, value) -> MemoryConfigs.check(what, key, value));
        if (!onlyValidate) {
            kafka.add(topic.name(), assignment, topic.configs());
        }
        return new CreatedTopic(
                topic.name(),
                onlyValidate ? Optional.empty() : Optional.of("id-of-" + topic.name()),
                OptionalInt.of(assignment.size()),
                OptionalInt.of(assignment.get(0).size()));
    }

    @Override
    public void addPartitions(String topic, int count, List<List<Integer>> assignment, boolean onlyValidate) {
        List<MemoryLog> logs = kafka.logs(topic).orElseThrow(() -> MemoryKafka.noTopic(topic));
        if (onlyValidate) {
            return;
        }
        int before = logs.size();
        int replication = logs.get(0).replicas.size();
        for (int i = before; i < count; i++) {
            logs.add(new MemoryLog(
                    assignment.isEmpty() ? MemoryKafka.chosen(i, replication) : assignment.get(i - before)));
        }
    }

    @Override
    public Map<Integer, Outcome<Long>> deleteRecords(String topic, Map<Integer, Long> before) {
        List<MemoryLog> logs = kafka.logs(topic).orElseThrow(() -> MemoryKafka.noTopic(topic));
        Map<Integer, Outcome<Long>> outcomes = new TreeMap<>();
        before.forEach((partition, offset) -> {
            MemoryLog log = logs.get(partition);
            if (offset > log.end) {
                outcomes.put(
                        partition,
                        Outcome.failed(failed(
                                "delete records of " + topic + "-" + partition,
                                "The requested offset is not within the range of offsets maintained by the server")));
                return;
            }
            log.start = Math.max(log.start, offset);
            outcomes.put(partition, Outcome.of(log.start));
        });
        return outcomes;
    }

    @Override
    public Map<String, Outcome<Void>> delete(Collection<String> topics) {
        Map<String, Outcome<Void>> outcomes = new LinkedHashMap<>();
        for (String topic : topics) {
            if (kafka.logs(topic).isPresent()) {
                kafka.remove(topic);
                outcomes.put(topic, Outcome.missing());
            } else {
                outcomes.put(topic, Outcome.failed(MemoryKafka.noTopic(topic)));
            }
        }
        return outcomes;
    }
}
