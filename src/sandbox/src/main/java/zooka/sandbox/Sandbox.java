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
 * A local ensemble of real servers, and how to drive it. Whoever starts one owns it: it ends with {@link #close} or with
 * the owner's process, and leaves nothing behind. Others may find it and drive it meanwhile. All methods that change a
 * server throw a {@link Failure}: not found for an unknown server's name, conflict when it isn't in a state for that.
 */
public final class Sandbox implements AutoCloseable {

    private final Path folder;
    private final SandboxState begin;
    private Optional<SupervisorProcess> supervisor; // empty where it isn't owned, or no longer

    private Sandbox(Path folder, Optional<SupervisorProcess> supervisor) {
        this.folder = folder;
        this.supervisor = supervisor;
        this.begin = state(folder);
    }

    /**
     * Starts a sandbox and returns when all of its servers answer and what the options ask for is there. The first one on
     * a machine fetches jars, which takes longer.
     *
     * @param progress hears a few words at each step, in the calling thread
     * @throws Failure with a server's or Maven's last words; interrupted when the thread is; nothing is left of it then
     */
    public static Sandbox start(Mode mode, Options options, Consumer<String> progress) {
        SupervisorProcess supervisor = SupervisorProcess.start(mode, options, progress);
        return new Sandbox(supervisor.folder(), Optional.of(supervisor));
    }

    /** The full one. */
    public static Sandbox start(Mode mode, Consumer<String> progress) {
        return start(mode, Options.full(), progress);
    }

    /** The newest of this user's sandboxes that are ready, to be driven and not owned. */
    public static Optional<Sandbox> running() {
        for (Path folder : Folders.sandboxes()) {
            try {
                return Optional.of(at(folder));
            } catch (Failure dead) {
                // Whatever it was, it isn't one any more; the next may be.
            }
        }
        return Optional.empty();
    }

    /**
     * The sandbox in a folder, to be driven and not owned.
     *
     * @throws Failure not found when none runs there
     */
    public static Sandbox at(Path folder) {
        return new Sandbox(folder, Optional.empty());
    }

    /** Where everything of it lies: {@code state.json}, the servers' folders and logs. */
    public Path folder() {
        return folder;
    }

    public Mode mode() {
        return begin.mode();
    }

    /** {@code host:port,...}; empty where there is no ZooKeeper. */
    public Optional<String> zookeeper() {
        return begin.zookeeper();
    }

    /** {@code host:port,...}; empty where there is no Kafka. */
    public Optional<String> bootstrap() {
        return begin.bootstrap();
    }

    /** Its servers as they are now. */
    public List<ServerStatus> servers() {
        return state().servers();
    }

    /**
     * One of its servers as it is now.
     *
     * @throws Failure not found; the hint says which there are
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

    /** All there is to know about it now. */
    public SandboxState state() {
        return state(folder);
    }

    private static SandboxState state(Path folder) {
        return SandboxState.fromMap(ControlSocket.ask(folder, "status"));
    }

    /** Ends servers at once, as kill -9 does. */
    public void kill(String... names) {
        ControlSocket.ask(folder, "kill " + String.join(" ", names));
    }

    /**
     * Starts killed servers again, with their data and on their ports, and returns when they answer; where too few run
     * for a quorum, at once.
     */
    public void start(String... names) {
        ControlSocket.ask(folder, "start " + String.join(" ", names));
    }

    /** Stops servers' processes by a signal: their connections stand and nothing is answered. */
    public void pause(String... names) {
        ControlSocket.ask(folder, "pause " + String.join(" ", names));
    }

    /** Lets paused servers go on. */
    public void resume(String... names) {
        ControlSocket.ask(folder, "resume " + String.join(" ", names));
    }

    /** Lets it live on when this process ends; after that only {@link #down} ends it. */
    public void detach() {
        supervisor
                .orElseThrow(() -> Failure.conflict("a sandbox can only be detached by its owner"))
                .detach();
        Waiting.until("the sandbox to be detached", Duration.ofSeconds(5), () -> state().detached());
        supervisor = Optional.empty();
    }

    /** Ends it, whoever owns it, and returns when its processes and its folder are gone. */
    public void down() {
        ControlSocket.send(folder, "down");
        awaitEnd();
    }

    /** Ends it if it was started here and not detached; one that was found lives on. */
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
