package zooka.shell;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import zooka.commands.Access;
import zooka.commands.CommonOptions;
import zooka.commands.Durations;
import zooka.commands.Failure;
import zooka.commands.Profile;

/** What stands on the command line of the program itself. Declared by hand: reading annotations would take half the start. */
final class Options {

    private static final String[] SYNOPSIS = {
        "zooka [OPTIONS]                   a shell on a terminal, otherwise commands from stdin",
        "      zooka [OPTIONS] COMMAND [ARG...]  one command",
        "      zooka [OPTIONS] -e 'CMD; CMD'     several",
        "      zooka [OPTIONS] -f FILE           a script"
    };
    private static final String[] FOOTER = {
        "",
        "zooka help lists the commands, zooka help COMMAND explains one.",
        "",
        "Exit codes: 0 done, 1 failed, 2 usage, 3 does not exist, 4 conflict, 5 refused, 6 unreachable,",
        "7 partly done, 130 interrupted.",
        "",
        "Should a killed zooka leave a terminal in disorder, reset puts it right.",
        "",
        "Examples:",
        "  zooka --sandbox",
        "  zooka -z zk-0:2181,zk-1:2181/kafka ls /brokers/ids",
        "  zooka -b kafka-0:9092 partition list --offline -o json",
        "  zooka -z zk-0:2181 leaders"
    };
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String DEFAULT_ENSEMBLE = "localhost:2181";

    private final ParseResult parsed;
    private final CommonOptions common;
    private final Duration timeout;
    private final Optional<String> zookeeper;
    private final Optional<String> bootstrap;

    private Options(ParseResult parsed, Map<String, String> environment) {
        this.parsed = parsed;
        Optional<String> output = Optional.ofNullable(environment.get("ZOOKA_OUTPUT"));
        this.common = CommonOptions.of(parsed).over(new CommonOptions(output, false, false, false, false));
        this.timeout = timeout(parsed, environment).orElse(TIMEOUT);
        if (parsed.hasMatchedOption("-client-configuration")) {
            throw Failure.usage("-client-configuration is not understood yet")
                    .hint("connections are in the clear; leave it out where the servers take those");
        }
        Optional<String> ensemble = text("-z");
        Optional<String> brokers = text("-b");
        // Where one side is named on the command line, the environment's other side may be another cluster's.
        boolean named = ensemble.isPresent() || brokers.isPresent() || sandbox().isPresent();
        this.zookeeper = named ? ensemble : Optional.ofNullable(environment.get("ZOOKA_ZOOKEEPER"));
        this.bootstrap = named ? brokers : Optional.ofNullable(environment.get("ZOOKA_BOOTSTRAP"));
    }

    /**
     * Understands the arguments.
     *
     * @throws Failure {@code USAGE} for options that cannot be understood
     */
    static Options parse(String[] arguments, Map<String, String> environment) {
        try {
            return new Options(line().parseArgs(arguments), environment);
        } catch (ParameterException e) {
            throw Failure.usage(e.getMessage()).hint("zooka --help");
        }
    }

    private static CommandLine line() {
        CommandSpec spec = CommandSpec.create().name("zooka");
        spec.addOption(value(
                "HOST:PORT[,...][/CHROOT]",
                "The ensemble. Default: $ZOOKA_ZOOKEEPER, or " + DEFAULT_ENSEMBLE + ".",
                "-z",
                "--zookeeper",
                "-server",
                "--server"));
        spec.addOption(value(
                "HOST:PORT[,...]",
                "The brokers. Default: $ZOOKA_BOOTSTRAP, or those that ZooKeeper knows.",
                "-b",
                "--bootstrap",
                "--bootstrap-server"));
        spec.addOption(value("FILE", "A Kafka client.properties, as the stock tools take it.", "--command-config"));
        spec.addOption(OptionSpec.builder("--sandbox")
                .type(String.class)
                .arity("0..1")
                .fallbackValue("zookeeper")
                .paramLabel("MODE")
                .description("Start three local servers of each kind for this run: zookeeper (the default) or kraft.")
                .build());
        spec.addOption(value("COMMANDS", "Run these and end.", "-e"));
        spec.addOption(value("FILE", "Run the commands of a file and end; - is stdin.", "-f"));
        spec.addOption(CommonOptions.flag("Go on with a script after a command that failed.", "--keep-going"));
        spec.addOption(CommonOptions.flag("Draw with ASCII only.", "--ascii"));
        CommonOptions.declare(spec);
        CommonOptions.declareForChanges(spec);
        spec.addOption(OptionSpec.builder("--timeout")
                .paramLabel("DURATION")
                .type(Duration.class)
                .converters(new Durations())
                .description("Bound of one remote request. Default: $ZOOKA_TIMEOUT, or 5s.")
                .build());
        spec.addOption(CommonOptions.flag(
                "Take a ZooKeeper server that has lost its quorum, and takes reads only, too.", "-r"));
        zkCli(spec);
        spec.addOption(CommonOptions.flag("Stack traces and the clients' logs, on stderr.", "--debug"));
        spec.addOption(CommonOptions.flag("Print the version and end.", "-V", "--version"));
        spec.addOption(CommonOptions.flag("Print this and end.", "-h", "--help"));
        spec.addPositional(PositionalParamSpec.builder()
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .hidden(true)
                .build());
        spec.usageMessage()
                .sortOptions(false)
                .width(100)
                .customSynopsis(SYNOPSIS)
                .description("", "One shell for ZooKeeper and Kafka.", "")
                .footer(FOOTER);
        return new CommandLine(spec).setStopAtPositional(true).setExpandAtFiles(false);
    }

