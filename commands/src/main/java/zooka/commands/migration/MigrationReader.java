package zooka.commands.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zooka.clients.Failure;
import zooka.clients.Outcome;
import zooka.clients.kafka.Brokers.Versions;
import zooka.clients.kafka.Configs;
import zooka.clients.kafka.PerBroker;
import zooka.clients.kafka.Resource;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.Znodes.Znode;
import zooka.commands.action.Context;
import zooka.commands.kafka.metadata.KafkaZnodes;
import zooka.commands.kafka.metadata.KafkaZnodes.Assignment;
import zooka.commands.migration.MigrationState.Broker;
import zooka.commands.migration.MigrationState.Claim;
import zooka.commands.migration.MigrationState.Controller;
import zooka.commands.migration.MigrationState.Copy;
import zooka.commands.migration.MigrationState.Kind;
import zooka.commands.value.LenientJson;

/** Reads where a migration stands: from ZooKeeper, from each broker itself and from each controller. */
final class MigrationReader {

    /** The request that only brokers on ZooKeeper serve: LeaderAndIsr. */
    private static final int LEADER_AND_ISR = 4;

    private static final String ENABLED = "zookeeper.metadata.migration.enable";
    private static final String VOTERS = "controller.quorum.voters";
    private static final String BOOTSTRAP = "controller.quorum.bootstrap.servers";

    /** A voter as it is configured: {@code 3001@kafka-0:9093}; the id is not everywhere. */
    private static final Pattern VOTER = Pattern.compile("(?:\\d+@)?(.+:\\d+)");

    private final Context context;
    private final List<String> controllers;

    /** @param controllers addresses of controllers that the user names */
    MigrationReader(Context context, List<String> controllers) {
        this.context = context;
        this.controllers = controllers;
    }

    /** @throws Failure if ZooKeeper does not answer, or there is none */
    MigrationState read() {
        if (!context.clusters().hasZooKeeper()) {
            throw Failure.usage("a migration needs ZooKeeper: no ensemble is specified")
                    .hint("specify -z HOST:PORT[,...][/chroot]");
        }
        Znodes znodes = context.clusters().znodes();
        List<Optional<Znode>> single = znodes.readAll(List.of(KafkaZnodes.CONTROLLER, KafkaZnodes.MIGRATION));
        Set<Integer> registered = new LinkedHashSet<>();
        names(znodes, KafkaZnodes.IDS).forEach(name -> number(name).ifPresent(registered::add));
        Map<Integer, Versions> versions = new TreeMap<>();
        Set<Integer> silent = new LinkedHashSet<>();
        Map<Integer, Map<String, String>> settings = Map.of();
        try {
            PerBroker<Versions> told =
                    context.clusters().administration().brokers().versions(List.of());
            versions.putAll(told.answers());
            silent.addAll(told.unreachable().keySet());
            settings = settings(versions.keySet());
        } catch (Failure failure) {
            context.remarks().incomplete(failure.unlessInterrupted());
        }
        Map<Integer, Map<String, String>> configured = settings;
        Map<Integer, Broker> brokers = new TreeMap<>();
        registered.forEach(id -> brokers.put(id, new Broker(id, Kind.UNKNOWN, true, Optional.empty())));
        silent.forEach(id -> brokers.put(id, new Broker(id, Kind.UNKNOWN, registered.contains(id), Optional.empty())));
        versions.forEach((id, one) -> brokers.put(
                id,
                new Broker(
                        id,
                        one.apis().stream().anyMatch(api -> api.key() == LEADER_AND_ISR) ? Kind.ZOOKEEPER : Kind.KRAFT,
                        registered.contains(id),
                        enabled(configured.get(id)))));
        return new MigrationState(
                single.get(0).map(MigrationReader::claim),
                single.get(1).map(MigrationReader::copy),
                brokers,
                controllers(configured.values()),
                named(znodes, brokers.keySet()));
    }

    private static Claim claim(Znode znode) {
        KafkaZnodes.Control control = KafkaZnodes.control(znode);
        return new Claim(control.broker(), control.kraftEpoch(), znode.stat().mtime());
    }

