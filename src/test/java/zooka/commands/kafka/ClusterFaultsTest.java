package zooka.commands.kafka;

import static zooka.commands.kafka.FaultSite.ALL_LED;
import static zooka.commands.kafka.FaultSite.AUDIT;
import static zooka.commands.kafka.FaultSite.DOCTOR;
import static zooka.commands.kafka.FaultSite.DONE;
import static zooka.commands.kafka.FaultSite.FAULT;
import static zooka.commands.kafka.FaultSite.LEADERS;
import static zooka.commands.kafka.FaultSite.OFFLINE;
import static zooka.commands.kafka.FaultSite.PARTLY;
import static zooka.commands.kafka.FaultSite.QUORUM;
import static zooka.commands.kafka.FaultSite.STATUS;
import static zooka.commands.kafka.FaultSite.TOPICS;
import static zooka.commands.kafka.FaultSite.UNREACHABLE;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zooka.clients.profile.ClientSettings;
import zooka.sandbox.Mode;
import zooka.sandbox.Options;
import zooka.sandbox.Sandbox;
import zooka.testing.FollowedLog;
import zooka.testing.KafkaRun;
import zooka.testing.LiveRecording;
import zooka.testing.OnServers;
import zooka.testing.QuorumLogs;
import zooka.testing.RunsInParallel;
import zooka.testing.Sandboxes;

/**
 * What each command says of a fault of the whole cluster, and its exit code: the cause first, and nothing that is led by a
 * server that is gone.
 */
@OnServers
@Timeout(900)
@RunsInParallel(seconds = 102)
final class ClusterFaultsTest {

    private static final String NO_KRAFT = "this cluster uses ZooKeeper";

    @Test
    void on_zookeeper() throws IOException {
        try (Sandbox sandbox = Sandboxes.fresh(Mode.ZOOKEEPER, Options.bare(3, 3))) {
            FaultSite site = new FaultSite(sandbox);
            site.begin();

            site.with(site.mapped("2"))
                    .when("broker 2 cannot be reached from here only")
                    .expectOneUnreachable()
                    .expect(DOCTOR, FAULT, "connection refused", "!no broker is registered")
                    .expect(QUORUM, FAULT, NO_KRAFT)
                    .check();

            int controller = site.controller();
            try (LiveRecording recording = LiveRecording.of(sandbox)) {
                sandbox.kill("kafka-" + controller);
                site.with(ClientSettings.OPEN)
                        .when("the controller is killed")
                        .expect(
                                STATUS,
                                FAULT,
                                "2 of 3",
                                "(broker " + controller + " offline), for ",
                                "!no leader",
                                "!no active")
                        .expect(TOPICS, DONE, "orders\t3\t3\t3\t0\t")
                        .expect(LEADERS, DONE, "brokers 2/3  offline: " + controller, "offline 0", "!no controller")
                        .expect(DOCTOR, FAULT, "connection refused", "!no broker is registered")
                        .expect(AUDIT, FAULT, "offline-replica\tbroker " + controller, "!no-controller", "!no-leader")
                        .expect(OFFLINE, DONE, ALL_LED)
                        .expect(QUORUM, FAULT, NO_KRAFT)
                        .check();
                recording.assertLost(controller);
                sandbox.start("kafka-" + controller);
                site.awaitWhole();
                recording.assertBack(controller);
            }

            sandbox.kill("kafka-1", "kafka-2", "kafka-3");
            site.when("all brokers are killed")
                    .expectNoBroker("connection refused")
                    .check();
            site.startBrokers();

            site.stopBrokers();
            site.when("all brokers are stopped")
                    .expectNoBroker("connection refused")
                    .check();
            site.startBrokers();

            sandbox.pause("kafka-1", "kafka-2", "kafka-3");
            site.when("all brokers are paused").expectNoBroker("no answer").check();
            sandbox.resume("kafka-1", "kafka-2", "kafka-3");
            site.awaitWhole();

            sandbox.kill("zk-1", "zk-2");
            site.when("ZooKeeper has no quorum")
                    .expect(STATUS, FAULT, "no quorum", "Kafka\thealthy\t3 of 3", "!no leader")
                    .expect(TOPICS, DONE, "orders\t3\t3\t0\t0\t")
                    .expect(LEADERS, PARTLY, "brokers 3/3", "offline 0", "metadata in ZooKeeper")
                    .expect(DOCTOR, FAULT, "the ensemble has no quorum", "!no broker is registered")
                    .expect(AUDIT, UNREACHABLE, "cannot read the metadata of ZooKeeper", "!no-leader", "!no-broker")
                    .expect(OFFLINE, PARTLY, ALL_LED, "state age: ")
                    .expect(QUORUM, FAULT, NO_KRAFT)
                    .check();
            site.assertNoThreadHeld();
        }
    }

