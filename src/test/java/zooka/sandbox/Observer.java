package zooka.sandbox;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import zooka.testing.ZooKeeperProcess;

/** A broker beside the KRaft nodes of a sandbox: it follows their quorum and has no vote in it. */
public final class Observer implements AutoCloseable {

    private final ServerProcess process;

    private Observer(ServerProcess process) {
        this.process = process;
    }

    /**
     * Starts one; it takes some seconds until the cluster knows it.
     *
     * @param id what no other node has
     */
    public static Observer start(Sandbox sandbox, int id) throws IOException {
        ProcessGuard guard = ProcessGuard.start(Folders.base());
        Path folder = guard.folder();
        Path lib = Software.KAFKA_KRAFT.fetch(guard, text -> {});
        Properties settings = new Properties();
        try (Reader reader =
                Files.newBufferedReader(sandbox.folder().resolve("kafka-1").resolve(Settings.FILE))) {
            settings.load(reader);
        }
        String listener = "PLAINTEXT://" + Layout.HOST + ":" + ZooKeeperProcess.freePort();
        settings.setProperty("process.roles", "broker");
        settings.setProperty("node.id", Integer.toString(id));
        settings.setProperty("listeners", listener);
        settings.setProperty("advertised.listeners", listener);
        settings.setProperty("log.dirs", Settings.data(folder).toString());
        try (Writer writer = Files.newBufferedWriter(folder.resolve(Settings.FILE))) {
            settings.store(writer, null);
        }
        Files.createDirectories(Settings.data(folder));
        Files.writeString(
                Settings.data(folder).resolve("meta.properties"),
                "version=1\ncluster.id=" + Settings.CLUSTER_ID + "\nnode.id=" + id + "\n");
        List<String> command = new ArrayList<>(Software.KAFKA_KRAFT.java(lib, folder));
        command.addAll(List.of("kafka.Kafka", folder.resolve(Settings.FILE).toString()));
        return new Observer(ServerProcess.start(command, folder.resolve("log"), guard));
    }

    @Override
    public void close() {
        process.kill();
        process.awaitEnd();
    }
}
