package zooka.shell.options;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import picocli.CommandLine.TypeConversionException;
import zooka.clients.Failure;
import zooka.clients.net.AddressMap;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.clients.profile.Protection;
import zooka.clients.text.TextFile;
import zooka.commands.action.CommonOptions;
import zooka.commands.config.NamedContext;
import zooka.commands.config.PropertiesFile;
import zooka.commands.config.SecretReader;
import zooka.commands.config.SecretText;
import zooka.commands.config.Security;
import zooka.commands.config.Setting;
import zooka.commands.config.Setting.Origin;
import zooka.commands.config.ZooKeeperSecurity;
import zooka.commands.pod.PodServers;
import zooka.commands.text.Durations;

/**
 * Builds one {@link Target}, setting by setting, and notes the source of each. Every run executes this code, so it
 * avoids lambdas: linking one costs a start some tenths of a millisecond.
 */
final class TargetBuilder {

    private final Sources from;
    private final Options options;
    private final Optional<NamedContext> context;
    private final boolean serversNamed;
    private final boolean contextAlone;
    private final boolean lasting;
    private final SecretReader secrets;
    private final List<Setting> settings = new ArrayList<>();
    private Optional<PodServers> pod = Optional.empty();
    private Optional<String> typed = Optional.empty();

    /**
     * A builder for one target.
     *
     * @param serversNamed whether options or variables name servers, so that none are taken from the context
     * @param contextAlone whether the context replaces all options and variables of other clusters
     */
    TargetBuilder(
            Sources from,
            Optional<NamedContext> context,
            boolean serversNamed,
            boolean contextAlone,
            boolean lasting,
            SecretReader secrets) {
        this.from = from;
        this.options = from.options();
        this.context = context;
        this.serversNamed = serversNamed;
        this.contextAlone = contextAlone;
        this.lasting = lasting;
        this.secrets = secrets;
    }

    /** Uses these servers of an ensemble, and no others. */
    TargetBuilder connectedTo(String connectString) {
        typed = Optional.of(connectString);
        return this;
    }

    /** A value with its source. */
    private record SourcedValue<T>(T value, Origin origin, String source) {}

    Target target(Optional<Setting> chosen) {
        if (chosen.isPresent()) {
            settings.add(chosen.get());
        }
        Optional<SourcedValue<String>> zookeeper = servers(
                "-z",
                "ZOOKA_ZOOKEEPER",
                "zookeeper",
                context.isPresent() ? context.get().zookeeper() : Optional.empty());
        Optional<SourcedValue<String>> bootstrap = servers(
                "-b",
                "ZOOKA_BOOTSTRAP",
                "bootstrap",
                context.isPresent() ? context.get().bootstrap() : Optional.empty());
        Optional<SourcedValue<String>> controllers = servers(
                "--bootstrap-controller",
                "ZOOKA_CONTROLLERS",
                "controllers",
                context.isPresent() ? context.get().controllers() : Optional.empty());
        if (zookeeper.isEmpty() && bootstrap.isEmpty() && controllers.isEmpty()) {
            if (context.isPresent()) {
                throw Failure.usage("context " + context.get().name() + " has no servers")
                        .hint("add zookeeper: HOST:PORT or bootstrap: HOST:PORT to "
                                + from.shown(context.get(), "name"));
            }
            Optional<PodServers> sandbox = from.sandbox();
            if (sandbox.isPresent()) {
                return target(
                        "sandbox",
                        found(sandbox.get().zookeeper(), Origin.OPTION),
                        found(sandbox.get().kafka(), Origin.OPTION),
                        Optional.empty());
            }
            pod = from.pod().get();
            if (pod.isPresent()) {
                zookeeper = found(pod.get().zookeeper(), Origin.POD);
                bootstrap = found(pod.get().kafka(), Origin.POD);
            }
            if (zookeeper.isEmpty() && bootstrap.isEmpty()) {
                zookeeper = Optional.of(new SourcedValue<>(Options.DEFAULT_ENSEMBLE, Origin.DEFAULT, "built in"));
            }
        }
        Optional<SourcedValue<String>> first =
                zookeeper.isPresent() ? zookeeper : bootstrap.isPresent() ? bootstrap : controllers;
        String name = context.isPresent()
                ? context.get().name()
                : Profile.firstOf(first.orElseThrow().value());
        return target(name, zookeeper, bootstrap, controllers);
    }

