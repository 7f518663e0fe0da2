package zooka.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import picocli.CommandLine.TypeConversionException;
import zooka.commands.Access;
import zooka.commands.CommonOptions;
import zooka.commands.Durations;
import zooka.commands.Failure;
import zooka.commands.Guard;
import zooka.commands.Profile;
import zooka.commands.config.KafkaSecurity;
import zooka.commands.config.NamedContext;
import zooka.commands.config.PropertiesFile;
import zooka.commands.config.SecretReader;
import zooka.commands.config.SecretText;
import zooka.commands.config.Setting;
import zooka.commands.config.Setting.Origin;
import zooka.commands.net.AddressMap;
import zooka.commands.pod.Found;

/** Puts one {@link Target} together, setting by setting, and notes who said each. */
final class Resolving {

    private final Targeting from;
    private final Options options;
    private final Optional<NamedContext> context;
    private final boolean serversNamed;
    private final boolean contextAlone;
    private final boolean lasting;
    private final SecretReader secrets;
    private final List<Setting> settings = new ArrayList<>();
    private Optional<Found> pod = Optional.empty();

    /**
     * One of them.
     *
     * @param serversNamed whether options or variables name servers, so that none are taken from the context
     * @param contextAlone whether the context takes the place of all that was said of another cluster
     */
    Resolving(
            Targeting from,
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

    /** A value, and who said it. */
    private record Said<T>(T value, Origin origin, String source) {}

    Target target(Optional<Setting> chosen) {
        chosen.ifPresent(settings::add);
        Optional<Said<String>> zookeeper = servers("-z", "--zookeeper", "ZOOKA_ZOOKEEPER", NamedContext::zookeeper);
        Optional<Said<String>> bootstrap = servers("-b", "--bootstrap", "ZOOKA_BOOTSTRAP", NamedContext::bootstrap);
        if (zookeeper.isEmpty() && bootstrap.isEmpty()) {
            if (context.isPresent()) {
                throw Failure.usage("context " + context.get().name() + " names no servers")
                        .hint("zookeeper: HOST:PORT or bootstrap: HOST:PORT, in " + from.shown(context.get(), "name"));
            }
            pod = options.sandbox().isPresent() ? Optional.empty() : from.askPod();
            zookeeper = pod.flatMap(Found::zookeeper).map(side -> new Said<>(side.servers(), Origin.POD, side.from()));
            bootstrap = pod.flatMap(Found::kafka).map(side -> new Said<>(side.servers(), Origin.POD, side.from()));
            if (pod.isEmpty()) {
                zookeeper = Optional.of(new Said<>(Options.DEFAULT_ENSEMBLE, Origin.DEFAULT, "built in"));
            }
        }
        zookeeper.ifPresent(said -> note("zookeeper", said));
        bootstrap.ifPresent(said -> note("bootstrap", said));
        Optional<String> servers = bootstrap.map(Said::value);
        Access access = access();
        Duration timeout = timeout();
        CommonOptions common = common();
        Guard guard = guard();
        String first =
                Profile.firstOf(zookeeper.map(Said::value).or(() -> servers).orElse(""));
        Profile profile = new Profile(
                context.map(NamedContext::name).orElse(first),
                zookeeper.map(Said::value),
                servers,
                access,
                timeout,
                lasting,
                options.readOnlyServer());
        return new Target(profile, common, guard, settings);
    }

    private Optional<Said<String>> servers(
            String option, String shown, String variable, Function<NamedContext, Optional<String>> key) {
        if (!contextAlone && serversNamed) {
            // Where one side is named, the other side of the environment or the context may be another cluster's.
            return options.namesServers()
                    ? options.text(option).map(value -> new Said<>(value, Origin.OPTION, shown))
                    : from.variable(variable).map(value -> new Said<>(value, Origin.ENVIRONMENT, variable));
        }
        return context.flatMap(named -> key.apply(named)
                .map(value -> new Said<>(value, Origin.CONTEXT, from.shown(named, shown.substring("--".length())))));
    }

    /** An option, a variable or a key of the context, the first that is there. */
    private Optional<Said<String>> said(
            String option, String variable, String key, Function<NamedContext, Optional<String>> value) {
        Optional<Said<String>> byOption = contextAlone
                ? Optional.empty()
                : options.text(option).map(text -> new Said<>(text, Origin.OPTION, option));
        return byOption.or(() -> byVariable(variable))
                .or(() -> context.flatMap(named ->
                        value.apply(named).map(text -> new Said<>(text, Origin.CONTEXT, from.shown(named, key)))));
    }

    /** A sandbox is no cluster that the environment could know. */
    private Optional<Said<String>> byVariable(String variable) {
        return contextAlone || options.sandbox().isPresent()
                ? Optional.empty()
                : from.variable(variable).map(text -> new Said<>(text, Origin.ENVIRONMENT, variable));
    }

    private Access access() {
        Optional<Said<String>> listener = said("--listener", "ZOOKA_LISTENER", "listener", NamedContext::listener);
        listener.ifPresent(said -> note("listener", said));
        AddressMap map = map();
        return new Access(keeper(), credentials(), kafka(), map, listener.map(Said::value));
    }

    private AddressMap map() {
        List<Said<List<String>>> said = new ArrayList<>();
        if (!contextAlone && !options.map().isEmpty()) {
            said.add(new Said<>(options.map(), Origin.OPTION, "--map"));
        }
        if (said.isEmpty()) {
            byVariable("ZOOKA_MAP")
                    .ifPresent(text -> said.add(new Said<>(
                            Arrays.stream(text.value().split(";", -1))
                                    .map(String::strip)
                                    .filter(entry -> !entry.isEmpty())
                                    .toList(),
                            text.origin(),
                            text.source())));
        }
        if (said.isEmpty()) {
            context.filter(named -> !named.map().isEmpty())
                    .ifPresent(named -> said.add(new Said<>(named.map(), Origin.CONTEXT, from.shown(named, "map"))));
        }
        for (Said<List<String>> entries : said) {
            entries.value()
                    .forEach(entry -> settings.add(new Setting("map", entry, entries.origin(), entries.source())));
            try {
                return AddressMap.parse(entries.value());
            } catch (Failure e) {
                throw entries.origin() == Origin.OPTION
                        ? e
                        : Failure.usage(entries.source() + ": " + e.getMessage())
                                .hint(e.hint().orElse(""));
            }
        }
        return AddressMap.NONE;
    }

    private Map<String, String> kafka() {
        Optional<Said<String>> file = said("--command-config", "ZOOKA_COMMAND_CONFIG", "", none -> Optional.empty());
        if (file.isPresent()) {
            return noted(
                    "kafka:",
                    ofFile(file.get()),
                    Setting::secretive,
                    file.get().origin(),
                    file.get().source());
        }
        Optional<KafkaSecurity> security = context.map(NamedContext::kafka).filter(given -> !given.isEmpty());
        if (security.isPresent()) {
            NamedContext named = context.orElseThrow();
            return noted(
                    "kafka:",
                    security.get().client(secrets, "context " + named.name()),
                    security.get()::hides,
                    Origin.CONTEXT,
                    from.shown(named, "security.kafka"));
        }
        return pod.flatMap(Found::kafka)
                .map(side -> noted("kafka:", side.config(), Setting::secretive, Origin.POD, side.from()))
                .orElse(Map.of());
    }

    private Map<String, String> keeper() {
        Optional<Said<String>> file =
                said("--client-configuration", "ZOOKA_CLIENT_CONFIGURATION", "", none -> Optional.empty());
        if (file.isPresent()) {
            return noted(
                    "zookeeper:",
                    ofFile(file.get()),
                    Setting::secretive,
                    file.get().origin(),
                    file.get().source());
        }
        if (context.isPresent() && !context.get().keeper().isEmpty()) {
            NamedContext named = context.get();
            return noted(
                    "zookeeper:",
                    named.keeper().client(secrets, "context " + named.name()),
                    named.keeper()::hides,
                    Origin.CONTEXT,
                    from.shown(named, "security.zookeeper"));
        }
        return pod.flatMap(Found::zookeeper)
                .map(side -> noted("zookeeper:", side.config(), Setting::secretive, Origin.POD, side.from()))
                .orElse(Map.of());
    }

    private static Map<String, String> ofFile(Said<String> file) {
        return PropertiesFile.read(Path.of(file.value()));
    }

    private Map<String, String> noted(
            String prefix, Map<String, String> config, Predicate<String> hides, Origin origin, String source) {
        new TreeMap<>(config).forEach((key, value) -> {
            boolean hidden = hides.test(key);
            String shown = hidden ? SecretText.HIDDEN : value.contains("\n") ? value.length() + " characters" : value;
            settings.add(new Setting(prefix + key, shown, origin, source));
        });
        return config;
    }

    private List<Access.Credential> credentials() {
        return context.map(named -> {
                    List<Access.Credential> shown = named.keeper().shown(secrets, "context " + named.name());
                    shown.forEach(credential -> settings.add(new Setting(
                            "zookeeper:auth",
                            credential.scheme() + " " + SecretText.HIDDEN,
                            Origin.CONTEXT,
                            from.shown(named, "security.zookeeper"))));
                    return shown;
                })
                .orElse(List.of());
    }

    private Duration timeout() {
        Optional<Said<Duration>> option = options.timeout().map(value -> new Said<>(value, Origin.OPTION, "--timeout"));
        Said<Duration> said = option.or(() -> from.variable("ZOOKA_TIMEOUT")
                        .map(text -> new Said<>(duration(text), Origin.ENVIRONMENT, "ZOOKA_TIMEOUT")))
                .or(() -> context.flatMap(named ->
                        named.timeout().map(value -> new Said<>(value, Origin.CONTEXT, from.shown(named, "timeout")))))
                .orElse(new Said<>(Options.TIMEOUT, Origin.DEFAULT, "built in"));
        String shown = said.value().toMillis() % 1000 == 0
                ? said.value().toSeconds() + "s"
                : said.value().toMillis() + "ms";
        settings.add(new Setting("timeout", shown, said.origin(), said.source()));
        return said.value();
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
        Optional<Said<String>> output = given.output()
                .map(value -> new Said<>(value, Origin.OPTION, "--output"))
                .or(() -> from.variable("ZOOKA_OUTPUT")
                        .map(value -> new Said<>(value, Origin.ENVIRONMENT, "ZOOKA_OUTPUT")))
                .or(() -> context.flatMap(named ->
                        named.output().map(value -> new Said<>(value, Origin.CONTEXT, from.shown(named, "output")))));
        output.ifPresent(said -> note("output", said));
        return given.over(new CommonOptions(output.map(Said::value), false, false, false, false));
    }

    private Guard guard() {
        if (options.common().readOnly()) {
            settings.add(new Setting("readOnly", "true", Origin.OPTION, "--read-only"));
        }
        if (context.isEmpty()) {
            return Guard.NONE;
        }
        NamedContext named = context.get();
        if (named.readOnly() && !options.common().readOnly()) {
            settings.add(new Setting("readOnly", "true", Origin.CONTEXT, from.shown(named, "readOnly")));
        }
        named.protect()
                .forEach(entry ->
                        settings.add(new Setting("protect", entry, Origin.CONTEXT, from.shown(named, "protect"))));
        return new Guard(Optional.of(named.name()), named.readOnly(), named.protect());
    }

    private void note(String name, Said<String> said) {
        settings.add(new Setting(name, said.value(), said.origin(), said.source()));
    }
}
