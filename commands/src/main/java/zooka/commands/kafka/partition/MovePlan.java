package zooka.commands.kafka.partition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.LogDirs;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.PerBroker;
import zooka.clients.kafka.Replicas;
import zooka.clients.text.Sizes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Polling;
import zooka.commands.action.Scope;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;

/**
 * The plan of a reassignment: partitions with their current and new replicas.
 *
 * @param items in their order
 */
record MovePlan(List<Item> items) {

    /** How many partitions the text lists at most; JSON lists all. */
    private static final int SHOWN = 50;

    MovePlan {
        items = List.copyOf(items);
    }

    /**
     * A partition.
     *
     * @param from the current replicas, including those of a reassignment in progress
     * @param to the new replicas
     */
    record Item(Partition now, List<Integer> from, List<Integer> to) {

        PartitionName name() {
            return new PartitionName(now.topic(), now.partition());
        }

        List<Integer> adding() {
            return to.stream().filter(id -> !from.contains(id)).toList();
        }

        List<Integer> removing() {
            return from.stream().filter(id -> !to.contains(id)).toList();
        }
    }

    /** The partitions that change. */
    static MovePlan of(
            List<Partition> partitions, Map<PartitionName, List<Integer>> wanted, List<Replicas.Move> moves) {
        List<Item> items = new ArrayList<>();
        for (Partition partition : partitions) {
            PartitionName name = new PartitionName(partition.topic(), partition.partition());
            List<Integer> to = wanted.get(name);
            boolean moving = moves.stream().anyMatch(move -> move.partition().equals(name));
            if (to != null && (moving || !to.equals(partition.replicas()))) {
                items.add(new Item(partition, partition.replicas(), to));
            }
        }
        return new MovePlan(items);
    }

    /** The topics of the partitions. */
    Scope scope() {
        return Scope.topics(items.stream().map(item -> item.name().topic()).toList());
    }

    Map<PartitionName, List<Integer>> targets() {
        return items.stream()
                .collect(Collectors.toMap(Item::name, Item::to, (a, b) -> a, java.util.LinkedHashMap::new));
    }

    /** The partitions that do not have their new replicas in the end; waits for brokers with old metadata. */
    List<PartitionName> elsewhere(Context context, List<PartitionName> moved) {
        AtomicReference<List<PartitionName>> elsewhere = new AtomicReference<>(List.of());
        Polling.until(context.clusters().profile().timeout(), () -> {
            elsewhere.set(elsewhereNow(context, moved));
            return elsewhere.get().isEmpty();
        });
        return elsewhere.get();
    }

    private List<PartitionName> elsewhereNow(Context context, List<PartitionName> moved) {
        Map<PartitionName, List<Integer>> targets = targets();
        Map<PartitionName, List<Integer>> now = new HashMap<>();
        context.clusters().topics().list().stream()
                .flatMap(topic -> topic.partitions().stream())
                .forEach(partition ->
                        now.put(new PartitionName(partition.topic(), partition.partition()), partition.replicas()));
        return moved.stream()
                .filter(name -> !targets.get(name).equals(now.get(name)))
                .toList();
    }

    /** The text to type for confirmation. */
    String word() {
        return items.size() == 1 ? items.get(0).name().toString() : items.size() + " partitions";
    }

