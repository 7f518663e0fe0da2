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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.Outcome;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Configs;
import zooka.clients.kafka.Resource;
import zooka.clients.kafka.Topics;

/** Settings in memory: some of those that topics and brokers have, with Kafka's own defaults. */
final class MemoryConfigs implements Configs {

    /** A setting that there is. */
    private record KnownSetting(String type, String value, boolean readOnly) {}

    private static final Map<String, KnownSetting> TOPIC = Map.of(
            "cleanup.policy", new KnownSetting("LIST", "delete", false),
            "follower.replication.throttled.replicas", new KnownSetting("LIST", "", false),
            "leader.replication.throttled.replicas", new KnownSetting("LIST", "", false),
            "max.message.bytes", new KnownSetting("INT", "1048588", false),
            "min.insync.replicas", new KnownSetting("INT", "1", false),
            "retention.bytes", new KnownSetting("LONG", "-1", false),
            "retention.ms", new KnownSetting("LONG", "604800000", false),
            "segment.bytes", new KnownSetting("INT", "1073741824", false));

    private static final Map<String, KnownSetting> BROKER = Map.of(
            "broker.id", new KnownSetting("INT", "-1", true),
            "follower.replication.throttled.rate", new KnownSetting("LONG", "9223372036854775807", false),
            "leader.replication.throttled.rate", new KnownSetting("LONG", "9223372036854775807", false),
            "log.cleaner.backoff.ms", new KnownSetting("LONG", "15000", false),
            "log.cleanup.policy", new KnownSetting("LIST", "delete", false),
            "message.max.bytes", new KnownSetting("INT", "1048588", false),
            "num.io.threads", new KnownSetting("INT", "8", false),
            "process.roles", new KnownSetting("LIST", "broker,controller", true));

    private final MemoryKafka kafka;
    private final Map<Resource, Map<String, String>> set = new HashMap<>();

    MemoryConfigs(MemoryKafka kafka) {
        this.kafka = kafka;
    }

    void set(Resource resource, String key, String value) {
        set.computeIfAbsent(resource, missing -> new TreeMap<>()).put(key, value);
    }

    void forget(Resource resource) {
        set.remove(resource);
    }

    void forget(Resource resource, String key) {
        set.getOrDefault(resource, new HashMap<>()).remove(key);
    }

    /** What is set on it, by name. */
    List<Topics.Setting> set(Resource resource) {
        return set.getOrDefault(resource, Map.of()).entrySet().stream()
                .map(entry -> new Topics.Setting(entry.getKey(), Optional.of(entry.getValue())))
                .toList();
    }

    /** What holds of it. */
    String value(Resource resource, String key) {
        return set.getOrDefault(resource, Map.of())
                .getOrDefault(key, known(resource).get(key).value());
    }

    private static Map<String, KnownSetting> known(Resource resource) {
        if (resource.kind() == Resource.Kind.TOPIC) {
            return TOPIC;
        }
        Map<String, KnownSetting> known = new HashMap<>(BROKER);
        Broker.id(resource.name())
                .ifPresent(id -> known.put(
                        "advertised.listeners",
                        new KnownSetting(
                                "STRING", "PLAINTEXT://" + MemoryKafka.HOST + ":" + MemoryKafka.port(id), true)));
        return known;
    }

    private static String source(Resource resource) {
        if (resource.kind() == Resource.Kind.TOPIC) {
            return "DYNAMIC_TOPIC_CONFIG";
        }
        return resource.equals(Resource.everyBroker()) ? "DYNAMIC_DEFAULT_BROKER_CONFIG" : "DYNAMIC_BROKER_CONFIG";
    }

    @Override
    public Map<Resource, Outcome<List<Entry>>> describe(Collection<Resource> resources, Detail detail) {
        Map<Resource, Outcome<List<Entry>>> all = new LinkedHashMap<>();
        for (Resource resource : resources) {
            Optional<Failure> absent = absent(resource);
            all.put(
                    resource,
                    absent.isPresent() ? Outcome.failed(absent.get()) : Outcome.of(entries(resource, detail)));
        }
        return all;
    }

