package zooka.clients.kafka.wire.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static zooka.clients.kafka.wire.log.LogRecords.TIME;
import static zooka.clients.kafka.wire.log.LogRecords.batch;
import static zooka.clients.kafka.wire.log.LogRecords.batches;
import static zooka.clients.kafka.wire.log.LogRecords.election;
import static zooka.clients.kafka.wire.log.LogRecords.value;
import static zooka.clients.kafka.wire.log.LogRecords.values;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metadata.AbortTransactionRecord;
import org.apache.kafka.common.metadata.BeginTransactionRecord;
import org.apache.kafka.common.metadata.BrokerRegistrationChangeRecord;
import org.apache.kafka.common.metadata.ClearElrRecord;
import org.apache.kafka.common.metadata.ConfigRecord;
import org.apache.kafka.common.metadata.EndTransactionRecord;
import org.apache.kafka.common.metadata.FeatureLevelRecord;
import org.apache.kafka.common.metadata.FenceBrokerRecord;
import org.apache.kafka.common.metadata.NoOpRecord;
import org.apache.kafka.common.metadata.PartitionChangeRecord;
import org.apache.kafka.common.metadata.PartitionRecord;
import org.apache.kafka.common.metadata.RegisterBrokerRecord;
import org.apache.kafka.common.metadata.RegisterBrokerRecord.BrokerEndpoint;
import org.apache.kafka.common.metadata.RegisterControllerRecord;
import org.apache.kafka.common.metadata.RemoveTopicRecord;
import org.apache.kafka.common.metadata.TopicRecord;
import org.apache.kafka.common.metadata.UnfenceBrokerRecord;
import org.apache.kafka.common.metadata.UnregisterBrokerRecord;
import org.apache.kafka.common.metadata.UnregisterControllerRecord;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.clients.kafka.Listener;
import zooka.clients.kafka.MetadataChange;
import zooka.clients.kafka.MetadataLog;
import zooka.clients.kafka.Resource;

/** What becomes of the bytes of the log. */
final class CommittedBatchesTest {

    private static final Uuid ID = Uuid.fromString("3Db5QLSqSZieL3rJBUUegA");
    private static final TopicRecord ORDERS =
            new TopicRecord().setName("orders").setTopicId(ID);
    private static final MetadataChange ORDERS_CREATION =
            new MetadataChange.TopicCreation("orders", "3Db5QLSqSZieL3rJBUUegA");
    private static final FeatureLevelRecord FEATURE =
            new FeatureLevelRecord().setName("f").setFeatureLevel((short) 1);
    private static final MetadataChange FEATURE_LEVEL = new MetadataChange.FeatureLevel("f", 1);

    private final CommittedBatches committed = new CommittedBatches();

    private List<MetadataLog.Batch> add(MemoryRecords... records) {
        batches(records).forEach(batch -> committed.add(batch, false));
        return committed.take();
    }

    private MetadataChange change(ApiMessage record) {
        List<MetadataLog.Batch> all = add(batch(0, 1, record));
        assertThat(all).hasSize(1);
        assertThat(all.get(0).changes()).hasSize(1);
        return all.get(0).changes().get(0);
    }

    @Test
    void a_batch_has_the_time_the_offset_and_the_controller_of_its_appending() {
        assertThat(add(election(4, 7, 2, 1, 2, 3), batch(5, 7, ORDERS, FEATURE)))
                .containsExactly(
                        new MetadataLog.Batch(
                                TIME,
                                4,
                                OptionalInt.of(2),
                                7,
                                false,
                                List.of(new MetadataChange.ControllerElection(2, 7, List.of(1, 2, 3)))),
                        new MetadataLog.Batch(
                                TIME, 6, OptionalInt.of(2), 7, false, List.of(ORDERS_CREATION, FEATURE_LEVEL)));
    }

    @Test
    void the_controller_of_an_older_epoch_is_unknown_without_its_election() {
        committed.lead(7, 2);

        assertThat(add(batch(0, 6, ORDERS), batch(1, 7, FEATURE)))
                .extracting(MetadataLog.Batch::controller)
                .containsExactly(OptionalInt.empty(), OptionalInt.of(2));
    }

    @Test
    void idle_records_change_nothing_but_the_time_of_the_latest() {
        assertThat(committed.latest()).isEmpty();
        assertThat(add(batch(0, 1, new NoOpRecord()))).isEmpty();
        assertThat(committed.latest()).contains(TIME);
    }

    @Test
    void a_transaction_counts_together_at_its_end() {
        assertThat(add(batch(0, 1, FEATURE, new BeginTransactionRecord(), ORDERS)))
                .extracting(MetadataLog.Batch::changes)
                .containsExactly(List.of(FEATURE_LEVEL));
        assertThat(add(batch(3, 1, new RemoveTopicRecord().setTopicId(ID)))).isEmpty();
        assertThat(add(batch(4, 1, new EndTransactionRecord(), FEATURE)))
                .containsExactly(new MetadataLog.Batch(
                        TIME,
                        5,
                        OptionalInt.empty(),
                        1,
                        false,
                        List.of(
                                ORDERS_CREATION,
                                new MetadataChange.TopicDeletion("3Db5QLSqSZieL3rJBUUegA"),
                                FEATURE_LEVEL)));
    }

