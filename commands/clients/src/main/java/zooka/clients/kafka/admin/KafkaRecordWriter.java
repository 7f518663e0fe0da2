package zooka.clients.kafka.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import zooka.clients.Failure;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.RecordWriter;
import zooka.clients.kafka.Topic;
import zooka.clients.kafka.Topics;
import zooka.clients.kafka.wire.UnreachableBrokers;
import zooka.clients.kafka.wire.WireTopics;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;

/** Writes records with the library's idempotent producer, so that retries do not duplicate records. */
public final class KafkaRecordWriter implements RecordWriter {

    /** The maximum bytes in flight; small enough to be sent within a timeout over a slow line. */
    private static final int BUFFER = 8 << 20;

    private static final int BATCH = 64 << 10;

    /** The part of the timeout after which another broker is tried. */
    private static final int TRIES = 3;

    private static final int LINGER_MILLIS = 5;

    /** How many unavailable partitions a message lists at most. */
    private static final int NAMED = 3;

    /** A record of this size may exceed the broker's limit; it is sent in a batch of its own. */
    private static final int LARGE = 512 << 10;

    private final WireTopics topics;
    private final Duration timeout;
    private final Settings settings;
    /** The number of records in flight. */
    private final AtomicLong pending = new AtomicLong();

    private Optional<KafkaProducer<byte[], byte[]>> producer = Optional.empty();
    private String topic = ""; // the topic of the last record

    /** Whether the records in flight are being canceled. */
    private volatile boolean closing;

    /** The text on unreachable brokers; empty without any. */
    private volatile String far = "";

    /**
     * Creates a writer that connects on first use.
     *
     * @param topics finds the first broker, and has the access to brokers; stays open. Limits in the configuration,
     *     such as {@code max.request.size}, apply
     * @param timeout within which a record must be acknowledged
     */
    public KafkaRecordWriter(WireTopics topics, Duration timeout, Settings settings) {
        this.topics = topics;
        this.timeout = timeout;
        this.settings = settings;
    }

    @Override
    public void send(String topic, long number, Outgoing record, Receipts receipts) {
        ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>(
                topic,
                record.partition().isPresent() ? record.partition().getAsInt() : null,
                record.time().map(Instant::toEpochMilli).orElse(null),
                record.key().orElse(null),
                record.value().orElse(null),
                record.headers().stream()
                        .map(header -> (org.apache.kafka.common.header.Header)
                                new RecordHeader(header.name(), header.value().orElse(null)))
                        .toList());
        this.topic = topic;
        pending.incrementAndGet();
        Thread here = Thread.currentThread();
        try {
            // The callback reports the same as the future.
            var unused = open().send(sent, (metadata, problem) -> {
                settled();
                if (problem == null) {
                    receipts.written(number, metadata.partition(), metadata.offset(), time(metadata));
                } else {
                    // A record that fails in send() was never sent.
                    boolean maybe = Thread.currentThread() != here && !refused(problem);
                    receipts.lost(number, record, failure(topic, problem), maybe);
                }
            });
            if (record.value().map(value -> value.length).orElse(0) > LARGE) {
                // In a batch with others the client would split the batch again and again until the timeout.
                open().flush();
            }
        } catch (InterruptException e) {
            settled();
            throw Failure.interrupted().cause(e);
        } catch (KafkaException e) {
            settled();
            throw failure(topic, e);
        }
    }

    private static Instant time(RecordMetadata metadata) {
        return Instant.ofEpochMilli(metadata.timestamp());
    }

    private synchronized void settled() {
        pending.decrementAndGet();
        notifyAll();
    }

    /** Whether a broker has rejected a record, so that no earlier attempt can have written it. */
    private static boolean refused(Exception problem) {
        return problem instanceof AuthorizationException
                || problem instanceof AuthenticationException
                || problem instanceof RecordTooLargeException
                || problem instanceof InvalidRecordException
                || problem instanceof InvalidTimestampException
                || problem instanceof PolicyViolationException;
    }

    private Failure failure(String topic, Exception problem) {
        String message = "cannot write to topic " + topic + ": ";
        if (problem instanceof TimeoutException) {
            return Failure.unreachable(message + "not acknowledged within " + seconds() + far)
                    .cause(problem);
        }
        message += closing ? "canceled before it was acknowledged" : problem.getMessage();
        if (problem instanceof RetriableException) {
            return Failure.unreachable(message + far).cause(problem); // retried until the timeout
        }
        boolean denied = problem instanceof AuthorizationException || problem instanceof AuthenticationException;
        return new Failure(denied ? Failure.Kind.REFUSED : Failure.Kind.FAILED, message).cause(problem);
    }

