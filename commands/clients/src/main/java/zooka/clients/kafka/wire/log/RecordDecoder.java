package zooka.clients.kafka.wire.log;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.metadata.BrokerRegistrationChangeRecord;
import org.apache.kafka.common.metadata.ClearElrRecord;
import org.apache.kafka.common.metadata.ConfigRecord;
import org.apache.kafka.common.metadata.FeatureLevelRecord;
import org.apache.kafka.common.metadata.FenceBrokerRecord;
import org.apache.kafka.common.metadata.MetadataRecordType;
import org.apache.kafka.common.metadata.PartitionChangeRecord;
import org.apache.kafka.common.metadata.PartitionRecord;
import org.apache.kafka.common.metadata.RegisterBrokerRecord;
import org.apache.kafka.common.metadata.RegisterControllerRecord;
import org.apache.kafka.common.metadata.RemoveTopicRecord;
import org.apache.kafka.common.metadata.TopicRecord;
import org.apache.kafka.common.metadata.UnfenceBrokerRecord;
import org.apache.kafka.common.metadata.UnregisterBrokerRecord;
import org.apache.kafka.common.metadata.UnregisterControllerRecord;
import org.apache.kafka.common.protocol.Readable;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import zooka.clients.Failure;
import zooka.clients.kafka.BrokerSurvey;
import zooka.clients.kafka.Listener;
import zooka.clients.kafka.MetadataChange;
import zooka.clients.kafka.MetadataChange.BrokerRegistration;
import zooka.clients.kafka.MetadataChange.BrokerStateChange;
import zooka.clients.kafka.MetadataChange.BrokerUnregistration;
import zooka.clients.kafka.MetadataChange.ConfigChange;
import zooka.clients.kafka.MetadataChange.ControllerRegistration;
import zooka.clients.kafka.MetadataChange.ControllerUnregistration;
import zooka.clients.kafka.MetadataChange.ElrRemoval;
import zooka.clients.kafka.MetadataChange.FeatureLevel;
import zooka.clients.kafka.MetadataChange.PartitionChange;
import zooka.clients.kafka.MetadataChange.PartitionState;
import zooka.clients.kafka.MetadataChange.TopicCreation;
import zooka.clients.kafka.MetadataChange.TopicDeletion;
import zooka.clients.kafka.Resource;
import zooka.clients.kafka.wire.Metadata;

/**
 * Decodes the records of the metadata log by their kind and version. The classes of the records are Kafka's own; what its
 * controllers read them with is not needed, and would load many more.
 */
final class RecordDecoder {

    private static final int RECOVERING = 1;
    private static final byte UNCHANGED_RECOVERY = -1;
    private static final byte UNCHANGED = 0;
    private static final byte YES = 1;

    /** Controllers keep the passwords of brokers in the log as they were set. */
    private static final Pattern SENSITIVE = Pattern.compile(".*(password|secret|jaas\\.config|keystore\\.key).*");

    /** The text of each topic's id, which thousands of records repeat. */
    private final Map<Uuid, String> ids = new HashMap<>();

    private final Map<Integer, Long> unknown = new TreeMap<>();

    /** How many records of unknown kinds were skipped, by the number of the kind. */
    Map<Integer, Long> unknown() {
        return unknown;
    }

    /**
     * The change that a record tells of; empty for other kinds, of which the unknown ones are counted.
     *
     * @param in what follows the record's kind and version
     * @throws Failure {@code FAILED} for a version of a change that this client does not know: skipped, it would be
     *     missing from all that follows
     */
    Optional<MetadataChange> decode(short kind, short version, Readable in) {
        MetadataRecordType type;
        try {
            type = MetadataRecordType.fromId(kind);
        } catch (UnsupportedVersionException e) {
            unknown.merge((int) kind, 1L, Long::sum);
            return Optional.empty();
        }
        return Optional.ofNullable(
                switch (type) {
                    case REGISTER_BROKER_RECORD -> registration(new RegisterBrokerRecord(in, readable(type, version)));
                    case UNREGISTER_BROKER_RECORD ->
                        unregistration(new UnregisterBrokerRecord(in, readable(type, version)));
                    case FENCE_BROKER_RECORD -> fence(new FenceBrokerRecord(in, readable(type, version)));
                    case UNFENCE_BROKER_RECORD -> unfence(new UnfenceBrokerRecord(in, readable(type, version)));
                    case BROKER_REGISTRATION_CHANGE_RECORD ->
                        change(new BrokerRegistrationChangeRecord(in, readable(type, version)));
                    case TOPIC_RECORD -> creation(new TopicRecord(in, readable(type, version)));
                    case REMOVE_TOPIC_RECORD -> deletion(new RemoveTopicRecord(in, readable(type, version)));
                    case PARTITION_RECORD -> state(new PartitionRecord(in, readable(type, version)));
                    case PARTITION_CHANGE_RECORD -> change(new PartitionChangeRecord(in, readable(type, version)));
                    case CLEAR_ELR_RECORD -> removal(new ClearElrRecord(in, readable(type, version)));
                    case CONFIG_RECORD -> change(new ConfigRecord(in, readable(type, version)));
                    case FEATURE_LEVEL_RECORD -> level(new FeatureLevelRecord(in, readable(type, version)));
                    case REGISTER_CONTROLLER_RECORD ->
                        registration(new RegisterControllerRecord(in, readable(type, version)));
                    case UNREGISTER_CONTROLLER_RECORD ->
                        unregistration(new UnregisterControllerRecord(in, readable(type, version)));
                    default -> null;
                });
    }

