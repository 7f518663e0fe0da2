package zooka.shell.dropin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import zooka.clients.Failure;
import zooka.clients.text.TextFile;
import zooka.commands.config.PropertiesFile;

/** {@code kafka-configs}: describes and changes the configuration of topics, brokers and groups, and the quotas of clients. */
final class KafkaConfigs implements Tool {

    /** How a default is called that has no name. */
    static final String DEFAULT = "";

    static final String USERS = "users";
    static final String CLIENTS = "clients";
    static final String IPS = "ips";

    /** The options that name an entity, and the type of each. */
    private static final Map<String, String> NAMED = Map.of(
            "topic", "topics",
            "client", CLIENTS,
            "user", USERS,
            "broker", "brokers",
            "broker-logger", "broker-loggers",
            "ip", IPS,
            "client-metrics", "client-metrics",
            "group", "groups");

    /** The same in the tool's order: where several are given the first of them is the entity that it speaks of. */
    private static final List<String> ORDER = List.of(
            "topic",
            "client",
            "user",
            "broker",
            "broker-logger",
            "ip",
            "client-metrics",
            "group",
            "client-defaults",
            "user-defaults",
            "broker-defaults",
            "ip-defaults");

    private static final Map<String, String> DEFAULTS = Map.of(
            "client-defaults", CLIENTS, "user-defaults", USERS, "broker-defaults", "brokers", "ip-defaults", IPS);

    /** The sources of what is set on the resource itself; of broker loggers everything is. */
    private static final Map<String, String> SOURCES = Map.of(
            "topic", "DYNAMIC_TOPIC_CONFIG",
            "broker", "DYNAMIC_BROKER_CONFIG",
            "client-metrics", "DYNAMIC_CLIENT_METRICS_CONFIG",
            "group", "DYNAMIC_GROUP_CONFIG");

    private static final String OF_EVERY_BROKER = "broker/default";

    @Override
    public StockOptions options() {
        return new StockOptions()
                .zooka("--bootstrap-controller", "bootstrap-controller")
                .zooka("--zookeeper", "zookeeper")
                .flags("describe", "alter", "all", "entity-default")
                .values("entity-type", "entity-name", "add-config", "add-config-file", "delete-config")
                .values(NAMED.keySet().toArray(String[]::new))
                .flags(DEFAULTS.keySet().toArray(String[]::new))
                .ignoredFlags("force");
    }

    /** The types that a line names. */
    private static List<String> types(StockLine line) {
        List<String> types = new ArrayList<>(line.values("entity-type"));
        for (String option : ORDER) {
            if (line.has(option)) {
                types.add(NAMED.getOrDefault(option, DEFAULTS.get(option)));
            }
        }
        return types;
    }

    /** The names of the entities, in the order of their types; without as many the last types mean all entities. */
    private static List<String> names(StockLine line) {
        List<String> names = new ArrayList<>();
        int given = 0;
        for (String option : line.order()) {
            if (option.equals("entity-name")) {
                names.add(line.values("entity-name").get(given++));
            } else if (option.equals("entity-default")) {
                names.add(DEFAULT);
            }
        }
        for (String option : ORDER) {
            if (line.has(option)) {
                names.add(NAMED.containsKey(option) ? line.value(option).orElseThrow() : DEFAULT);
            }
        }
        return names;
    }

    @Override
    public void check(StockLine line) {
        String action = line.one("action", "describe", "alter");
        line.onlyWith("all", "describe");
        for (String option : List.of("add-config", "add-config-file", "delete-config")) {
            line.onlyWith(option, "alter");
        }
        if (!line.givenOf("entity-type", "entity-name", "entity-default").isEmpty()
                && line.order().stream()
                        .anyMatch(option -> NAMED.containsKey(option) || DEFAULTS.containsKey(option))) {
            throw Failure.usage("--entity-type, --entity-name and --entity-default cannot be combined with options"
                    + " for one type, such as --topic");
        }
        List<String> types = types(line);
        List<String> names = names(line);
        checkTypes(types);
        if (names.size() > types.size()) {
            throw Failure.usage("there are more names than entity types");
        }
        if (action.equals("alter")) {
            checkChange(line, types, names);
        }
        if (names.isEmpty() && types.contains("client-metrics")) {
            throw Failure.usage("--entity-type client-metrics requires --entity-name");
        }
    }

