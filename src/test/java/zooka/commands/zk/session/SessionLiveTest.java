package zooka.commands.zk.session;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.commands.LiveClusters;
import zooka.testing.OnServers;
import zooka.testing.Sandboxes;

/** The same on real servers. */
@OnServers
final class SessionLiveTest extends SessionContract {

    SessionLiveTest() {
        super(notices -> new LiveClusters(
                new Profile(
                        "test",
                        Sandboxes.zookeeper().zookeeper(),
                        Optional.empty(),
                        ClientSettings.OPEN,
                        Duration.ofSeconds(5),
                        true),
                notices));
    }

    @AfterEach
    void tidy() {
        clusters.session().authenticate("digest", "super:sandbox");
        change("deleteall", ROOT);
        clusters.close();
    }
}
