package zooka.commands.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.LiveClusters;
import zooka.sandbox.Mode;
import zooka.sandbox.Options;
import zooka.sandbox.Sandbox;
import zooka.testing.OnServers;
import zooka.testing.RunsInParallel;
import zooka.testing.Sandboxes;
import zooka.testing.Trees;

/** A leader that stands still, seen through a follower that has not noticed it yet. */
@OnServers
@RunsInParallel
final class HungLeaderTest {

    private static LiveClusters clusters(String server) {
        return new LiveClusters(
                new Profile(
                        "test",
                        Optional.of(server),
                        Optional.empty(),
                        ClientSettings.OPEN,
                        Duration.ofSeconds(2),
                        true),
                notice -> {});
    }

    private static CompletableFuture<Failure> failing(LiveClusters clusters, Consumer<Znodes> what) {
        return CompletableFuture.supplyAsync(
                () -> catchThrowableOfType(Failure.class, () -> what.accept(clusters.znodes())));
    }

    @Test
    void is_told_from_a_server_that_is_none() {
        try (Sandbox sandbox = Sandboxes.fresh(Mode.ZOOKEEPER, Options.bare(3, 0))) {
            String leader = Sandboxes.leader(sandbox);
            String follower = sandbox.servers().stream()
                    .filter(server -> !server.name().equals(leader))
                    .findFirst()
                    .orElseThrow()
                    .address();
            try (LiveClusters before = clusters(follower);
                    LiveClusters after = clusters(follower)) {
                Trees.make(before.znodes(), "", "/hung");

                sandbox.pause(leader);
                // All at the same time, for in some seconds the follower has another leader.
                CompletableFuture<Failure> change = failing(
                        before,
                        znodes -> znodes.set(
                                "/hung", Optional.of("x".getBytes(StandardCharsets.UTF_8)), OptionalInt.empty()));
                CompletableFuture<Failure> session = failing(after, znodes -> znodes.stat("/hung"));
                Examination.zookeeper(follower)
                        .finds(
                                "session",
                                "session-stalled",
                                "answers as follower, but starts no session",
                                "its leader or its own disk is stalled")
                        .only("session-stalled");

                assertThat(change.join())
                        .hasMessage("timed out while setting /hung")
                        .satisfies(
                                failure -> assertThat(failure.hint())
                                        .hasValueSatisfying(
                                                hint -> assertThat(hint)
                                                        .startsWith(
                                                                "it may have been applied: run stat /hung; the leader, or the storage of a server")));
                assertThat(session.join())
                        .hasMessage("no ZooKeeper server answers: " + follower
                                + " answers as follower but does not open a session")
                        .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE));
            }
        }
    }
}