    private static void checkTypes(List<String> types) {
        for (String type : types) {
            if (!NAMED.containsValue(type)) {
                throw Failure.usage("unknown entity type '" + type + "'")
                        .hint("topics, brokers, broker-loggers, users, clients, ips, client-metrics or groups");
            }
        }
        if (types.isEmpty()) {
            throw Failure.usage("no entity specified").hint("specify --entity-type TYPE --entity-name NAME");
        }
        boolean both = types.size() == 2 && types.contains(USERS) && types.contains(CLIENTS);
        if (types.size() > 1 && !both) {
            throw Failure.usage("only the entity types users and clients can be combined");
        }
    }

    private static void checkChange(StockLine line, List<String> types, List<String> names) {
        if (names.size() < types.size()) {
            throw Failure.usage("--alter requires a name for every entity type");
        }
        line.refuseWith("add-config", "add-config-file");
        if (line.givenOf("add-config", "add-config-file", "delete-config").isEmpty()) {
            throw Failure.usage("--alter requires --add-config, --add-config-file or --delete-config");
        }
        for (String key : added(line).keySet()) {
            if (key.startsWith("SCRAM-")) {
                // The value is a password, which every process of the machine could read.
                throw Failure.usage(
                                "--add-config " + key + " is not supported: it has the password on the command line")
                        .hint("zooka user alter NAME --" + key.toLowerCase(Locale.ROOT) + " --password-file FILE");
            }
        }
        deleted(line);
    }

