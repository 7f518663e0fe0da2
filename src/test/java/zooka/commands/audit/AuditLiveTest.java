package zooka.commands.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zooka.clients.Failure;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Kind;
import zooka.clients.zookeeper.Operation;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.LiveClusters;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.sandbox.Mode;
import zooka.testing.OnServers;
import zooka.testing.RunsInParallel;
import zooka.testing.TestRun;

/** Each check of ZooKeeper's word made to fire on real servers, and none of them where all is well and leaders only move. */
@OnServers
@Timeout(600)
@RunsInParallel(seconds = 50)
final class AuditLiveTest {

    @Test
    void every_fault_is_found_in_zookeeper_mode_and_leaders_that_move_are_none() throws Exception {
        try (AuditSite site = new AuditSite(Mode.ZOOKEEPER)) {
            site.silentWhileLeadersMove();
            tamperings(site);
            reassignments(site);
            lostBroker(site);
            sidesThatCannotBeAsked(site);
        }
    }

    /**
     * Nobody controls the cluster meanwhile, because ours is the znode that says who does: so nothing of what is written
     * here is taken up or put right by anybody.
     */
    private static void tamperings(AuditSite site) {
        Znodes znodes = site.znodes();
        znodes.transact(List.of(
                new Operation.Delete("/controller", OptionalInt.empty()),
                new Operation.Create(
                        "/controller",
                        bytes("{\"version\":2,\"brokerid\":9,\"timestamp\":\"1\",\"kraftControllerEpoch\":-1}"),
                        Kind.PERSISTENT,
                        Acl.OPEN)));
        assertThat(site.audit("1s", "no-controller", "controller-differs"))
                .containsExactlyInAnyOrder("no-controller cluster", "controller-differs cluster");

        String state = "/brokers/topics/steady/partitions/1/state";
        String well = value(znodes, state);
        fires(site, state, well.replaceAll("\"leader_epoch\":\\d+", "\"leader_epoch\":70"), "stale-leader steady-1");
        fires(site, state, well.replaceAll("\"leader\":\\d+", "\"leader\":-1"), "no-leader steady-1");
        fires(site, state, well.replaceAll("\"leader\":\\d+", "\"leader\":9"), "offline-leader steady-1");
        fires(site, state, well.replaceAll("\"isr\":\\[(\\d+)[^]]*]", "\"isr\":[$1]"), "isr-differs steady-1");
        fires(site, state, well.replaceAll("\"isr\":\\[", "\"isr\":[8,"), "isr-outside-replicas steady-1");
        fires(
                site,
                state,
                well.replaceAll("\"controller_epoch\":\\d+", "\"controller_epoch\":999"),
                "zombie-controller-epoch steady-1");
        fires(site, state, "{", "unreadable-znode " + state);
        gone(site, state, "missing-state steady-1");

        String topic = "/brokers/topics/steady";
        String assignment = value(znodes, topic);
        fires(site, topic, assignment.replaceAll("\"1\":\\[[^]]*]", "\"1\":[3,1,2]"), "replicas-differ steady-1");
        fires(site, topic, assignment.replaceAll("\"1\":\\[[^]]*]", "\"1\":[1,2]"), "stray-log steady-1");
        fires(site, topic, assignment.replaceAll("\"1\":\\[[^]]*]", "\"1\":[1,2,9]"), "offline-replica broker 9");
        fires(
                site,
                topic,
                assignment.replaceAll("\"topic_id\":\"[^\"]*\"", "\"topic_id\":\"AAAAAAAAAAAAAAAAAAAABA\""),
                "topic-id-differs steady");
        String narrow = value(znodes, "/brokers/topics/narrow");
        String narrowState = value(znodes, "/brokers/topics/narrow/partitions/0/state");
        for (String path : List.of("/partitions/0/state", "/partitions/0", "/partitions", "")) {
            znodes.delete("/brokers/topics/narrow" + path, OptionalInt.empty());
        }
        assertThat(site.audit("1s", "unknown-topic")).containsExactly("unknown-topic narrow");
        assertThat(site.audit("1s", "orphan-config")).containsExactly("orphan-config narrow");
        znodes.create("/brokers/topics/narrow", bytes(narrow), Kind.PERSISTENT);
        znodes.create("/brokers/topics/narrow/partitions", Optional.empty(), Kind.PERSISTENT);
        znodes.create("/brokers/topics/narrow/partitions/0", Optional.empty(), Kind.PERSISTENT);
        znodes.create("/brokers/topics/narrow/partitions/0/state", bytes(narrowState), Kind.PERSISTENT);
        assertThat(site.audit("0", "unknown-topic", "orphan-config")).isEmpty();

        appears(site, "/brokers/topics/ghost", narrow.replaceAll("\\[[^]]*]", "[1]"), "ghost-topic ghost");
        appears(site, "/config/topics/nosuch", "{\"version\":1,\"config\":{\"a\":\"1\"}}", "orphan-config nosuch");
        appears(site, "/admin/delete_topics/steady", "", "pending-deletion steady");
        appears(
                site,
                "/admin/preferred_replica_election",
                "{\"version\":1,\"partitions\":[{\"topic\":\"steady\",\"partition\":0}]}",
                "blocked-election /admin/preferred_replica_election");
        appears(
                site,
                "/config/brokers/1",
                "{\"version\":1,\"config\":{\"log.cleaner.threads\":\"2\"}}",
                "config-differs broker 1");
        appears(site, "/migration", "{\"version\":0,\"kraft_controller_id\":9}", "migration cluster");
        for (String path : List.of("", "/offsets", "/offsets/steady")) {
            znodes.create("/consumers/veterans" + path, Optional.empty(), Kind.PERSISTENT);
        }
        appears(site, "/consumers/veterans/offsets/steady/0", "0", "old-group veterans");
        for (String path : List.of("/offsets/steady", "/offsets", "")) {
            znodes.delete("/consumers/veterans" + path, OptionalInt.empty());
        }
        fires(site, "/cluster/id", "{\"version\":\"1\",\"id\":\"another\"}", "wrong-cluster cluster");

        String registration = value(znodes, "/brokers/ids/3");
        String elsewhere =
                registration.replaceAll("127.0.0.1:\\d+", "127.0.0.1:9").replaceAll("\"port\":\\d+", "\"port\":9");
        fires(site, "/brokers/ids/3", elsewhere, "endpoint-differs broker 3");
        appears(site, "/brokers/ids/7", elsewhere, "unaccepted-broker broker 7");
        appears(site, "/brokers/ids/7", elsewhere, "unreachable-endpoint broker 7");
        znodes.delete("/brokers/ids/2", OptionalInt.empty());
        assertThat(site.audit("200ms", "unregistered-broker")).containsExactly("unregistered-broker broker 2");
        site.run.takeMissing();

        znodes.delete("/controller", OptionalInt.empty());
        // Nothing but a start makes a broker register again, and somebody has to control the cluster then.
        site.sandbox.kill("kafka-2");
        site.sandbox.start("kafka-2");
        site.await("another controller", () -> site.audit("0").isEmpty());
        site.run.takeMissing();
    }

