package zooka.commands.kafka.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import zooka.clients.Failure;
import zooka.clients.kafka.RecordWriter;
import zooka.clients.kafka.RecordWriter.Outgoing;
import zooka.commands.result.Cell;
import zooka.commands.result.Remarks;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** Collects the results of records that are being written. */
final class ProduceReport implements RecordWriter.Receipts {

    /** The columns where each record is told. */
    static final List<Column> EACH = List.of(
            Column.of("topic", "TOPIC"),
            Column.of("partition", "PARTITION").number(),
            Column.of("offset", "OFFSET").number(),
            Column.of("time", "TIME").time());

    /** The columns where the records of each partition are counted. */
    static final List<Column> PARTITIONS = List.of(
            Column.of("topic", "TOPIC"),
            Column.of("partition", "PARTITION").number(),
            Column.of("records", "RECORDS").number(),
            Column.of("firstOffset", "FIRST-OFFSET").number(),
            Column.of("lastOffset", "LAST-OFFSET").number());

    /** How many ranges of failed records are listed if all are saved in a file, and how many reasons. */
    private static final int NAMED = 20;

    private static final int REASONS = 10;

    /** The number of failures that ends the command. */
    private static final int MOST_LOST = 1_000;

    private final boolean each;
    private final Optional<UnwrittenRecords> unwritten;
    private final List<Receipt> receipts = new ArrayList<>();
    private final Map<Integer, Span> spans = new TreeMap<>();
    private final Map<String, RecordNumbers> refused = new LinkedHashMap<>();
    private final Map<String, RecordNumbers> unknown = new LinkedHashMap<>();
    private Optional<Failure> first = Optional.empty();
    private boolean keeping = true;
    private long written;
    private long losses;

    /**
     * @param each whether each record is reported, or only counts by partition
     * @param unwritten the file of records that were not acknowledged; empty if the values were arguments
     */
    ProduceReport(boolean each, Optional<UnwrittenRecords> unwritten) {
        this.each = each;
        this.unwritten = unwritten;
    }

    private record Receipt(long number, int partition, long offset, Instant time) {}

    /** The records written to a partition. */
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
    public synchronized void lost(long number, Outgoing record, Failure why, boolean maybe) {
        losses++;
        if (first.isEmpty()) {
            first = Optional.of(why);
        }
        Map<String, RecordNumbers> reasons = maybe ? unknown : refused;
        String reason =
                reasons.size() < REASONS || reasons.containsKey(why.getMessage()) ? why.getMessage() : "other reasons";
        reasons.computeIfAbsent(reason, missing -> new RecordNumbers()).add(number);
        if (unwritten.isPresent()) {
            keeping &= unwritten.get().keep(record);
        }
    }

    /** Whether too many records have failed, or failed records cannot be saved. */
    synchronized boolean tooManyFailures() {
        return losses >= MOST_LOST || !keeping;
    }

    /** Whether records without an acknowledgment may be in the topic. */
    synchronized boolean uncertain() {
        return !unknown.isEmpty();
    }

    synchronized boolean complete() {
        return losses == 0;
    }

    synchronized long count() {
        return written;
    }

    /** The result as text: {@code wrote 3 records}. */
    synchronized String text(String topic) {
        return String.format(Locale.ROOT, "wrote %,d %s to %s", written, written == 1 ? "record" : "records", topic);
    }

    /**
     * Remarks the records that were not acknowledged; throws if none was.
     *
     * @param hindrance what prevents writes, if the brokers report it
     * @param stopped why the command stopped early; empty if it did not
     */
    synchronized void check(Remarks remarks, Optional<String> hindrance, Optional<Failure> stopped) {
        if (first.isEmpty()) {
            return;
        }
        if (written == 0) {
            throw nothing(hindrance, stopped.orElse(first.get()));
        }
        losses().forEach(what -> remarks.incomplete("records-not-written", what));
        hindrance.ifPresent(what -> remarks.incomplete("records-not-saved", what));
        unwritten
                .flatMap(UnwrittenRecords::trouble)
                .ifPresent(trouble -> remarks.incomplete(
                        "records-not-saved", "cannot save the records that are not written: " + trouble));
        again().ifPresent(what -> remarks.warn("produce-again", what));
    }

    /** The records that are not written, or possibly not: a line for each reason. */
    synchronized List<String> losses() {
        boolean kept = unwritten.isPresent() && unwritten.get().trouble().isEmpty();
        int most = kept ? NAMED : Integer.MAX_VALUE;
        List<String> all = new ArrayList<>();
        refused.forEach((why, numbers) -> all.add(numbers.text(most) + are(numbers) + " not written: " + why));
        unknown.forEach((why, numbers) -> all.add(numbers.text(most) + are(numbers) + " possibly not written: " + why));
        return all;
    }

    private static String are(RecordNumbers numbers) {
        return numbers.count() == 1 ? " is" : " are";
    }

    /** The file of records that were not acknowledged, and the command to write them again. */
    synchronized Optional<String> again() {
        return unwritten
                .flatMap(UnwrittenRecords::file)
                .map(file -> String.format(
                        Locale.ROOT,
                        "saved %,d %s in %s; to write them again: %s%s",
                        losses,
                        losses == 1 ? "record" : "records",
                        file,
                        unwritten.get().again(),
                        unknown.isEmpty() ? "" : " (records that were written after all are then duplicated)"));
    }

    private Failure nothing(Optional<String> hindrance, Failure why) {
        String message = why.getMessage() + hindrance.map(text -> ": " + text).orElse("");
        if (!unknown.isEmpty()) {
            message += losses == 1
                    ? "; the record may have been written all the same"
                    : String.format(Locale.ROOT, "; none of %,d records was acknowledged", losses);
        }
        Optional<String> trouble = unwritten.flatMap(UnwrittenRecords::trouble);
        if (trouble.isPresent()) {
            message += "; the records cannot be saved: " + trouble.get();
        }
        Failure failure = new Failure(why.kind(), message).cause(why);
        Optional<String> hint = again().or(why::hint);
        return hint.isPresent() ? failure.hint(hint.get()) : failure;
    }

    /** The table of the written records. */
    synchronized Result result(String topic) {
        List<Row> rows = new ArrayList<>();
        if (each) {
            receipts.sort((a, b) -> Long.compare(a.number(), b.number()));
            receipts.forEach(receipt -> rows.add(Row.of(
                    Cell.text(topic),
                    Cell.id(receipt.partition()),
                    offset(receipt.offset()),
                    Cell.at(receipt.time()))));
            return new Table(EACH, rows, "no records");
        }
        spans.forEach((partition, span) -> rows.add(Row.of(
                Cell.text(topic),
                Cell.id(partition),
                Cell.count(span.records),
                offset(span.first),
                offset(span.last))));
        return new Table(PARTITIONS, rows, "no records");
    }

    /** An offset; missing with {@code --acks 0}. */
    private static Cell offset(long offset) {
        return offset < 0 ? Cell.missing() : Cell.count(offset);
    }
}
