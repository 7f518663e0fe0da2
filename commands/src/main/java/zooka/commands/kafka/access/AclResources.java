package zooka.commands.kafka.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import zooka.clients.Failure;
import zooka.clients.Quoting;
import zooka.clients.kafka.Acls;
import zooka.clients.text.Selector;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;

/** The options that select the resources of ACLs. */
final class AclResources {

    @Option(names = "--topic", paramLabel = "TOPIC", description = "A topic, or * for all; repeatable.")
    @Completes(Candidates.TOPIC)
    List<String> topics = List.of();

    @Option(names = "--group", paramLabel = "GROUP", description = "A consumer group, or * for all; repeatable.")
    @Completes(Candidates.GROUP)
    List<String> groups = List.of();

    @Option(
            names = "--transactional-id",
            paramLabel = "ID",
            description = "A transactional id, or * for all; repeatable.")
    @Completes(Candidates.TRANSACTION)
    List<String> transactionalIds = List.of();

    @Option(names = "--cluster", description = "The cluster itself.")
    boolean cluster;

    @Option(names = "--prefixed", description = "Take the names as prefixes.")
    boolean prefixed;

    /** A resource: type and name as in Kafka. */
    record Resource(String type, String name) {}

    /** The selected resources, ordered by type. */
    List<Resource> resources() {
        List<Resource> resources = new ArrayList<>();
        topics.forEach(name -> resources.add(resource("TOPIC", name)));
        groups.forEach(name -> resources.add(resource("GROUP", name)));
        transactionalIds.forEach(name -> resources.add(resource("TRANSACTIONAL_ID", name)));
        if (cluster) {
            resources.add(resource("CLUSTER", Acls.CLUSTER));
        }
        return resources;
    }

    private static Resource resource(String type, String name) {
        if (name.isEmpty()) {
            throw Failure.usage("the name of a resource must not be empty");
        }
        // Kafka has no patterns here; a name is taken literally.
        return new Resource(type, Selector.isPattern(name) ? name : new Selector(name).name());
    }

    /**
     * The resources of ACLs to create.
     *
     * @throws Failure {@code USAGE} for a pattern, which would be taken as a name
     */
    List<Resource> created() {
        pattern().ifPresent(pattern -> {
            throw notPattern(pattern);
        });
        return resources();
    }

    /** The failure of a pattern, with a hint on the alternatives. */
    static Failure notPattern(String pattern) {
        String prefix = pattern.replaceAll("[*?\\[].*", "");
        return Failure.usage("'" + pattern + "' is a pattern; an ACL takes a name, a prefix or *")
                .hint((prefix.isEmpty()
                                ? ""
                                : "use --prefixed with " + Quoting.asArgument(prefix)
                                        + " for all names with that prefix, ")
                        + Quoting.asArgument(Selector.exactly(pattern)) + " for the name");
    }

    /** The first word that is a pattern; empty without one. */
    Optional<String> pattern() {
        return Stream.of(topics, groups, transactionalIds)
                .flatMap(List::stream)
                .filter(name -> !name.equals("*") && Selector.isPattern(name))
                .findFirst();
    }
}
