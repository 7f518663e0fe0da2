package zooka.shell.options;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
import zooka.commands.action.Program;
import zooka.commands.text.Durations;

/**
 * The options and arguments of the program itself. They are declared in code: picocli's annotations would take half of
 * the start-up time.
 */
public final class Options implements Program {

    private static final String[] SYNOPSIS = {
        "zooka [OPTIONS]                   start a shell on a terminal, or read commands from stdin",
        "      zooka [OPTIONS] COMMAND [ARG...]  run one command",
        "      zooka [OPTIONS] -e 'CMD; CMD'     run several commands",
        "      zooka [OPTIONS] -f FILE           run a script"
    };
    private static final String[] FOOTER = {
        "",
        "zooka help lists the commands, zooka help COMMAND explains one.",
        "",
        "Exit codes: 0 done, 1 failed, 2 usage, 3 does not exist, 4 conflict, 5 refused, 6 unreachable,",
        "7 partly done, 130 interrupted.",
        "",
        "Without servers and without a current context, the servers of the pod are discovered.",
        "With -z, -b or --bootstrap-controller, the current context is ignored, including its passwords.",
        "-c NAME -z HOST:PORT uses everything of the context except its servers.",
        "",
        "If a killed zooka leaves the terminal in a bad state, run reset.",
        "",
        "Examples:",
        "  zooka --sandbox",
        "  zooka -z zk-0:2181,zk-1:2181/kafka ls /brokers/ids",
        "  zooka -b kafka-0:9092 partition list --offline -o json",
        "  zooka -z zk-0:2181 leaders",
        "  zooka -c prod topics",
        "  zooka -b node1:30092 --map 'kafka-{n}.kafka-headless:9092=node1:{30092+n}' brokers"
    };
    /** The default timeout of one remote request. */
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** The ensemble that is tried if no option, variable, context or pod names another. */
    static final String DEFAULT_ENSEMBLE = "localhost:2181";

    private final ParseResult parsed;
    private final CommonOptions common;
    private final Optional<Duration> timeout;

    private Options(ParseResult parsed) {
        this.parsed = parsed;
        this.common = CommonOptions.of(parsed);
        this.timeout = timeout(parsed);
    }

    /** The options whose value is a name or a file. */
    private static final Set<String> NAMES = Set.of(
            "--context",
            "--config",
            "--listener",
            "--command-config",
            "--client-configuration",
            "-client-configuration",
            "-f");

    /**
     * Parses the arguments.
     *
     * @throws Failure {@code USAGE} for invalid options
     */
    public static Options parse(String[] arguments) {
        try {
            ParseResult parsed = line().parseArgs(arguments);
            refuseEmpty(parsed);
            refuseOthersWithSandbox(parsed);
            refuseOtherMessages(parsed);
            return new Options(parsed);
        } catch (UnmatchedArgumentException e) {
            throw Invocation.unknownOption("", e, "zooka --help");
        } catch (ParameterException e) {
            throw Failure.usage(Invocation.lower(e.getMessage())).hint("zooka --help");
        }
    }

    /**
     * How far a command line has been typed.
     *
     * @param options the options of the program with their values, without one that still awaits its value
     * @param awaiting the option whose value comes next
     * @param command the command's words
     */
    public record Progress(List<String> options, Optional<OptionSpec> awaiting, List<String> command) {
        public Progress {
            options = List.copyOf(options);
            command = List.copyOf(command);
        }
    }