    private Optional<Failure> absent(Resource resource) {
        return switch (resource.kind()) {
            case TOPIC ->
                kafka.logs(resource.name()).isPresent()
                        ? Optional.empty()
                        : Optional.of(MemoryKafka.noTopic(resource.name()));
            case BROKER ->
                resource.name().isEmpty() || Broker.id(resource.name()).orElse(0) <= MemoryKafka.BROKERS
                        ? Optional.empty()
                        : Optional.of(Failure.notFound("no broker " + resource.name() + " is registered")
                                .hint("brokers"));
            default -> throw new UnsupportedOperationException(resource.toString());
        };
    }

    /** Of all brokers only what is set is told. */
    private List<Entry> entries(Resource resource, Detail detail) {
        Map<String, String> own = set.getOrDefault(resource, Map.of());
        boolean every = resource.equals(Resource.everyBroker());
        List<Entry> entries = new ArrayList<>();
        TreeSet<String> keys = new TreeSet<>(own.keySet());
        if (!every) {
            keys.addAll(known(resource).keySet());
        }
        for (String key : keys) {
            KnownSetting known = known(resource).getOrDefault(key, new KnownSetting("UNKNOWN", "", false));
            List<Synonym> synonyms = new ArrayList<>();
            if (own.containsKey(key)) {
                synonyms.add(new Synonym(source(resource), key, Optional.of(own.get(key))));
            }
            if (!every) {
                synonyms.add(new Synonym(DEFAULT, key, Optional.of(known.value())));
            }
            entries.add(new Entry(
                    key,
                    synonyms.get(0).value(),
                    synonyms.get(0).source(),
                    detail == Detail.VALUES ? List.of() : synonyms,
                    known.type(),
                    known.readOnly(),
                    false,
                    Optional.empty()));
        }
        return entries;
    }

    /** @throws Failure in a broker's words where it would not take the value */
    static void check(String what, String key, String value) {
        KnownSetting known = Stream.of(TOPIC, BROKER)
                .filter(all -> all.containsKey(key))
                .map(all -> all.get(key))
                .findFirst()
                .orElseThrow(() -> new Failure(Kind.FAILED, "cannot " + what + ": Unknown topic config name: " + key));
        boolean number = known.type().equals("INT") || known.type().equals("LONG");
        if (number && (!value.matches("-?\\d{1,18}") || Long.parseLong(value) < -1)) {
            throw new Failure(
                    Kind.FAILED,
                    "cannot " + what + ": Invalid value " + value + " for configuration " + key
                            + ": Value must be at least 0");
        }
    }

    @Override
    public void alter(Resource resource, List<Alteration> alterations, boolean onlyValidate) {
        absent(resource).ifPresent(failure -> {
            throw failure;
        });
        for (Alteration alteration : alterations) {
            if (alteration.operation() == Operation.SET && known(resource).containsKey(alteration.key())) {
                check("change the configuration of " + resource, alteration.key(), alteration.value());
            }
        }
        if (onlyValidate) {
            return;
        }
        for (Alteration alteration : alterations) {
            String key = alteration.key();
            switch (alteration.operation()) {
                case SET -> set(resource, key, alteration.value());
                case DELETE -> forget(resource, key);
                case APPEND ->
                    set(
                            resource,
                            key,
                            Stream.concat(list(value(resource, key)), list(alteration.value()))
                                    .distinct()
                                    .collect(Collectors.joining(",")));
                case SUBTRACT -> {
                    List<String> less = list(alteration.value()).toList();
                    set(
                            resource,
                            key,
                            list(value(resource, key))
                                    .filter(item -> !less.contains(item))
                                    .collect(Collectors.joining(",")));
                }
            }
        }
    }

    private static Stream<String> list(String value) {
        return Arrays.stream(value.split(",", -1));
    }
}
