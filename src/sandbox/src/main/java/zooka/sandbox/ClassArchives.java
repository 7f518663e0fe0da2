package zooka.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import zooka.clients.Failure;
import zooka.sandbox.Layout.Node;

/**
 * Class-data archives: with one, a server's JVM maps the classes of its start instead of reading them from jars, which
 * takes half the time. Each JVM has its archive beside the jars of each software; a sandbox without archives creates
 * them for the next one.
 */
final class ClassArchives {

    private final Mode mode;
    private final Map<Software, Path> jars;

    ClassArchives(Mode mode, Map<Software, Path> jars) {
        this.mode = mode;
        this.jars = jars;
    }

    /** A server's command line, with its archive if there is one. */
    List<String> command(Layout layout, Node node) {
        Software software = layout.software(node);
        Path archive = archive(software);
        List<String> flags = Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
        return software.command(jars.get(software), layout.folder(node), flags);
    }

    private Path archive(Software software) {
        return archive(jars.get(software));
    }

    /** The archive of servers with the jars in a folder; it need not exist. */
    static Path archive(Path lib) {
        String jvm = Runtime.version() + "-"
                + Integer.toHexString(System.getProperty("java.home").hashCode());
        return Software.cache(lib).resolve("classes-" + jvm + ".jsa");
    }

    /**
     * Creates missing archives with servers of their own at low priority. This takes a while and may be interrupted: an
     * archive is complete or does not exist.
     */
    void makeMissing(ProcessGuard guard) {
        boolean complete = jars.keySet().stream().allMatch(software -> Files.exists(archive(software)));
        if (complete) {
            return;
        }
        Path lock = jars.values().iterator().next().resolveSibling("archives.lock");
        try (FileChannel file = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock mine = file.tryLock()) {
            if (mine != null) {
                make(guard);
            }
        } catch (IOException | Failure error) {
            // The next sandbox tries again; until then servers start without an archive.
        }
    }

    private void make(ProcessGuard guard) throws IOException {
        Path folder = guard.folder().resolve("archives");
        Ensemble trained =
                Ensemble.start(mode, Options.bare(1, 1), folder, jars, this::trainingCommand, guard, text -> {});
        String bootstrap = trained.layout().bootstrap().orElseThrow();
        try (Admin admin = Ensemble.admin(bootstrap)) {
            DemoTopics.create(admin, 1);
            Traffic.warmUp(bootstrap, admin);
        }
        trained.terminate();
        for (Node node : trained.layout().all()) {
            Path made = trainedArchive(trained.layout(), node);
            Path archive = archive(trained.layout().software(node));
            if (Files.exists(made) && !Files.exists(archive)) {
                Path copy = archive.resolveSibling(archive.getFileName() + ".new");
                Files.copy(made, copy, StandardCopyOption.REPLACE_EXISTING);
                Files.move(copy, archive, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.deleteIfExists(made);
        }
        trained.clear();
    }

    private List<String> trainingCommand(Layout layout, Node node) {
        Software software = layout.software(node);
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
        command.addAll(software.command(
                jars.get(software),
                layout.folder(node),
                List.of("-XX:ArchiveClassesAtExit=" + trainedArchive(layout, node))));
        return command;
    }

    private static Path trainedArchive(Layout layout, Node node) {
        return layout.folder().resolve(node.name() + ".jsa");
    }
}
