package zooka.clients.kafka.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.clients.consumer.internals.ConsumerProtocol;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.message.DescribeGroupsResponseData;
import org.apache.kafka.common.message.DescribeGroupsResponseData.DescribedGroup;
import org.apache.kafka.common.message.DescribeGroupsResponseData.DescribedGroupMember;
import org.apache.kafka.common.message.FetchResponseData.AbortedTransaction;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.EndTransactionMarker;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.requests.DescribeGroupsResponse;
import zooka.clients.kafka.RecordReader;
import zooka.clients.kafka.RecordReader.Query;
import zooka.clients.kafka.wire.groups.GroupOffsets;
import zooka.clients.kafka.wire.groups.GroupType;
import zooka.clients.kafka.wire.records.FetchedBatch;
import zooka.fuzz.FuzzTarget;

/** What brokers hand on as others have written it: members of groups, and batches of records. */
public final class ClientFuzz {

    private static final int LENGTH_AT = 8;
    private static final int MAGIC_AT = 16;
    private static final int SUM_AT = 17;
    private static final int SUMMED_AT = 21;
    private static final int HEADER = 61;

    private ClientFuzz() {}

    public static List<FuzzTarget> targets() {
        return List.of(
                new FuzzTarget(
                        "group members",
                        List.of(
                                bytes(ConsumerProtocol.serializeSubscription(new Subscription(
                                        List.of("orders", "a.b"), ByteBuffer.wrap(new byte[] {1, 2})))),
                                bytes(ConsumerProtocol.serializeAssignment(new Assignment(
                                        List.of(new TopicPartition("orders", 0), new TopicPartition("orders", 7)))))),
                        ClientFuzz::member),
                new FuzzTarget("records", batches(), ClientFuzz::records));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static void member(byte[] bytes) {
        DescribedGroup group = new DescribedGroup()
                .setGroupId("g")
                .setGroupState("Stable")
                .setProtocolType(ConsumerProtocol.PROTOCOL_TYPE)
                .setProtocolData("range")
                .setMembers(List.of(new DescribedGroupMember()
                        .setMemberId("m")
                        .setClientHost("/h")
                        .setMemberMetadata(bytes)
                        .setMemberAssignment(bytes)));
        List<GroupType.Description> told = GroupType.CLASSIC.answers(
                new DescribeGroupsResponse(new DescribeGroupsResponseData().setGroups(List.of(group))));
        GroupOffsets offsets = new GroupOffsets(8);
        offsets.assign(
                "g", Optional.of(GroupType.CLASSIC), told.get(0).membership().members());
        Objects.requireNonNull(offsets.commits());
    }

    private static List<byte[]> batches() {
        Header[] headers = {new RecordHeader("h", new byte[] {1}), new RecordHeader("none", null)};
        SimpleRecord[] some = {
            new SimpleRecord(1_700_000_000_000L, text("k"), text("a value"), headers),
            new SimpleRecord(1_700_000_000_001L, null, text("x".repeat(40))),
            new SimpleRecord(-1, text("gone"), null)
        };
        List<byte[]> all = new ArrayList<>();
        for (CompressionType type : CompressionType.values()) {
            Compression compression = Compression.of(type).build();
            all.add(bytes(MemoryRecords.withRecords(compression, some).buffer()));
            if (type != CompressionType.ZSTD) {
                all.add(bytes(
                        MemoryRecords.withRecords((byte) 1, compression, new SimpleRecord(5, text("k"), text("v")))
                                .buffer()));
            }
        }
        all.add(joined(
                MemoryRecords.withTransactionalRecords(Compression.NONE, 7, (short) 0, 0, some)
                        .buffer(),
                MemoryRecords.withEndTransactionMarker(
                                7, (short) 0, new EndTransactionMarker(ControlRecordType.ABORT, 1))
                        .buffer(),
                MemoryRecords.withRecords(Compression.NONE, some).buffer()));
        return all;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(ByteBuffer... parts) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (ByteBuffer part : parts) {
            all.writeBytes(bytes(part));
        }
        return all.toByteArray();
    }

    /** As they are, and with checksums that are right: else nothing behind them would be tried. */
    private static void records(byte[] bytes) {
        List<RuntimeException> failures = new ArrayList<>();
        for (byte[] each : List.of(bytes, summed(bytes))) {
            try {
                FetchedBatch piece = fetched(each);
                RecordReader.Message message = piece.next();
                while (message != null) {
                    message = piece.next();
                }
                Query all = new Query(
                        "t",
                        Set.of(),
                        new RecordReader.Start.Beginning(),
                        new RecordReader.End.Never(Optional.empty()),
                        true);
                fetched(each).count(all);
            } catch (zooka.clients.Failure e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    private static FetchedBatch fetched(byte[] bytes) {
        AbortedTransaction aborted = new AbortedTransaction().setProducerId(7).setFirstOffset(0);
        return new FetchedBatch(
                "t", 0, MemoryRecords.readableRecords(ByteBuffer.wrap(bytes)), 0, Long.MAX_VALUE, List.of(aborted));
    }

    private static byte[] summed(byte[] bytes) {
        ByteBuffer copy = ByteBuffer.wrap(bytes.clone());
        int at = 0;
        while (at + HEADER <= copy.capacity()) {
            int length = copy.getInt(at + LENGTH_AT);
            long end = (long) at + LENGTH_AT + 4 + length;
            if (length < HEADER - LENGTH_AT - 4 || end > copy.capacity()) {
                break;
            }
            if (copy.get(at + MAGIC_AT) == 2) {
                CRC32C sum = new CRC32C();
                sum.update(copy.array(), at + SUMMED_AT, (int) end - at - SUMMED_AT);
                copy.putInt(at + SUM_AT, (int) sum.getValue());
            }
            at = (int) end;
        }
        return copy.array();
    }
}