    /**
     * The preview of the plan.
     *
     * @param verb {@code move}
     * @param throttle bytes per second; empty for no limit
     */
    Plan.Preview preview(Context context, String verb, List<Broker> brokers, OptionalLong throttle) {
        Map<PartitionName, Long> sizes = sizes(context, brokers);
        int copies = items.stream().mapToInt(item -> item.adding().size()).sum();
        boolean known = items.stream().allMatch(item -> item.adding().isEmpty() || sizes.containsKey(item.name()));
        long bytes = items.stream()
                .mapToLong(item -> item.adding().size() * sizes.getOrDefault(item.name(), 0L))
                .sum();
        String amount = copies == 0
                ? "no data to copy"
                : (copies == 1 ? "1 replica" : String.format(Locale.ROOT, "%,d replicas", copies)) + " to copy, "
                        + (known ? "" : "at least ") + Sizes.text(bytes);
        String limit = throttle.isPresent() ? ", throttled to " + Sizes.text(throttle.getAsLong()) + "/s" : "";
        StringBuilder summary = new StringBuilder(verb + " ")
                .append(word())
                .append(": ")
                .append(amount)
                .append(limit);
        items.stream().limit(SHOWN).forEach(item -> summary.append("\n  ").append(line(item)));
        if (items.size() > SHOWN) {
            summary.append("\n  and ").append(items.size() - SHOWN).append(" more");
        }
        List<Cell> cells = new ArrayList<>();
        items.forEach(item -> cells.add(cell(item, sizes)));
        return new Plan.Preview(
                summary.toString(),
                List.of(
                        Field.of("partitions", "partitions", new Cell.Many(cells)),
                        Field.of("bytes", "bytes", known ? Cell.count(bytes) : Cell.missing()),
                        Field.of(
                                "throttle",
                                "throttle",
                                throttle.isPresent() ? Cell.count(throttle.getAsLong()) : Cell.missing())));
    }

    private static String line(Item item) {
        String line = item.name() + ": " + Placement.text(item.from()) + " → " + Placement.text(item.to());
        String comes = item.adding().isEmpty() ? "" : ", adding " + Placement.text(item.adding());
        String goes = item.removing().isEmpty() ? "" : ", removing " + Placement.text(item.removing());
        return line + comes + goes;
    }

    private static Cell cell(Item item, Map<PartitionName, Long> sizes) {
        Long size = sizes.get(item.name());
        return new Cell.Group(List.of(
                Field.of("topic", "topic", Cell.text(item.now().topic())),
                Field.of("partition", "partition", Cell.id(item.now().partition())),
                Field.of("from", "from", Cell.counts(item.from())),
                Field.of("to", "to", Cell.counts(item.to())),
                Field.of("adding", "adding", Cell.counts(item.adding())),
                Field.of("removing", "removing", Cell.counts(item.removing())),
                Field.of(
                        "bytes",
                        "bytes",
                        size == null
                                ? Cell.missing()
                                : Cell.count(size * item.adding().size()))));
    }

    private Map<PartitionName, Long> sizes(Context context, List<Broker> brokers) {
        List<Partition> copied = items.stream()
                .filter(item -> !item.adding().isEmpty())
                .map(Item::now)
                .toList();
        return leaderSizes(context, copied, brokers);
    }

    /** The size of partitions on their leaders, in bytes; without partitions whose leaders do not answer. */
    static Map<PartitionName, Long> leaderSizes(
            Context context, Collection<Partition> partitions, List<Broker> brokers) {
        Map<PartitionName, Integer> leaders = new HashMap<>();
        partitions.stream()
                .filter(partition -> partition.leader().isPresent())
                .forEach(partition -> leaders.put(
                        new PartitionName(partition.topic(), partition.partition()),
                        partition.leader().getAsInt()));
        Map<PartitionName, Long> sizes = new HashMap<>();
        dirs(context, leaders.values(), brokers).answers().forEach((id, dirs) -> dirs.stream()
                .flatMap(dir -> dir.replicas().stream())
                .filter(replica -> !replica.future())
                .forEach(replica -> {
                    PartitionName name = new PartitionName(replica.topic(), replica.partition());
                    if (id.equals(leaders.get(name))) {
                        sizes.put(name, replica.sizeBytes());
                    }
                }));
        return sizes;
    }

    /** The log directories of those of the brokers that live. */
    static PerBroker<List<LogDirs.LogDir>> dirs(Context context, Collection<Integer> ids, List<Broker> brokers) {
        List<Broker> asked = brokers.stream()
                .filter(broker -> broker.online() && ids.contains(broker.id()))
                .toList();
        return asked.isEmpty() ? PerBroker.none() : context.clusters().logDirs().of(asked);
    }
}
