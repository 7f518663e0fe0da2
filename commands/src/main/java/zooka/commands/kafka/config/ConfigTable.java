package zooka.commands.kafka.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.Outcome;
import zooka.clients.kafka.Configs;
import zooka.clients.kafka.Configs.Detail;
import zooka.clients.kafka.Configs.Entry;
import zooka.clients.kafka.Configs.Synonym;
import zooka.clients.kafka.Resource;
import zooka.clients.text.Glob;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** The columns of configurations, and the options that select keys. */
public final class ConfigTable {

    @Option(
            names = {"-a", "--all"},
            description = "Also show keys that are not set, with their defaults.")
    boolean all;

    @Option(
            names = {"-k", "--key"},
            paramLabel = "KEY",
            description = "Only matching keys, set or not; * and ? match as in a shell; repeatable.")
    @Completes(Candidates.CONFIG_KEY)
    List<String> keys = List.of();

    @Option(names = "--synonyms", description = "Also show the synonyms of each key, in order of precedence.")
    boolean synonyms;

    @Option(
            names = {"--documentation", "--docs"},
            description = "Also show the documentation of each key.")
    boolean documentation;

    @Option(
            names = "--detail",
            paramLabel = "DETAIL",
            description =
                    "How much to request: values, synonyms (values, too) or documentation (everything). Less is faster."
                            + " What is not requested is null in JSON. Default: documentation.")
    @Completes(
            value = Candidates.WORDS,
            words = {"values", "synonyms", "documentation"})
    String detail = "documentation";

    /**
     * Refuses an invalid value, and to show what is not requested.
     *
     * @throws Failure {@code USAGE}
     */
    public void check() {
        Detail requested = detail();
        if (synonyms && requested == Detail.VALUES) {
            throw Failure.usage("--synonyms cannot be combined with --detail " + detail);
        }
        if (documentation && requested != Detail.DOCUMENTATION) {
            throw Failure.usage("--documentation cannot be combined with --detail " + detail);
        }
    }

    private Detail detail() {
        return switch (detail) {
            case "values" -> Detail.VALUES;
            case "synonyms" -> Detail.SYNONYMS;
            case "documentation" -> Detail.DOCUMENTATION;
            default -> throw Failure.usage("invalid --detail '" + detail + "' (values, synonyms or documentation)");
        };
    }

    /** The configurations of the resources; failures of some are remarked, the first one is thrown if all fail. */
    public Result of(Context context, List<Resource> resources) {
        Map<Resource, Outcome<List<Entry>>> told =
                context.clusters().administration().configs().describe(resources, detail());
        List<Failure> failures = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        Predicate<Entry> wanted = wanted();
        boolean withSynonyms = detail() != Detail.VALUES;
        told.forEach((resource, settled) -> {
            settled.failure().ifPresent(failures::add);
            settled.value().stream()
                    .flatMap(List::stream)
                    .filter(wanted)
                    .forEach(entry -> rows.add(row(resource, entry, withSynonyms)));
        });
        if (failures.size() == told.size()) {
            throw failures.get(0);
        }
        for (Failure failure : failures) {
            if (failure.kind() == Kind.NOT_FOUND) {
                throw failure;
            }
            context.remarks().incomplete(failure);
        }
        return new Table(
                columns(told.size() > 1),
                rows,
                empty(told.keySet().stream().map(Resource::toString).collect(Collectors.joining(", "))));
    }

    private Predicate<Entry> wanted() {
        List<Glob> globs = keys.stream().map(Glob::new).toList();
        return entry -> globs.isEmpty()
                ? all || !entry.byDefault()
                : globs.stream().anyMatch(glob -> glob.matches(entry.key()));
    }

    private String empty(String resources) {
        if (!keys.isEmpty()) {
            return "no configuration key of " + resources + " matches " + String.join(" or ", keys);
        }
        return all ? "no configuration" : "no configuration is set on " + resources + "; --all shows the defaults";
    }

    /** The columns with these options; those of one resource do not show its name. */
    public List<Column> columns() {
        return columns(true);
    }

    private List<Column> columns(boolean several) {
        return List.of(
                several ? Column.of("resource", "RESOURCE") : Column.jsonOnly("resource"),
                Column.of("key", "KEY"),
                Column.of("value", "VALUE"),
                Column.jsonOnly("source"),
                Column.textOnly("SET BY"),
                Column.jsonOnly("synonyms").list(),
                Column.textOnly(synonyms ? "SYNONYMS" : ""),
                Column.jsonOnly("type"),
                Column.jsonOnly("readOnly").flag(),
                Column.jsonOnly("sensitive").flag(),
                documentation ? Column.of("documentation", "DOCUMENTATION") : Column.jsonOnly("documentation"));
    }

    private static Row row(Resource resource, Entry entry, boolean withSynonyms) {
        return Row.of(
                Cell.text(resource.toString()),
                Cell.text(entry.key()),
                Cell.optional(entry.value().map(Cell::text)),
                Cell.text(entry.source()),
                Cell.text(setBy(entry.source()), entry.byDefault() ? Level.DIM : Level.PLAIN),
                withSynonyms
                        ? new Cell.Many(
                                entry.synonyms().stream().map(ConfigTable::cell).toList())
                        : Cell.missing(),
                Cell.text(entry.synonyms().stream().map(ConfigTable::text).collect(Collectors.joining(", "))),
                Cell.text(entry.type()),
                Cell.flag(entry.readOnly()),
                Cell.flag(entry.sensitive()),
                Cell.optional(entry.documentation().map(Cell::text)));
    }

    private static Cell cell(Synonym synonym) {
        return new Cell.Group(List.of(
                Field.of("source", "source", Cell.text(synonym.source())),
                Field.of("name", "name", Cell.text(synonym.key())),
                Field.of("value", "value", Cell.optional(synonym.value().map(Cell::text)))));
    }

    /** A synonym in the format of the stock tools. */
    private static String text(Synonym synonym) {
        return synonym.source() + ":" + synonym.key() + "=" + synonym.value().orElse("null");
    }

    /** The display name of a source. */
    static String setBy(String source) {
        return switch (source) {
            case "DYNAMIC_TOPIC_CONFIG" -> "topic";
            case "DYNAMIC_BROKER_CONFIG" -> "broker";
            case "DYNAMIC_DEFAULT_BROKER_CONFIG" -> "all brokers";
            case "STATIC_BROKER_CONFIG" -> "server.properties";
            case "DYNAMIC_BROKER_LOGGER_CONFIG" -> "logger";
            case "DYNAMIC_CLIENT_METRICS_CONFIG" -> "client metrics";
            case "DYNAMIC_GROUP_CONFIG" -> "group";
            case Configs.DEFAULT -> "default";
            default -> source;
        };
    }
}
