package zooka.commands.kafka.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zooka.clients.Failure;
import zooka.clients.Outcome;
import zooka.clients.Quoting;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Configs;
import zooka.clients.kafka.Configs.Alteration;
import zooka.clients.kafka.Configs.Entry;
import zooka.clients.kafka.Configs.Operation;
import zooka.clients.kafka.Configs.Synonym;
import zooka.clients.kafka.Resource;
import zooka.clients.kafka.Resource.Kind;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.config.Setting;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.text.Spelling;

/** Changes of a configuration, compared with the current one before anything is sent. */
public final class ConfigChanges {

    /** The fields of a change. */
    public static final List<Column> FIELDS = List.of(
            Column.of("resource", "resource"), Column.of("changes", "changes").list());

    /** Keys that brokers accept but list only if they are set. */
    private static final Set<String> UNLISTED = Set.of(
            "leader.replication.throttled.rate",
            "follower.replication.throttled.rate",
            "replica.alter.log.dirs.io.max.bytes.per.second");

    /** The prefix of keys for one listener. */
    private static final String OF_A_LISTENER = "listener.name.";

    private final Resource resource;
    private final List<Alteration> wanted;
    private final Map<String, Entry> known;
    private final Map<String, Entry> present;

    /**
     * @param known all keys that can be set
     * @param present the current configuration of the resource
     */
    private ConfigChanges(
            Resource resource, List<Alteration> wanted, Map<String, Entry> known, Map<String, Entry> present) {
        this.resource = resource;
        this.wanted = wanted;
        this.known = known;
        this.present = present;
    }

    /** Parses {@code KEY=VALUE} pairs and keys. */
    public static List<Alteration> of(
            List<String> set, List<String> delete, List<String> append, List<String> subtract) {
        List<Alteration> alterations = new ArrayList<>();
        pairs(Operation.SET, set).forEach(alterations::add);
        delete.forEach(key -> alterations.add(new Alteration(Operation.DELETE, key, "")));
        pairs(Operation.APPEND, append).forEach(alterations::add);
        pairs(Operation.SUBTRACT, subtract).forEach(alterations::add);
        Set<String> keys = alterations.stream().map(Alteration::key).collect(Collectors.toSet());
        if (keys.size() < alterations.size()) {
            throw Failure.usage("a key can be changed only once");
        }
        return alterations;
    }

    private static Stream<Alteration> pairs(Operation operation, List<String> pairs) {
        return settings(pairs).entrySet().stream()
                .map(pair -> new Alteration(operation, pair.getKey(), pair.getValue()));
    }

    /**
     * Compares the changes with the current configuration.
     *
     * @throws Failure {@code USAGE} for an unknown key or one that cannot be changed so, {@code NOT_FOUND} for a deletion of a
     *     key that is not set
     */
    public static ConfigChanges against(Context context, Resource resource, List<Alteration> wanted) {
        Configs configs = context.clusters().administration().configs();
        Map<String, Entry> present = byKey(configs.describe(List.of(resource)).get(resource));
        ConfigChanges alterations = new ConfigChanges(resource, wanted, known(context, resource, present), present);
        wanted.forEach(alterations::check);
        return alterations;
    }

    private static Map<String, Entry> byKey(Outcome<List<Entry>> settled) {
        return settled.orThrow().orElse(List.of()).stream().collect(Collectors.toMap(Entry::key, Function.identity()));
    }

    /** The keys that can be set; those of the cluster-wide default are read from a broker, since only set keys are listed. */
    private static Map<String, Entry> known(Context context, Resource resource, Map<String, Entry> present) {
        if (!resource.equals(Resource.everyBroker())) {
            return present;
        }
        List<Resource> brokers = context.clusters().topics().state(List.of()).brokers().stream()
                .map(Broker::id)
                .map(Resource::broker)
                .toList();
        return context.clusters().administration().configs().describe(brokers).values().stream()
                .filter(settled -> settled.value().isPresent())
                .findFirst()
                .map(ConfigChanges::byKey)
                .orElse(Map.of());
    }

