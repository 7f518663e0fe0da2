package zooka.testing;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.LiveClusters;
import zooka.commands.undo.FileJournal;
import zooka.commands.undo.Journal;

/** A subtree of a real ensemble that is a test's own, empty when it begins and gone when it ends. */
public final class RealTree implements AutoCloseable {

    private final LiveClusters clusters;
    private final Journal journal;
    private final String root;

    /**
     * Takes the path for its own.
     *
     * @param home where what can be undone is kept
     */
    public RealTree(String zookeeper, String root, Path home) {
        clusters = new LiveClusters(
                new Profile(
                        "test",
                        Optional.of(zookeeper),
                        Optional.empty(),
                        ClientSettings.OPEN,
                        Duration.ofSeconds(5),
                        true),
                notice -> {});
        journal = new FileJournal(home.resolve("undo"));
        this.root = root;
        Trees.clear(znodes(), root);
    }

    public Znodes znodes() {
        return clusters.znodes();
    }

    /** For commands that are to be told apart by what they say is missing. */
    public TestRun run() {
        return new TestRun(clusters).with(journal).with(Clock.systemUTC());
    }

    @Override
    public void close() {
        Trees.clear(znodes(), root);
        clusters.close();
    }
}