    /** Only a controller knows what is under way; with a child below it, it cannot delete what it has done with. */
    private static void reassignments(AuditSite site) {
        String topic = "/brokers/topics/steady";
        fires(
                site,
                topic,
                value(site.znodes(), topic).replaceAll("\"adding_replicas\":\\{", "\"adding_replicas\":{\"1\":[3]"),
                "stale-reassignment steady-1");
        Znodes znodes = site.znodes();
        String request = "/admin/reassign_partitions";
        assertThat(znodes.transact(List.of(
                        new Operation.Create(
                                request, bytes("{\"version\":1,\"partitions\":[]}"), Kind.PERSISTENT, Acl.OPEN),
                        new Operation.Create(request + "/child", Optional.empty(), Kind.PERSISTENT, Acl.OPEN))))
                .allMatch(outcome -> outcome.failure().isEmpty());
        assertThat(site.audit("200ms", "stale-reassignment")).containsExactly("stale-reassignment " + request);
        znodes.delete(request + "/child", OptionalInt.empty());
        if (znodes.stat(request).isPresent()) {
            znodes.delete(request, OptionalInt.empty());
        }
        site.await("no more of it", () -> site.audit("0", "stale-reassignment").isEmpty());
    }

    /** The check fires while the znode has that value, and no more once it has its own again. */
    private static void fires(AuditSite site, String path, String tampered, String expected) {
        String check = expected.substring(0, expected.indexOf(' '));
        String well = value(site.znodes(), path);
        assertThat(tampered).isNotEqualTo(well);
        assertThat(site.audit("0", check)).isEmpty();
        site.znodes().set(path, bytes(tampered), OptionalInt.empty());
        assertThat(site.audit("200ms", check)).contains(expected);
        site.znodes().set(path, bytes(well), OptionalInt.empty());
        site.await("no more " + expected, () -> site.audit("0", check).isEmpty());
    }

