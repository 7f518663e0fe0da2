package zooka.commands.kafka.access;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zooka.clients.Failure;
import zooka.clients.kafka.Acls.Filter;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;

/** The options that filter ACLs: all options must match, and any of several resources. */
final class AclFilter {

    @Option(
            names = "--principal",
            paramLabel = "PRINCIPAL",
            description = "ACLs of this principal: User:alice, or alice.")
    @Completes(Candidates.FREE_TEXT)
    String principal;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "ACLs for this client address; '*' for the ACLs for any address.")
    @Completes(Candidates.FREE_TEXT)
    String host;

    @Option(
            names = "--operation",
            paramLabel = "OPERATION",
            description = "ACLs for this operation: Read, Write, DescribeConfigs ...")
    @Completes(Candidates.FREE_TEXT)
    String operation;

    @Option(names = "--permission", paramLabel = "KIND", description = "allow or deny.")
    @Completes(
            value = Candidates.WORDS,
            words = {"allow", "deny"})
    String permission;

    @Option(names = "--match", description = "All ACLs that apply to the resource: by name, by prefix or by *.")
    boolean match;

    @Mixin
    AclResources about = new AclResources();

    /** Whether any option is given. */
    boolean given() {
        return principal != null
                || host != null
                || operation != null
                || permission != null
                || about.prefixed
                || !about.resources().isEmpty();
    }

    /** One filter for each resource, or one for all. */
    List<Filter> filters() {
        List<AclResources.Resource> resources = about.resources();
        if (match && (about.prefixed || resources.isEmpty())) {
            throw Failure.usage("--match requires the name of a resource, and cannot be combined with --prefixed");
        }
        if (resources.isEmpty()) {
            return List.of(filter(Optional.empty(), Optional.empty()));
        }
        return resources.stream()
                .map(resource -> filter(Optional.of(resource.type()), Optional.of(resource.name())))
                .toList();
    }

    private Filter filter(Optional<String> type, Optional<String> name) {
        Optional<String> pattern = about.prefixed ? Optional.of("PREFIXED") : name.map(any -> "LITERAL");
        return new Filter(
                Optional.ofNullable(principal).map(AclWords::principal),
                Optional.ofNullable(host),
                Optional.ofNullable(operation).map(AclWords::operation),
                Optional.ofNullable(permission).map(AclFilter::permission),
                type,
                name,
                match ? Optional.of("MATCH") : pattern);
    }

    private static String permission(String typed) {
        String upper = typed.toUpperCase(Locale.ROOT);
        if (!upper.equals("ALLOW") && !upper.equals("DENY")) {
            throw Failure.usage("invalid --permission '" + typed + "' (allow or deny)");
        }
        return upper;
    }
}