    @Test
    void a_transaction_that_is_aborted_does_not_count() {
        assertThat(add(batch(0, 1, new BeginTransactionRecord(), ORDERS), batch(2, 1, new AbortTransactionRecord())))
                .isEmpty();
        assertThat(add(batch(3, 1, FEATURE)))
                .extracting(MetadataLog.Batch::changes)
                .containsExactly(List.of(FEATURE_LEVEL));
    }

    @Test
    void a_restart_forgets_the_open_transaction() {
        assertThat(add(batch(0, 1, new BeginTransactionRecord(), ORDERS))).isEmpty();
        committed.restart();

        assertThat(add(batch(0, 1, FEATURE, new EndTransactionRecord())))
                .extracting(MetadataLog.Batch::changes)
                .containsExactly(List.of(FEATURE_LEVEL));
    }

    @Test
    void batches_of_a_snapshot_are_marked_and_tell_no_controller() {
        committed.lead(1, 2);
        batches(batch(0, 1, ORDERS)).forEach(batch -> committed.add(batch, true));

        assertThat(committed.take())
                .containsExactly(
                        new MetadataLog.Batch(TIME, 0, OptionalInt.empty(), 1, true, List.of(ORDERS_CREATION)));
    }

    @Test
    void unknown_kinds_are_skipped_and_counted() {
        ByteBuffer later = value(1, 77, 0, FEATURE);

        assertThat(add(values(0, 1, later, value(ORDERS), later)))
                .extracting(MetadataLog.Batch::changes)
                .containsExactly(List.of(ORDERS_CREATION));
        assertThat(committed.unknown()).isEqualTo(Map.of(77, 2L));
    }

