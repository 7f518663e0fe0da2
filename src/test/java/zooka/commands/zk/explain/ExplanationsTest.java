package zooka.commands.zk.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zooka.clients.profile.ZooKeeperAddress;
import zooka.clients.zookeeper.ClientZnodes;
import zooka.clients.zookeeper.Znodes;
import zooka.testing.OnServers;
import zooka.testing.Sandboxes;

final class ExplanationsTest {

    private static final Instant CREATED = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant CHANGED = Instant.parse("2026-03-01T11:00:00Z");

    private static Optional<String> explained(String path, String data, Supplier<List<String>> siblings) {
        return Explanations.of(
                new Subject(path, Optional.of(data.getBytes(StandardCharsets.UTF_8)), CREATED, CHANGED, siblings));
    }

    private static Optional<String> explained(String path, String data) {
        return explained(path, data, () -> {
            throw new AssertionError("no need to ask for the siblings of " + path);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /brokers/ids/1 | {"endpoints":["A://b:1","C://d:2"],"rack":"r1","timestamp":"1772359200000"} | broker 1: A://b:1 C://d:2, rack r1, since 2026-03-01T10:00:00Z
            /brokers/ids/2 | {"host":"b","port":9092,"version":1} | broker 2: b:9092, since 2026-03-01T10:00:00Z
            /k/brokers/topics/t | {"partitions":{"1":[2,3],"0":[1,2]},"topic_id":"x","adding_replicas":{"1":[3]}} | topic t, 2 partitions: 0 on 1 2, 1 on 2 3; adding 3 for 1; id x
            /brokers/topics/t/partitions/0/state | {"leader":2,"leader_epoch":4,"isr":[2,3]} | partition 0 of t: led by 2 since 2026-03-01T11:00:00Z, epoch 4, in sync 2 3
            /brokers/topics/t/partitions/0/state | {"leader":-1,"leader_epoch":4,"isr":[2]} | partition 0 of t: offline since 2026-03-01T11:00:00Z, epoch 4, in sync 2
            /brokers/topics/t/partitions/0/state | nonsense | Kafka stores the state of a partition here, but this value is not one
            /controller | {"brokerid":3,"timestamp":"1772359200000"} | broker 3 is the controller, since 2026-03-01T10:00:00Z
            /controller_epoch | 7 | controller epoch, incremented by each election; the last election was at 2026-03-01T11:00:00Z
            /cluster/id | {"version":"1","id":"x"} | id of this Kafka cluster
            /config/topics/t | {"version":1,"config":{"retention.ms":"1","cleanup.policy":"compact"}} | configuration overrides of topic t: retention.ms=1, cleanup.policy=compact
            /config/brokers/<default> | {"version":1,"config":{"a":"secret"}} | configuration overrides of every broker: a
            /config/users/u | {"config":{"SCRAM-SHA-256":"salt=x"}} | configuration overrides of user u: SCRAM-SHA-256
            /config/clients/c | {"config":{}} | configuration overrides of client c: nothing
            /config/users/u/clients/c | {"config":{"producer_byte_rate":"1"}} | configuration overrides of client c of user u: producer_byte_rate
            /config/changes/config_change_0000000003 | {"version":2,"entity_path":"topics/t"} | notifies the brokers of a configuration change of topics/t have changed
            /isr_change_notification/isr_change_0000000001 | {"version":1,"partitions":[{"topic":"t","partition":2}]} | notifies the controller of ISR changes: t-2
            /log_dir_event_notification/log_dir_event_0000000000 | {"version":1,"broker":1,"event":1} | broker 1 notifies the controller of a failed log directory
            /admin/delete_topics/t | null | topic t is marked for deletion, requested at 2026-03-01T10:00:00Z
            /admin/reassign_partitions | {"partitions":[{"topic":"t","partition":0,"replicas":[1,2]}]} | reassignment requested at 2026-03-01T10:00:00Z: t-0 to 1 2
            /admin/preferred_replica_election | {"partitions":[{"topic":"t","partition":0}]} | preferred leader election, requested at 2026-03-01T10:00:00Z: t-0
            /consumers/g/ids/g_host-1 | {"version":1,"subscription":{"t":1},"timestamp":"1772359200000"} | member of the ZooKeeper consumer group g since 2026-03-01T10:00:00Z, of t
            /consumers/g/owners/t/3 | g_host-1-0 | partition 3 of t is read by g_host-1-0, of the ZooKeeper consumer group g
            /consumers/g/offsets/t/3 | 42 | ZooKeeper consumer group g has consumed partition 3 of t up to 42, committed at 2026-03-01T11:00:00Z
            /kafka-acl/Topic/t | {"acls":[{"principal":"User:a","permissionType":"Allow","operation":"Read","host":"*"},{"principal":"User:b","permissionType":"Deny","operation":"All","host":"h"}]} | ACLs of Topic t: User:a allowed Read, User:b denied All from h
            /kafka-acl-extended/prefixed/Group/g | {"acls":[]} | ACLs of Group g (prefixed): none
            /kafka-acl-changes/acl_changes_0000000001 | Topic:t | notifies the brokers of an ACL change of Topic t
            /feature | {"features":{},"version":2,"status":1} | Kafka's features, versioning on: none finalized
            /latest_producer_id_block | {"broker":2,"block_start":"0","block_end":"999"} | producer ids 0 to 999 are allocated to broker 2; the next block starts after them
            /services/web/x1 | {"name":"web","id":"x1","address":"10.0.0.1","port":80,"registrationTimeUTC":1772359200000} | service web, instance x1: 10.0.0.1:80, since 2026-03-01T10:00:00Z
            """)
    void says_what_a_znode_means(String path, String data, String meaning) {
        assertThat(explained(path, data)).contains(meaning);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /brokers/ids/1 | nonsense
            /controller | {"mine":1}
            /controller_epoch | abc
            /config/topics/t | []
            /demo/app/config | {"name":"x","threads":4}
            /feature | on
            /consumers/g/offsets/t/0 | x
            """)
    void says_nothing_of_a_value_of_another_shape(String path, String data) {
        assertThat(explained(path, data)).isEmpty();
    }

    @Test
    void says_who_holds_a_lock_and_who_leads() {
        String first = "_c_01234567-89ab-cdef-0123-456789abcdef-lock-0000000003";
        String second = "_c_fedcba98-89ab-cdef-0123-456789abcdef-lock-0000000010";
        List<String> names = List.of(second, "lock-0000000011", first, "leases", "latch-0000000001");
        assertThat(explained("/l/" + first, "", () -> names))
                .contains("Curator: holds the lock since 2026-03-01T10:00:00Z, 2 waiting");
        assertThat(explained("/l/" + second, "", () -> names))
                .contains("Curator: waits for the lock, 1 ahead; " + first + " holds the lock");
        assertThat(explained("/l/latch-0000000001", "", () -> names))
                .contains("Curator: leads since 2026-03-01T10:00:00Z, none waiting");
        assertThat(explained("/l/lock-0000000099", "", List::of)).isEmpty();
    }

    @Test
    @OnServers
    void explains_what_a_real_kafka_keeps() {
        List<String> paths = new ArrayList<>(List.of(
                "/controller",
                "/controller_epoch",
                "/cluster/id",
                "/feature",
                "/latest_producer_id_block",
                "/brokers/ids/1",
                "/brokers/topics/orders",
                "/brokers/topics/orders/partitions/0/state",
                "/config/topics/orders",
                "/isr_change_notification",
                "/log_dir_event_notification",
                "/admin/delete_topics"));
        String address = Sandboxes.zookeeper().zookeeper().orElseThrow();
        try (Znodes znodes = ClientZnodes.once(ZooKeeperAddress.parse(address), Duration.ofSeconds(5))) {
            for (String path : paths) {
                Znodes.Znode znode = znodes.read(path);
                Subject subject = new Subject(
                        path, znode.data(), znode.stat().ctime(), znode.stat().mtime(), List::of);
                assertThat(Explanations.of(subject)).as(path).isPresent();
            }
        }
    }
}
