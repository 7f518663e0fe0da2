package zooka.commands.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Topics, partitions, brokers and the controller, as the brokers tell. Every call is bounded by the profile's timeout and
 * ends with a {@link zooka.commands.Failure}: {@code UNREACHABLE} names the addresses and the cause.
 */
public interface Topics extends AutoCloseable {

    /** A setting of a topic. */
    record Setting(String name, Optional<String> value) {}

    /** The whole cluster, without the topics' minimum of in-sync replicas. */
    ClusterState state();

    /** The same with those topics only; {@code NOT_FOUND} names the first that does not exist. */
    ClusterState state(Collection<String> topics);

    /** The names of all topics, sorted, internal ones included. */
    List<String> names();

    /** The topics with {@link Topic#minInSync()} filled in. */
    List<Topic> withMinInSync(List<Topic> topics);

    /** The settings of a topic that are not the default's, by name. */
    List<Setting> overrides(String topic);

    @Override
    void close();
}