    private void check(Alteration alteration) {
        String key = alteration.key();
        Entry entry = known.get(key);
        boolean unlisted = resource.kind() == Kind.BROKER && (UNLISTED.contains(key) || key.startsWith(OF_A_LISTENER));
        if (entry == null && !known.isEmpty() && !unlisted) {
            throw Failure.usage("unknown configuration key " + key + " for a "
                            + resource.kind().word())
                    .hint(Spelling.meant(key, known.keySet())
                            .orElse("config describe " + listing() + " --all lists the keys"));
        }
        if (entry != null && entry.readOnly()) {
            throw Failure.usage(key + " is read-only: it cannot be changed while the broker is running")
                    .hint("change it in the broker's server.properties and restart the broker");
        }
        boolean inList = alteration.operation() == Operation.APPEND || alteration.operation() == Operation.SUBTRACT;
        if (inList
                && entry != null
                && !entry.type().equals("LIST")
                && !entry.type().equals("UNKNOWN")) {
            throw Failure.usage(key + " is not a list; use " + key + "=" + alteration.value() + " to set it");
        }
        int length =
                (inList ? to(alteration).orElseThrow() : alteration.value()).getBytes(StandardCharsets.UTF_8).length;
        if (length > Configs.LONGEST_VALUE) {
            throw Failure.usage(String.format(
                    Locale.ROOT,
                    "%s: the value has %,d bytes, the maximum is %,d",
                    key,
                    length,
                    Configs.LONGEST_VALUE));
        }
        if (alteration.operation() == Operation.DELETE && own(key).isEmpty()) {
            throw Failure.notFound(key + " is not set on " + resource)
                    .hint("config describe " + Quoting.asArgument(resource.toString()));
        }
    }

    private String listing() {
        return resource.equals(Resource.everyBroker()) ? "broker/ID" : resource.toString();
    }

    /** The value that is set on the resource itself; empty if the key is not set. */
    private Optional<Synonym> own(String key) {
        String source =
                switch (resource.kind()) {
                    case TOPIC -> "DYNAMIC_TOPIC_CONFIG";
                    case BROKER ->
                        resource.name().isEmpty() ? "DYNAMIC_DEFAULT_BROKER_CONFIG" : "DYNAMIC_BROKER_CONFIG";
                    case BROKER_LOGGER -> "DYNAMIC_BROKER_LOGGER_CONFIG";
                    case CLIENT_METRICS -> "DYNAMIC_CLIENT_METRICS_CONFIG";
                    case GROUP -> "DYNAMIC_GROUP_CONFIG";
                };
        Entry entry = present.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        return entry.source().equals(source)
                ? Optional.of(new Synonym(source, key, entry.value()))
                : entry.synonyms().stream()
                        .filter(synonym -> synonym.source().equals(source))
                        .findFirst();
    }

    /** The current value. */
    private Optional<String> from(Alteration alteration) {
        return Optional.ofNullable(present.get(alteration.key())).flatMap(Entry::value);
    }

    /** The new value; empty if it is unknown, or if there is none. */
    private Optional<String> to(Alteration alteration) {
        return switch (alteration.operation()) {
            case SET -> Optional.of(alteration.value());
            case DELETE -> {
                String source = own(alteration.key()).orElseThrow().source();
                yield present.get(alteration.key()).synonyms().stream()
                        .filter(synonym -> !synonym.source().equals(source))
                        .findFirst()
                        .flatMap(Synonym::value);
            }
            case APPEND ->
                Optional.of(Stream.concat(
                                list(alteration).stream(),
                                Stream.of(alteration.value().split(",", -1)))
                        .distinct()
                        .collect(Collectors.joining(",")));
            case SUBTRACT -> {
                Set<String> less = Set.of(alteration.value().split(",", -1));
                yield Optional.of(list(alteration).stream()
                        .filter(item -> !less.contains(item))
                        .collect(Collectors.joining(",")));
            }
        };
    }

    /** The list to add to or remove from: that of the resource, or the default. */
    private List<String> list(Alteration alteration) {
        Optional<String> value = own(alteration.key())
                .map(Synonym::value)
                .orElseGet(() -> Optional.ofNullable(known.get(alteration.key())).stream()
                        .flatMap(entry -> entry.synonyms().stream())
                        .filter(synonym -> synonym.source().equals(Configs.DEFAULT))
                        .findFirst()
                        .flatMap(Synonym::value));
        return value.filter(text -> !text.isEmpty())
                .map(text -> List.of(text.split(",", -1)))
                .orElse(List.of());
    }

