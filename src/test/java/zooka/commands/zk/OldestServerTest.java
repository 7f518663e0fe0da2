package zooka.commands.zk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.commands.result.Table;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;
import zooka.testing.RunsInParallel;
import zooka.testing.ZooKeeperProcess;

/** Commands on ZooKeeper 3.4, which knows only the first request for a new znode. */
@OnServers
@RunsInParallel
final class OldestServerTest {

    @TempDir
    static Path folder;

    @Test
    void znodes_are_created_by_the_request_that_every_server_knows() {
        try (ZooKeeperProcess server = ZooKeeperProcess.start("zookeeper-3.4.14", folder, "");
                KafkaRun run = KafkaRun.on(new Profile(
                        "test",
                        Optional.of(server.address()),
                        Optional.empty(),
                        ClientSettings.OPEN,
                        Duration.ofSeconds(20),
                        true))) {
            assertThat(run.change("create /a x")).isEqualTo("created /a");
            assertThat(run.change("create -p /b/c/d x")).isEqualTo("created /b/c/d");
            assertThat(run.change("create -e -s /a/worker- x")).isEqualTo("created /a/worker-0000000000");
            assertThat(run.change("touch /a/flag")).isEqualTo("created /a/flag");
            assertThat(run.change("touch /a/flag")).isEqualTo("touched /a/flag");
            assertThat(run.change("cp -r /b /e")).contains("/e");
            assertThat(((Table) run.plan("verify").make()).rows()).isNotEmpty();
            assertThat(run.run().takeMissing()).containsOnly("the change cannot be undone: no state directory");
            assertThatThrownBy(() -> run.change("create -c /container"))
                    .hasMessageContaining("this server is too old for creating /container");
        }
    }
}