    private static void gone(AuditSite site, String path, String expected) {
        String check = expected.substring(0, expected.indexOf(' '));
        String well = value(site.znodes(), path);
        site.znodes().delete(path, OptionalInt.empty());
        assertThat(site.audit("200ms", check)).containsExactly(expected);
        site.znodes().create(path, bytes(well), Kind.PERSISTENT);
        assertThat(site.audit("0", check)).isEmpty();
    }

    private static void appears(AuditSite site, String path, String value, String expected) {
        String check = expected.substring(0, expected.indexOf(' '));
        assertThat(site.audit("0", check)).isEmpty();
        site.znodes().create(path, bytes(value), Kind.PERSISTENT);
        assertThat(site.audit("200ms", check)).contains(expected);
        site.znodes().delete(path, OptionalInt.empty());
        assertThat(site.audit("0", check)).isEmpty();
    }

    private static String value(Znodes znodes, String path) {
        return new String(znodes.read(path).data().orElseThrow(), StandardCharsets.UTF_8);
    }

    private static Optional<byte[]> bytes(String text) {
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void lostBroker(AuditSite site) throws Exception {
        site.sandbox.kill("kafka-2");
        site.await("what the loss of broker 2 leaves behind", () -> site.audit("0", "no-leader", "offline-replica")
                .equals(List.of("no-leader narrow-0", "offline-replica broker 2")));
        assertThat(site.status())
                .contains("what=narrow-0 has no leader (its only in-sync replica, broker 2, is offline)")
                .contains("(broker 2 offline)");
        assertThat(site.run.takeMissing()).contains("no");
        site.admin.deleteTopics(List.of("doomed")).all().get();
        site.await("the deletion to wait", () -> site.audit("1s", "pending-deletion")
                .equals(List.of("pending-deletion doomed")));
        site.sandbox.start("kafka-2");
        site.await("all to be well again", () -> site.audit("0").isEmpty());

        site.stoppedBroker();
        site.run.takeMissing();
    }

    private static void sidesThatCannotBeAsked(AuditSite site) {
        String well = value(site.znodes(), "/brokers/topics/steady");
        site.znodes()
                .set("/brokers/topics/steady", bytes(well.replaceAll("\"1\":\\[", "\"1\":[9,")), OptionalInt.empty());
        try (LiveClusters half = new LiveClusters(
                new Profile(
                        "half",
                        site.sandbox.zookeeper(),
                        Optional.of("127.0.0.1:9"),
                        ClientSettings.OPEN,
                        Duration.ofSeconds(5),
                        true),
                notice -> {})) {
            Result.WithFailure failing = (Result.WithFailure) new TestRun(half).query("audit", "--settle", "200ms");
            assertThat(failing.failure().kind()).isEqualTo(Failure.Kind.UNREACHABLE);
            assertThat(failing.failure()).hasMessageStartingWith("cannot read the metadata of the brokers: ");
            assertThat(((Table) failing.result()).rows())
                    .extracting(row -> AuditSite.text(row.cells().get(1)))
                    .contains("offline-replica");
        }
        site.znodes().set("/brokers/topics/steady", bytes(well), OptionalInt.empty());
        try (LiveClusters half = new LiveClusters(
                new Profile(
                        "half",
                        Optional.empty(),
                        site.sandbox.bootstrap(),
                        ClientSettings.OPEN,
                        Duration.ofSeconds(20),
                        true),
                notice -> {})) {
            Result.WithFailure failing = (Result.WithFailure) new TestRun(half).query("audit", "--settle", "200ms");
            assertThat(failing.failure())
                    .hasMessage(
                            "cannot read the metadata of ZooKeeper: no ensemble specified, but these brokers use one");
            assertThat(((Table) failing.result()).rows()).isEmpty();
        }
        try (LiveClusters nobody = new LiveClusters(
                new Profile(
                        "nobody",
                        Optional.of("127.0.0.1:9"),
                        Optional.of("127.0.0.1:9"),
                        ClientSettings.OPEN,
                        Duration.ofSeconds(2),
                        true),
                notice -> {})) {
            assertThatThrownBy(() -> new TestRun(nobody).query("audit"))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE));
        }
    }
}
