package zooka.commands.kafka.access;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zooka.clients.Failure;
import zooka.clients.kafka.Acls;
import zooka.clients.kafka.Acls.Rule;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.kafka.access.AclResources.Resource;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code acl create}: creates ACLs. */
@Command(
        name = "acl create",
        footer = {
            "",
            "One ACL is created for each principal, operation and resource. --producer and --consumer select the operations that clients need.",
            "",
            "Examples:",
            "  acl create --allow alice --operation Read,Describe --topic orders",
            "  acl create --allow app --producer --topic orders --transactional-id app-tx",
            "  acl create --allow app --consumer --topic orders- --prefixed --group app-",
            "  acl create --deny mallory --host 10.0.0.9 --operation All --topic '*'"
        })
public final class AclCreate implements Action.Change {

    @Option(
            names = {"--allow", "--allow-principal"},
            paramLabel = "PRINCIPAL",
            description = "A principal to allow: User:alice, or alice; repeatable.")
    @Completes(Candidates.FREE_TEXT)
    List<String> allow = List.of();

    @Option(
            names = {"--deny", "--deny-principal"},
            paramLabel = "PRINCIPAL",
            description = "A principal to deny, which overrides any allow; repeatable.")
    @Completes(Candidates.FREE_TEXT)
    List<String> deny = List.of();

    @Option(
            names = {"--host", "--allow-host", "--deny-host"},
            paramLabel = "ADDRESS",
            description = "A client address; repeatable. Default: any.")
    @Completes(Candidates.FREE_TEXT)
    List<String> hosts = List.of("*");

    @Option(
            names = "--operation",
            split = ",",
            paramLabel = "OPERATION",
            description = "Read, Write, Describe, DescribeConfigs ..., or All; repeatable.")
    @Completes(Candidates.FREE_TEXT)
    List<String> operations = List.of();

    @Option(names = "--producer", description = "Allow what a producer needs: write, describe and create the topics.")
    boolean producer;

    @Option(names = "--idempotent", description = "With --producer: also allow idempotent writes (brokers before 2.8).")
    boolean idempotent;

    @Option(
            names = "--consumer",
            description = "Allow what a consumer needs: read and describe the topics, read the groups.")
    boolean consumer;

    @Mixin
    AclResources about = new AclResources();

    @Override
    public void check() {
        rules();
    }

    @Override
    public List<Column> fields() {
        return AclWords.fields("created");
    }

    @Override
    public Plan plan(Context context) {
        List<Rule> wanted = rules();
        Acls acls = context.clusters().administration().acls();
        List<Rule> there = acls.list(List.of(new Acls.Filter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
        List<Rule> missing =
                wanted.stream().filter(rule -> !there.contains(rule)).toList();
        if (missing.isEmpty()) {
            return Plan.onNothing()
                    .change("create no ACLs: all of them exist", () -> AclWords.done("created", "created", missing));
        }
        return Plan.on(AclWords.scope(missing))
                .change(
                        () -> new Plan.Preview(
                                AclWords.list("create", missing), List.of(AclWords.field("create", missing))),
                        () -> create(context, acls, missing));
    }

    private static Result create(Context context, Acls acls, List<Rule> rules) {
        return AclWords.done("created", "created", context.remarks().successes(acls.create(rules)));
    }

    private List<Rule> rules() {
        if (allow.isEmpty() && deny.isEmpty()) {
            throw Failure.usage("missing principal").hint("specify --allow PRINCIPAL or --deny PRINCIPAL");
        }
        Set<Rule> rules = new LinkedHashSet<>();
        if (producer || consumer) {
            if (!operations.isEmpty() || !deny.isEmpty()) {
                throw Failure.usage("--producer and --consumer cannot be combined with --operation or --deny");
            }
            producing(rules);
            consuming(rules);
            return List.copyOf(rules);
        }
        if (idempotent) {
            throw Failure.usage("--idempotent requires --producer");
        }
        List<Resource> resources = about.created();
        if (resources.isEmpty()) {
            throw Failure.usage("missing resource").hint("specify --topic, --group, --transactional-id or --cluster");
        }
        List<String> given = operations.isEmpty() ? List.of("ALL") : operations;
        for (Resource resource : resources) {
            add(rules, resource, given.stream().map(AclWords::operation).toArray(String[]::new));
        }
        return List.copyOf(rules);
    }

    private void producing(Set<Rule> rules) {
        if (!producer) {
            return;
        }
        if (about.topics.isEmpty() || about.cluster || (!about.groups.isEmpty() && !consumer)) {
            throw Failure.usage("--producer requires --topic, and only --transactional-id can be added");
        }
        for (Resource resource : about.created()) {
            switch (resource.type()) {
                case "TOPIC" -> add(rules, resource, "WRITE", "DESCRIBE", "CREATE");
                case "TRANSACTIONAL_ID" -> add(rules, resource, "WRITE", "DESCRIBE");
                default -> {}
            }
        }
        if (idempotent) {
            add(rules, new Resource("CLUSTER", Acls.CLUSTER), "IDEMPOTENT_WRITE");
        }
    }

    private void consuming(Set<Rule> rules) {
        if (!consumer) {
            return;
        }
        if (about.topics.isEmpty()
                || about.groups.isEmpty()
                || about.cluster
                || (!about.transactionalIds.isEmpty() && !producer)) {
            throw Failure.usage("--consumer requires --topic and --group, and no other resource");
        }
        for (Resource resource : about.created()) {
            switch (resource.type()) {
                case "TOPIC" -> add(rules, resource, "READ", "DESCRIBE");
                case "GROUP" -> add(rules, resource, "READ");
                default -> {}
            }
        }
    }

    private void add(Set<Rule> rules, Resource resource, String... given) {
        for (String operation : given) {
            List<String> possible = AclWords.OPERATIONS.get(resource.type());
            if (!possible.contains(operation)) {
                throw Failure.usage("operation " + operation + " does not apply to a " + resource.type())
                        .hint(String.join(" ", possible));
            }
            for (String host : hosts) {
                allow.forEach(who -> rules.add(rule(who, host, operation, "ALLOW", resource)));
                deny.forEach(who -> rules.add(rule(who, host, operation, "DENY", resource)));
            }
        }
    }

    private Rule rule(String who, String host, String operation, String permission, Resource resource) {
        boolean literal = !about.prefixed || resource.type().equals("CLUSTER");
        return new Rule(
                AclWords.principal(who),
                host,
                operation,
                permission,
                resource.type(),
                resource.name(),
                literal ? "LITERAL" : "PREFIXED");
    }
}
