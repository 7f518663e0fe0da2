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

/** The options that say which ACLs are meant; all that is given must hold, and any of several resources. */
final class AclFilter {

    @Option(names = "--principal", paramLabel = "PRINCIPAL", description = "Of this one: User:alice, or alice.")
    @Completes(Candidates.FREE_TEXT)
    String principal;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "For this address, or * for those for all.")
    @Completes(Candidates.FREE_TEXT)
    String host;

    @Option(names = "--operation", paramLabel = "OPERATION", description = "Read, Write, DescribeConfigs ...")
    @Completes(Candidates.FREE_TEXT)
    String operation;

    @Option(names = "--permission", paramLabel = "KIND", description = "allow or deny.")
    @Completes(
            value = Candidates.WORDS,
            words = {"allow", "deny"})
    String permission;

    @Option(names = "--match", description = "All that hold for a resource of the name: by name, by prefix, by *.")
    boolean match;

    @Mixin
    AclResources about = new AclResources();

    /** Whether anything is asked for. */
    boolean given() {
        return principal != null
                || host != null
                || operation != null
                || permission != null
                || about.prefixed
                || !about.resources().isEmpty();
    }

    /** One for each resource, or one for all. */
    List<Filter> filters() {
        List<AclResources.Resource> resources = about.resources();
        if (match && (about.prefixed || resources.isEmpty())) {
            throw Failure.usage("--match wants the name of a resource, and no --prefixed beside it");
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
            throw Failure.usage("--permission '" + typed + "' is neither allow nor deny");
        }
        return upper;
    }
}
