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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import zooka.commands.CommonOptions;
import zooka.commands.Durations;
import zooka.commands.Failure;
import zooka.commands.Profile;

/** What stands on the command line of the program itself. */
@Command(
        name = "zooka",
        sortOptions = false,
        customSynopsis = {
            "zooka [OPTIONS]                   a shell on a terminal, otherwise commands from stdin",
            "zooka [OPTIONS] COMMAND [ARG...]  one command",
            "zooka [OPTIONS] -e 'CMD; CMD'     several",
            "zooka [OPTIONS] -f FILE           a script"
        },
        description = {"", "One shell for ZooKeeper and Kafka.", ""},
        footer = {
            "",
            "zooka help lists the commands, zooka help COMMAND explains one.",
            "Exit codes: 0 done, 1 failed, 2 usage, 3 does not exist, 4 conflict, 5 refused,",
            "6 unreachable, 7 partly done, 130 interrupted.",
            "Should a killed zooka leave a terminal in disorder, reset puts it right.",
            "",
            "Examples:",
            "  zooka --sandbox",
            "  zooka -z zk-0:2181,zk-1:2181/kafka ls /brokers/ids",
            "  zooka -b kafka-0:9092 partition list --offline -o json",
            "  zooka -z zk-0:2181 leaders"
        })
final class Options {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String DEFAULT_ENSEMBLE = "localhost:2181";

    @Option(
            names = {"-z", "--zookeeper", "-server", "--server"},
            paramLabel = "HOST:PORT[,...][/CHROOT]",
            description = "The ensemble. Default: $ZOOKA_ZOOKEEPER, or " + DEFAULT_ENSEMBLE + ".")
    String zookeeper;

    @Option(
            names = {"-b", "--bootstrap", "--bootstrap-server"},
            paramLabel = "HOST:PORT[,...]",
            description = "The brokers. Default: $ZOOKA_BOOTSTRAP, or those that ZooKeeper knows.")
    String bootstrap;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "A Kafka client.properties, as the stock tools take it.")
    Path commandConfig;

    @Option(
            names = "--sandbox",
            arity = "0..1",
            fallbackValue = "zookeeper",
            paramLabel = "MODE",
            description = "Start a local ensemble and three brokers for this run: zookeeper or kraft.")
    String sandbox;

    @Option(names = "-e", paramLabel = "COMMANDS", description = "Run these, separated by ; and end.")
    String commands;

    @Option(names = "-f", paramLabel = "FILE", description = "Run the commands of a file and end; - is stdin.")
    Path file;

    @Option(names = "--keep-going", description = "Go on with a script after a command that failed.")
    boolean keepGoing;

    @Option(names = "--ascii", description = "Draw with ASCII only.")
    boolean ascii;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(
            names = {"-V", "--version"},
            description = "Print the version and end.")
    boolean version;

    @Option(
            names = {"-h", "--help"},
            description = "Print this and end.")
    boolean help;

    @Parameters(hidden = true, arity = "0..*")
    List<String> words = List.of();

    /**
     * Understands the arguments.
     *
     * @throws Failure {@code USAGE} for options that cannot be understood
     */
    static Options parse(String[] arguments, Map<String, String> environment) {
        Options options = new Options();
        CommandLine line = new CommandLine(options);
        line.setStopAtPositional(true).setExpandAtFiles(false);
        try {
            line.parseArgs(arguments);
        } catch (ParameterException e) {
            throw Failure.usage(e.getMessage()).hint("zooka --help");
        }
        options.fillFrom(environment);
        return options;
    }

    private void fillFrom(Map<String, String> environment) {
        // Where one side is named on the command line, the environment's other side may be another cluster's.
        if (zookeeper == null && bootstrap == null && sandbox == null) {
            zookeeper = environment.get("ZOOKA_ZOOKEEPER");
            bootstrap = environment.get("ZOOKA_BOOTSTRAP");
        }
        if (common.output == null && !common.json) {
            common.output = environment.get("ZOOKA_OUTPUT");
        }
        if (common.timeout == null && environment.containsKey("ZOOKA_TIMEOUT")) {
            try {
                common.timeout = new Durations().convert(environment.get("ZOOKA_TIMEOUT"));
            } catch (CommandLine.TypeConversionException e) {
                throw Failure.usage("ZOOKA_TIMEOUT: " + e.getMessage());
            }
        }
    }

    /**
     * Which clusters to reach.
     *
     * @param lasting whether the connections serve many commands
     */
    Profile profile(boolean lasting) {
        boolean nothing = zookeeper == null && bootstrap == null;
        String ensemble = nothing ? DEFAULT_ENSEMBLE : zookeeper;
        String first = ensemble != null ? ensemble : bootstrap;
        int comma = first.indexOf(',');
        String name = sandbox != null ? "sandbox" : comma < 0 ? first : first.substring(0, comma);
        return new Profile(
                name,
                Optional.ofNullable(ensemble),
                Optional.ofNullable(bootstrap),
                kafkaConfig(),
                common.timeout == null ? TIMEOUT : common.timeout,
                lasting);
    }

    private Map<String, String> kafkaConfig() {
        if (commandConfig == null) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(commandConfig)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw Failure.usage("no file " + commandConfig);
        } catch (IOException | IllegalArgumentException e) {
            throw Failure.usage("cannot read " + commandConfig + ": " + e.getMessage());
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    static String usage() {
        return new CommandLine(new Options()).setUsageHelpWidth(100).getUsageMessage(CommandLine.Help.Ansi.OFF);
    }
}
