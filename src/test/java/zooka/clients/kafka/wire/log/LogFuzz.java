package zooka.clients.kafka.wire.log;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metadata.BeginTransactionRecord;
import org.apache.kafka.common.metadata.BrokerRegistrationChangeRecord;
import org.apache.kafka.common.metadata.ConfigRecord;
import org.apache.kafka.common.metadata.EndTransactionRecord;
import org.apache.kafka.common.metadata.FeatureLevelRecord;
import org.apache.kafka.common.metadata.NoOpRecord;
import org.apache.kafka.common.metadata.PartitionChangeRecord;
import org.apache.kafka.common.metadata.PartitionRecord;
import org.apache.kafka.common.metadata.RegisterBrokerRecord;
import org.apache.kafka.common.metadata.TopicRecord;
import org.apache.kafka.common.record.internal.RecordBatch;
import zooka.fuzz.FuzzTarget;

/** Records of the metadata log. */
public final class LogFuzz {

    private LogFuzz() {}

    public static List<FuzzTarget> targets() {
        RegisterBrokerRecord broker = new RegisterBrokerRecord().setBrokerId(1).setRack("a");
        broker.endPoints()
                .add(new RegisterBrokerRecord.BrokerEndpoint()
                        .setName("A")
                        .setHost("h")
                        .setPort(1)
                        .setSecurityProtocol((short) 1));
        Uuid id = Uuid.fromString("3Db5QLSqSZieL3rJBUUegA");
        return List.of(new FuzzTarget(
                "metadata records",
                Stream.of(
                                broker,
                                new BrokerRegistrationChangeRecord()
                                        .setBrokerId(1)
                                        .setFenced((byte) 1),
                                new TopicRecord().setName("orders").setTopicId(id),
                                new PartitionRecord()
                                        .setTopicId(id)
                                        .setReplicas(List.of(1, 2))
                                        .setIsr(List.of(1)),
                                new PartitionChangeRecord()
                                        .setTopicId(id)
                                        .setLeader(2)
                                        .setIsr(List.of(2)),
                                new ConfigRecord()
                                        .setResourceType((byte) 2)
                                        .setResourceName("orders")
                                        .setName("k")
                                        .setValue("v"),
                                new FeatureLevelRecord().setName("f").setFeatureLevel((short) 1),
                                new BeginTransactionRecord().setName("t"),
                                new EndTransactionRecord(),
                                new NoOpRecord())
                        .map(record -> LogRecords.bytes(LogRecords.value(record)))
                        .toList(),
                LogFuzz::record));
    }

    /** In a batch whose checksum is right: else no record would be tried. */
    private static void record(byte[] bytes) {
        CommittedBatches committed = new CommittedBatches();
        for (RecordBatch batch : LogRecords.batches(LogRecords.values(0, 1, ByteBuffer.wrap(bytes)))) {
            committed.add(batch, false);
        }
        Objects.requireNonNull(committed.take());
    }
}
