package zooka.testing.fake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import zooka.clients.Failure;
import zooka.clients.kafka.RecordWriter;
import zooka.testing.TestRun;

/**
 * Takes records and keeps them for a test to look at; those whose value is {@code bad} are refused, of those that are {@code late}
 * nothing is known, {@code dead} is its end.
 */
public final class FakeProducing implements RecordWriter {

    private final List<String> sent = new ArrayList<>();

    /** Each record as {@code partition time key=value headers}. */
    public List<String> sent() {
        return sent;
    }

    @Override
    public void send(String topic, long number, Outgoing record, Receipts receipts) {
        String value = text(record.value());
        if (value.equals("dead")) {
            throw Failure.unreachable("cannot write to topic " + topic + ": no broker");
        }
        if (value.equals("bad")) {
            receipts.lost(number, record, new Failure(Failure.Kind.FAILED, "too large"), false);
            return;
        }
        if (value.equals("late")) {
            receipts.lost(number, record, Failure.unreachable("not acknowledged within 5 s"), true);
            return;
        }
        if (value.equals("interrupt")) {
            throw Failure.interrupted();
        }
        sent.add((record.partition().isPresent() ? record.partition().getAsInt() + " " : "")
                + record.time().map(time -> time + " ").orElse("")
                + text(record.key()) + "=" + value
                + record.headers().stream()
                        .map(header -> " " + header.name() + ":" + text(header.value()))
                        .collect(Collectors.joining()));
        receipts.written(
                number, record.partition().orElse(0), number - 1, record.time().orElse(TestRun.NOW));
    }

    private static String text(Optional<byte[]> bytes) {
        return bytes.map(all -> new String(all, StandardCharsets.ISO_8859_1)).orElse("null");
    }

    @Override
    public void finish() {}

    @Override
    public Optional<String> blockingCause() {
        return Optional.of("logs-0 has 1 in-sync replica, below min.insync.replicas=2");
    }

    @Override
    public void close() {}
}
