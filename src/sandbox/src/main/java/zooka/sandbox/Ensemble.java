package zooka.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.zookeeper.ZooKeeper;
import zooka.clients.Failure;
import zooka.sandbox.Layout.Node;
import zooka.sandbox.ServerStatus.State;

/** The running servers. Safe for several threads; operations on one server run one after the other. */
final class Ensemble {

    /** The most time to wait for servers that run; a server that ends during its start is noticed at once. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** How often a server that ends during its start is started again. */
    private static final int TRIES = 2;

    private final Layout layout;
    private final Map<Software, Path> jars;
    private final Commands commands;
    private final ProcessGuard guard;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private volatile Runnable changed = () -> {};

    /** Builds the command line of a server. */
    @FunctionalInterface
    interface Commands {
        List<String> of(Layout layout, Node node);
    }

    private Ensemble(Layout layout, Map<Software, Path> jars, Commands commands, ProcessGuard guard) {
        this.layout = layout;
        this.jars = jars;
        this.commands = commands;
        this.guard = guard;
        for (Node node : layout.all()) {
            slots.put(node.name(), new Slot(node));
        }
    }

    /**
     * Starts all servers and returns when all of them answer as one cluster.
     *
     * @param folder the parent of the servers' folders
     * @param jars the folder of each software's jars
     * @throws Failure with a server's last error if one of them cannot be started
     */
    static Ensemble start(
            Mode mode,
            Options options,
            Path folder,
            Map<Software, Path> jars,
            Commands commands,
            ProcessGuard guard,
            Consumer<String> progress) {
        for (int attempt = 1; ; attempt++) {
            Ensemble ensemble = new Ensemble(Layout.choose(mode, options, folder), jars, commands, guard);
            try {
                ensemble.startAll(progress);
                return ensemble;
            } catch (IOException error) {
                throw new Failure(Failure.Kind.FAILED, "cannot write to " + folder + ": " + error.getMessage())
                        .cause(error);
            } catch (Failure failure) {
                ensemble.killAll();
                if (attempt == 3 || !ensemble.lostPorts()) {
                    throw failure;
                }
                progress.accept("a port was taken by another process, trying again");
                ensemble.clear();
            }
        }
    }

    private void startAll(Consumer<String> progress) throws IOException {
        for (Node node : layout.all()) {
            if (node.kind() != ServerStatus.Kind.CONTROLLER) {
                Settings.write(layout, node);
            }
        }
        if (layout.mode() == Mode.KRAFT) {
            KraftFormat.apply(layout, jars.get(Software.KAFKA_KRAFT), guard);
        }
        if (!layout.zookeepers().isEmpty()) {
            progress.accept("starting " + count(layout.zookeepers(), Software.ZOOKEEPER.title() + " server"));
            startEach(layout.zookeepers());
            for (Node node : layout.zookeepers()) {
                Waiting.until(node.name() + " to serve requests", PATIENCE, () -> allLive() && Liveness.serves(node));
            }
        }
        if (!layout.brokers().isEmpty()) {
            Software software = layout.software(layout.brokers().get(0));
            progress.accept("starting " + count(layout.brokers(), software.title() + " broker"));
            startEach(layout.brokers());
            try (Admin admin = admin(layout.bootstrap().orElseThrow())) {
                int all = layout.brokers().size();
                Waiting.until(
                        "all brokers to answer",
                        PATIENCE,
                        () -> allLive() && Liveness.knowsItself(admin, all) && Liveness.listen(layout.brokers()));
            }
        }
    }

    private static String count(List<Node> nodes, String what) {
        return nodes.size() + " " + what + (nodes.size() == 1 ? "" : "s");
    }

    private void startEach(List<Node> nodes) {
        for (Node node : nodes) {
            launch(slot(node.name()));
        }
    }

    private void launch(Slot slot) {
        Node node = slot.node;
        boolean registered = node.kind() == ServerStatus.Kind.KAFKA && layout.mode() == Mode.ZOOKEEPER;
        if (slot.process != null && registered && hasQuorum(node)) {
            awaitEndOfSession(node);
        }
        ServerProcess process = ServerProcess.start(commands.of(layout, node), layout.log(node), guard);
        slot.process = process;
        slot.state = State.RUNNING;
        process.whenGone(() -> {
            if (slot.process == process) {
                slot.state = State.KILLED;
                changed.run();
            }
        });
        changed.run();
    }

