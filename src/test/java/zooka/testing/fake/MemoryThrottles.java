package zooka.testing.fake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import zooka.clients.Failure;
import zooka.clients.kafka.Configs;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.Resource;
import zooka.clients.kafka.Throttles;

/** Throttles in memory: settings of brokers and topics, as they are on real ones. */
final class MemoryThrottles implements Throttles {

    static final String LEADER_RATE = "leader.replication.throttled.rate";
    static final String FOLLOWER_RATE = "follower.replication.throttled.rate";
    static final String LEADERS = "leader.replication.throttled.replicas";
    static final String FOLLOWERS = "follower.replication.throttled.replicas";

    private static final List<String> RATES = List.of(LEADER_RATE, FOLLOWER_RATE);
    private static final List<String> REPLICAS = List.of(LEADERS, FOLLOWERS);

    private final MemoryKafka kafka;

    MemoryThrottles(MemoryKafka kafka) {
        this.kafka = kafka;
    }

    /** Whether a throttle makes the copy of a replica last more than a second: then it lasts until the throttle is gone. */
    boolean holdsUp(PartitionName name, MemoryLog log, int broker) {
        String replicas = kafka.configs().value(Resource.topic(name.topic()), FOLLOWERS);
        boolean throttled = replicas.equals("*") || list(replicas).anyMatch((name.partition() + ":" + broker)::equals);
        return throttled && log.bytes > Long.parseLong(kafka.configs().value(Resource.broker(broker), FOLLOWER_RATE));
    }

    @Override
    public Listing read(Collection<Integer> brokers, Collection<String> topics) {
        Map<Integer, Long> rates = new TreeMap<>();
        brokers.forEach(id -> own(Resource.broker(id), RATES)
                .values()
                .forEach(rate -> rates.merge(id, Long.parseLong(rate), Math::max)));
        return new Listing(
                rates,
                topics.stream()
                        .filter(topic -> !own(Resource.topic(topic), REPLICAS).isEmpty())
                        .sorted()
                        .toList(),
                List.of());
    }

    private Map<String, String> own(Resource resource, List<String> keys) {
        Map<String, String> own = new HashMap<>();
        kafka.configs().set(resource).stream()
                .filter(setting -> keys.contains(setting.name()))
                .forEach(setting -> own.put(setting.name(), setting.value().orElseThrow()));
        return own;
    }

    @Override
    public Limit limit(long bytesPerSecond, Collection<Copy> copies) {
        Map<Resource, Map<String, String>> wanted = new LinkedHashMap<>();
        for (Copy copy : copies) {
            PartitionName name = copy.partition();
            if (kafka.log(name).isEmpty()) {
                throw MemoryKafka.noTopic(name.topic());
            }
            Stream.concat(copy.leaders().stream(), copy.followers().stream())
                    .forEach(id ->
                            RATES.forEach(key -> wanted.computeIfAbsent(Resource.broker(id), missing -> new TreeMap<>())
                                    .put(key, Long.toString(bytesPerSecond))));
            add(wanted, name, LEADERS, copy.leaders());
            add(wanted, name, FOLLOWERS, copy.followers());
        }
        Map<Resource, Map<String, String>> before = new LinkedHashMap<>();
        wanted.keySet()
                .forEach(resource ->
                        before.put(resource, own(resource, resource.kind() == Resource.Kind.TOPIC ? REPLICAS : RATES)));
        return new Limit() {
            @Override
            public void set() {
                wanted.forEach((resource, values) ->
                        values.forEach((key, value) -> kafka.configs().set(resource, key, value)));
            }

            @Override
            public List<String> revert() {
                wanted.forEach((resource, values) -> values.keySet()
                        .forEach(key -> put(
                                resource,
                                key,
                                Optional.ofNullable(before.get(resource).get(key)))));
                return List.of();
            }
        };
    }

    /** Adds replicas to those of the topic that are throttled or are to be. */
    private void add(Map<Resource, Map<String, String>> wanted, PartitionName name, String key, List<Integer> ids) {
        Resource topic = Resource.topic(name.topic());
        Map<String, String> values = wanted.computeIfAbsent(topic, missing -> new TreeMap<>());
        String known = values.getOrDefault(key, kafka.configs().value(topic, key));
        if (known.equals("*") || ids.isEmpty()) {
            return;
        }
        List<String> all = new ArrayList<>(list(known).toList());
        ids.stream()
                .map(id -> name.partition() + ":" + id)
                .filter(entry -> !all.contains(entry))
                .forEach(all::add);
        String list = String.join(",", all);
        if (list.length() > Configs.LONGEST_VALUE) {
            throw Failure.usage("the throttle of topic " + name.topic() + " lists too many replicas");
        }
        values.put(key, list);
    }

    private void put(Resource resource, String key, Optional<String> value) {
        value.ifPresentOrElse(text -> kafka.configs().set(resource, key, text), () -> kafka.configs()
                .forget(resource, key));
    }

    @Override
    public List<String> remove(Collection<Integer> brokers, Collection<String> topics) {
        new TreeSet<>(brokers)
                .forEach(id -> RATES.forEach(key -> kafka.configs().forget(Resource.broker(id), key)));
        topics.forEach(topic -> REPLICAS.forEach(key -> kafka.configs().forget(Resource.topic(topic), key)));
        return List.of();
    }

    private static Stream<String> list(String value) {
        return Arrays.stream(value.split(",", -1)).filter(entry -> !entry.isEmpty());
    }
}
