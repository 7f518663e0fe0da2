package zooka.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zooka.clients.Failure;

/**
 * A local ensemble of real servers, and the operations on it. The caller of {@link #start} owns it: it ends with {@link
 * #close} or with the owner's process, and its files are deleted. Others may find and control it meanwhile. All methods
 * that change a server throw a {@link Failure}: not found for an unknown server's name, conflict if the server's state
 * does not allow the change.
 */
public final class Sandbox implements AutoCloseable {

    private final Path folder;
    private final SandboxState begin;
    private Optional<SupervisorProcess> supervisor; // empty if it is not owned, or no longer

    private Sandbox(Path folder, Optional<SupervisorProcess> supervisor) {
        this.folder = folder;
        this.supervisor = supervisor;
        this.begin = state(folder);
    }

    /**
     * Starts a sandbox and returns when all of its servers answer and the requested contents exist. The first start on
     * a machine downloads jars, which takes longer.
     *
     * @param progress receives a message for each step, in the calling thread
     * @throws Failure with the last error of a server or of Maven; interrupted if the thread is; nothing of the sandbox
     * remains then
     */
    public static Sandbox start(Mode mode, Options options, Consumer<String> progress) {
        SupervisorProcess supervisor = SupervisorProcess.start(mode, options, progress);
        return new Sandbox(supervisor.folder(), Optional.of(supervisor));
    }

    /** Starts a sandbox of a kind. */
    public static Sandbox start(Setup setup, Consumer<String> progress) {
        return start(setup.mode(), setup.options(), progress);
    }

    /** The newest of this user's sandboxes that are ready, without ownership. */
    public static Optional<Sandbox> running() {
        for (Path folder : Folders.sandboxes()) {
            try {
                return Optional.of(at(folder));
            } catch (Failure dead) {
                // It has ended; the next one may be ready.
            }
        }
        return Optional.empty();
    }

    /**
     * The sandbox in a folder, without ownership.
     *
     * @throws Failure not found if none runs there
     */
    public static Sandbox at(Path folder) {
        return new Sandbox(folder, Optional.empty());
    }

    /** The folder with all files of the sandbox: {@code state.json}, the servers' folders and logs. */
    public Path folder() {
        return folder;
    }

    public Mode mode() {
        return begin.mode();
    }

    /** {@code host:port,...}; empty without ZooKeeper. */
    public Optional<String> zookeeper() {
        return begin.zookeeper();
    }

    /** {@code host:port,...}; empty without Kafka. */
    public Optional<String> bootstrap() {
        return begin.bootstrap();
    }

    /** The present status of all servers. */
    public List<ServerStatus> servers() {
        return state().servers();
    }

    /**
     * The present status of a server.
     *
     * @throws Failure not found; the hint lists the servers
     */
    public ServerStatus server(String name) {
        List<ServerStatus> servers = servers();
        return servers.stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name, servers.stream().map(ServerStatus::name)));
    }

    static Failure unknown(String name, Stream<String> known) {
        return Failure.notFound("no server " + name + " in this sandbox")
                .hint("servers: " + known.collect(Collectors.joining(", ")));
    }

    /** The present status of the members of consumer groups in its traffic; none without traffic. */
    public List<ConsumerStatus> consumers() {
        return state().consumers();
    }

    /** The present state. */
    public SandboxState state() {
        return state(folder);
    }

    private static SandboxState state(Path folder) {
        return SandboxState.fromMap(ControlSocket.ask(folder, "status"));
    }

    /** Kills servers, like kill -9. A consumer that is killed stops without leaving its group. */
    public void kill(String... names) {
        ControlSocket.ask(folder, "kill " + String.join(" ", names));
    }

    /**
     * Starts killed servers again, with their data and on their ports, and returns when they answer; returns at once if
     * too few run for a quorum. A consumer is started again until its group has given it partitions.
     */
    public void start(String... names) {
        ControlSocket.ask(folder, "start " + String.join(" ", names));
    }

    /** Stops servers' processes by a signal: their connections stay open but do not answer. */
    public void pause(String... names) {
        ControlSocket.ask(folder, "pause " + String.join(" ", names));
    }

    /** Resumes paused servers. */
    public void resume(String... names) {
        ControlSocket.ask(folder, "resume " + String.join(" ", names));
    }

    /**
     * Goes on with the migration to KRaft, or back, and returns when that stage is reached; brokers are restarted one after the other.
     *
     * @param step {@code next}, {@code back}, {@code finish}
     * @throws Failure conflict where there is no such step, or the sandbox has no controllers
     */
    public void migrate(String step) {
        ControlSocket.ask(folder, "migrate " + step);
    }

    /** Lets the sandbox continue when this process ends; after that only {@link #down} ends it. */
    public void detach() {
        supervisor
                .orElseThrow(() -> Failure.conflict("a sandbox can only be detached by its owner"))
                .detach();
        Waiting.until("the sandbox to be detached", Duration.ofSeconds(5), () -> state().detached());
        supervisor = Optional.empty();
    }

    /** Ends the sandbox of any owner, and returns when its processes and its directory are gone. */
    public void down() {
        ControlSocket.send(folder, "down");
        awaitEnd();
    }

    /** Ends the sandbox if it was started here and not detached. */
    @Override
    public void close() {
        supervisor.ifPresent(process -> {
            process.close();
            awaitEnd();
        });
    }

    private void awaitEnd() {
        Waiting.until("the sandbox to end", Duration.ofSeconds(10), () -> Files.notExists(folder));
    }
}