    private String seconds() {
        long millis = timeout.toMillis();
        return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
    }

    @Override
    public Optional<String> blockingCause() {
        List<Topic> asked = topics.state(List.of(topic)).topics();
        try {
            asked = topics.withMinInSync(asked);
        } catch (Failure e) {
            e.unlessInterrupted(); // without permission to describe the configuration only leaders are reported
        }
        List<String> all = new ArrayList<>();
        for (Topic each : asked) {
            for (Partition partition : each.partitions()) {
                int isr = partition.isr().size();
                if (partition.leader().isEmpty()) {
                    all.add(partition.name() + Topics.NO_LEADER);
                } else if (each.minInSync().isPresent() && each.underMinInSync(partition)) {
                    all.add(partition.name() + " has " + isr + " in-sync "
                            + (isr == 1 ? "replica" : "replicas") + ", below min.insync.replicas="
                            + each.minInSync().getAsInt());
                }
            }
        }
        if (all.size() > NAMED) {
            return Optional.of(
                    String.join("; ", all.subList(0, NAMED)) + "; and " + (all.size() - NAMED) + " more partitions");
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", all));
    }

    @Override
    public void finish() {
        try {
            if (producer.isPresent()) {
                if (pending.get() > 0) {
                    Async.run("producer flush", () -> flush(producer.get()));
                    if (!settledWithin(UnreachableBrokers.UNEASY_MILLIS)) {
                        lookAround();
                    }
                }
                producer.get().flush();
            }
        } catch (InterruptException e) {
            throw Failure.interrupted().cause(e);
        }
    }

    private static void flush(KafkaProducer<byte[], byte[]> producer) {
        try {
            producer.flush();
        } catch (KafkaException e) {
            // The callback of each record reports its result.
        }
    }

    private synchronized boolean settledWithin(long millis) {
        Deadline deadline = Deadline.in(Duration.ofMillis(millis));
        try {
            while (pending.get() > 0 && !deadline.passed()) {
                wait(Math.max(1, deadline.millis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted().cause(e);
        }
        return pending.get() == 0;
    }

    /** Stops at once if no leader of the topic is reachable; otherwise records for such leaders time out. */
    private void lookAround() {
        UnreachableBrokers out = topics.outOfReach();
        if (out.brokers().isEmpty()) {
            return;
        }
        far = "; " + out.text();
        Set<Integer> leaders = new HashSet<>();
        topics.state(List.of(topic))
                .partitions()
                .forEach(partition -> partition.leader().ifPresent(leaders::add));
        if (out.covers(leaders)) {
            out.failure("write to topic " + topic).ifPresent(failure -> {
                throw failure;
            });
        }
    }

    private KafkaProducer<byte[], byte[]> open() {
        if (closing) {
            throw Failure.interrupted();
        }
        if (producer.isEmpty()) {
            int millis = (int) Math.min(Integer.MAX_VALUE, timeout.toMillis());
            Node first = topics.answering();
            Map<String, Object> all = new HashMap<>();
            all.put("max.request.size", BUFFER);
            all.put("buffer.memory", BUFFER);
            all.put("batch.size", BATCH);
            all.put("linger.ms", LINGER_MILLIS);
            all.putAll(topics.access().settings(first));
            all.put("client.id", "zooka");
            all.put("metric.reporters", "");
            all.put("enable.metrics.push", false);
            all.put("acks", settings.acks());
            all.put("enable.idempotence", settings.acks().equals("all"));
            all.put("compression.type", settings.compression());
            all.put("max.block.ms", millis);
            all.put("request.timeout.ms", Math.max(1, millis / TRIES));
            all.put("delivery.timeout.ms", Math.max(millis, millis / TRIES + LINGER_MILLIS + 1));
            all.put("socket.connection.setup.timeout.ms", Math.max(1, millis / TRIES));
            KafkaProducer<byte[], byte[]> made =
                    new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
            producer = Optional.of(made);
            topics.access().lead(made, first);
        }
        return producer.get();
    }

    @Override
    public void close() {
        // An interrupted thread must not wait; the flag is restored for the caller.
        boolean interrupted = Thread.interrupted();
        closing = true;
        try {
            producer.ifPresent(open -> open.close(Duration.ZERO));
        } finally {
            producer = Optional.empty();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