    private Target target(
            String name,
            Optional<SourcedValue<String>> zookeeper,
            Optional<SourcedValue<String>> bootstrap,
            Optional<SourcedValue<String>> controllers) {
        note("zookeeper", zookeeper);
        note("bootstrap", bootstrap);
        note("controllers", controllers);
        ClientSettings access = access();
        Duration timeout = timeout();
        CommonOptions common = common();
        Protection guard = guard();
        Profile profile = new Profile(
                name,
                value(zookeeper),
                value(bootstrap),
                value(controllers),
                access,
                timeout,
                lasting,
                options.readOnlyServer());
        return pod.isPresent()
                ? new Target(
                        profile,
                        common,
                        guard,
                        settings,
                        pod.get().description(),
                        pod.get().unread())
                : new Target(profile, common, guard, settings);
    }

    private static Optional<SourcedValue<String>> found(Optional<PodServers.Side> side, Origin origin) {
        return side.isPresent()
                ? sourced(Optional.of(side.get().servers()), origin, side.get().from())
                : Optional.empty();
    }

    private static <T> Optional<SourcedValue<T>> sourced(Optional<T> value, Origin origin, String source) {
        return value.isPresent() ? Optional.of(new SourcedValue<>(value.get(), origin, source)) : Optional.empty();
    }

    private static <T> Optional<T> value(Optional<SourcedValue<T>> sourced) {
        return sourced.isPresent() ? Optional.of(sourced.get().value()) : Optional.empty();
    }

    private Optional<SourcedValue<String>> servers(
            String option, String variable, String key, Optional<String> ofContext) {
        if (typed.isPresent()) {
            return key.equals("zookeeper") ? sourced(typed, Origin.OPTION, "connect") : Optional.empty();
        }
        if (contextAlone || !serversNamed) {
            return byContext(ofContext, key);
        }
        // If one system is named, the other system of the environment or the context may belong to another cluster.
        return options.namesServers()
                ? sourced(options.text(option), Origin.OPTION, option.startsWith("--") ? option : "--" + key)
                : sourced(from.variable(variable), Origin.ENVIRONMENT, variable);
    }

    private <T> Optional<SourcedValue<T>> byContext(Optional<T> value, String key) {
        return value.isPresent()
                ? sourced(value, Origin.CONTEXT, from.shown(context.orElseThrow(), key))
                : Optional.empty();
    }

    /** The value of an option or, without one, of a variable; both belong to one cluster. */
    private Optional<SourcedValue<String>> named(String option, String variable) {
        Optional<String> given = contextAlone ? Optional.empty() : options.text(option);
        return given.isPresent() ? sourced(given, Origin.OPTION, option) : byVariable(variable);
    }

    /** The value of a variable; empty with a sandbox, to which the environment's variables cannot refer. */
    private Optional<SourcedValue<String>> byVariable(String variable) {
        return contextAlone || options.sandbox().isPresent()
                ? Optional.empty()
                : sourced(from.variable(variable), Origin.ENVIRONMENT, variable);
    }

    private ClientSettings access() {
        Optional<SourcedValue<String>> listener = named("--listener", "ZOOKA_LISTENER");
        if (listener.isEmpty() && context.isPresent()) {
            listener = byContext(context.get().listener(), "listener");
        }
        note("listener", listener);
        AddressMap map = map();
        return new ClientSettings(zookeeperConfig(), credentials(), kafkaConfig(), map, value(listener));
    }

