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

/** The options that name what ACLs are about. */
final class AclResources {

    @Option(names = "--topic", paramLabel = "TOPIC", description = "A topic, or * for all; may be given again.")
    @Completes(Candidates.TOPIC)
    List<String> topics = List.of();

    @Option(names = "--group", paramLabel = "GROUP", description = "A consumer group, or *; may be given again.")
    @Completes(Candidates.GROUP)
    List<String> groups = List.of();

    @Option(
            names = "--transactional-id",
            paramLabel = "ID",
            description = "A transactional id, or *; may be given again.")
    @Completes(Candidates.TRANSACTION)
    List<String> transactionalIds = List.of();

    @Option(names = "--cluster", description = "The cluster itself.")
    boolean cluster;

    @Option(names = "--prefixed", description = "The names are what names begin with.")
    boolean prefixed;

    /** A resource, in Kafka's words. */
    record Resource(String type, String name) {}

    /** Those named, in the order of their kinds. */
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
            throw Failure.usage("a resource has a name");
        }
        // Kafka knows no patterns here; a name is one to the letter.
        return new Resource(type, Selector.isPattern(name) ? name : new Selector(name).name());
    }

    /**
     * The same, for ACLs to be created.
     *
     * @throws Failure {@code USAGE} for a pattern, which would be taken for a name
     */
    List<Resource> created() {
        pattern().ifPresent(pattern -> {
            throw notPattern(pattern);
        });
        return resources();
    }

    /** Why a pattern is none for Kafka, and what can be typed in its place. */
    static Failure notPattern(String pattern) {
        String prefix = pattern.replaceAll("[*?\\[].*", "");
        return Failure.usage("ACLs take a name, a prefix or *, and '" + pattern + "' is a pattern")
                .hint((prefix.isEmpty()
                                ? ""
                                : "--prefixed with " + Quoting.pasted(prefix) + " is for all names that begin so, ")
                        + Quoting.pasted(Selector.exactly(pattern)) + " is the name");
    }

    /** The first word among them that reads as a pattern; empty where none does. */
    Optional<String> pattern() {
        return Stream.of(topics, groups, transactionalIds)
                .flatMap(List::stream)
                .filter(name -> !name.equals("*") && Selector.isPattern(name))
                .findFirst();
    }
}
