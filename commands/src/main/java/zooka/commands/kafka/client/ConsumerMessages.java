package zooka.commands.kafka.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import zooka.commands.Failure;

/**
 * Records by a consumer that belongs to no group and commits nothing. Where to begin and to end is asked of the leaders
 * beforehand, because the consumer's own look-ups wait for every leader or for none.
 */
public final class ConsumerMessages implements Records {

    private static final Duration POLL = Duration.ofMillis(200);

    private static final Comparator<Message> BY_TIME = Comparator.comparing(Message::time)
            .thenComparingInt(Message::partition)
            .thenComparingLong(Message::offset);

    private final String bootstrap;
    private final Map<String, ?> config;
    private final Duration timeout;
    private final Topics topics;
    private Optional<KafkaConsumer<byte[], byte[]>> consumer = Optional.empty();

    /**
     * @param bootstrap {@code host:port,...}
     * @param config the configuration of a Kafka client: {@code security.protocol} and what goes with it
     * @param timeout how long a partition may give nothing before it is left out
     * @param topics tells leaders and offsets; stays open
     */
    public ConsumerMessages(String bootstrap, Map<String, ?> config, Duration timeout, Topics topics) {
        this.bootstrap = bootstrap;
        this.config = config;
        this.timeout = timeout;
        this.topics = topics;
    }

    /** The offsets between which a partition is read: from the first, up to and without the second. */
    private record Range(Partition partition, long from, long to) {
        TopicPartition name() {
            return new TopicPartition(partition.topic(), partition.partition());
        }
    }

    @Override
    public void read(Query query, Predicate<Message> sink, Consumer<String> leftOut) {
        List<Range> ranges = ranges(query, leftOut);
        if (ranges.isEmpty()) {
            return;
        }
        Predicate<Message> wanted = query.until().isPresent()
                ? message -> message.time().isAfter(query.until().get()) || sink.test(message)
                : sink;
        try {
            KafkaConsumer<byte[], byte[]> open = open();
            open.assign(ranges.stream().map(Range::name).toList());
            ranges.forEach(range -> open.seek(range.name(), range.from()));
            if (query.start() instanceof Start.Last last) {
                List<Message> latest = new ArrayList<>();
                collect(open, ranges, last.records(), query.until(), latest, leftOut);
                if (!latest.stream().allMatch(wanted)) {
                    return;
                }
            } else if (!query.follow()) {
                drain(open, ranges, wanted, leftOut);
            }
            if (query.follow()) {
                follow(open, wanted);
            }
        } catch (InterruptException e) {
            // The client sets the flag again; whoever cancelled a follower knows that it has ended.
            if (!query.follow()) {
                throw Failure.interrupted().cause(e);
            }
        } catch (KafkaException e) {
            throw failure(query.topic(), e);
        }
    }

    private List<Range> ranges(Query query, Consumer<String> leftOut) {
        List<Partition> all = topics.state(List.of(query.topic())).partitions();
        for (int number : query.partitions()) {
            if (all.stream().noneMatch(partition -> partition.partition() == number)) {
                throw Failure.notFound(
                        "no partition " + number + " in topic " + query.topic() + ", which has " + all.size());
            }
        }
        List<Partition> partitions = all.stream()
                .filter(partition ->
                        query.partitions().isEmpty() || query.partitions().contains(partition.partition()))
                .toList();
        Topics.Offsets ends = topics.offsets(partitions, new Topics.Position.End());
        ends.troubles().forEach(leftOut);
        List<Partition> led = partitions.stream()
                .filter(partition -> ends.of(partition).isPresent())
                .toList();
        Topics.Offsets beginnings =
                query.start() instanceof Start.End ? ends : topics.offsets(led, new Topics.Position.Beginning());
        Topics.Offsets times = query.start() instanceof Start.Time time
                ? topics.offsets(led, new Topics.Position.At(time.instant()))
                : ends;
        List<Range> ranges = new ArrayList<>();
        for (Partition partition : led) {
            long end = ends.of(partition).getAsLong();
            OptionalLong beginning = beginnings.of(partition);
            if (beginning.isPresent()) {
                long from = Math.max(beginning.getAsLong(), from(query.start(), partition, end, times));
                if (from < end || query.follow()) {
                    ranges.add(new Range(partition, Math.min(from, end), end));
                }
            }
        }
        return ranges;
    }

    private static long from(Start start, Partition partition, long end, Topics.Offsets times) {
        if (start instanceof Start.Last last) {
            return end - last.records();
        }
        if (start instanceof Start.Offset offset) {
            return offset.offset();
        }
        if (start instanceof Start.Time) {
            return times.of(partition).orElse(end);
        }
        return start instanceof Start.Beginning ? 0 : end;
    }

