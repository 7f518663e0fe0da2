package zooka.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Transaction;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import zooka.clients.Failure;

/** Demo znodes of common kinds, and the session that owns the ephemeral ones while the sandbox runs. */
final class DemoZnodes implements Watcher {

    private static final int SESSION_MILLIS = 6000;
    private static final int WORKERS = 3;

    private final String zookeeper;
    private ZooKeeper client; // replaced after the session has expired, by the event thread

    private DemoZnodes(String zookeeper) {
        this.zookeeper = zookeeper;
    }

    /** Creates all znodes in one transaction. */
    static DemoZnodes create(String zookeeper) {
        DemoZnodes znodes = new DemoZnodes(zookeeper);
        try {
            znodes.client = new ZooKeeper(zookeeper, SESSION_MILLIS, znodes);
            Waiting.until("a ZooKeeper session", Duration.ofSeconds(30), () -> znodes.client
                    .getState()
                    .isConnected());
            znodes.makeAll();
            return znodes;
        } catch (IOException | KeeperException error) {
            throw new Failure(Failure.Kind.FAILED, "cannot create the znodes: " + error.getMessage()).cause(error);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        }
    }

    private void makeAll() throws KeeperException, InterruptedException {
        Transaction all = client.transaction();
        for (String folder : List.of("/demo", "/demo/app", "/demo/jobs", "/demo/workers", "/demo/old")) {
            add(all, folder, "");
        }
        add(all, "/demo/app/config", """
                {"name": "log-parser", "threads": 4, "topics": ["app-logs", "clicks"], "output": "parsed-events", \
                "retry": {"attempts": 5, "backoffMs": 200}, "enabled": true}""");
        add(all, "/demo/app/motd", "Logs in, events out. 名前: ログ解析. Ça va?\nThe second line.\n");
        all.create("/demo/app/logo", logo(), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        add(all, "/demo/app/empty", "");
        all.create("/demo/app/null", null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        add(all, "/demo/app/owner", "the platform team");
        for (int job = 0; job < 5; job++) {
            String data = "{\"job\": \"reindex\", \"day\": \"2026-01-0" + (job + 1) + "\"}";
            all.create("/demo/jobs/job-", bytes(data), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_SEQUENTIAL);
        }
        for (String year : List.of("2023", "2024")) {
            add(all, "/demo/old/" + year, "");
            for (String month : List.of("01", "02", "03")) {
                add(all, "/demo/old/" + year + "/" + month, "");
                add(all, "/demo/old/" + year + "/" + month + "/report", "done");
            }
        }
        addWorkers(all);
        all.commit();
    }

    private static void addWorkers(Transaction all) {
        for (int worker = 1; worker <= WORKERS; worker++) {
            String data = "{\"member\": \"log-parser-" + worker + "\"}";
            all.create("/demo/workers/worker-", bytes(data), Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL_SEQUENTIAL);
        }
    }

    private static void add(Transaction all, String path, String data) {
        all.create(path, bytes(data), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The smallest PNG: one transparent pixel. */
    private static byte[] logo() {
        return java.util.Base64.getDecoder()
                .decode(
                        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    }

    @Override
    public void process(WatchedEvent event) {
        if (event.getState() != Event.KeeperState.Expired) {
            return;
        }
        // The servers were down for longer than the session timeout: the workers return as new znodes.
        try {
            client = new ZooKeeper(zookeeper, SESSION_MILLIS, this::reconnect);
        } catch (IOException unresolvable) {
            throw new IllegalStateException(unresolvable);
        }
    }

    private void reconnect(WatchedEvent event) {
        if (event.getState() == Event.KeeperState.SyncConnected) {
            Transaction workers = client.transaction();
            addWorkers(workers);
            workers.commit((code, path, context, results) -> {}, null);
            client.register(this);
        }
        process(event);
    }
}