    @Test
    void a_version_of_a_change_that_is_not_known_fails() {
        assertThatThrownBy(() -> add(values(0, 1, value(1, 5, 9, new PartitionChangeRecord()))))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.FAILED))
                .hasMessage(
                        "the controllers write version 9 of records of the kind 5, and this client supports versions"
                                + " up to 2");
        assertThatThrownBy(() -> add(values(0, 1, value(2, 5, 2, new PartitionChangeRecord()))))
                .hasMessage("the metadata log has records with the unknown frame 2");
    }

    @Test
    void bytes_that_are_no_record_fail() {
        assertThatThrownBy(() -> add(values(3, 1, ByteBuffer.wrap(new byte[] {1, 2, 0, 9}))))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.FAILED))
                .hasMessageStartingWith("invalid record in the metadata log at offset 3: ");
    }

    @Test
    void a_partition_is_told_whole_when_it_is_created() {
        assertThat(change(new PartitionRecord()
                        .setTopicId(ID)
                        .setPartitionId(4)
                        .setLeader(2)
                        .setLeaderEpoch(5)
                        .setPartitionEpoch(6)
                        .setReplicas(List.of(2, 1, 3))
                        .setIsr(List.of(2, 3))
                        .setAddingReplicas(List.of(3))
                        .setRemovingReplicas(List.of(1))
                        .setLeaderRecoveryState((byte) 1)
                        .setEligibleLeaderReplicas(null)
                        .setLastKnownElr(List.of(1))))
                .isEqualTo(new MetadataChange.PartitionState(
                        "3Db5QLSqSZieL3rJBUUegA",
                        4,
                        OptionalInt.of(2),
                        5,
                        6,
                        List.of(2, 1, 3),
                        List.of(2, 3),
                        List.of(3),
                        List.of(1),
                        List.of(),
                        List.of(1),
                        true));
    }

    @Test
    void a_change_of_a_partition_has_what_has_changed_only() {
        assertThat(change(new PartitionChangeRecord().setTopicId(ID).setPartitionId(4)))
                .isEqualTo(partitionChange(MetadataChange.PartitionChange.UNCHANGED, Optional.empty()));
        assertThat(change(new PartitionChangeRecord()
                        .setTopicId(ID)
                        .setPartitionId(4)
                        .setLeader(-1)
                        .setIsr(List.of(3))))
                .isEqualTo(partitionChange(MetadataChange.PartitionChange.NONE, Optional.of(List.of(3))));
        assertThat(change(new PartitionChangeRecord()
                        .setTopicId(ID)
                        .setPartitionId(4)
                        .setReplicas(List.of(1))
                        .setAddingReplicas(List.of())
                        .setRemovingReplicas(List.of(2))
                        .setLeaderRecoveryState((byte) 0)
                        .setEligibleLeaderReplicas(List.of(2))
                        .setLastKnownElr(List.of())))
                .isEqualTo(new MetadataChange.PartitionChange(
                        "3Db5QLSqSZieL3rJBUUegA",
                        4,
                        MetadataChange.PartitionChange.UNCHANGED,
                        Optional.of(List.of(1)),
                        Optional.empty(),
                        Optional.of(List.of()),
                        Optional.of(List.of(2)),
                        Optional.of(List.of(2)),
                        Optional.of(List.of()),
                        Optional.of(false)));
    }

    private static MetadataChange partitionChange(int leader, Optional<List<Integer>> isr) {
        return new MetadataChange.PartitionChange(
                "3Db5QLSqSZieL3rJBUUegA",
                4,
                leader,
                Optional.empty(),
                isr,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void brokers_register_and_change() {
        RegisterBrokerRecord registration = new RegisterBrokerRecord()
                .setBrokerId(2)
                .setBrokerEpoch(11)
                .setRack("b")
                .setFenced(true)
                .setInControlledShutdown(false);
        registration
                .endPoints()
                .add(new BrokerEndpoint()
                        .setName("EXTERNAL")
                        .setSecurityProtocol((short) 3)
                        .setHost("kafka-2")
                        .setPort(9094));
        assertThat(change(registration))
                .isEqualTo(new MetadataChange.BrokerRegistration(
                        2,
                        11,
                        List.of(new Listener(2, "EXTERNAL", "SASL_SSL", "kafka-2", 9094)),
                        Optional.of("b"),
                        true,
                        false));
        assertThat(change(new BrokerRegistrationChangeRecord()
                        .setBrokerId(2)
                        .setBrokerEpoch(11)
                        .setFenced((byte) -1)))
                .isEqualTo(new MetadataChange.BrokerStateChange(2, 11, Optional.of(false), Optional.empty()));
        assertThat(change(new BrokerRegistrationChangeRecord()
                        .setBrokerId(2)
                        .setBrokerEpoch(11)
                        .setFenced((byte) 1)
                        .setInControlledShutdown((byte) 1)))
                .isEqualTo(new MetadataChange.BrokerStateChange(2, 11, Optional.of(true), Optional.of(true)));
        assertThat(change(new FenceBrokerRecord().setId(2).setEpoch(11)))
                .isEqualTo(new MetadataChange.BrokerStateChange(2, 11, Optional.of(true), Optional.empty()));
        assertThat(change(new UnfenceBrokerRecord().setId(2).setEpoch(11)))
                .isEqualTo(new MetadataChange.BrokerStateChange(2, 11, Optional.of(false), Optional.empty()));
        assertThat(change(new UnregisterBrokerRecord().setBrokerId(2).setBrokerEpoch(11)))
                .isEqualTo(new MetadataChange.BrokerUnregistration(2, 11));
    }

    @Test
    void controllers_register_and_go() {
        RegisterControllerRecord registration = new RegisterControllerRecord().setControllerId(9);
        registration
                .endPoints()
                .add(new RegisterControllerRecord.ControllerEndpoint()
                        .setName("CONTROLLER")
                        .setSecurityProtocol((short) 0)
                        .setHost("c-9")
                        .setPort(9093));
        assertThat(change(registration))
                .isEqualTo(new MetadataChange.ControllerRegistration(
                        9, List.of(new Listener(9, "CONTROLLER", "PLAINTEXT", "c-9", 9093))));
        assertThat(change(new UnregisterControllerRecord().setControllerId(9)))
                .isEqualTo(new MetadataChange.ControllerUnregistration(9));
    }

    @Test
    void configuration_is_set_and_deleted_and_secrets_are_not_told() {
        assertThat(change(config(2, "orders", "min.insync.replicas", "2")))
                .isEqualTo(new MetadataChange.ConfigChange(
                        Resource.topic("orders"), "min.insync.replicas", Optional.of("2")));
        assertThat(change(config(4, "", "num.io.threads", null)))
                .isEqualTo(new MetadataChange.ConfigChange(Resource.everyBroker(), "num.io.threads", Optional.empty()));
        assertThat(change(config(4, "1", "listener.name.a.ssl.keystore.password", "geheim")))
                .isEqualTo(new MetadataChange.ConfigChange(
                        Resource.broker(1), "listener.name.a.ssl.keystore.password", Optional.of("(secret)")));
        assertThat(add(batch(0, 1, config(111, "x", "y", "z")))).isEmpty();
    }

    private static ConfigRecord config(int type, String name, String key, String value) {
        return new ConfigRecord()
                .setResourceType((byte) type)
                .setResourceName(name)
                .setName(key)
                .setValue(value);
    }

    @Test
    void eligible_leader_replicas_are_cleared_of_one_topic_or_all() {
        assertThat(change(new ClearElrRecord().setTopicName("orders")))
                .isEqualTo(new MetadataChange.ElrRemoval(Optional.of("orders")));
        assertThat(change(new ClearElrRecord())).isEqualTo(new MetadataChange.ElrRemoval(Optional.empty()));
    }
}