    private static short readable(MetadataRecordType type, short version) {
        if (version > type.highestSupportedVersion()) {
            throw new Failure(
                            Failure.Kind.FAILED,
                            "the controllers write version " + version + " of records of the kind " + type.id()
                                    + ", and this client supports versions up to " + type.highestSupportedVersion())
                    .hint("use a newer version of zooka");
        }
        return version;
    }

    private String id(Uuid topic) {
        return ids.computeIfAbsent(topic, Uuid::toString);
    }

    private static BrokerRegistration registration(RegisterBrokerRecord told) {
        List<Listener> listeners = told.endPoints().stream()
                .map(end -> listener(told.brokerId(), end.name(), end.securityProtocol(), end.host(), end.port()))
                .toList();
        return new BrokerRegistration(
                told.brokerId(),
                told.brokerEpoch(),
                listeners,
                Optional.ofNullable(told.rack()),
                told.fenced(),
                told.inControlledShutdown());
    }

    private static ControllerRegistration registration(RegisterControllerRecord told) {
        List<Listener> listeners = told.endPoints().stream()
                .map(end -> listener(told.controllerId(), end.name(), end.securityProtocol(), end.host(), end.port()))
                .toList();
        return new ControllerRegistration(told.controllerId(), listeners);
    }

    private static Listener listener(int node, String name, short protocol, String host, int port) {
        return new Listener(node, name, SecurityProtocol.forId(protocol).name, host, port);
    }

    private static BrokerUnregistration unregistration(UnregisterBrokerRecord told) {
        return new BrokerUnregistration(told.brokerId(), told.brokerEpoch());
    }

    private static ControllerUnregistration unregistration(UnregisterControllerRecord told) {
        return new ControllerUnregistration(told.controllerId());
    }

    private static BrokerStateChange fence(FenceBrokerRecord told) {
        return new BrokerStateChange(told.id(), told.epoch(), Optional.of(true), Optional.empty());
    }

    private static BrokerStateChange unfence(UnfenceBrokerRecord told) {
        return new BrokerStateChange(told.id(), told.epoch(), Optional.of(false), Optional.empty());
    }

    private static BrokerStateChange change(BrokerRegistrationChangeRecord told) {
        return new BrokerStateChange(
                told.brokerId(), told.brokerEpoch(), flag(told.fenced()), flag(told.inControlledShutdown()));
    }

    private static Optional<Boolean> flag(byte value) {
        return value == UNCHANGED ? Optional.empty() : Optional.of(value == YES);
    }

    private TopicCreation creation(TopicRecord told) {
        return new TopicCreation(told.name(), id(told.topicId()));
    }

    private TopicDeletion deletion(RemoveTopicRecord told) {
        TopicDeletion deletion = new TopicDeletion(id(told.topicId()));
        ids.remove(told.topicId());
        return deletion;
    }

    private PartitionState state(PartitionRecord told) {
        return new PartitionState(
                id(told.topicId()),
                told.partitionId(),
                Metadata.known(told.leader()),
                told.leaderEpoch(),
                told.partitionEpoch(),
                told.replicas(),
                told.isr(),
                told.addingReplicas(),
                told.removingReplicas(),
                orNone(told.eligibleLeaderReplicas()),
                orNone(told.lastKnownElr()),
                told.leaderRecoveryState() == RECOVERING);
    }

    private static List<Integer> orNone(List<Integer> replicas) {
        return replicas == null ? List.of() : replicas;
    }

    private PartitionChange change(PartitionChangeRecord told) {
        byte recovery = told.leaderRecoveryState();
        return new PartitionChange(
                id(told.topicId()),
                told.partitionId(),
                told.leader(),
                Optional.ofNullable(told.replicas()),
                Optional.ofNullable(told.isr()),
                Optional.ofNullable(told.addingReplicas()),
                Optional.ofNullable(told.removingReplicas()),
                Optional.ofNullable(told.eligibleLeaderReplicas()),
                Optional.ofNullable(told.lastKnownElr()),
                recovery == UNCHANGED_RECOVERY ? Optional.empty() : Optional.of(recovery == RECOVERING));
    }

    private static ElrRemoval removal(ClearElrRecord told) {
        return new ElrRemoval(Optional.of(told.topicName()).filter(name -> !name.isEmpty()));
    }

    /** Null for a type of resource that this client does not know. */
    private static ConfigChange change(ConfigRecord told) {
        Optional<String> value = Optional.ofNullable(told.value())
                .map(text -> SENSITIVE.matcher(told.name()).matches() ? BrokerSurvey.SECRET : text);
        return Arrays.stream(Resource.Kind.values())
                .filter(kind -> kind.id() == told.resourceType())
                .findFirst()
                .map(kind -> new ConfigChange(new Resource(kind, told.resourceName()), told.name(), value))
                .orElse(null);
    }

    private static FeatureLevel level(FeatureLevelRecord told) {
        return new FeatureLevel(told.name(), told.featureLevel());
    }
}