    private static Copy copy(Znode znode) {
        LenientJson json = LenientJson.of(znode.data());
        return new Copy(
                known(json.integer("kraft_controller_id")),
                known(json.integer("kraft_controller_epoch")),
                offset(json.members().get("kraft_metadata_offset")),
                znode.stat().mtime());
    }

    /** The offset of a log, which may be larger than an integer; negative before the copy has ended. */
    private static OptionalLong offset(Object value) {
        return value instanceof Number number && number.longValue() >= 0
                ? OptionalLong.of(number.longValue())
                : OptionalLong.empty();
    }

    /** An id or an epoch; empty for the negative number before there is one. */
    private static OptionalInt known(OptionalInt number) {
        return number.isPresent() && number.getAsInt() >= 0 ? number : OptionalInt.empty();
    }

    private static Optional<Boolean> enabled(Map<String, String> settings) {
        return Optional.ofNullable(settings).map(known -> "true".equals(known.get(ENABLED)));
    }

    /** What concerns the migration in the brokers' configurations, by broker; without those that do not tell it. */
    private Map<Integer, Map<String, String>> settings(Collection<Integer> ids) {
        Map<Resource, Integer> resources = new LinkedHashMap<>();
        ids.forEach(id -> resources.put(new Resource(Resource.Kind.BROKER, Integer.toString(id)), id));
        Map<Integer, Map<String, String>> settings = new TreeMap<>();
        context.clusters()
                .administration()
                .configs()
                .describe(resources.keySet(), Configs.Detail.VALUES)
                .forEach((resource, outcome) -> outcome.value().ifPresent(entries -> {
                    Map<String, String> own = new HashMap<>();
                    entries.stream()
                            .filter(entry -> List.of(ENABLED, VOTERS, BOOTSTRAP).contains(entry.key()))
                            .forEach(entry -> entry.value().ifPresent(value -> own.put(entry.key(), value)));
                    settings.put(resources.get(resource), own);
                }));
        return settings;
    }

    private List<Controller> controllers(Collection<Map<String, String>> settings) {
        Set<String> addresses = new LinkedHashSet<>(controllers);
        for (Map<String, String> one : settings) {
            for (String key : List.of(VOTERS, BOOTSTRAP)) {
                for (String voter : one.getOrDefault(key, "").split(",", -1)) {
                    Matcher form = VOTER.matcher(voter.strip());
                    if (form.matches()) {
                        addresses.add(form.group(1));
                    }
                }
            }
        }
        List<Controller> all = new ArrayList<>();
        if (!addresses.isEmpty()) {
            Map<String, Outcome<Versions>> told =
                    context.clusters().administration().brokers().versionsAt(addresses);
            told.forEach((address, outcome) -> all.add(new Controller(
                    address,
                    outcome.value().map(Versions::migrationReady),
                    outcome.failure().map(Failure::getMessage))));
        }
        return all;
    }

    /** The brokers that are named and not registered: a controller waits for them. */
    private static Map<Integer, List<String>> named(Znodes znodes, Set<Integer> registered) {
        Map<Integer, List<String>> named = new TreeMap<>();
        List<String> topics = names(znodes, KafkaZnodes.TOPICS);
        List<Optional<Znode>> read =
                znodes.readAll(topics.stream().map(KafkaZnodes::topic).toList());
        for (int i = 0; i < topics.size(); i++) {
            String topic = topics.get(i);
            read.get(i)
                    .flatMap(KafkaZnodes::assignment)
                    .map(Assignment::replicas)
                    .ifPresent(partitions -> partitions.forEach(
                            (number, replicas) -> replicas.forEach(id -> add(named, id, topic + "-" + number))));
        }
        names(znodes, KafkaZnodes.BROKER_CONFIGS)
                .forEach(name -> number(name).ifPresent(id -> add(named, id, "its configuration")));
        named.keySet().removeAll(registered);
        return new LinkedHashMap<>(named);
    }

    private static void add(Map<Integer, List<String>> named, int id, String what) {
        named.computeIfAbsent(id, none -> new ArrayList<>()).add(what);
    }

    private static List<String> names(Znodes znodes, String path) {
        return znodes.childrenOfAll(List.of(path)).get(0).orElse(List.of());
    }

    private static Optional<Integer> number(String name) {
        return name.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(name)) : Optional.empty();
    }
}
