package zooka.testing.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.RecordReader;

/** The records of one topic, in the order of their time; what was asked for is kept for a test to look at. */
public final class FakeRecords implements RecordReader {

    private final List<Message> messages;
    private final List<String> leaderless;
    private final List<Query> asked = new ArrayList<>();
    private int closes;

    public FakeRecords(List<Message> messages, List<String> leaderless) {
        this.messages = messages;
        this.leaderless = leaderless;
    }

    public List<Query> asked() {
        return asked;
    }

    public int closes() {
        return closes;
    }

    @Override
    public void read(Query query, Predicate<Message> sink, Consumer<String> leftOut) {
        asked.add(query);
        query.check(messages.stream()
                .mapToLong(message -> message.offset() + 1)
                .max()
                .orElse(0));
        leaderless.forEach(leftOut);
        List<Message> wanted = messages.stream()
                .filter(message ->
                        query.partitions().isEmpty() || query.partitions().contains(message.partition()))
                .filter(message -> !ends(query.end(), message))
                .filter(message -> begins(query.start(), message))
                .filter(query::within)
                .toList();
        long skip = query.start() instanceof Start.Last last ? Math.max(0, wanted.size() - last.records()) : 0;
        for (Message message : wanted.stream().skip(skip).toList()) {
            if (!sink.test(message)) {
                return;
            }
        }
    }

    @Override
    public Map<PartitionName, Instant> times(Map<PartitionName, Long> offsets, Duration within) {
        Map<PartitionName, Instant> times = new HashMap<>();
        offsets.forEach((partition, offset) -> messages.stream()
                .filter(message -> message.topic().equals(partition.topic())
                        && message.partition() == partition.partition()
                        && message.offset() >= offset)
                .findFirst()
                .flatMap(Message::time)
                .ifPresent(time -> times.put(partition, time)));
        return times;
    }

    private static boolean ends(End end, Message message) {
        return end instanceof End.Offset offset && message.offset() > offset.last();
    }

    private static boolean begins(Start start, Message message) {
        if (start instanceof Start.Offset offset) {
            return message.offset() >= offset.offset();
        }
        return !(start instanceof Start.End);
    }

    @Override
    public void close() {
        closes++;
    }
}
