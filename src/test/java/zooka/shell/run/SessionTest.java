package zooka.shell.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.clients.Failure;
import zooka.clients.profile.Protection;
import zooka.commands.action.CommonOptions;
import zooka.commands.undo.Journal;
import zooka.shell.options.Options;
import zooka.shell.options.Sources;
import zooka.shell.options.Target;
import zooka.shell.options.TargetResolver;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeZnodes;

/** {@code -waitforconnection}: the first command waits until ZooKeeper is there. */
final class SessionTest {

    @TempDir
    static Path folder;

    private int tries;

    /** To an ensemble that fails so often. */
    private Session session(int failing, Failure failure) {
        FakeZnodes znodes = new FakeZnodes() {
            @Override
            public synchronized Optional<Stat> stat(String path) {
                if (tries++ < failing) {
                    throw failure;
                }
                return super.stat(path);
            }
        };
        FakeClusters clusters = new FakeClusters().with(znodes.put("/", "", TestRun.NOW));
        return new Session(
                new Target(clusters.profile(), CommonOptions.NONE, Protection.NONE, List.of()),
                new TargetResolver(Sources.of(
                        Options.parse(new String[] {
                            "--config", folder.resolve("config.yaml").toString()
                        }),
                        Map.of(),
                        Optional.empty(),
                        Optional::empty)),
                profile -> clusters,
                Clock.systemUTC(),
                false,
                Journal.NONE);
    }

    @Test
    void waits_until_a_server_takes_the_session() {
        session(2, Failure.unreachable("connection refused")).awaitConnection(Duration.ofMinutes(1));
        assertThat(tries).isEqualTo(3);
    }

    @Test
    void gives_up_in_time_with_the_last_reason() {
        Session session = session(Integer.MAX_VALUE, Failure.unreachable("connection refused"));
        assertThatThrownBy(() -> session.awaitConnection(Duration.ofMillis(1))).hasMessage("connection refused");
    }

    @Test
    void does_not_wait_where_time_does_not_help() {
        Session session = session(1, new Failure(Failure.Kind.REFUSED, "the server refuses the credentials"));
        assertThatThrownBy(() -> session.awaitConnection(Duration.ofMinutes(1))).hasMessageContaining("credentials");
        assertThat(tries).isEqualTo(1);
    }

    @Test
    void the_option_is_read() {
        assertThat(Options.parse(new String[] {"-waitforconnection", "ls", "/"}).waitsForConnection())
                .isTrue();
        assertThat(Options.parse(new String[] {"ls", "/"}).waitsForConnection()).isFalse();
    }
}
