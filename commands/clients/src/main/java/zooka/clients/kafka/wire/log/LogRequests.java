package zooka.clients.kafka.wire.log;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchSnapshotRequestData;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchSnapshotRequest;

/** The requests of an observer, which has no id, so that the quorum does not count it. */
final class LogRequests {

    private static final String TOPIC = "__cluster_metadata";

    /** The maximum bytes of an answer; a larger first batch comes all the same. */
    static final int MOST = 8 << 20;

    private LogRequests() {}

    /**
     * A request for what follows a position.
     *
     * @param epoch the epoch of the leader
     * @param highWatermark the known one: the leader answers as soon as it has a higher one, too
     */
    static FetchRequest.SimpleBuilder fetch(LogPosition position, int epoch, long highWatermark, int waitMillis) {
        FetchRequestData.FetchTopic topic =
                new FetchRequestData.FetchTopic().setTopic(TOPIC).setTopicId(Uuid.METADATA_TOPIC_ID);
        topic.partitions()
                .add(new FetchRequestData.FetchPartition()
                        .setPartition(0)
                        .setCurrentLeaderEpoch(epoch)
                        .setFetchOffset(position.next())
                        .setLastFetchedEpoch(position.lastEpoch())
                        .setHighWatermark(highWatermark)
                        .setPartitionMaxBytes(MOST));
        FetchRequestData request =
                new FetchRequestData().setMaxWaitMs(waitMillis).setMinBytes(1).setMaxBytes(MOST);
        request.topics().add(topic);
        return new FetchRequest.SimpleBuilder(request);
    }

    /**
     * A request for a part of a snapshot.
     *
     * @param most the maximum bytes of the part
     */
    static FetchSnapshotRequest.Builder fetch(SnapshotDownload snapshot, int epoch, int most) {
        FetchSnapshotRequestData.TopicSnapshot topic = new FetchSnapshotRequestData.TopicSnapshot().setName(TOPIC);
        topic.partitions()
                .add(new FetchSnapshotRequestData.PartitionSnapshot()
                        .setPartition(0)
                        .setCurrentLeaderEpoch(epoch)
                        .setPosition(snapshot.position())
                        .setSnapshotId(new FetchSnapshotRequestData.SnapshotId()
                                .setEndOffset(snapshot.endOffset())
                                .setEpoch(snapshot.epoch())));
        FetchSnapshotRequestData request = new FetchSnapshotRequestData().setMaxBytes(most);
        request.topics().add(topic);
        return new FetchSnapshotRequest.Builder(request);
    }
}
