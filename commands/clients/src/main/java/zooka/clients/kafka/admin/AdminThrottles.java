package zooka.clients.kafka.admin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
import zooka.clients.Failure;
import zooka.clients.Outcome;
import zooka.clients.kafka.Configs;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.Throttles;

/** Throttles as dynamic configuration of brokers and topics. */
final class AdminThrottles implements Throttles {

    private static final List<String> RATES =
            List.of("leader.replication.throttled.rate", "follower.replication.throttled.rate");
    private static final String LEADERS = "leader.replication.throttled.replicas";
    private static final String FOLLOWERS = "follower.replication.throttled.replicas";
    private static final List<String> REPLICAS = List.of(LEADERS, FOLLOWERS);

    /** The wildcard for all replicas of a topic. */
    private static final String ALL = "*";

    /** The hint if a part of a throttle is still set. */
    static final String LEFT = "the throttle is partly set (partition unthrottle removes it)";

    private final AdminConnection connection;

    /** Uses a connection that stays open. */
    AdminThrottles(AdminConnection connection) {
        this.connection = connection;
    }

    @Override
    public Listing read(Collection<Integer> brokers, Collection<String> topics) {
        Map<Integer, Long> rates = new TreeMap<>();
        TreeSet<String> throttled = new TreeSet<>();
        List<String> troubles = new ArrayList<>();
        boolean unknown = !brokers.isEmpty() && connection.atControllers();
        if (unknown) {
            troubles.add("cannot read the throttles of brokers: a controller does not know them");
        }
        describe(resources(unknown ? List.of() : brokers, topics)).forEach((resource, told) -> {
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
        return new Listing(rates, List.copyOf(throttled), troubles);
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

    private Map<ConfigResource, Outcome<Config>> describe(List<ConfigResource> resources) {
        Map<ConfigResource, KafkaFuture<Config>> asked = new LinkedHashMap<>();
        if (!resources.isEmpty()) {
            asked.putAll(connection
                    .ofMetadata("read throttles")
                    .describeConfigs(resources)
                    .values());
        }
        return connection.each(asked, resource -> "read the throttles of " + text(resource));
    }

    private static String text(ConfigResource resource) {
        return (resource.type() == ConfigResource.Type.BROKER ? "broker " : "topic ") + resource.name();
    }

    @Override
    public Limit limit(long bytesPerSecond, Collection<Copy> copies) {
        connection.requireBrokers("set a throttle");
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
        TreeSet<String> topics = new TreeSet<>(leaders.keySet());
        topics.addAll(followers.keySet());
        Map<ConfigResource, Map<String, String>> wanted = new LinkedHashMap<>();
        Map<ConfigResource, Map<String, String>> before = new LinkedHashMap<>();
        describe(resources(brokers, topics)).forEach((resource, told) -> {
            Map<String, String> own = own(told.orThrow().orElseThrow());
            Map<String, String> values = new LinkedHashMap<>();
            if (resource.type() == ConfigResource.Type.BROKER) {
                RATES.forEach(key -> values.put(key, Long.toString(bytesPerSecond)));
            } else {
                merge(values, own, resource, LEADERS, leaders);
                merge(values, own, resource, FOLLOWERS, followers);
            }
            before.put(resource, own);
            wanted.put(resource, values);
        });
        return new ThisLimit(wanted, before);
    }

    private static Set<String> entries(Map<String, Set<String>> byTopic, PartitionName name) {
        return byTopic.computeIfAbsent(name.topic(), topic -> new LinkedHashSet<>());
    }

    private static Map<String, String> own(Config config) {
        return config.entries().stream()
                .filter(AdminThrottles::isSet)
                .filter(entry -> RATES.contains(entry.name()) || REPLICAS.contains(entry.name()))
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }

    /**
     * The whole list is set, since brokers before 3.4 cannot append to an empty list: the result prevents a broker
     * from starting.
     */
    private static void merge(
            Map<String, String> values,
            Map<String, String> own,
            ConfigResource topic,
            String key,
            Map<String, Set<String>> entries) {
        String known = own.getOrDefault(key, "");
        Set<String> more = entries.getOrDefault(topic.name(), Set.of());
        if (more.isEmpty() || known.equals(ALL)) {
            return;
        }
        Set<String> all = new LinkedHashSet<>(List.of(known.split(",", -1)));
        all.removeIf(entry -> !entry.contains(":"));
        all.addAll(more);
        String list = String.join(",", all);
        if (list.length() > Configs.LONGEST_VALUE) {
            throw Failure.usage(String.format(
                            Locale.ROOT,
                            "the throttle of topic %s lists %,d replicas in %,d bytes, the maximum is %,d",
                            topic.name(),
                            all.size(),
                            list.length(),
                            Configs.LONGEST_VALUE))
                    .hint(
                            "move fewer of its partitions at a time, or throttle all of its replicas first: config alter topic/"
                                    + topic.name() + " '" + LEADERS + "=*' '" + FOLLOWERS + "=*'");
        }
        values.put(key, list);
    }

    /** A throttle that remembers the previous configuration. */
    private final class ThisLimit implements Limit {

        private final Map<ConfigResource, Map<String, String>> wanted;
        private final Map<ConfigResource, Map<String, String>> before;

        ThisLimit(Map<ConfigResource, Map<String, String>> wanted, Map<ConfigResource, Map<String, String>> before) {
            this.wanted = wanted;
            this.before = before;
        }

        @Override
        public void set() {
            Map<ConfigResource, Collection<AlterConfigOp>> changes = new LinkedHashMap<>();
            wanted.forEach((resource, values) -> changes.put(
                    resource,
                    values.entrySet().stream()
                            .map(value -> set(value.getKey(), value.getValue()))
                            .toList()));
            Optional<Failure> failure = alter(changes, "throttle ").values().stream()
                    .flatMap(told -> told.failure().stream())
                    .findFirst();
            if (failure.isPresent()) {
                throw revert().isEmpty() ? failure.get() : failure.get().hint(LEFT);
            }
        }

        @Override
        public List<String> revert() {
            Map<ConfigResource, Collection<AlterConfigOp>> changes = new LinkedHashMap<>();
            wanted.forEach((resource, values) -> changes.put(
                    resource,
                    values.keySet().stream()
                            .map(key -> before.get(resource).containsKey(key)
                                    ? set(key, before.get(resource).get(key))
                                    : deletion(key))
                            .toList()));
            return troubles(alter(changes, "remove the throttle of "));
        }

        private static AlterConfigOp set(String key, String value) {
            return new AlterConfigOp(new ConfigEntry(key, value), OpType.SET);
        }
    }

    @Override
    public List<String> remove(Collection<Integer> brokers, Collection<String> topics) {
        connection.requireBrokers("remove throttles");
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new LinkedHashMap<>();
        resources(brokers, List.of()).forEach(resource -> changes.put(resource, deletions(RATES)));
        resources(List.of(), topics).forEach(resource -> changes.put(resource, deletions(REPLICAS)));
        return troubles(alter(changes, "remove the throttle of "));
    }

    private static List<String> troubles(Map<ConfigResource, Outcome<Void>> outcomes) {
        return outcomes.values().stream()
                .flatMap(told -> told.failure().stream())
                .map(Failure::getMessage)
                .toList();
    }

    private static List<AlterConfigOp> deletions(List<String> keys) {
        return keys.stream().map(AdminThrottles::deletion).toList();
    }

    private static AlterConfigOp deletion(String key) {
        return new AlterConfigOp(new ConfigEntry(key, ""), OpType.DELETE);
    }

    /** Sends many changes in several requests: a controller rejects a request with too many changes. */
    private Map<ConfigResource, Outcome<Void>> alter(
            Map<ConfigResource, Collection<AlterConfigOp>> changes, String verb) {
        changes.values().removeIf(Collection::isEmpty);
        return connection.eachInTurn(
                List.copyOf(changes.keySet()),
                some -> {
                    Map<ConfigResource, Collection<AlterConfigOp>> now = new LinkedHashMap<>();
                    some.forEach(resource -> now.put(resource, changes.get(resource)));
                    return connection
                            .changingMetadata("change throttles")
                            .incrementalAlterConfigs(now)
                            .values();
                },
                resource -> verb + text(resource));
    }
}
