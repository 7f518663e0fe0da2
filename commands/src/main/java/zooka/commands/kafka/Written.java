package zooka.commands.kafka;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import zooka.commands.Context;
import zooka.commands.Failure;
import zooka.commands.kafka.client.Producing;
import zooka.commands.result.Cell;
import zooka.commands.result.Result;
import zooka.commands.result.Result.Column;
import zooka.commands.result.Result.Row;

/** What became of records that are being written, as it comes to be known. */
final class Written implements Producing.Receipts {

    /** So many losses are named one by one, and so many end the writing. */
    private static final int NAMED = 20;

    private static final int MOST_LOST = 1_000;

    private final boolean each;
    private final List<Receipt> receipts = new ArrayList<>();
    private final Map<Integer, Span> spans = new TreeMap<>();
    private final List<String> lost = new ArrayList<>();
    private Optional<Failure> first = Optional.empty();
    private long written;
    private long losses;

    /** @param each whether every record is told of, or only how many went where */
    Written(boolean each) {
        this.each = each;
    }

    private record Receipt(long number, int partition, long offset, Instant time) {}

    /** What was written to a partition. */
    private static final class Span {
        private long records;
        private long first = Long.MAX_VALUE;
        private long last = -1;
    }

    @Override
    public synchronized void written(long number, int partition, long offset, Instant time) {
        written++;
        if (each) {
            receipts.add(new Receipt(number, partition, offset, time));
        } else {
            Span span = spans.computeIfAbsent(partition, missing -> new Span());
            span.records++;
            span.first = Math.min(span.first, offset);
            span.last = Math.max(span.last, offset);
        }
    }

    @Override
    public synchronized void lost(long number, Failure why) {
        losses++;
        if (first.isEmpty()) {
            first = Optional.of(why);
        }
        if (lost.size() < NAMED) {
            lost.add("record " + number + ": " + why.getMessage());
        }
    }

    /** Whether so many are lost that the rest will be, too. */
    synchronized boolean hopeless() {
        return losses >= MOST_LOST;
    }

    synchronized long count() {
        return written;
    }

    /** How it went: {@code wrote 3 records}. */
    synchronized String text(String topic) {
        return String.format(Locale.ROOT, "wrote %,d %s to %s", written, written == 1 ? "record" : "records", topic);
    }

    /** Names what was lost; fails where that is all. */
    synchronized void check(Context.Remarks remarks) {
        if (first.isEmpty()) {
            return;
        }
        if (written == 0) {
            throw first.get();
        }
        lost.forEach(remarks::incomplete);
        if (losses > lost.size()) {
            remarks.incomplete(String.format(Locale.ROOT, "%,d more records are not written", losses - lost.size()));
        }
    }

    /** What was written where. */
    synchronized Result result(String topic) {
        List<Row> rows = new ArrayList<>();
        if (each) {
            receipts.sort((a, b) -> Long.compare(a.number(), b.number()));
            receipts.forEach(receipt -> rows.add(Row.of(
                    Cell.text(topic),
                    Cell.id(receipt.partition()),
                    offset(receipt.offset()),
                    Cell.at(receipt.time()))));
            return new Result.Table(
                    List.of(
                            Column.of("topic", "TOPIC"),
                            Column.of("partition", "PARTITION"),
                            Column.of("offset", "OFFSET"),
                            Column.of("time", "TIME")),
                    rows,
                    "no records");
        }
        spans.forEach((partition, span) -> rows.add(Row.of(
                Cell.text(topic),
                Cell.id(partition),
                Cell.count(span.records),
                offset(span.first),
                offset(span.last))));
        return new Result.Table(
                List.of(
                        Column.of("topic", "TOPIC"),
                        Column.of("partition", "PARTITION"),
                        Column.of("records", "RECORDS"),
                        Column.of("firstOffset", "FIRST-OFFSET"),
                        Column.of("lastOffset", "LAST-OFFSET")),
                rows,
                "no records");
    }

    /** Without acknowledgement nobody says an offset. */
    private static Cell offset(long offset) {
        return offset < 0 ? Cell.missing() : Cell.count(offset);
    }
}