    /** The last so many records of all the ranges together, by time; no more than these are kept in memory. */
    private void collect(
            KafkaConsumer<byte[], byte[]> open,
            List<Range> ranges,
            long count,
            Optional<Instant> until,
            List<Message> latest,
            Consumer<String> leftOut) {
        PriorityQueue<Message> kept = new PriorityQueue<>(BY_TIME);
        drain(
                open,
                ranges,
                message -> {
                    if (until.isEmpty() || !message.time().isAfter(until.get())) {
                        kept.add(message);
                    }
                    if (kept.size() > count) {
                        kept.poll();
                    }
                    return true;
                },
                leftOut);
        latest.addAll(kept);
        latest.sort(BY_TIME);
    }

    /** Reads the ranges to their ends; a partition that gives nothing for too long is left out. */
    private void drain(
            KafkaConsumer<byte[], byte[]> open, List<Range> ranges, Predicate<Message> sink, Consumer<String> leftOut) {
        Map<TopicPartition, Range> left = new HashMap<>();
        ranges.stream().filter(range -> range.from() < range.to()).forEach(range -> left.put(range.name(), range));
        List<TopicPartition> waiting = ranges.stream()
                .map(Range::name)
                .filter(name -> !left.containsKey(name))
                .toList();
        open.pause(waiting);
        Deadline deadline = Deadline.in(timeout);
        while (!left.isEmpty()) {
            ConsumerRecords<byte[], byte[]> batch = open.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : batch) {
                Range range = left.get(new TopicPartition(record.topic(), record.partition()));
                if (range != null && record.offset() < range.to() && !sink.test(message(record))) {
                    return;
                }
            }
            boolean progress = !batch.isEmpty();
            for (Range range : List.copyOf(left.values())) {
                // The position also passes what is no record, such as the marks of transactions.
                if (open.position(range.name()) >= range.to()) {
                    left.remove(range.name());
                    open.pause(List.of(range.name()));
                    open.seek(range.name(), range.to());
                    progress = true;
                }
            }
            if (progress) {
                deadline = Deadline.in(timeout);
            } else if (deadline.passed()) {
                left.values()
                        .forEach(range -> leftOut.accept(range.name() + ": broker "
                                + range.partition().leader().getAsInt() + " timed out"));
                break;
            }
        }
        open.resume(open.assignment());
    }

    private static void follow(KafkaConsumer<byte[], byte[]> open, Predicate<Message> sink) {
        while (!Thread.currentThread().isInterrupted()) {
            for (ConsumerRecord<byte[], byte[]> record : open.poll(POLL)) {
                if (!sink.test(message(record))) {
                    return;
                }
            }
        }
    }

    private static Message message(ConsumerRecord<byte[], byte[]> record) {
        List<Header> headers = StreamSupport.stream(record.headers().spliterator(), false)
                .map(header -> new Header(header.key(), Optional.ofNullable(header.value())))
                .toList();
        return new Message(
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                Optional.ofNullable(record.key()),
                Optional.ofNullable(record.value()),
                headers);
    }

    private KafkaConsumer<byte[], byte[]> open() {
        if (consumer.isEmpty()) {
            Map<String, Object> settings = new HashMap<>(config);
            int millis = (int) Math.min(Integer.MAX_VALUE, timeout.toMillis());
            settings.put("bootstrap.servers", bootstrap);
            settings.put("client.id", "zooka");
            settings.put("metric.reporters", "");
            settings.put("enable.metrics.push", false);
            settings.put("enable.auto.commit", false);
            settings.put("allow.auto.create.topics", false);
            // The beginning may move on between asking for it and reading.
            settings.put("auto.offset.reset", "earliest");
            settings.put("request.timeout.ms", millis);
            settings.put("default.api.timeout.ms", millis);
            settings.put("socket.connection.setup.timeout.ms", millis);
            consumer = Optional.of(
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        }
        return consumer.get();
    }

    private Failure failure(String topic, KafkaException e) {
        if (e instanceof AuthorizationException || e instanceof AuthenticationException) {
            return new Failure(Failure.Kind.REFUSED, "cannot read topic " + topic + ": " + e.getMessage()).cause(e);
        }
        if (e instanceof org.apache.kafka.common.errors.TimeoutException) {
            return Failure.unreachable("cannot read topic " + topic + " from " + bootstrap + ": " + e.getMessage())
                    .cause(e);
        }
        return new Failure(Failure.Kind.FAILED, "cannot read topic " + topic + ": " + e.getMessage()).cause(e);
    }

    @Override
    public void close() {
        // An interrupted thread has no patience left; the flag is kept for whoever looks at it next.
        boolean interrupted = Thread.interrupted();
        try {
            consumer.ifPresent(
                    open -> open.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO)));
        } finally {
            consumer = Optional.empty();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
