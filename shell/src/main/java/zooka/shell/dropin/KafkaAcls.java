package zooka.shell.dropin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Failure;

/** {@code kafka-acls}: lists, adds and removes ACLs. */
final class KafkaAcls implements Tool {

    private static final String[] ACTIONS = {"list", "add", "remove"};

    /** The options that name resources; those of {@code acl list} have the same names. */
    private static final List<String> RESOURCES = List.of("topic", "group", "transactional-id");

    @Override
    public StockOptions options() {
        return new StockOptions()
                .zooka("--bootstrap-controller", "bootstrap-controller")
                .flags(ACTIONS)
                .flags("cluster", "producer", "consumer", "idempotent", "force")
                .values("topic", "group", "transactional-id", "resource-pattern-type", "operation", "principal")
                .values("allow-principal", "deny-principal", "allow-host", "deny-host")
                .refused("zooka knows no ACLs of delegation tokens", "delegation-token")
                .refused("zooka knows no ACLs of user principals as resources", "user-principal")
                .refused(
                        "specify the brokers with --bootstrap-server",
                        "authorizer",
                        "authorizer-properties",
                        "zookeeper");
    }

    @Override
    public void check(StockLine line) {
        String action = line.one("action", ACTIONS);
        line.onlyWith("principal", "list");
        line.onlyWith("idempotent", "producer");
        line.onlyWith("allow-host", "allow-principal");
        line.onlyWith("deny-host", "deny-principal");
        String pattern = pattern(line);
        if (!List.of("literal", "prefixed", "match").contains(pattern)) {
            throw Failure.usage("--resource-pattern-type " + pattern + " is not supported")
                    .hint("literal, prefixed, or match with --list");
        }
        if (pattern.equals("match") && !action.equals("list")) {
            throw Failure.usage("--resource-pattern-type match requires --list");
        }
        boolean resource = line.has("cluster")
                || !line.givenOf("topic", "group", "transactional-id").isEmpty();
        if (!action.equals("list") && !resource) {
            throw Failure.usage("--" + action + " requires a resource")
                    .hint("specify --topic, --group, --transactional-id or --cluster");
        }
        if (action.equals("add")
                && line.givenOf("allow-principal", "deny-principal").isEmpty()) {
            throw Failure.usage("--add requires --allow-principal or --deny-principal");
        }
        if (action.equals("remove")) {
            line.refuseWith("remove", "producer", "consumer");
            if (!line.has("force")) {
                throw Failure.usage("--remove requires --force: zooka asks no question in the place of a stock tool")
                        .hint("zooka acl delete shows a plan and asks");
            }
        }
    }

    private static String pattern(StockLine line) {
        return line.value("resource-pattern-type").orElse("literal").toLowerCase(Locale.ROOT);
    }

    /** The words that select the resources. */
    private static List<String> resources(StockLine line) {
        List<String> words = new ArrayList<>();
        for (String option : RESOURCES) {
            line.values(option).forEach(name -> words.add("--" + option + "=" + name.strip()));
        }
        if (line.has("cluster")) {
            words.add("--cluster");
        }
        if (pattern(line).equals("prefixed")) {
            words.add("--prefixed");
        } else if (pattern(line).equals("match")) {
            words.add("--match");
        }
        return words;
    }

    @Override
    public void run(StockLine line, Shell shell, StockOutput out) {
        switch (line.one("action", ACTIONS)) {
            case "list" -> list(line, shell, out);
            case "add" -> add(line, shell, out);
            default -> remove(line, shell);
        }
    }

    private static void list(StockLine line, Shell shell, StockOutput out) {
        List<String> words = new ArrayList<>(List.of("acl", "list"));
        words.addAll(resources(line));
        List<Item> rules = shell.items(words);
        if (!line.has("principal")) {
            print(rules, out);
            return;
        }
        for (String principal : line.values("principal")) {
            out.line("ACLs for principal `" + principal.strip() + "`");
            List<Item> own = new ArrayList<>(rules);
            own.removeIf(rule -> !rule.text("principal").equals(principal.strip()));
            print(own, out);
        }
    }

    private static void print(List<Item> rules, StockOutput out) {
        byResource(rules)
                .forEach((resource, own) ->
                        out.line("Current ACLs for resource `" + resource + "`:\n" + entries(own) + "\n"));
    }

    private static Map<String, List<Item>> byResource(List<Item> rules) {
        Map<String, List<Item>> resources = new LinkedHashMap<>();
        for (Item rule : rules) {
            String resource = "ResourcePattern(resourceType=" + rule.text("resourceType") + ", name="
                    + rule.text("resourceName") + ", patternType=" + rule.text("patternType") + ")";
            resources.computeIfAbsent(resource, none -> new ArrayList<>()).add(rule);
        }
        return resources;
    }

    private static String entries(List<Item> rules) {
        List<String> entries = new ArrayList<>();
        for (Item rule : rules) {
            entries.add("\t(principal=" + rule.text("principal") + ", host=" + rule.text("host") + ", operation="
                    + rule.text("operation") + ", permissionType=" + rule.text("permission") + ")");
        }
        return String.join("\n", entries);
    }

    private static void add(StockLine line, Shell shell, StockOutput out) {
        List<Item> added = new ArrayList<>();
        for (String kind : List.of("allow", "deny")) {
            if (line.has(kind + "-principal")) {
                List<String> words = new ArrayList<>(List.of("acl", "create"));
                line.values(kind + "-principal").forEach(who -> words.add("--" + kind + "=" + who.strip()));
                line.values(kind + "-host").forEach(host -> words.add("--host=" + host.strip()));
                line.values("operation").forEach(operation -> words.add("--operation=" + operation.strip()));
                for (String option : line.givenOf("producer", "consumer", "idempotent")) {
                    words.add("--" + option);
                }
                words.addAll(resources(line));
                shell.items(words).forEach(result -> added.addAll(result.items("created")));
            }
        }
        byResource(added)
                .forEach((resource, own) ->
                        out.line("Adding ACLs for resource `" + resource + "`: \n " + entries(own) + "\n"));
    }

    /** Removes what matches: everything on the resources, or each combination of principal, host and operation. */
    private static void remove(StockLine line, Shell shell) {
        List<List<String>> selections = new ArrayList<>();
        for (String kind : List.of("allow", "deny")) {
            for (String who : line.values(kind + "-principal")) {
                for (String host : or(line.values(kind + "-host"), "*")) {
                    for (String operation : or(line.values("operation"), "All")) {
                        selections.add(List.of(
                                "--permission=" + kind,
                                "--principal=" + who.strip(),
                                "--host=" + host.strip(),
                                "--operation=" + operation.strip()));
                    }
                }
            }
        }
        if (selections.isEmpty()) {
            selections.add(List.of());
        }
        Optional<Failure> absent = Optional.empty();
        boolean removed = false;
        for (List<String> selection : selections) {
            List<String> words = new ArrayList<>(List.of("acl", "delete"));
            words.addAll(selection);
            words.addAll(resources(line));
            try {
                shell.items(words);
                removed = true;
            } catch (Failure failure) {
                if (failure.kind() != Failure.Kind.NOT_FOUND) {
                    throw failure;
                }
                absent = Optional.of(failure);
            }
        }
        if (!removed && absent.isPresent()) {
            throw absent.get();
        }
    }

    private static List<String> or(List<String> values, String otherwise) {
        return values.isEmpty() ? List.of(otherwise) : values;
    }
}
