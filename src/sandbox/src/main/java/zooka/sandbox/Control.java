package zooka.sandbox;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import zooka.clients.Failure;

/** The main class of {@code scripts/sandbox}, which controls a sandbox from a terminal or a script. */
public final class Control {

    private static final String HELP = """
            usage: scripts/sandbox [--dir DIR] COMMAND

              up [zookeeper|kraft|migration]
                                     start a sandbox in the background, and print its addresses and directory
              down                   stop the sandbox
              status [--json]        list its servers and consumers
              kill NAME...           kill servers with SIGKILL; consumers stop without leaving their group
              start NAME...          start what was killed, and wait until servers answer and consumers have partitions
              pause NAME...          stop servers with SIGSTOP: they accept connections but do not answer
              resume NAME...         resume paused servers with SIGCONT
              migrate next|back      of a sandbox migration: the next step from ZooKeeper to KRaft, or one back; brokers
                                     are restarted one after the other, while the traffic goes on
              migrate finish         all steps to the end

            NAME is the name of a server or consumer as status prints it. Without --dir or the environment variable
            ZOOKA_SANDBOX, commands use the sandbox that was started last.
            """;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);

    private Control() {}

    /** Runs a command and exits with the code of the {@link Failure}'s kind. */
    public static void main(String[] words) {
        System.setProperty("slf4j.internal.verbosity", "WARN");
        System.setProperty("slf4j.provider", "org.slf4j.nop.NOPServiceProvider");
        System.exit(new Control().run(words));
    }

    private int run(String[] arguments) {
        try {
            List<String> words = new ArrayList<>(List.of(arguments));
            Optional<Path> folder = folder(words);
            if (words.isEmpty()) {
                throw usage("no command specified");
            }
            execute(words.remove(0), words, folder);
            return 0;
        } catch (Failure failure) {
            err.println("error: " + failure.getMessage());
            failure.hint().ifPresent(hint -> err.println("hint: " + hint));
            return failure.kind().exitCode();
        }
    }

    private static Optional<Path> folder(List<String> words) {
        if (!words.isEmpty() && words.get(0).equals("--dir")) {
            if (words.size() < 2) {
                throw usage("--dir requires a directory");
            }
            words.remove(0);
            return Optional.of(Path.of(words.remove(0)));
        }
        return Optional.ofNullable(System.getenv("ZOOKA_SANDBOX"))
                .filter(name -> !name.isEmpty())
                .map(Path::of);
    }

    private void execute(String command, List<String> words, Optional<Path> folder) {
        switch (command) {
            case "up" -> up(words);
            case "down" -> {
                requireNone(words);
                sandbox(folder).down();
            }
            case "status" -> status(words, folder);
            case "kill", "start", "pause", "resume" -> each(command, words, sandbox(folder, words));
            case "migrate" -> migrate(words, sandbox(folder));
            case "help", "-h", "--help" -> out.print(HELP);
            default -> throw usage("unknown command " + command);
        }
    }

    private void up(List<String> words) {
        String word = words.isEmpty() ? Setup.ZOOKEEPER.word() : words.remove(0);
        Setup setup = Setup.of(word).orElseThrow(() -> usage("unknown mode " + word));
        requireNone(words);
        Sandbox.running().map(Sandbox::state).filter(SandboxState::detached).ifPresent(state -> {
            throw Failure.conflict("a sandbox is already running in " + state.folder())
                    .hint("scripts/sandbox down");
        });
        try (Sandbox sandbox = Sandbox.start(setup, text -> err.println("sandbox: " + text))) {
            sandbox.detach();
            sandbox.zookeeper().ifPresent(addresses -> out.println("zookeeper " + addresses));
            sandbox.bootstrap().ifPresent(addresses -> out.println("bootstrap " + addresses));
            out.println("directory " + sandbox.folder());
        }
    }

    private void status(List<String> words, Optional<Path> folder) {
        boolean json = words.remove("--json");
        requireNone(words);
        SandboxState state = sandbox(folder).state();
        if (json) {
            try {
                out.println(JSON.std
                        .with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES)
                        .asString(state.toMap()));
            } catch (IOException impossible) {
                throw new IllegalStateException(impossible);
            }
            return;
        }
        int width = Stream.concat(
                        state.servers().stream().map(ServerStatus::name),
                        state.consumers().stream().map(ConsumerStatus::name))
                .mapToInt(String::length)
                .reduce(8, Math::max);
        String row = "%-" + width + "s %-9s %-15s %7s %s%n";
        out.printf(row, "name", "kind", "address", "pid", "state");
        for (ServerStatus server : state.servers()) {
            out.printf(
                    row,
                    server.name(),
                    server.kind().word(),
                    server.address(),
                    server.pid(),
                    server.state().word());
        }
        for (ConsumerStatus consumer : state.consumers()) {
            out.printf(
                    row, consumer.name(), "consumer", "-", "-", consumer.state().word());
        }
        state.stage().ifPresent(stage -> out.println("stage: " + stage.word()));
    }

    private static void each(String command, List<String> words, Sandbox sandbox) {
        String[] names = words.toArray(String[]::new);
        switch (command) {
            case "kill" -> sandbox.kill(names);
            case "start" -> sandbox.start(names);
            case "pause" -> sandbox.pause(names);
            default -> sandbox.resume(names);
        }
    }

    private void migrate(List<String> words, Sandbox sandbox) {
        if (words.size() != 1 || !List.of("next", "back", "finish").contains(words.get(0))) {
            throw usage("migrate takes next, back or finish");
        }
        sandbox.migrate(words.get(0));
        sandbox.state().stage().ifPresent(stage -> out.println("stage " + stage.word()));
    }

    private static Sandbox sandbox(Optional<Path> folder, List<String> names) {
        if (names.isEmpty()) {
            throw usage("no server specified; scripts/sandbox status lists the servers");
        }
        return sandbox(folder);
    }

    private static Sandbox sandbox(Optional<Path> folder) {
        return folder.map(Sandbox::at).or(Sandbox::running).orElseThrow(() -> Failure.notFound("no sandbox is running")
                .hint("scripts/sandbox up"));
    }

    private static void requireNone(List<String> words) {
        if (!words.isEmpty()) {
            throw usage("unexpected argument " + words.get(0));
        }
    }

    private static Failure usage(String message) {
        return Failure.usage(message).hint("scripts/sandbox --help");
    }
}