    /** Whether the change may delete records. */
    private boolean losesRecords(Alteration alteration) {
        Optional<String> from = from(alteration);
        Optional<String> to = to(alteration);
        return switch (alteration.key()) {
            case "cleanup.policy" -> !from.equals(to);
            case "retention.ms", "retention.bytes" -> kept(to) < kept(from);
            default -> false;
        };
    }

    private static long kept(Optional<String> limit) {
        long number = limit.filter(text -> text.matches("-?\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(-1L);
        return number < 0 ? Long.MAX_VALUE : number;
    }

    /** The plan of all changes. */
    public Plan plan(Context context) {
        Configs configs = context.clusters().administration().configs();
        boolean loses = wanted.stream().anyMatch(this::losesRecords);
        Plan.Preview preview =
                new Plan.Preview("change " + text() + (loses ? "\n  records may be lost" : ""), fields());
        // Validated by the brokers only if the plan is shown.
        Supplier<Plan.Preview> checked = () -> {
            configs.alter(resource, sent(), true);
            return preview;
        };
        Plan.On on = Plan.on(scope());
        Plan plan = loses
                ? on.confirmed(checked, resource.name(), () -> make(configs))
                : on.change(checked, () -> make(configs));
        return plan.givingBack(new Plan.WayBack(Optional.empty(), fields()));
    }

    private Scope scope() {
        return switch (resource.kind()) {
            case TOPIC -> Scope.topic(resource.name());
            default -> Scope.kafka(resource.toString());
        };
    }

    private Result make(Configs configs) {
        configs.alter(resource, sent(), false);
        return new Result.Change("changed " + text(), Optional.empty(), fields());
    }

    /**
     * The changes to send. A list is set as a whole: before 3.4, brokers add an empty entry when appending to an empty list,
     * which is invalid for some keys. Values that are unknown, such as secrets, are appended by the brokers.
     */
    private List<Alteration> sent() {
        return wanted.stream()
                .map(alteration -> alteration.operation() == Operation.APPEND
                                && known.containsKey(alteration.key())
                                && !known.get(alteration.key()).sensitive()
                        ? new Alteration(
                                Operation.SET, alteration.key(), to(alteration).orElseThrow())
                        : alteration)
                .toList();
    }

    private String text() {
        return resource + ": " + wanted.stream().map(this::line).collect(Collectors.joining("\n  "));
    }

    private String line(Alteration alteration) {
        Entry entry = present.get(alteration.key());
        String set = entry == null || own(alteration.key()).isPresent()
                ? ""
                : " (" + ConfigTable.setBy(entry.source()) + ")";
        boolean secret = isSecret(alteration);
        return alteration.key() + " " + shown(from(alteration), secret) + set + " -> "
                + shown(to(alteration), secret)
                + (alteration.operation() == Operation.DELETE ? " (no longer set)" : "");
    }

    /** Whether the value is sensitive: by the brokers' answer, or for keys of listeners, which are not listed, by the name. */
    private boolean isSecret(Alteration alteration) {
        Entry entry = known.get(alteration.key());
        return entry == null ? Setting.secretive(alteration.key()) : entry.sensitive();
    }

    private static String shown(Optional<String> value, boolean secret) {
        if (secret) {
            return "(secret)";
        }
        return value.map(text -> text.isEmpty() ? "''" : text).orElse("none");
    }

    private List<Field> fields() {
        return Field.all(
                FIELDS,
                Cell.text(resource.toString()),
                new Cell.Many(wanted.stream().map(this::cell).toList()));
    }

    private Cell cell(Alteration alteration) {
        boolean secret = isSecret(alteration);
        return new Cell.Group(List.of(
                Field.of("key", "key", Cell.text(alteration.key())),
                Field.of(
                        "operation",
                        "operation",
                        Cell.text(alteration.operation().name())),
                Field.of("from", "from", Cell.optional(from(alteration).map(Cell::text))),
                Field.of(
                        "to",
                        "to",
                        secret ? Cell.missing() : Cell.optional(to(alteration).map(Cell::text)))));
    }

    /** {@code KEY=VALUE} pairs by key, with the values in the brokers' units. */
    public static Map<String, String> settings(List<String> pairs) {
        Map<String, String> settings = new TreeMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw Failure.usage("'" + pair + "' is not KEY=VALUE");
            }
            String key = pair.substring(0, equals).strip();
            settings.put(key, SettingUnits.plain(key, pair.substring(equals + 1)));
        }
        return settings;
    }
}
