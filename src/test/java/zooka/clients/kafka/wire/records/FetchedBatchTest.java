package zooka.clients.kafka.wire.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.clients.Failure;
import zooka.clients.kafka.RecordReader.Message;

/** Batches as brokers send them, and damaged ones: a record is read right, or said to be damaged. */
final class FetchedBatchTest {

    private static final int COUNT_AT = 57;
    private static final int SUM_AT = 17;
    private static final int SUMMED_AT = 21;

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ByteBuffer batch(CompressionType type) {
        Header[] headers = {new RecordHeader("h", text("1")), new RecordHeader("none", null)};
        return MemoryRecords.withRecords(
                        40L,
                        Compression.of(type).build(),
                        new SimpleRecord(1_700_000_000_000L, text("k"), text("one"), headers),
                        new SimpleRecord(-1, null, text("two".repeat(100))),
                        new SimpleRecord(1_700_000_000_002L, text("gone"), null))
                .buffer();
    }

    private static List<String> read(ByteBuffer bytes, long from) {
        FetchedBatch piece =
                new FetchedBatch("orders", 3, MemoryRecords.readableRecords(bytes), from, Long.MAX_VALUE, List.of());
        List<String> read = new ArrayList<>();
        for (Message message = piece.next(); message != null; message = piece.next()) {
            read.add(message.offset() + " " + message.key().map(String::new).orElse("-") + "="
                    + message.value()
                            .map(value -> Integer.toString(value.length))
                            .orElse("-") + " "
                    + message.headers().size() + message.time().map(time -> "").orElse(" no time"));
        }
        return read;
    }

    private static ByteBuffer summed(ByteBuffer bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes.array(), bytes.arrayOffset() + SUMMED_AT, bytes.limit() - SUMMED_AT);
        return bytes.putInt(SUM_AT, (int) sum.getValue());
    }

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void records_are_read_however_they_are_packed(CompressionType type) {
        assertThat(read(batch(type), 0)).containsExactly("40 k=3 2", "41 -=300 0 no time", "42 gone=- 0");
        assertThat(read(batch(type), 42)).containsExactly("42 gone=- 0");
    }

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void a_batch_with_a_bit_turned_is_said_to_be_damaged(CompressionType type) {
        ByteBuffer bytes = batch(type);
        int last = bytes.limit() - 1;
        bytes.put(last, (byte) (bytes.get(last) ^ 1));
        fails(bytes, "Record is corrupt");
    }

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void a_batch_that_holds_less_than_it_claims_is_said_to_be_damaged(CompressionType type) {
        ByteBuffer bytes = batch(type);
        fails(summed(bytes.putInt(COUNT_AT, Integer.MAX_VALUE)), "a record extends beyond its batch");
    }

    private static void fails(ByteBuffer bytes, String why) {
        assertThatThrownBy(() -> read(bytes, 0))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.FAILED))
                .hasMessageStartingWith("orders-3: the records from offset 40 cannot be read: " + why)
                .matches(failure -> ((Failure) failure).hint().equals(Optional.empty()));
    }
}