    /** The pairs that are set. */
    private static Map<String, String> added(StockLine line) {
        if (line.has("add-config-file")) {
            String file = line.value("add-config-file").orElseThrow();
            return new TreeMap<>(PropertiesFile.read(TextFile.path(file)));
        }
        Map<String, String> pairs = new TreeMap<>();
        for (String pair : outsideBrackets(line.value("add-config").orElse(""))) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw Failure.usage("--add-config: invalid pair '" + pair + "'")
                        .hint("use KEY=VALUE, or KEY=[VALUE,VALUE] for a value with commas");
            }
            pairs.put(
                    pair.substring(0, equals).strip(),
                    pair.substring(equals + 1).replace("[", "").replace("]", "").strip());
        }
        return pairs;
    }

    /** The parts of a list between its commas; those in brackets are part of a value. */
    private static List<String> outsideBrackets(String list) {
        List<String> parts = new ArrayList<>();
        int begin = 0;
        boolean within = false;
        for (int i = 0; i <= list.length(); i++) {
            char c = i == list.length() ? ',' : list.charAt(i);
            if (c == '[') {
                within = true;
            } else if (c == ']') {
                within = false;
            } else if (c == ',' && (!within || i == list.length())) {
                if (i > begin) {
                    parts.add(list.substring(begin, i));
                }
                begin = i + 1;
            }
        }
        return parts;
    }

    /** The keys that are reset to their defaults. */
    private static List<String> deleted(StockLine line) {
        List<String> keys = new ArrayList<>();
        for (String list : line.values("delete-config")) {
            for (String key : list.split(",", -1)) {
                if (key.isBlank()) {
                    throw Failure.usage("--delete-config: empty key in '" + list + "'");
                }
                keys.add(key.strip());
            }
        }
        return keys;
    }

    @Override
    public void run(StockLine line, Shell shell, StockOutput out) {
        List<String> types = types(line);
        List<String> names = names(line);
        String type = types.get(0);
        boolean clients = type.equals(USERS) || type.equals(CLIENTS) || type.equals(IPS);
        if (line.has("describe")) {
            if (clients) {
                new ClientConfigs(shell, out).describe(types, names);
            } else {
                describe(line, type, names, shell, out);
            }
            return;
        }
        if (clients) {
            new ClientConfigs(shell, out).alter(types, names, added(line), deleted(line));
        } else {
            alter(resource(type, names.get(0)), added(line), deleted(line), shell);
        }
        String name = names.get(0);
        out.line(
                name.equals(DEFAULT)
                        ? "Completed updating default config for " + type + " in the cluster."
                        : "Completed updating config for " + singular(type) + " " + name + ".");
    }

    /** Changes a resource. A key that is not set need not be deleted; the tool deletes it all the same. */
    private static void alter(String resource, Map<String, String> added, List<String> deleted, Shell shell) {
        List<String> left = new ArrayList<>(deleted);
        if (!deleted.isEmpty()) {
            for (Item entry : shell.items(List.of("config", "describe", "--all", "--detail=values", "--", resource))) {
                if (!entry.text("source").equals(source(resource))) {
                    left.remove(entry.text("key"));
                }
            }
        }
        if (added.isEmpty() && left.isEmpty()) {
            return;
        }
        List<String> words = new ArrayList<>(List.of("config", "alter"));
        left.forEach(key -> words.add("--delete=" + key));
        words.addAll(List.of("--", resource));
        added.forEach((key, value) -> words.add(key + "=" + value));
        shell.items(words);
    }

    /** The type without its last letter, as the tool writes it. */
    static String singular(String type) {
        return type.substring(0, type.length() - 1);
    }

    /** A resource as {@code config describe} takes it. */
    private static String resource(String type, String name) {
        String kind = type.equals("client-metrics") ? type : singular(type);
        return kind + "/" + (name.equals(DEFAULT) ? "default" : name);
    }

    private static void describe(StockLine line, String type, List<String> names, Shell shell, StockOutput out) {
        List<String> entities = names.isEmpty() ? all(type, shell) : names;
        if (entities.isEmpty()) {
            return;
        }
        boolean all = line.has("all") || type.equals("broker-loggers");
        List<String> words = new ArrayList<>(List.of("config", "describe", "--detail=synonyms"));
        if (all) {
            words.add("--all");
        }
        words.add("--");
        entities.forEach(entity -> words.add(resource(type, entity)));
        Map<String, List<Item>> entries = new HashMap<>();
        for (Item entry : shell.items(words)) {
            entries.computeIfAbsent(entry.text("resource"), none -> new ArrayList<>())
                    .add(entry);
        }
        for (String entity : entities) {
            String resource = resource(type, entity);
            out.line(
                    entity.equals(DEFAULT)
                            ? "Default configs for " + type + " in the cluster are:"
                            : (line.has("all") ? "All" : "Dynamic") + " configs for " + singular(type) + " " + entity
                                    + " are:");
            for (Item entry : entries.getOrDefault(resource, List.of())) {
                if (all || entry.text("source").equals(source(resource))) {
                    out.line(described(entry));
                }
            }
        }
    }

    private static String source(String resource) {
        return resource.equals(OF_EVERY_BROKER)
                ? "DYNAMIC_DEFAULT_BROKER_CONFIG"
                : SOURCES.get(resource.substring(0, resource.indexOf('/')));
    }

    /** All entities of a type. */
    private static List<String> all(String type, Shell shell) {
        List<String> names = new ArrayList<>();
        switch (type) {
            case "topics" -> shell.items(List.of("topic", "list")).forEach(topic -> names.add(topic.text("topic")));
            case "groups" -> shell.items(List.of("group", "list")).forEach(group -> names.add(group.text("group")));
            default -> {
                shell.items(List.of("broker", "list")).forEach(broker -> names.add(broker.text("id")));
                if (type.equals("brokers")) {
                    names.add(DEFAULT);
                }
            }
        }
        return names;
    }

    private static String described(Item entry) {
        StringBuilder synonyms = new StringBuilder();
        for (Item synonym : entry.items("synonyms")) {
            synonyms.append(synonyms.isEmpty() ? "" : ", ")
                    .append(synonym.text("source"))
                    .append(':')
                    .append(synonym.text("name"))
                    .append('=')
                    .append(synonym.text("value", "null"));
        }
        return "  " + entry.text("key") + "=" + entry.text("value", "null") + " sensitive=" + entry.text("sensitive")
                + " synonyms={" + synonyms + "}";
    }
}
