package zooka.commands.kafka.access;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import zooka.clients.Failure;
import zooka.clients.kafka.Acls.Rule;
import zooka.commands.action.Scope;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** Parsing and formatting of ACLs. */
final class AclWords {

    private static final String CONFIGS = "DESCRIBE_CONFIGS";

    /** The operations on each type of resource. */
    static final Map<String, List<String>> OPERATIONS = Map.of(
            "TOPIC",
            List.of("ALL", "READ", "WRITE", "CREATE", "DELETE", "ALTER", "DESCRIBE", CONFIGS, "ALTER_CONFIGS"),
            "GROUP",
            List.of("ALL", "READ", "DELETE", "DESCRIBE", CONFIGS, "ALTER_CONFIGS"),
            "CLUSTER",
            List.of(
                    "ALL",
                    "CREATE",
                    "ALTER",
                    "DESCRIBE",
                    "CLUSTER_ACTION",
                    CONFIGS,
                    "ALTER_CONFIGS",
                    "IDEMPOTENT_WRITE"),
            "TRANSACTIONAL_ID",
            List.of("ALL", "WRITE", "DESCRIBE", "TWO_PHASE_COMMIT"));

    static final List<Column> COLUMNS = List.of(
            Column.of("principal", "PRINCIPAL"),
            Column.of("host", "HOST"),
            Column.of("operation", "OPERATION"),
            Column.of("permission", "PERMISSION"),
            Column.of("resourceType", "RESOURCE"),
            Column.of("resourceName", "NAME"),
            Column.of("patternType", "PATTERN"));

    private AclWords() {}

    /** Parses an operation: {@code read}, {@code DescribeConfigs} or {@code describe-configs}. */
    static String operation(String typed) {
        String bare = bare(typed);
        return OPERATIONS.values().stream()
                .flatMap(List::stream)
                .filter(name -> bare(name).equals(bare))
                .findFirst()
                .orElseThrow(() -> Failure.usage("invalid operation '" + typed + "'")
                        .hint(String.join(" ", OPERATIONS.get("TOPIC")) + ", for the cluster also "
                                + String.join(" ", OPERATIONS.get("CLUSTER"))));
    }

    private static String bare(String name) {
        return name.replaceAll("[_-]", "").toUpperCase(Locale.ROOT);
    }

    /** Adds the type to a principal without one: {@code alice} is {@code User:alice}. */
    static String principal(String typed) {
        if (typed.isBlank()) {
            throw Failure.usage("invalid principal (example: User:alice)");
        }
        return typed.indexOf(':') < 0 ? "User:" + typed : typed;
    }

    /** The scope of the ACLs' resources, for protection. */
    static Scope scope(List<Rule> rules) {
        Scope scope = Scope.NONE;
        for (Rule rule : rules) {
            boolean topic = rule.resourceType().equals("TOPIC");
            boolean prefixed = rule.patternType().equals("PREFIXED");
            if (!topic) {
                scope = scope.and(Scope.kafka(rule.principal()));
            } else if (prefixed || rule.resourceName().equals("*")) {
                scope = scope.and(new Scope(List.of(new Scope.Topics(prefixed ? rule.resourceName() : ""))));
            } else {
                scope = scope.and(Scope.topic(rule.resourceName()));
            }
        }
        return scope;
    }

    /** An ACL as a sentence, for plans. */
    static String sentence(Rule rule) {
        String verb = rule.permission().equals("DENY") ? " may not " : " may ";
        String host = rule.host().equals("*") ? "" : " from " + rule.host();
        String prefix = rule.patternType().equals("PREFIXED") ? "*" : "";
        String resource = rule.resourceType().equals("CLUSTER")
                ? "the cluster"
                : words(rule.resourceType()) + " " + rule.resourceName() + prefix;
        return rule.principal() + verb + rule.operation() + " " + resource + host;
    }

    private static String words(String type) {
        return type.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** ACLs as lines, after a first line with the verb. */
    static String list(String verb, List<Rule> rules) {
        StringBuilder text =
                new StringBuilder(verb).append(rules.size() == 1 ? " 1 ACL" : " " + rules.size() + " ACLs");
        rules.forEach(rule -> text.append("\n  ").append(sentence(rule)));
        return text.toString();
    }

    static Table table(List<Rule> rules, String empty) {
        return new Table(
                        COLUMNS,
                        rules.stream()
                                .map(rule -> Row.of(
                                        Cell.text(rule.principal()),
                                        Cell.text(rule.host()),
                                        Cell.text(rule.operation()),
                                        Cell.text(
                                                rule.permission(),
                                                rule.permission().equals("DENY") ? Cell.Level.WARN : Cell.Level.PLAIN),
                                        Cell.text(rule.resourceType()),
                                        Cell.text(rule.resourceName()),
                                        Cell.text(rule.patternType())))
                                .toList(),
                        empty)
                .counted("ACL");
    }

    /** ACLs for the JSON of plans and results. */
    static Field field(String key, List<Rule> rules) {
        return Field.of(key, key, table(rules, "").asCell());
    }

    /** The fields of a change to ACLs: an array of rules each. */
    static List<Column> fields(String... keys) {
        return Stream.of(keys).map(key -> Column.of(key, key).list()).toList();
    }

    static Result done(String verb, String key, List<Rule> rules) {
        return new Result.Change(
                rules.isEmpty() ? "nothing " + verb : list(verb, rules), Optional.empty(), List.of(field(key, rules)));
    }
}