    private boolean allLive() {
        slots.values().stream().filter(slot -> slot.process != null).forEach(this::keepAlive);
        return true;
    }

    /** Starts a server again that ended during its start: on a busy machine its session may expire. */
    private boolean keepAlive(Slot slot) {
        synchronized (slot) {
            if (slot.process.isAlive()) {
                return true;
            }
            if (!slot.wanted) {
                throw Failure.conflict(slot.node.name() + " was killed during startup");
            }
            if (slot.triesLeft == 0 || slot.process.lostItsPort()) {
                throw new Failure(
                        Failure.Kind.FAILED, slot.node.name() + " ended during startup: " + slot.process.lastError());
            }
            slot.triesLeft--;
            launch(slot);
            return true;
        }
    }

    private boolean lostPorts() {
        return slots.values().stream().anyMatch(slot -> slot.process != null && slot.process.lostItsPort());
    }

    /** Deletes the files of servers that have ended. */
    void clear() {
        layout.all().forEach(this::clear);
    }

    private void clear(Node node) {
        if (Files.notExists(layout.folder(node))) {
            return;
        }
        try (var files = Files.walk(layout.folder(node))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
            Files.deleteIfExists(layout.log(node));
        } catch (IOException | UncheckedIOException error) {
            throw new Failure(Failure.Kind.FAILED, "cannot clear " + layout.folder(node)).cause(error);
        }
    }

    Layout layout() {
        return layout;
    }

    /** Sets the action after each change of a server's state, on any thread. */
    void whenChanged(Runnable action) {
        changed = action;
    }

    List<ServerStatus> servers() {
        return slots.values().stream().map(Slot::status).toList();
    }

    /** Kills a server, like kill -9: it does not close its sessions. */
    void kill(String name) {
        Slot slot = slot(name);
        synchronized (slot) {
            if (slot.state == State.KILLED) {
                throw Failure.conflict(name + " is already killed").hint("scripts/sandbox start " + name);
            }
            if (slot.state == State.WAITING) {
                throw waiting(name);
            }
            slot.wanted = false;
            slot.process.kill();
            slot.process.awaitEnd();
            slot.state = State.KILLED;
        }
        changed.run();
    }

    private static Failure waiting(String name) {
        return Failure.conflict(name + " was not started yet").hint("scripts/sandbox migrate next");
    }

    /** Lets a server end by itself, as for a restart; after that it is as one that was killed. */
    void stop(String name) {
        Slot slot = slot(name);
        synchronized (slot) {
            slot.wanted = false;
            if (slot.state == State.PAUSED) {
                slot.process.resume();
            }
            if (slot.process != null) {
                slot.process.terminate();
                slot.process.awaitEnd();
            }
            slot.state = State.KILLED;
        }
        changed.run();
    }

    /** Makes a server that has ended one that was never started, and deletes its files. */
    void forget(String name) {
        Slot slot = slot(name);
        synchronized (slot) {
            slot.state = State.WAITING;
            slot.process = null;
            clear(slot.node);
        }
        changed.run();
    }

    /**
     * Starts killed servers again, on the same ports and with their data, and returns when they answer. If too few run
     * for a quorum, it does not wait, since none can answer.
     */
    void start(List<String> names) {
        names.forEach(name -> requireKilled(slot(name)));
        run(names);
    }

    /** The same for servers that may not have been started yet. */
    void run(List<String> names) {
        List<Slot> started = names.stream().map(this::slot).toList();
        for (Slot slot : started) {
            synchronized (slot) {
                if (slot.state != State.WAITING) {
                    requireKilled(slot);
                }
                slot.triesLeft = TRIES;
                slot.wanted = true;
                launch(slot);
            }
        }
        for (Slot slot : started) {
            if (hasQuorum(slot.node)) {
                String name = slot.node.name();
                try {
                    Waiting.until(name + " to answer", PATIENCE, () -> keepAlive(slot) && Liveness.answers(slot.node));
                } catch (Failure failure) {
                    throw failure.kind() == Failure.Kind.UNREACHABLE
                            ? failure.hint("the log of " + name + " ends with: " + slot.process.lastLines())
                            : failure;
                }
            }
        }
    }

