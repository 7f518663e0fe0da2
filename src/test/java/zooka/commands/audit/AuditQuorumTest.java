package zooka.commands.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zooka.sandbox.Mode;
import zooka.sandbox.Observer;
import zooka.testing.OnServers;
import zooka.testing.RunsInParallel;

/** Where brokers have a quorum of their own: checks made to fire on real servers, and none where all is well. */
@OnServers
@Timeout(600)
@RunsInParallel(seconds = 50)
final class AuditQuorumTest {

    @Test
    void every_fault_is_found_and_leaders_that_move_are_none() throws Exception {
        try (AuditSite site = new AuditSite(Mode.KRAFT)) {
            site.silentWhileLeadersMove();

            NewTopic two = new NewTopic("two", Map.of(0, List.of(2, 3))).configs(Map.of("min.insync.replicas", "2"));
            site.admin.createTopics(List.of(two)).all().get();
            site.await("the topic", () -> site.audit("0").isEmpty());
            site.sandbox.kill("kafka-2");
            site.await("what the loss of broker 2 leaves behind", () -> site.audit("0")
                    .containsAll(List.of(
                            "eligible-replicas two-0",
                            "no-leader narrow-0",
                            "offline-replica broker 2",
                            "fenced-broker broker 2",
                            "voter-lag node 2")));
            assertThat(site.audit("1s")).contains("no-leader narrow-0", "fenced-broker broker 2");
            assertThat(site.status())
                    .contains("quorum={health=unhealthy! leader=")
                    .contains("behind=[2]}")
                    .contains("what=narrow-0 has no leader (its only in-sync replica, broker 2, is offline)");
            site.sandbox.start("kafka-2");
            site.await("all to be well again", () -> site.audit("0").isEmpty());

            site.stoppedBroker();
            failedDirectory(site);
            lostObserver(site);

            site.sandbox.kill("kafka-2", "kafka-3");
            site.await("the loss of the quorum", () -> site.audit("0", "no-quorum-leader")
                    .equals(List.of("no-quorum-leader cluster")));
        }
    }

    /** A broker without a vote, of which the quorum's leader does not hear any more. */
    private static void lostObserver(AuditSite site) throws IOException {
        try (Observer observer = Observer.start(site.sandbox, 4)) {
            site.await(
                    "broker 4",
                    () -> site.run.table("quorum", "replication").rows().size() == 4);
            site.await("all to be well with it", () -> site.audit("0").isEmpty());
        }
        site.await("what the loss of broker 4 leaves behind", () -> site.audit("0", "observer-lag", "voter-lag")
                .equals(List.of("observer-lag node 4")));
    }

    /** A broker gives up a directory that it cannot write to, and goes on with the other one. */
    private static void failedDirectory(AuditSite site) throws IOException {
        List<Path> all = site
                .clusters
                .logDirs()
                .of(site.clusters.topics().state().brokers())
                .answers()
                .get(3)
                .stream()
                .map(dir -> Path.of(dir.path()))
                .toList();
        Path lost = all.stream()
                .filter(dir -> Files.notExists(dir.resolve("__cluster_metadata-0")))
                .findFirst()
                .orElseThrow();
        Path away = lost.resolveSibling(lost.getFileName() + ".away");
        Files.move(lost, away);
        Files.createFile(lost);
        site.await("the directory to fail", () -> site.audit("0", "failed-log-dir")
                .equals(List.of("failed-log-dir broker 3 " + lost)));
        site.sandbox.kill("kafka-3");
        Files.delete(lost);
        Files.move(away, lost);
        site.sandbox.start("kafka-3");
        site.await("all to be well again", () -> site.audit("0").isEmpty());
    }
}
