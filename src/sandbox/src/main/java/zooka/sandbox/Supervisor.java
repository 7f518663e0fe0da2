package zooka.sandbox;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import zooka.clients.Failure;

/**
 * The process that owns a sandbox: its servers, its traffic, its ephemeral znodes.
 *
 * <p>It writes one line per event to standard output: {@code progress TEXT}, {@code folder PATH}, and last {@code
 * ready} or {@code failed JSON}. It ends with all of the sandbox when its standard input ends. After the line {@code
 * detach} there, only the request {@code down} ends it.
 */
public final class Supervisor {

    /** The delay before class archives are created: the sandbox's user comes first. */
    private static final Duration ARCHIVES_AFTER = Duration.ofSeconds(3);

    private final Mode mode;
    private final Options options;
    private final ProcessGuard guard;
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean detached;
    private volatile Ensemble ensemble; // null until all servers answer
    private volatile Optional<Traffic> traffic = Optional.empty();
    private volatile Optional<Rehearsal> rehearsal = Optional.empty();
    private volatile Optional<Stage> stage = Optional.empty(); // of the migration

    private Supervisor(Mode mode, Options options) {
        this.mode = mode;
        this.options = options;
        this.guard = ProcessGuard.start(Folders.base());
    }

    /**
     * Starts a sandbox. The arguments are mode, ZooKeeper servers, brokers, controllers, contents, traffic, as {@link Sandbox}
     * passes them.
     */
    public static void main(String[] words) {
        System.setProperty("slf4j.internal.verbosity", "WARN");
        System.setProperty("slf4j.provider", "org.slf4j.nop.NOPServiceProvider");
        Supervisor supervisor;
        try {
            supervisor = new Supervisor(Mode.valueOf(words[0]), optionsFrom(words));
        } catch (Failure failure) {
            sendFailure(System.out, failure);
            System.exit(1);
            return;
        }
        supervisor.run();
    }

    /** The supervisor's arguments for a sandbox. */
    static List<String> words(Mode mode, Options options) {
        return List.of(
                mode.name(),
                String.valueOf(options.zookeepers()),
                String.valueOf(options.brokers()),
                String.valueOf(options.controllers()),
                String.valueOf(options.contents()),
                String.valueOf(options.traffic()));
    }

    private static Options optionsFrom(String[] words) {
        return new Options(
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                Boolean.parseBoolean(words[4]),
                Boolean.parseBoolean(words[5]));
    }

    private void run() {
        out.println("folder " + guard.folder());
        Thread owner = new Thread(this::followOwner, "owner");
        owner.setDaemon(true);
        owner.start();
        Thread starter = new Thread(this::start, "start");
        starter.setDaemon(true);
        starter.start();
        try {
            end.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        // The processes are ended here and not by the guard, so that their parent is notified. Clients are not closed:
        // they would wait for servers.
        Ensemble started = ensemble;
        if (started != null) {
            started.killAll();
        }
        Runtime.getRuntime().halt(0);
    }

    private void followOwner() {
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            if ("detach".equals(in.readLine())) {
                detached = true;
                writeState();
                return;
            }
        } catch (IOException unreadable) {
            // The owner's pipe is unusable, like one that has ended.
        }
        end.countDown();
    }

    private void start() {
        try {
            Map<Software, Path> jars = new EnumMap<>(Software.class);
            for (Software software :
                    Layout.choose(mode, options, guard.folder()).software()) {
                jars.put(software, software.fetch(guard, this::progress));
            }
            ClassArchives archives = new ClassArchives(mode, jars);
            Ensemble started =
                    Ensemble.start(mode, options, guard.folder(), jars, archives::command, guard, this::progress);
            fill(started);
            if (options.controllers() > 0) {
                stage = Optional.of(Stage.NOT_BEGUN);
                rehearsal = Optional.of(
                        new Rehearsal(started, jars.get(Software.KAFKA_ON_ZOOKEEPER), guard, this::reached));
            }
            ensemble = started;
            started.whenChanged(this::writeState);
            writeState();
            ControlSocket.serve(guard.folder(), this::answer);
            out.println("ready");
            if (!end.await(ARCHIVES_AFTER.toSeconds(), TimeUnit.SECONDS)) {
                archives.makeMissing(guard);
            }
        } catch (Failure failure) {
            sendFailure(out, failure);
            end.countDown();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | LinkageError bug) {
            sendFailure(out, new Failure(Failure.Kind.FAILED, "the sandbox failed: " + bug));
            end.countDown();
        }
    }