    @Test
    void on_kraft() {
        try (Sandbox sandbox = Sandboxes.fresh(Mode.KRAFT, Options.bare(0, 3));
                KafkaRun following = KafkaRun.on(sandbox, Duration.ofSeconds(4));
                FollowedLog log = new FollowedLog(following.clusters().metadataLog())) {
            FaultSite site = new FaultSite(sandbox);
            site.begin();

            site.with(site.mapped("2"))
                    .when("broker 2 cannot be reached from here only")
                    .expectOneUnreachable()
                    .expect(DOCTOR, FAULT, "connection refused", "!the quorum has no leader")
                    .expect(QUORUM, DONE, "leader\t", "voters\t1,2,3", "!error")
                    .check();

            int controller = site.controller();
            Instant killed = Instant.now();
            try (LiveRecording recording = LiveRecording.of(sandbox)) {
                sandbox.kill("kafka-" + controller);
                site.with(ClientSettings.OPEN)
                        .when("the controller is killed")
                        .expect(
                                STATUS,
                                FAULT,
                                "voter " + controller + " is offline",
                                "Kafka\tdegraded\t2 of 3",
                                "!no leader",
                                "!no active")
                        .expect(TOPICS, DONE, "orders\t3\t3\t3\t0\t")
                        .expect(LEADERS, DONE, "brokers 2/3  offline: " + controller, "offline 0", "!no controller")
                        .expect(DOCTOR, FAULT, "connection refused", "!the quorum has no leader")
                        .expect(AUDIT, FAULT, "fenced-broker\tbroker " + controller, "!no-quorum-leader", "!no-leader")
                        .expect(OFFLINE, DONE, ALL_LED)
                        .expect(QUORUM, DONE, "leader\t", "!error")
                        .check();
                recording.assertLost(controller);
            }

            FollowedFaults.controllerLost(log, controller, killed);

            int survivor = controller == 3 ? 1 : 3;
            sandbox.kill("kafka-" + (6 - controller - survivor));
            site.when("there is no quorum")
                    .expect(
                            STATUS,
                            FAULT,
                            "Quorum\tunhealthy\tno leader",
                            "the quorum has no leader: 1 of 3 voters answers",
                            "Kafka\tunhealthy\t1 of 3",
                            "orders-",
                            "no leader (",
                            "!no active controller")
                    .expect(TOPICS, PARTLY, "orders\t3\t3\t3\t", "!orders\t3\t3\t3\t0")
                    .expect(LEADERS, DONE, "brokers 1/3  offline: ", "!offline 0", "no controller")
                    .expect(DOCTOR, FAULT, "the quorum has no leader", "connection refused")
                    .expect(AUDIT, FAULT, "no-quorum-leader\tcluster", "!unreachable-endpoint", "!no-leader")
                    .expect(OFFLINE, PARTLY, "no leader", "!" + ALL_LED)
                    .expect(
                            QUORUM,
                            UNREACHABLE,
                            "error: the quorum has no leader: 1 of 3 voters answers",
                            "start nodes")
                    .check();

            FollowedFaults.ends(log, "the quorum has no leader: 1 of 3 controllers answers (");

            sandbox.kill("kafka-" + survivor);
            site.when("all brokers are killed")
                    .expectNobody("connection refused", "start the brokers")
                    .check();
            FollowedFaults.ends(log, "no broker of ");
            QuorumLogs logs = new QuorumLogs(sandbox);
            logs.writeSnapshots();
            site.startBrokers();
            FollowedFaults.goesOn(log, controller);
            logs.awaitSnapshots();

            site.stopBrokers();
            site.when("all brokers are stopped")
                    .expectNobody("connection refused", "start the brokers")
                    .check();
            logs.keepSnapshotsOnly();
            site.startBrokers();
            FollowedFaults.beginsWithSnapshot(log);

            sandbox.pause("kafka-1", "kafka-2", "kafka-3");
            site.when("all brokers are paused")
                    .expectNobody("no answer", "run doctor")
                    .check();
        }
    }
}