    /** What the next word on the command line is, after these; the words may be wrong. */
    public static Progress progress(List<String> words) {
        CommandSpec spec = line().getCommandSpec();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-")) {
                return new Progress(words.subList(0, i), Optional.empty(), words.subList(i, words.size()));
            }
            OptionSpec option = spec.findOption(word);
            if (option != null && option.arity().min() > 0) {
                if (i + 1 == words.size()) {
                    return new Progress(words.subList(0, i), Optional.of(option), List.of());
                }
                i++;
            }
        }
        return new Progress(words, Optional.empty(), List.of());
    }

    /** The options that the help shows. */
    public static List<OptionSpec> shown() {
        return line().getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .toList();
    }

    /** Rejects options that contradict {@code --sandbox}. */
    private static void refuseOthersWithSandbox(ParseResult parsed) {
        if (parsed.hasMatchedOption("--sandbox")) {
            if (parsed.hasMatchedOption("-z") || parsed.hasMatchedOption("-b")) {
                throw Failure.usage("--sandbox cannot be combined with -z or -b");
            }
            if (parsed.hasMatchedOption("--bootstrap-controller")) {
                throw Failure.usage("--sandbox cannot be combined with --bootstrap-controller");
            }
            if (parsed.hasMatchedOption("-c")) {
                throw Failure.usage("--sandbox cannot be combined with -c");
            }
        }
    }

    private static void refuseOtherMessages(ParseResult parsed) {
        String messages = parsed.matchedOptionValue("--messages", "text");
        if (!messages.equals("text") && !messages.equals("json")) {
            throw Failure.usage("unknown format of messages '" + messages + "'").hint("text, json");
        }
    }

    /**
     * Rejects empty values: they come from a script's unset variable and must not count as an option that was left out.
     */
    private static void refuseEmpty(ParseResult parsed) {
        for (OptionSpec option : parsed.matchedOptions()) {
            if (NAMES.contains(option.longestName()) && option.stringValues().contains("")) {
                throw Failure.usage(option.longestName() + " must not be empty").hint("zooka --help");
            }
        }
    }

    private static CommandLine line() {
        CommandSpec spec = CommandSpec.create().name("zooka");
        spec.addOption(value(
                "HOST:PORT[,...][/CHROOT]",
                "ZooKeeper servers. Default: $ZOOKA_ZOOKEEPER, or " + DEFAULT_ENSEMBLE + ".",
                "-z",
                "--zookeeper",
                "-server",
                "--server"));
        spec.addOption(value(
                "HOST:PORT[,...]",
                "Kafka brokers. Default: $ZOOKA_BOOTSTRAP, or the brokers registered in ZooKeeper.",
                "-b",
                "--bootstrap",
                "--bootstrap-server"));
        spec.addOption(value(
                "HOST:PORT[,...]",
                "Controllers of a KRaft quorum. Default: $ZOOKA_CONTROLLERS, or those that the brokers report.",
                "--bootstrap-controller"));
        spec.addOption(value(
                "NAME",
                "The context to use, from the config file. Default: $ZOOKA_CONTEXT, or the current context.",
                "-c",
                "--context"));
        spec.addOption(
                value("FILE", "The config file. Default: $ZOOKA_CONFIG, or ~/.config/zooka/config.yaml.", "--config"));
        spec.addOption(OptionSpec.builder("--map")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel("ADVERTISED=REACHABLE")
                .description("Map an advertised address to a reachable one: kafka-{n}:9092=node1:{30092+n}; repeatable."
                        + " Default: $ZOOKA_MAP, with entries separated by semicolons.")
                .build());
        spec.addOption(value(
                "NAME", "The name of the brokers' listener to connect to. Default: $ZOOKA_LISTENER.", "--listener"));
        spec.addOption(value(
                "FILE",
                "A Kafka client.properties file, as for Kafka's own tools. Default: $ZOOKA_COMMAND_CONFIG.",
                "--command-config"));
        spec.addOption(value(
                "FILE",
                "A ZooKeeper client configuration file, as for zkCli. Default: $ZOOKA_CLIENT_CONFIGURATION.",
                "--client-configuration",
                "-client-configuration"));
        spec.addOption(OptionSpec.builder("--sandbox")
                .type(String.class)
                .arity("0..1")
                .fallbackValue("zookeeper")
                .paramLabel("MODE")
                .description(
                        "Start local servers, three of each kind, until zooka ends: zookeeper (default), kraft, or migration:"
                                + " zookeeper with controllers for scripts/sandbox migrate.")
                .build());
        spec.addOption(value("COMMANDS", "Run these commands and exit.", "-e"));
        spec.addOption(value("FILE", "Run the commands of a file and exit; - for stdin.", "-f"));
        spec.addOption(CommonOptions.flag("Continue a script after a command fails.", "--keep-going"));
        spec.addOption(CommonOptions.flag("Start the prompt without running ~/.config/zooka/rc.", "--no-rc"));
        spec.addOption(CommonOptions.flag("Use ASCII characters only.", "--ascii"));
        spec.addOption(value(
                "FORMAT",
                "The messages on stderr: text, or json for an object a line with id, level, text and hint."
                        + " Default: $ZOOKA_MESSAGES, or text.",
                "--messages"));
        CommonOptions.declare(spec);
        CommonOptions.declareForChanges(spec, true);
        spec.addOption(OptionSpec.builder("--timeout")
                .paramLabel("DURATION")
                .type(Duration.class)
                .converters(new Durations())
                .description("Timeout of one request. Default: $ZOOKA_TIMEOUT, or 5s.")
                .build());
        spec.addOption(
                CommonOptions.flag("Also accept a read-only ZooKeeper server, which has lost its quorum.", "-r"));
        zkCli(spec);
        spec.addOption(CommonOptions.flag("Print stack traces and client logs on stderr.", "--debug"));
        spec.addOption(CommonOptions.flag("Print the version and exit.", "-V", "--version"));
        spec.addOption(CommonOptions.flag("Print this help and exit.", "-h", "--help"));
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

    /** Declares zkCli's options. They are hidden: each has another name here, or is not needed. */
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
                throw Failure.usage("-timeout must be greater than zero, in milliseconds")
                        .hint("example: --timeout 5s");
            }
            return Optional.of(Duration.ofMillis(millis));
        }
        return Optional.ofNullable(parsed.matchedOptionValue("--timeout", null));
    }

    /** The value of an option. */
    public Optional<String> text(String option) {
        return Optional.ofNullable(parsed.matchedOptionValue(option, null));
    }

    /** The entries of the address map. */
    List<String> map() {
        return parsed.matchedOptionValue("--map", List.of());
    }

    /** The timeout of one remote request, if one is given. */
    public Optional<Duration> timeout() {
        return timeout;
    }

    /** Whether to wait for ZooKeeper before the first command, as zkCli does. */
    public boolean waitsForConnection() {
        return parsed.hasMatchedOption("-waitforconnection");
    }

    /** Whether a read-only ZooKeeper server is acceptable. */
    boolean readOnlyServer() {
        return parsed.hasMatchedOption("-r");
    }

    /** Whether options name servers; then the current context does not apply. */
    boolean namesServers() {
        return text("-z").isPresent()
                || text("-b").isPresent()
                || text("--bootstrap-controller").isPresent()
                || sandbox().isPresent();
    }

    CommonOptions common() {
        return common;
    }

    /** The mode of the sandbox, if one is requested. */
    public Optional<String> sandbox() {
        return text("--sandbox");
    }

    /** The value of {@code -e}. */
    public Optional<String> commands() {
        return text("-e");
    }

    /** The value of {@code -f}. */
    public Optional<Path> file() {
        return text("-f").map(Path::of);
    }

    public boolean keepGoing() {
        return parsed.hasMatchedOption("--keep-going");
    }

    /** Whether the prompt starts without the commands of the user's file. */
    public boolean withoutRc() {
        return parsed.hasMatchedOption("--no-rc");
    }

    public boolean ascii() {
        return parsed.hasMatchedOption("--ascii");
    }

    /** Whether messages on stderr are lines of JSON. */
    public boolean jsonMessages(Map<String, String> environment) {
        return text("--messages")
                .orElse(environment.getOrDefault("ZOOKA_MESSAGES", ""))
                .equals("json");
    }

    /** The same for arguments that cannot be parsed. */
    public static boolean jsonMessages(String[] arguments, Map<String, String> environment) {
        for (int i = 0; i < arguments.length; i++) {
            boolean next = i + 1 < arguments.length && arguments[i + 1].equals("json");
            if (arguments[i].equals("--messages=json") || (arguments[i].equals("--messages") && next)) {
                return true;
            }
        }
        return environment.getOrDefault("ZOOKA_MESSAGES", "").equals("json");
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

    /** The command and its arguments; empty without a command. */
    public List<String> words() {
        return parsed.matchedPositionalValue(0, List.of());
    }

    /** The options and the texts of the help, as data. */
    public static CommandSpec declared() {
        return line().getCommandSpec();
    }

    @Override
    public CommandSpec spec() {
        return declared();
    }

    public static String usage() {
        return line().getUsageMessage(CommandLine.Help.Ansi.OFF);
    }
}