    private static void requireKilled(Slot slot) {
        if (slot.state == State.WAITING) {
            throw waiting(slot.node.name());
        }
        if (slot.state != State.KILLED) {
            String name = slot.node.name();
            throw Failure.conflict(name + " is " + slot.state.word())
                    .hint(slot.state == State.PAUSED ? "scripts/sandbox resume " + name : "scripts/sandbox status");
        }
    }

    private boolean hasQuorum(Node node) {
        List<Node> voters =
                switch (node.kind()) {
                    case ZOOKEEPER -> layout.zookeepers();
                    case KAFKA -> layout.mode() == Mode.KRAFT ? layout.brokers() : layout.zookeepers();
                    case CONTROLLER -> layout.controllers();
                };
        long running = voters.stream()
                .filter(voter -> slot(voter.name()).state == State.RUNNING)
                .count();
        return running > voters.size() / 2;
    }

    /** Stops a server's process: its connections stay open but do not answer. */
    void pause(String name) {
        change(name, State.RUNNING, ServerProcess::pause, State.PAUSED);
    }

    /** Resumes a paused server. */
    void resume(String name) {
        change(name, State.PAUSED, ServerProcess::resume, State.RUNNING);
    }

    private void change(String name, State from, Consumer<ServerProcess> how, State to) {
        Slot slot = slot(name);
        synchronized (slot) {
            if (slot.state != from) {
                throw Failure.conflict(name + " is " + slot.state.word());
            }
            how.accept(slot.process);
            slot.state = to;
        }
        changed.run();
    }

    /** Terminates all servers: brokers first, since they close their ZooKeeper sessions. */
    void terminate() {
        for (List<Node> kind : List.of(layout.brokers(), layout.controllers(), layout.zookeepers())) {
            List<ServerProcess> processes = kind.stream()
                    .map(node -> slot(node.name()).process)
                    .filter(Objects::nonNull)
                    .toList();
            processes.forEach(ServerProcess::terminate);
            processes.forEach(ServerProcess::awaitEnd);
        }
    }

    /** Kills all processes. */
    void killAll() {
        List<ServerProcess> processes = slots.values().stream()
                .map(slot -> slot.process)
                .filter(Objects::nonNull)
                .toList();
        processes.forEach(ServerProcess::kill);
        processes.forEach(ServerProcess::awaitEnd);
    }

    private Slot slot(String name) {
        Slot slot = slots.get(name);
        if (slot == null) {
            throw Sandbox.unknown(name, slots.keySet().stream());
        }
        return slot;
    }

    /** Waits for the end of a broker's previous session: a broker whose id is still registered exits. */
    private void awaitEndOfSession(Node node) {
        String zookeeper = layout.zookeeper().orElseThrow();
        try {
            ZooKeeper client = new ZooKeeper(zookeeper, 5000, event -> {});
            try {
                Waiting.until(
                        "the session of " + node.name() + " to end",
                        PATIENCE,
                        () -> client.exists("/brokers/ids/" + node.id(), false) == null);
            } finally {
                client.close();
            }
        } catch (IOException error) {
            throw Failure.unreachable("no ZooKeeper server at " + zookeeper).cause(error);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        }
    }

    /** A client that tolerates lost brokers; the caller closes it. */
    static Admin admin(String bootstrap) {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.CLIENT_ID_CONFIG, "sandbox",
                AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, 50,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 200,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 90_000));
    }

    /** A node and its process; changed only by the owner of its monitor, read by all. */
    private static final class Slot {
        private final Node node;
        private volatile ServerProcess process;
        private volatile State state;
        private int triesLeft = TRIES;
        private boolean wanted = true; // false once it was killed on purpose

        private Slot(Node node) {
            this.node = node;
            this.state = node.kind() == ServerStatus.Kind.CONTROLLER ? State.WAITING : State.KILLED;
        }

        private ServerStatus status() {
            ServerProcess current = process;
            return new ServerStatus(
                    node.name(), node.kind(), Layout.HOST, node.port(), current == null ? 0 : current.pid(), state);
        }
    }
}