    private void progress(String text) {
        out.println("progress " + text);
    }

    private static void sendFailure(PrintStream out, Failure failure) {
        try {
            out.println("failed " + JSON.std.asString(ControlSocket.failureToMap(failure)));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void fill(Ensemble started) {
        if (!options.contents()) {
            return;
        }
        progress("creating topics and znodes");
        Layout layout = started.layout();
        layout.zookeeper().ifPresent(DemoZnodes::create);
        layout.bootstrap().ifPresent(bootstrap -> {
            try (Admin admin = Ensemble.admin(bootstrap)) {
                DemoTopics.create(admin, layout.brokers().size());
                if (options.traffic()) {
                    traffic = Optional.of(Traffic.start(bootstrap, admin));
                }
            }
        });
    }

    private void reached(Stage next) {
        stage = Optional.of(next);
        writeState();
    }

    private void migrate(List<String> words) {
        Rehearsal running =
                rehearsal.orElseThrow(() -> Failure.conflict("this sandbox has no controllers to migrate to")
                        .hint("scripts/sandbox up migration"));
        switch (String.join(" ", words)) {
            case "next" -> running.next();
            case "back" -> running.back();
            case "finish" -> running.finish();
            default -> throw Failure.usage("unknown step " + String.join(" ", words));
        }
    }

    private Map<String, Object> answer(String[] words) {
        List<String> names = Arrays.asList(words).subList(1, words.length);
        switch (words[0]) {
            case "status" -> {}
            case "kill", "start", "pause", "resume" -> {
                // Nothing is changed if one of the names is wrong.
                state().requireKnown(names);
                change(words[0], names);
            }
            case "migrate" -> migrate(names);
            case "down" -> end.countDown();
            default -> throw Failure.usage("unknown sandbox command " + words[0]);
        }
        return state().toMap();
    }

    private void change(String command, List<String> names) {
        List<LogParser> consumers =
                names.stream().flatMap(name -> consumer(name).stream()).toList();
        List<String> servers =
                names.stream().filter(name -> consumer(name).isEmpty()).toList();
        switch (command) {
            case "kill" -> {
                servers.forEach(ensemble::kill);
                consumers.forEach(LogParser::crash);
            }
            case "start" -> {
                ensemble.start(servers);
                consumers.forEach(LogParser::start);
                consumers.forEach(LogParser::awaitPartitions);
            }
            default -> {
                if (!consumers.isEmpty()) {
                    throw Failure.usage("consumers can be killed and started, not paused");
                }
                servers.forEach(command.equals("pause") ? ensemble::pause : ensemble::resume);
            }
        }
        writeState();
    }

    private Optional<LogParser> consumer(String name) {
        return traffic.flatMap(running -> running.consumer(name));
    }

    private SandboxState state() {
        Layout layout = ensemble.layout();
        return new SandboxState(
                guard.folder(),
                mode,
                ProcessHandle.current().pid(),
                detached,
                layout.zookeeper(),
                layout.bootstrap(),
                stage,
                ensemble.servers(),
                traffic.map(Traffic::consumers).orElse(List.of()));
    }

    private synchronized void writeState() {
        if (ensemble == null) {
            return;
        }
        try {
            state().write();
        } catch (IOException error) {
            throw new Failure(Failure.Kind.FAILED, "cannot write to " + guard.folder()).cause(error);
        }
    }
}
