package zooka.commands.kafka;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import zooka.commands.Failure;
import zooka.commands.kafka.client.Acls;

/** The options that name what ACLs are about. */
final class AclResources {

    @Option(names = "--topic", paramLabel = "TOPIC", description = "A topic, or * for all; may be given again.")
    List<String> topics = List.of();

    @Option(names = "--group", paramLabel = "GROUP", description = "A consumer group, or *; may be given again.")
    List<String> groups = List.of();

    @Option(
            names = "--transactional-id",
            paramLabel = "ID",
            description = "A transactional id, or *; may be given again.")
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
        return new Resource(type, name);
    }
}
