package zooka.commands.kafka.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import zooka.commands.Failure;
import zooka.commands.Settled;

/** Throttles as the dynamic settings of brokers and topics that they are. */
final class AdminThrottles implements Throttles {

    private static final List<String> RATES =
            List.of("leader.replication.throttled.rate", "follower.replication.throttled.rate");
    private static final String LEADERS = "leader.replication.throttled.replicas";
    private static final String FOLLOWERS = "follower.replication.throttled.replicas";
    private static final List<String> REPLICAS = List.of(LEADERS, FOLLOWERS);

    /** Stands for every replica of a topic. */
    private static final String ALL = "*";

    private final AdminConnection connection;

    /** Over a connection that stays open. */
    AdminThrottles(AdminConnection connection) {
        this.connection = connection;
    }

    @Override
    public Found found(Collection<Integer> brokers, Collection<String> topics) {
        Map<Integer, Long> rates = new TreeMap<>();
        TreeSet<String> throttled = new TreeSet<>();
        List<String> troubles = new ArrayList<>();
        describe(resources(brokers, topics)).forEach((resource, told) -> {
            told.failure().map(Failure::getMessage).ifPresent(troubles::add);
            told.value().ifPresent(config -> config.entries().stream()
                    .filter(AdminThrottles::isSet)
                    .forEach(entry -> {
                        if (RATES.contains(entry.name())) {
                            long rate = Long.parseLong(entry.value());
                            rates.merge(Integer.valueOf(resource.name()), rate, Math::max);
                        } else if (REPLICAS.contains(entry.name())) {
                            throttled.add(resource.name());
                        }
                    }));
        });
        return new Found(rates, List.copyOf(throttled), troubles);
    }

    private static boolean isSet(ConfigEntry entry) {
        boolean here = entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG
                || entry.source() == ConfigEntry.ConfigSource.DYNAMIC_BROKER_CONFIG;
        return here && entry.value() != null && !entry.value().isEmpty();
    }

    private static List<ConfigResource> resources(Collection<Integer> brokers, Collection<String> topics) {
        List<ConfigResource> resources = new ArrayList<>();
        brokers.forEach(id -> resources.add(new ConfigResource(ConfigResource.Type.BROKER, id.toString())));
        topics.forEach(name -> resources.add(new ConfigResource(ConfigResource.Type.TOPIC, name)));
        return resources;
    }

    private Map<ConfigResource, Settled<Config>> describe(List<ConfigResource> resources) {
        Map<ConfigResource, KafkaFuture<Config>> asked = new LinkedHashMap<>();
        if (!resources.isEmpty()) {
            asked.putAll(connection.admin().describeConfigs(resources).values());
        }
        return connection.each(asked, resource -> "read the throttles of " + text(resource));
    }

    private static String text(ConfigResource resource) {
        return (resource.type() == ConfigResource.Type.BROKER ? "broker " : "topic ") + resource.name();
    }

    @Override
    public void set(long bytesPerSecond, Collection<Copy> copies) {
        Map<String, Set<String>> leaders = new HashMap<>();
        Map<String, Set<String>> followers = new HashMap<>();
        TreeSet<Integer> brokers = new TreeSet<>();
        for (Copy copy : copies) {
            PartitionName name = copy.partition();
            copy.leaders().forEach(id -> entries(leaders, name).add(name.partition() + ":" + id));
            copy.followers().forEach(id -> entries(followers, name).add(name.partition() + ":" + id));
            brokers.addAll(copy.leaders());
            brokers.addAll(copy.followers());
        }
        Map<ConfigResource, Settled<Config>> before = describe(resources(List.of(), leaders.keySet()));
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new LinkedHashMap<>();
        before.forEach((resource, told) -> {
            Config config = told.orThrow().orElseThrow();
            List<AlterConfigOp> more = new ArrayList<>();
            more.addAll(append(config, LEADERS, leaders.get(resource.name())));
            more.addAll(append(config, FOLLOWERS, followers.getOrDefault(resource.name(), Set.of())));
            changes.put(resource, more);
        });
        for (ConfigResource resource : resources(brokers, List.of())) {
            changes.put(
                    resource,
                    RATES.stream()
                            .map(key ->
                                    new AlterConfigOp(new ConfigEntry(key, Long.toString(bytesPerSecond)), OpType.SET))
                            .toList());
        }
        alter(changes, "throttle ").values().forEach(Settled::orThrow);
    }

    private static Set<String> entries(Map<String, Set<String>> byTopic, PartitionName name) {
        return byTopic.computeIfAbsent(name.topic(), topic -> new TreeSet<>());
    }

    private static List<AlterConfigOp> append(Config config, String key, Set<String> entries) {
        ConfigEntry known = config.get(key);
        if (entries.isEmpty() || (known != null && ALL.equals(known.value()))) {
            return List.of();
        }
        String list = entries.stream().collect(Collectors.joining(","));
        return List.of(new AlterConfigOp(new ConfigEntry(key, list), OpType.APPEND));
    }

    @Override
    public List<String> remove(Collection<Integer> brokers, Collection<String> topics) {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new LinkedHashMap<>();
        resources(brokers, List.of()).forEach(resource -> changes.put(resource, deletions(RATES)));
        resources(List.of(), topics).forEach(resource -> changes.put(resource, deletions(REPLICAS)));
        List<String> troubles = new ArrayList<>();
        alter(changes, "take the throttle from ")
                .values()
                .forEach(told -> told.failure().map(Failure::getMessage).ifPresent(troubles::add));
        return troubles;
    }

    private static List<AlterConfigOp> deletions(List<String> keys) {
        return keys.stream()
                .map(key -> new AlterConfigOp(new ConfigEntry(key, ""), OpType.DELETE))
                .toList();
    }

    private Map<ConfigResource, Settled<Void>> alter(
            Map<ConfigResource, Collection<AlterConfigOp>> changes, String verb) {
        changes.values().removeIf(Collection::isEmpty);
        Map<ConfigResource, KafkaFuture<Void>> asked = new LinkedHashMap<>();
        if (!changes.isEmpty()) {
            asked.putAll(connection.changing().incrementalAlterConfigs(changes).values());
        }
        return connection.each(asked, resource -> verb + text(resource));
    }
}
