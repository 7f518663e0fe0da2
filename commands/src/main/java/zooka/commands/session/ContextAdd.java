package zooka.commands.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.net.AddressMap;
import zooka.clients.net.Addresses;
import zooka.clients.profile.ZooKeeperAddress;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.config.ConfigFile;
import zooka.commands.config.ProtectedNames;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.text.Durations;

/** {@code context add}: give clusters a name. */
@Command(
        name = "context add",
        footer = {
            "",
            "Adds the context to the config file, which becomes readable only by its owner; the rest of it stays, with its",
            "comments. Passwords are not options: put their source into the file, as {env: NAME}, {file: PATH},",
            "{command: [PROGRAM, ARGUMENT]} or {prompt: true}.",
            "",
            "Examples:",
            "  context add dev --zookeeper zk-0:2181,zk-1:2181/kafka",
            "  context add prod --zookeeper node1:30181 --bootstrap node1:30092 \\",
            "    --map 'kafka-{n}.kafka-headless:9092=node1:{30092+n}' \\",
            "    --protect '/brokers,orders*'"
        })
public final class ContextAdd implements Action.Change {

    private static final List<Column> FIELDS = List.of(Column.of("context", "context"), Column.of("file", "file"));

    @Parameters(paramLabel = "NAME", description = "The name of the context.")
    @Completes(Candidates.FREE_TEXT)
    String name;

    @Option(
            names = {"-z", "--zookeeper"},
            paramLabel = "HOST:PORT[,...][/CHROOT]",
            description = "The ensemble.")
    @Completes(Candidates.FREE_TEXT)
    String zookeeper;

    @Option(
            names = {"-b", "--bootstrap"},
            paramLabel = "HOST:PORT[,...]",
            description = "The brokers. Default: those registered in ZooKeeper.")
    @Completes(Candidates.FREE_TEXT)
    String bootstrap;

    @Option(
            names = "--bootstrap-controller",
            paramLabel = "HOST:PORT[,...]",
            description = "The controllers of a KRaft quorum. Default: those that the brokers report.")
    @Completes(Candidates.FREE_TEXT)
    String controllers;

    @Option(
            names = "--map",
            paramLabel = "ADVERTISED=REACHABLE",
            description = "Address map entry, as for zooka --map; repeatable.")
    @Completes(Candidates.FREE_TEXT)
    List<String> map = List.of();

    @Option(names = "--listener", paramLabel = "NAME", description = "Name of the broker listener to use.")
    @Completes(Candidates.FREE_TEXT)
    String listener;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "Timeout of one request.")
    @Completes(Candidates.FREE_TEXT)
    Duration timeout;

    @Option(
            names = "--protect",
            paramLabel = "ENTRY[,...]",
            description = "Paths and topics whose changes must be confirmed by typing the name; repeatable.")
    @Completes(Candidates.FREE_TEXT)
    List<String> given = List.of();

    private List<String> protect = List.of();

    @Option(names = "--refuse-changes", description = "Make the context read-only.")
    boolean readOnly;

    @Option(names = "--command-config", paramLabel = "FILE", description = "A Kafka client.properties file.")
    @Completes(Candidates.FILE)
    Path commandConfig;

    @Option(
            names = "--client-configuration",
            paramLabel = "FILE",
            description = "A ZooKeeper client configuration file.")
    @Completes(Candidates.FILE)
    Path clientConfiguration;

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Plan plan(Context context) {
        ConfigFile file = context.contexts().file();
        Path place = context.contexts().place().orElseThrow(() -> Failure.usage(
                        "no place for a config file: no home directory")
                .hint("use --config FILE or set ZOOKA_CONFIG"));
        free(file);
        List<String> lines = lines();
        List<Field> fields = Field.all(FIELDS, Cell.text(name), Cell.text(place.toString()));
        String summary = "add context " + name + " to " + place + ":\n"
                + lines.stream().map(line -> "  " + line).collect(Collectors.joining("\n"));
        return Plan.here().change(() -> new Plan.Preview(summary, fields), () -> add(context, fields));
    }

    private Result add(Context context, List<Field> fields) {
        ConfigFile now = context.contexts().file();
        free(now);
        ConfigEdit.add(now, name, lines());
        return new Result.Change("added context " + name, Optional.empty(), fields);
    }

    private void free(ConfigFile file) {
        if (file.names().contains(name)) {
            throw Failure.conflict("context " + name + " already exists in " + file.path());
        }
    }

    @Override
    public void check() {
        checkedName(name);
        Durations.requirePositive("--timeout", timeout);
        if (zookeeper == null && bootstrap == null && controllers == null) {
            throw Failure.usage("context " + name + " needs servers")
                    .hint("use --zookeeper HOST:PORT, --bootstrap HOST:PORT, or both");
        }
        if (zookeeper != null) {
            ZooKeeperAddress.parse(zookeeper);
        }
        if (bootstrap != null) {
            Addresses.parse(bootstrap, 9092);
        }
        if (controllers != null) {
            Addresses.parse(controllers, 9093);
        }
        AddressMap.parse(map);
        protect = given.stream()
                .flatMap(text -> ProtectedNames.split(text).stream())
                .distinct()
                .toList();
    }

    /**
     * A name as the config file takes it.
     *
     * @throws Failure {@code USAGE} for another one
     */
    static String checkedName(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.@-]*")) {
            throw Failure.usage(
                    "invalid context name: use letters, digits and . _ - @, starting with a letter or digit");
        }
        return name;
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        line(lines, "zookeeper", zookeeper);
        line(lines, "bootstrap", bootstrap);
        line(lines, "controllers", controllers);
        list(lines, "map", map);
        line(lines, "listener", listener);
        if (timeout != null) {
            lines.add("timeout: " + timeout.toMillis() + "ms");
        }
        if (readOnly) {
            lines.add("readOnly: true");
        }
        list(lines, "protect", protect);
        if (commandConfig != null || clientConfiguration != null) {
            lines.add("security:");
        }
        if (clientConfiguration != null) {
            lines.add("  zookeeper:");
            line(
                    lines,
                    "    clientConfiguration",
                    clientConfiguration.toAbsolutePath().toString());
        }
        if (commandConfig != null) {
            lines.add("  kafka:");
            line(lines, "    properties", commandConfig.toAbsolutePath().toString());
        }
        return lines;
    }

    private static void line(List<String> lines, String key, String value) {
        if (value != null) {
            lines.add(key + ": " + ConfigEdit.quoted(value));
        }
    }

    private static void list(List<String> lines, String key, List<String> values) {
        if (!values.isEmpty()) {
            lines.add(key + ":");
            values.forEach(value -> lines.add("  - " + ConfigEdit.quoted(value)));
        }
    }
}
