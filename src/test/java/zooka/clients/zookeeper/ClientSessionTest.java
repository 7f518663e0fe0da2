package zooka.clients.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import zooka.clients.profile.ZooKeeperAddress;
import zooka.clients.zookeeper.security.SessionSecurity;
import zooka.testing.OnServers;
import zooka.testing.Sandboxes;
import zooka.testing.Trees;

/** What a session keeps when the server ends it. */
@OnServers
final class ClientSessionTest {

    private static final String ROOT = "/client-session-test";

    private final BlockingQueue<ZooKeeperSession.Notice> notices = new LinkedBlockingQueue<>();

    @Test
    void credentials_and_watches_outlive_the_session() throws Exception {
        Duration timeout = Duration.ofSeconds(10);
        ZooKeeperAddress address =
                ZooKeeperAddress.parse(Sandboxes.zookeeper().zookeeper().orElseThrow());
        try (Znodes znodes = ClientZnodes.lasting(address, timeout);
                CuratorConnection connection = new CuratorConnection(address, SessionSecurity.OPEN, timeout, false)) {
            znodes.create(ROOT, Optional.empty(), Kind.PERSISTENT);
            ZooKeeperSession session = new ClientSession(
                    address,
                    SessionSecurity.OPEN,
                    connection,
                    new Requests(connection, timeout),
                    timeout,
                    notices::add);
            session.authenticate("digest", "joe:secret");
            session.watch(ZooKeeperSession.WatchMode.PERSISTENT, ROOT);
            session.watch(ZooKeeperSession.WatchMode.EXISTENCE, ROOT + "/x");
            long before = session.describe().id();
            CompletableFuture<Void> renewed = new CompletableFuture<>();
            try (AutoCloseable listener = connection.onChange(change -> {
                if (change == Connection.Change.NEW_SESSION) {
                    renewed.complete(null);
                }
            })) {
                assertThat(listener).isNotNull();
                ClientZnodesTest.expire(Sandboxes.zookeeper(), connection.handle());
                renewed.get(60, TimeUnit.SECONDS);
            }
            // Listeners are told in no order: the one that sets the watches again may come after ours.
            TimeUnit.SECONDS.sleep(2);
            assertThat(session.describe().id()).isNotEqualTo(before);
            assertThat(session.whoami()).contains(new ZooKeeperSession.Identity("digest", "joe"));
            znodes.create(ROOT + "/x", Optional.empty(), Kind.PERSISTENT);
            List<Znodes.Event.Type> seen = List.of(
                    notices.poll(10, TimeUnit.SECONDS).event().type(),
                    notices.poll(10, TimeUnit.SECONDS).event().type());
            assertThat(seen).containsExactlyInAnyOrder(Znodes.Event.Type.CREATED, Znodes.Event.Type.CHILDREN);
            Trees.delete(znodes, List.of(ROOT + "/x", ROOT));
        }
    }
}
