package zooka.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import zooka.clients.Failure;
import zooka.commands.pod.ClusterNames;
import zooka.commands.pod.Memory;
import zooka.commands.pod.Pod;
import zooka.commands.pod.PodServers;
import zooka.sandbox.Sandbox;
import zooka.sandbox.Setup;
import zooka.shell.options.Options;
import zooka.shell.options.Sources;
import zooka.shell.options.Target;
import zooka.shell.render.MessageStream.Kind;
import zooka.shell.run.Streams;

/** Where the servers of a run are from: a sandbox, the pod, or what options, environment and configuration name. */
final class Servers {

    private static final Path ROOT = Path.of("/");

    private Servers() {}

    /** Runs something with the servers that the options name; a sandbox ends with it. */
    static int with(Options options, Map<String, String> environment, Streams streams, ToIntFunction<Sources> run) {
        if (options.sandbox().isEmpty()) {
            return run.applyAsInt(Sources.of(options, environment, Optional.empty(), () -> pod(environment)));
        }
        try (Sandbox sandbox = sandbox(options.sandbox().get(), streams)) {
            return run.applyAsInt(Sources.of(options, environment, Optional.of(servers(sandbox)), Optional::empty));
        }
    }

    /** The servers that this pod's environment names; empty outside of a pod. */
    static Optional<PodServers> pod(Map<String, String> environment) {
        return new Pod(environment, ROOT, new ClusterNames()).look();
    }

    /** Starts servers that end with this run; the progress is on stderr. */
    private static Sandbox sandbox(String kind, Streams streams) {
        Setup setup = Setup.of(kind).orElseThrow(() -> Failure.usage("unknown sandbox mode '" + kind + "'")
                .hint("use --sandbox, --sandbox=kraft or --sandbox=migration"));
        return Sandbox.start(setup, step -> tell(Kind.NOTE, "sandbox", "sandbox: " + step, streams));
    }

    private static PodServers servers(Sandbox sandbox) {
        return new PodServers(
                sandbox.zookeeper().map(servers -> new PodServers.Side(servers, Map.of(), "--sandbox")),
                sandbox.bootstrap().map(servers -> new PodServers.Side(servers, Map.of(), "--sandbox")),
                List.of());
    }

    /** Prints what a user should know before the first command: servers that were found, and warnings. */
    static void announce(Target target, Map<String, String> environment, Streams streams) {
        for (String warning : target.warnings()) {
            tell(Kind.WARNING, "settings", warning, streams);
        }
        if (!streams.errIsTerminal()) {
            return;
        }
        if (!target.found().isEmpty()) {
            tell(Kind.NOTE, "servers", target.found(), streams);
        }
        if (Pod.isHere(environment)) {
            Memory.of(ROOT)
                    .flatMap(memory -> memory.warning(Runtime.getRuntime().maxMemory()))
                    .ifPresent(text -> tell(Kind.WARNING, "memory", text, streams));
        }
    }

    private static void tell(Kind kind, String id, String text, Streams streams) {
        streams.err().say(kind, id, text, false);
    }
}
