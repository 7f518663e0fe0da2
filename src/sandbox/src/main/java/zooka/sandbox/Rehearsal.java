package zooka.sandbox;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZKUtil;
import org.apache.zookeeper.ZooKeeper;
import zooka.clients.Failure;
import zooka.sandbox.Layout.Node;

/**
 * The migration of a sandbox from ZooKeeper to KRaft, step by step, as an operator does it by <a
 * href="https://kafka.apache.org/39/documentation.html#kraft_zk_migration">Kafka's manual</a>. Traffic goes on meanwhile: brokers are
 * restarted one after the other, each after all replicas are in sync again. Used by one thread at a time.
 */
final class Rehearsal {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SESSION_MILLIS = 6000;

    private final Ensemble ensemble;
    private final Path jars;
    private final ProcessGuard guard;
    private final Consumer<Stage> reached;
    private Stage stage = Stage.NOT_BEGUN;

    /**
     * @param jars the folder of the brokers' jars
     * @param reached is told each stage, before it is answered
     */
    Rehearsal(Ensemble ensemble, Path jars, ProcessGuard guard, Consumer<Stage> reached) {
        this.ensemble = ensemble;
        this.jars = jars;
        this.guard = guard;
        this.reached = reached;
    }

    private interface ZooKeeperWork<T> {
        T with(ZooKeeper client) throws KeeperException, InterruptedException, IOException;
    }

    /** Goes to the next stage, and returns when it is reached. */
    synchronized void next() {
        Stage next =
                switch (stage) {
                    case NOT_BEGUN -> {
                        startControllers();
                        yield Stage.CONTROLLERS;
                    }
                    case CONTROLLERS -> {
                        restart(layout().brokers(), Stage.DUAL_WRITE);
                        Waiting.until("the copy of the metadata", PATIENCE, this::copied);
                        yield Stage.DUAL_WRITE;
                    }
                    case DUAL_WRITE -> {
                        restart(layout().brokers(), Stage.KRAFT_BROKERS);
                        yield Stage.KRAFT_BROKERS;
                    }
                    case KRAFT_BROKERS -> {
                        restart(layout().controllers(), Stage.FINALIZED);
                        yield Stage.FINALIZED;
                    }
                    case FINALIZED -> throw Failure.conflict("the migration is finalized");
                };
        reach(next);
    }

    /** Goes back to the stage before, or from dual write to the beginning: without controllers there is nothing between. */
    synchronized void back() {
        Stage before =
                switch (stage) {
                    case NOT_BEGUN -> throw Failure.conflict("the migration has not begun");
                    case CONTROLLERS -> {
                        removeControllers();
                        yield Stage.NOT_BEGUN;
                    }
                    case DUAL_WRITE -> {
                        removeControllers();
                        releaseController();
                        // Brokers that are still in migration mode do not tell the new controller of their replicas:
                        // all
                        // are restarted before they are waited for.
                        layout().brokers().forEach(node -> restart(node, Stage.NOT_BEGUN));
                        awaitReplicas();
                        yield Stage.NOT_BEGUN;
                    }
                    case KRAFT_BROKERS -> {
                        restart(layout().brokers(), Stage.DUAL_WRITE);
                        yield Stage.DUAL_WRITE;
                    }
                    case FINALIZED -> throw Failure.conflict("the migration is finalized: there is no way back");
                };
        reach(before);
    }

    /** Goes to the end. */
    synchronized void finish() {
        while (stage != Stage.FINALIZED) {
            next();
        }
    }

    private void reach(Stage next) {
        stage = next;
        reached.accept(next);
    }

    private Layout layout() {
        return ensemble.layout();
    }

    private void startControllers() {
        String cluster = onZooKeeper(client -> (String)
                JSON.std.mapFrom(client.getData("/cluster/id", false, null)).get("id"));
        for (Node node : layout().controllers()) {
            write(node, Stage.CONTROLLERS);
            List<String> command = new ArrayList<>(Software.KAFKA_ON_ZOOKEEPER.java(jars, layout().folder(node)));
            command.addAll(List.of(
                    "kafka.tools.StorageTool",
                    "format",
                    "-t",
                    cluster,
                    "-c",
                    layout().folder(node).resolve(Settings.FILE).toString()));
            ServerProcess format = ServerProcess.start(command, layout().log(node), guard);
            format.awaitEnd();
        }
        ensemble.run(layout().controllers().stream().map(Node::name).toList());
    }

    private void removeControllers() {
        for (Node node : layout().controllers()) {
            ensemble.stop(node.name());
            ensemble.forget(node.name());
        }
    }

    /** Lets a broker become the controller again, and forgets the migration: a later one would take what is left for its own. */
    private void releaseController() {
        onZooKeeper(client -> {
            for (String path : List.of("/controller", "/migration")) {
                if (client.exists(path, false) != null) {
                    ZKUtil.deleteRecursive(client, path);
                }
            }
            return true;
        });
    }

    private void restart(List<Node> nodes, Stage to) {
        for (Node node : nodes) {
            restart(node, to);
            awaitReplicas();
        }
    }

    private void restart(Node node, Stage to) {
        ensemble.stop(node.name());
        write(node, to);
        ensemble.start(List.of(node.name()));
    }

    private void awaitReplicas() {
        Waiting.until("all replicas to be in sync", PATIENCE, this::whole);
    }

    private void write(Node node, Stage to) {
        try {
            Settings.write(layout(), node, to);
        } catch (IOException error) {
            throw new Failure(
                            Failure.Kind.FAILED, "cannot write to " + layout().folder(node) + ": " + error.getMessage())
                    .cause(error);
        }
    }

    /** Whether all brokers serve, and all replicas are in sync. */
    private boolean whole() throws Exception {
        try (Admin admin = Ensemble.admin(layout().bootstrap().orElseThrow())) {
            boolean serve =
                    admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).size()
                            == layout().brokers().size();
            return serve
                    && admin
                            .describeTopics(admin.listTopics().names().get(5, TimeUnit.SECONDS))
                            .allTopicNames()
                            .get(5, TimeUnit.SECONDS)
                            .values()
                            .stream()
                            .flatMap(topic -> topic.partitions().stream())
                            .allMatch(partition -> partition.leader() != null
                                    && partition.isr().size()
                                            == partition.replicas().size());
        }
    }

    /** Whether a KRaft controller is the controller, and has copied what ZooKeeper has. */
    private boolean copied() {
        return onZooKeeper(client -> {
            if (client.exists("/migration", false) == null || client.exists("/controller", false) == null) {
                return false;
            }
            Map<String, Object> migration = JSON.std.mapFrom(client.getData("/migration", false, null));
            Map<String, Object> controller = JSON.std.mapFrom(client.getData("/controller", false, null));
            return number(migration, "kraft_metadata_offset") >= 0 && number(controller, "kraftControllerEpoch") > 0;
        });
    }

    private static long number(Map<String, Object> map, String key) {
        return map.get(key) instanceof Number number ? number.longValue() : -1;
    }

    private <T> T onZooKeeper(ZooKeeperWork<T> work) {
        String zookeeper = layout().zookeeper().orElseThrow();
        try {
            ZooKeeper client = new ZooKeeper(zookeeper, SESSION_MILLIS, event -> {});
            try {
                client.addAuthInfo("digest", Settings.SUPER_USER.getBytes(StandardCharsets.UTF_8));
                return work.with(client);
            } finally {
                client.close();
            }
        } catch (IOException | KeeperException error) {
            throw Failure.unreachable("ZooKeeper at " + zookeeper + ": " + error.getMessage())
                    .cause(error);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        }
    }
}