    private AddressMap map() {
        List<String> given = contextAlone ? List.of() : options.map();
        Optional<SourcedValue<String>> variable = given.isEmpty() ? byVariable("ZOOKA_MAP") : Optional.empty();
        if (!given.isEmpty()) {
            return map(new SourcedValue<>(given, Origin.OPTION, "--map"));
        }
        if (variable.isPresent()) {
            List<String> entries = new ArrayList<>();
            for (String entry : variable.get().value().split(";", -1)) {
                if (!entry.isBlank()) {
                    entries.add(entry.strip());
                }
            }
            return map(new SourcedValue<>(
                    entries, Origin.ENVIRONMENT, variable.get().source()));
        }
        return context.isPresent() && !context.get().map().isEmpty()
                ? map(new SourcedValue<>(context.get().map(), Origin.CONTEXT, from.shown(context.get(), "map")))
                : AddressMap.NONE;
    }

    private AddressMap map(SourcedValue<List<String>> entries) {
        for (String entry : entries.value()) {
            settings.add(new Setting("map", entry, entries.origin(), entries.source()));
        }
        try {
            return AddressMap.parse(entries.value());
        } catch (Failure e) {
            throw entries.origin() == Origin.OPTION
                    ? e
                    : Failure.usage(entries.source() + ": " + e.getMessage())
                            .hint(e.hint().orElse("context show"));
        }
    }

    private Map<String, String> kafkaConfig() {
        return security(
                "kafka",
                named("--command-config", "ZOOKA_COMMAND_CONFIG"),
                context.isPresent() ? context.get().kafkaSecurity() : Optional.empty(),
                pod.isPresent() ? pod.get().kafka() : Optional.empty());
    }

    private Map<String, String> zookeeperConfig() {
        return security(
                "zookeeper",
                named("--client-configuration", "ZOOKA_CLIENT_CONFIGURATION"),
                context.isPresent() ? context.get().zookeeperSecurity() : Optional.empty(),
                pod.isPresent() ? pod.get().zookeeper() : Optional.empty());
    }

    /** The security settings of the clients of one system, from the first source that has any. */
    private Map<String, String> security(
            String side,
            Optional<SourcedValue<String>> file,
            Optional<? extends Security> ofContext,
            Optional<PodServers.Side> ofPod) {
        String prefix = side + ":";
        if (file.isPresent()) {
            Map<String, String> config =
                    PropertiesFile.read(TextFile.path(file.get().value()));
            return noted(
                    prefix,
                    config,
                    Setting::secretive,
                    Optional.empty(),
                    file.get().origin(),
                    file.get().source());
        }
        if (ofContext.isPresent()) {
            NamedContext named = context.orElseThrow();
            String source = from.shown(named, "security." + side);
            try {
                Map<String, String> config = ofContext.get().client(secrets, "context " + named.name());
                return noted(prefix, config, ofContext.get()::hides, ofContext, Origin.CONTEXT, source);
            } catch (Failure e) {
                return unread(prefix, e, source);
            }
        }
        return ofPod.isPresent()
                ? noted(
                        prefix,
                        ofPod.get().config(),
                        Setting::secretive,
                        Optional.empty(),
                        Origin.POD,
                        ofPod.get().from())
                : Map.of();
    }

    /** No settings instead of a missing file, if no server is contacted: {@code context show} reports the file. */
    private Map<String, String> unread(String prefix, Failure failure, String source) {
        if (secrets != SecretReader.NONE) {
            throw failure;
        }
        settings.add(new Setting(prefix + "error", failure.getMessage(), Origin.CONTEXT, source));
        return Map.of();
    }

