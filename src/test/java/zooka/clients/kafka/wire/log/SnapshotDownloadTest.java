package zooka.clients.kafka.wire.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.message.FetchSnapshotResponseData;
import org.apache.kafka.common.message.FetchSnapshotResponseData.PartitionSnapshot;
import org.apache.kafka.common.message.FetchSnapshotResponseData.TopicSnapshot;
import org.apache.kafka.common.metadata.FeatureLevelRecord;
import org.apache.kafka.common.metadata.NoOpRecord;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.UnalignedMemoryRecords;
import org.apache.kafka.common.requests.FetchSnapshotResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of a snapshot end anywhere. */
final class SnapshotDownloadTest {

    /** A part as it comes over the network. */
    private static PartitionSnapshot part(ByteBuffer bytes) {
        TopicSnapshot topic = new TopicSnapshot().setName("__cluster_metadata");
        topic.partitions().add(new PartitionSnapshot().setUnalignedRecords(new UnalignedMemoryRecords(bytes)));
        FetchSnapshotResponseData data = new FetchSnapshotResponseData();
        data.topics().add(topic);
        ByteBuffer sent = MessageUtil.toByteBufferAccessor(data, data.highestSupportedVersion())
                .buffer();
        return FetchSnapshotResponse.parse(new ByteBufferAccessor(sent), data.highestSupportedVersion())
                .data()
                .topics()
                .get(0)
                .partitions()
                .get(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 61, 80, 100, 10_000})
    void batches_are_complete_however_the_parts_are_cut(int size) {
        MemoryRecords snapshot = LogRecords.log(
                LogRecords.batch(0, 1, new NoOpRecord()),
                LogRecords.batch(1, 1, new FeatureLevelRecord().setName("f".repeat(90)), new NoOpRecord()),
                LogRecords.batch(3, 2, new NoOpRecord()));
        ByteBuffer bytes = snapshot.buffer();
        SnapshotDownload download = new SnapshotDownload(4, 2);
        List<Long> offsets = new ArrayList<>();
        while (download.position() < bytes.limit()) {
            int from = (int) download.position();
            for (RecordBatch batch : download.add(part(bytes.slice(from, Math.min(size, bytes.limit() - from))))) {
                batch.ensureValid();
                offsets.add(batch.lastOffset());
            }
        }

        assertThat(offsets).containsExactly(0L, 2L, 3L);
        assertThat(download.position()).isEqualTo(bytes.limit());
        assertThat(download.endOffset()).isEqualTo(4);
        assertThat(download.epoch()).isEqualTo(2);
    }
}