    /** What zkCli takes; hidden, because there is another word for it here, or no need of it. */
    private static void zkCli(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("-timeout")
                .type(int.class)
                .paramLabel("MILLIS")
                .hidden(true)
                .build());
        spec.addOption(OptionSpec.builder("-waitforconnection")
                .type(boolean.class)
                .hidden(true)
                .build());
        spec.addOption(OptionSpec.builder("-client-configuration", "--client-configuration")
                .type(String.class)
                .paramLabel("FILE")
                .hidden(true)
                .build());
    }

    private static OptionSpec value(String label, String description, String... names) {
        return OptionSpec.builder(names)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    private static Optional<Duration> timeout(ParseResult parsed, Map<String, String> environment) {
        if (!parsed.hasMatchedOption("--timeout") && parsed.hasMatchedOption("-timeout")) {
            int millis = parsed.matchedOptionValue("-timeout", 0);
            if (millis <= 0) {
                throw Failure.usage("-timeout takes milliseconds, more than 0").hint("--timeout 5s");
            }
            return Optional.of(Duration.ofMillis(millis));
        }
        if (parsed.hasMatchedOption("--timeout") || !environment.containsKey("ZOOKA_TIMEOUT")) {
            return Optional.ofNullable(parsed.matchedOptionValue("--timeout", null));
        }
        try {
            return Optional.of(new Durations().convert(environment.get("ZOOKA_TIMEOUT")));
        } catch (CommandLine.TypeConversionException e) {
            throw Failure.usage("ZOOKA_TIMEOUT: " + e.getMessage());
        }
    }

    private Optional<String> text(String option) {
        return Optional.ofNullable(parsed.matchedOptionValue(option, null));
    }

    CommonOptions common() {
        return common;
    }

    /** The ensemble, where one is named. */
    Optional<String> zookeeper() {
        return zookeeper;
    }

    /** The brokers, where some are named. */
    Optional<String> bootstrap() {
        return bootstrap;
    }

    /** The sandbox's kind, where one is asked for. */
    Optional<String> sandbox() {
        return text("--sandbox");
    }

    /** What stands behind {@code -e}. */
    Optional<String> commands() {
        return text("-e");
    }

    /** What stands behind {@code -f}. */
    Optional<Path> file() {
        return text("-f").map(Path::of);
    }

    boolean keepGoing() {
        return parsed.hasMatchedOption("--keep-going");
    }

    boolean ascii() {
        return parsed.hasMatchedOption("--ascii");
    }

    boolean debug() {
        return parsed.hasMatchedOption("--debug");
    }

    boolean version() {
        return parsed.hasMatchedOption("--version");
    }

    boolean help() {
        return parsed.hasMatchedOption("--help");
    }

    /** The command and its arguments; empty where there is none. */
    List<String> words() {
        return parsed.matchedPositionalValue(0, List.of());
    }

    /**
     * Which clusters to reach.
     *
     * @param lasting whether the connections serve many commands
     */
    Profile profile(boolean lasting) {
        Optional<String> ensemble =
                zookeeper.isEmpty() && bootstrap.isEmpty() ? Optional.of(DEFAULT_ENSEMBLE) : zookeeper;
        String first = ensemble.or(() -> bootstrap).orElseThrow();
        return new Profile(
                Profile.firstOf(first),
                ensemble,
                bootstrap,
                Access.OPEN.withKafka(kafkaConfig()),
                timeout,
                lasting,
                parsed.hasMatchedOption("-r"));
    }

    private Map<String, String> kafkaConfig() {
        Optional<String> file = text("--command-config");
        if (file.isEmpty()) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file.get()))) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw Failure.usage("no file " + file.get());
        } catch (IOException | IllegalArgumentException e) {
            throw Failure.usage("cannot read " + file.get() + ": " + e.getMessage());
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    static String usage() {
        return line().getUsageMessage(CommandLine.Help.Ansi.OFF);
    }
}