    /** @param given knows the sources of its secrets */
    private Map<String, String> noted(
            String prefix,
            Map<String, String> config,
            Predicate<String> hides,
            Optional<? extends Security> given,
            Origin origin,
            String source) {
        new TreeMap<>(config).forEach((key, value) -> {
            String shown = value.contains("\n") ? value.length() + " characters" : value;
            if (hides.test(key)) {
                Optional<SecretText> secret = given.isPresent() ? given.get().secret(key) : Optional.empty();
                shown = secret.isPresent() ? secret.get().source() : SecretText.HIDDEN;
            }
            settings.add(new Setting(prefix + key, shown, origin, source));
        });
        return config;
    }

    private List<ClientSettings.Credential> credentials() {
        if (context.isEmpty() || context.get().zookeeperSecurity().isEmpty()) {
            return List.of();
        }
        NamedContext named = context.get();
        ZooKeeperSecurity security = named.zookeeperSecurity().get();
        for (String shown : security.shownCredentials()) {
            settings.add(new Setting("zookeeper:auth", shown, Origin.CONTEXT, from.shown(named, "security.zookeeper")));
        }
        return security.credentials(secrets, "context " + named.name());
    }

    private Duration timeout() {
        Optional<SourcedValue<Duration>> sourced = sourced(options.timeout(), Origin.OPTION, "--timeout");
        Optional<String> variable = from.variable("ZOOKA_TIMEOUT");
        if (sourced.isEmpty() && variable.isPresent()) {
            sourced = Optional.of(new SourcedValue<>(duration(variable.get()), Origin.ENVIRONMENT, "ZOOKA_TIMEOUT"));
        }
        if (sourced.isEmpty() && context.isPresent()) {
            sourced = byContext(context.get().timeout(), "timeout");
        }
        SourcedValue<Duration> timeout =
                sourced.orElse(new SourcedValue<>(Options.TIMEOUT, Origin.DEFAULT, "built in"));
        long millis = timeout.value().toMillis();
        if (millis == 0) {
            throw Failure.usage(timeout.source() + ": the timeout must be greater than zero")
                    .hint("example: --timeout 5s");
        }
        String shown = millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
        settings.add(new Setting("timeout", shown, timeout.origin(), timeout.source()));
        return timeout.value();
    }

    private static Duration duration(String text) {
        try {
            return new Durations().convert(text);
        } catch (TypeConversionException e) {
            throw Failure.usage("ZOOKA_TIMEOUT: " + e.getMessage());
        }
    }

    private CommonOptions common() {
        CommonOptions given = options.common();
        Optional<SourcedValue<String>> output = sourced(given.output(), Origin.OPTION, "--output");
        if (output.isEmpty()) {
            output = sourced(from.variable("ZOOKA_OUTPUT"), Origin.ENVIRONMENT, "ZOOKA_OUTPUT");
        }
        if (output.isEmpty() && context.isPresent()) {
            output = byContext(context.get().output(), "output");
        }
        note("output", output);
        return new CommonOptions(
                value(output), given.readOnly(), given.yes(), given.force(), given.dryRun(), given.noUndo());
    }

    private Protection guard() {
        if (options.common().readOnly()) {
            settings.add(new Setting("readOnly", "true", Origin.OPTION, "--read-only"));
        }
        if (context.isEmpty()) {
            return Protection.NONE;
        }
        NamedContext named = context.get();
        if (named.readOnly() && !options.common().readOnly()) {
            settings.add(new Setting("readOnly", "true", Origin.CONTEXT, from.shown(named, "readOnly")));
        }
        named.protect()
                .forEach(entry ->
                        settings.add(new Setting("protect", entry, Origin.CONTEXT, from.shown(named, "protect"))));
        return new Protection(Optional.of(named.name()), named.readOnly(), named.protect());
    }

    private void note(String name, Optional<SourcedValue<String>> sourced) {
        if (sourced.isPresent()) {
            settings.add(new Setting(
                    name,
                    sourced.get().value(),
                    sourced.get().origin(),
                    sourced.get().source()));
        }
    }
}
