package zooka.shell.options;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import zooka.clients.Failure;
import zooka.commands.action.CommonOptions;
import zooka.commands.action.Invocation;
import zooka.commands.text.Durations;

/** What stands on the command line of the program itself. Declared by hand: reading annotations would take half the start. */
public final class Options {

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
        "Where nothing names servers and no context is current, the pod is asked for its own.",
        "Servers named by -z or -b are another cluster than the current context's: nothing is taken from",
        "it then, its passwords least of all. -c NAME -z HOST:PORT takes all but the servers from it.",
        "",
        "Should a killed zooka leave a terminal in disorder, reset puts it right.",
        "",
        "Examples:",
        "  zooka --sandbox",
        "  zooka -z zk-0:2181,zk-1:2181/kafka ls /brokers/ids",
        "  zooka -b kafka-0:9092 partition list --offline -o json",
        "  zooka -z zk-0:2181 leaders",
        "  zooka -c prod topics",
        "  zooka -b node1:30092 --map 'kafka-{n}.kafka-headless:9092=node1:{30092+n}' brokers"
    };
    /** Bound of one remote request, where nobody says another. */
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Where ZooKeeper is looked for where nobody says where it is. */
    static final String DEFAULT_ENSEMBLE = "localhost:2181";

    private final ParseResult parsed;
    private final CommonOptions common;
    private final Optional<Duration> timeout;

    private Options(ParseResult parsed) {
        this.parsed = parsed;
        this.common = CommonOptions.of(parsed);
        this.timeout = timeout(parsed);
    }

    /** The options that take a name or a file. */
    private static final Set<String> NAMES = Set.of(
            "--context",
            "--config",
            "--listener",
            "--command-config",
            "--client-configuration",
            "-client-configuration",
            "-f");

    /**
     * Understands the arguments.
     *
     * @throws Failure {@code USAGE} for options that cannot be understood
     */
    public static Options parse(String[] arguments) {
        try {
            ParseResult parsed = line().parseArgs(arguments);
            refuseEmpty(parsed);
            refuseOthersWithSandbox(parsed);
            return new Options(parsed);
        } catch (UnmatchedArgumentException e) {
            throw Invocation.unknownOption("", e, "zooka --help");
        } catch (ParameterException e) {
            throw Failure.usage(Invocation.lower(e.getMessage())).hint("zooka --help");
        }
    }

    /** What does not go together. */
    private static void refuseOthersWithSandbox(ParseResult parsed) {
        if (parsed.hasMatchedOption("--sandbox")) {
            if (parsed.hasMatchedOption("-z") || parsed.hasMatchedOption("-b")) {
                throw Failure.usage("--sandbox has servers of its own; leave -z and -b out");
            }
            if (parsed.hasMatchedOption("-c")) {
                throw Failure.usage("--sandbox has servers of its own; leave -c out");
            }
        }
    }

    /** A variable that was not set is no name and no file, and must not be taken for an option that was left out. */
    private static void refuseEmpty(ParseResult parsed) {
        for (OptionSpec option : parsed.matchedOptions()) {
            if (NAMES.contains(option.longestName()) && option.stringValues().contains("")) {
                throw Failure.usage(option.longestName() + " is empty").hint("zooka --help");
            }
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
        spec.addOption(value(
                "NAME",
                "The clusters that the config file gives this name. Default: $ZOOKA_CONTEXT, or the current one.",
                "-c",
                "--context"));
        spec.addOption(
                value("FILE", "The config file. Default: $ZOOKA_CONFIG, or ~/.config/zooka/config.yaml.", "--config"));
        spec.addOption(OptionSpec.builder("--map")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel("ADVERTISED=REACHABLE")
                .description(
                        "How to dial what brokers advertise: kafka-{n}:9092=node1:{30092+n}. Repeatable; $ZOOKA_MAP"
                                + " takes entries with ; between them.")
                .build());
        spec.addOption(
                value("NAME", "The brokers' listener that is to be dialled. Default: $ZOOKA_LISTENER.", "--listener"));
        spec.addOption(value(
                "FILE",
                "A Kafka client.properties, as the stock tools take it. Default: $ZOOKA_COMMAND_CONFIG.",
                "--command-config"));
        spec.addOption(value(
                "FILE",
                "A ZooKeeper client configuration, as zkCli takes it. Default: $ZOOKA_CLIENT_CONFIGURATION.",
                "--client-configuration",
                "-client-configuration"));
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
        CommonOptions.declareForChanges(spec, true);
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
    }

    private static OptionSpec value(String label, String description, String... names) {
        return OptionSpec.builder(names)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    private static Optional<Duration> timeout(ParseResult parsed) {
        if (!parsed.hasMatchedOption("--timeout") && parsed.hasMatchedOption("-timeout")) {
            int millis = parsed.matchedOptionValue("-timeout", 0);
            if (millis <= 0) {
                throw Failure.usage("-timeout takes milliseconds, more than 0").hint("--timeout 5s");
            }
            return Optional.of(Duration.ofMillis(millis));
        }
        return Optional.ofNullable(parsed.matchedOptionValue("--timeout", null));
    }

    /** What stands behind an option. */
    public Optional<String> text(String option) {
        return Optional.ofNullable(parsed.matchedOptionValue(option, null));
    }

    /** Entries of the address map. */
    List<String> map() {
        return parsed.matchedOptionValue("--map", List.of());
    }

    /** Bound of one remote request, where one is given. */
    public Optional<Duration> timeout() {
        return timeout;
    }

    /** Whether to wait for ZooKeeper before the first command, as zkCli does. */
    public boolean waitsForConnection() {
        return parsed.hasMatchedOption("-waitforconnection");
    }

    /** Whether a ZooKeeper server that takes reads only will do. */
    boolean readOnlyServer() {
        return parsed.hasMatchedOption("-r");
    }

    /** Whether servers are named, so that the current context is not meant. */
    boolean namesServers() {
        return text("-z").isPresent() || text("-b").isPresent() || sandbox().isPresent();
    }

    CommonOptions common() {
        return common;
    }

    /** The sandbox's kind, where one is asked for. */
    public Optional<String> sandbox() {
        return text("--sandbox");
    }

    /** What stands behind {@code -e}. */
    public Optional<String> commands() {
        return text("-e");
    }

    /** What stands behind {@code -f}. */
    public Optional<Path> file() {
        return text("-f").map(Path::of);
    }

    public boolean keepGoing() {
        return parsed.hasMatchedOption("--keep-going");
    }

    public boolean ascii() {
        return parsed.hasMatchedOption("--ascii");
    }

    public boolean debug() {
        return parsed.hasMatchedOption("--debug");
    }

    public boolean version() {
        return parsed.hasMatchedOption("--version");
    }

    public boolean help() {
        return parsed.hasMatchedOption("--help");
    }

    /** The command and its arguments; empty where there is none. */
    public List<String> words() {
        return parsed.matchedPositionalValue(0, List.of());
    }

    public static String usage() {
        return line().getUsageMessage(CommandLine.Help.Ansi.OFF);
    }
}
