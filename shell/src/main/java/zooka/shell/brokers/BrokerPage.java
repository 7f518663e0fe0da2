package zooka.shell.brokers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.LogDirs.LogDir;
import zooka.clients.kafka.LogDirs.Replica;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.text.Sizes;
import zooka.commands.brokers.BrokerLoad;
import zooka.commands.brokers.BrokerLoss;
import zooka.commands.result.Cell.Level;
import zooka.shell.screen.Frame.Span;
import zooka.shell.screen.Frame.Style;
import zooka.shell.sheet.Page;
import zooka.shell.sheet.Sheet;
import zooka.shell.sheet.Sheet.Column;
import zooka.shell.sheet.Sheet.Row;
import zooka.shell.sheet.Sheet.Value;

/** The page of a broker: its topics, its log directories, what breaks if it goes. */
public final class BrokerPage {

    private static final String GAP = "   ";

    private static final List<Column> TOPICS = List.of(
            Column.text("TOPIC", 20, 70, 0),
            Column.number("LEADS", 7, 0),
            Column.number("FOLLOWS", 7, 0),
            Column.number("OUT OF SYNC", 11, 1),
            Column.number("SIZE", 9, 0));

    private static final List<Column> DIRS = List.of(
            Column.text("DIRECTORY", 20, 70, 0),
            Column.text("STATE", 6, 60, 1),
            Column.number("REPLICAS", 8, 2),
            Column.number("SIZE", 9, 0),
            Column.number("TOTAL", 9, 1),
            Column.number("FREE", 9, 0));

    private static final List<Column> LOSSES = List.of(
            Column.text("PARTITION", 20, 70, 0),
            Column.text("WITHOUT THE BROKER", 18, 40, 0).narrow("WITHOUT IT"),
            Column.text("IN SYNC", 8, 30, 1),
            Column.number("MIN IN SYNC", 6, 2).narrow("MIN"));

    private final ClusterState state;
    private final BrokerLoad load;

    private BrokerPage(ClusterState state, BrokerLoad load) {
        this.state = state;
        this.load = load;
    }

    /** The page of a broker in a state. */
    public static Page of(ClusterState state, BrokerLoad load) {
        return new BrokerPage(state, load).page();
    }

    private Page page() {
        BrokerLoss loss = BrokerLoss.of(state, load.id());
        return new Page(List.of(what(), how(), loss(loss)), List.of(topics(), dirs(), losses(loss)));
    }

    private static Span plain(String text) {
        return new Span(text, Style.PLAIN);
    }

    private List<Span> what() {
        Broker broker = load.broker();
        List<Span> spans = new ArrayList<>();
        spans.add(new Span("broker " + load.id(), Style.BOLD));
        spans.add(new Span(GAP + load.state().word(), load.online() ? Style.of(Level.GOOD) : Style.of(Level.BAD)));
        if (!broker.host().isEmpty()) {
            spans.add(plain(GAP + broker.host() + ":" + broker.port()));
        }
        broker.rack().ifPresent(rack -> spans.add(plain(GAP + "rack " + rack)));
        if (load.controller()) {
            spans.add(plain(GAP + "controller"));
        }
        load.release().ifPresent(release -> spans.add(plain(GAP + "release " + release)));
        broker.trouble().ifPresent(why -> spans.add(new Span(GAP + "does not answer: " + why, Style.of(Level.BAD))));
        return spans;
    }

    private List<Span> how() {
        List<Span> spans = new ArrayList<>();
        spans.add(plain("leads " + Value.counted(load.leaders()) + " of " + Value.counted(load.replicas())));
        OptionalDouble share = load.preferredShare();
        if (share.isPresent()) {
            spans.add(plain(GAP + "as preferred leader " + Value.counted(load.preferredLed()) + " of "
                    + Value.counted(load.preferred())));
        }
        load.size().ifPresent(bytes -> spans.add(plain(GAP + "size " + Sizes.text(bytes))));
        load.free().ifPresent(bytes -> spans.add(plain(GAP + "free " + Sizes.text(bytes))));
        return spans;
    }

    private List<Span> loss(BrokerLoss loss) {
        if (!load.online()) {
            return List.of(plain("it is " + load.state().word() + ": nothing is in sync on it"));
        }
        List<Span> spans = new ArrayList<>();
        spans.add(plain("if it goes: "));
        if (!loss.offline().isEmpty()) {
            int count = loss.offline().size();
            spans.add(new Span(counted(count) + (count == 1 ? " has" : " have") + " no leader", Style.of(Level.BAD)));
        }
        if (!loss.noWrites().isEmpty()) {
            int count = loss.noWrites().size();
            String which = loss.offline().isEmpty() ? counted(count) : ", " + Value.counted(count);
            spans.add(new Span(which + (count == 1 ? " takes" : " take") + " no writes", Style.of(Level.WARN)));
        }
        if (loss.unknown() > 0) {
            String topics = loss.unknown() == 1 ? "1 topic" : loss.unknown() + " topics";
            spans.add(new Span(
                    (loss.harmless() ? "" : ", ") + "min.insync.replicas of " + topics + " is not known yet",
                    Style.DIM));
        } else if (loss.harmless()) {
            spans.add(new Span("nothing breaks", Style.of(Level.GOOD)));
        }
        if (load.controller()) {
            spans.add(plain(", the controller moves"));
        }
        return spans;
    }

    private static String counted(int partitions) {
        return partitions == 1 ? "1 partition" : Value.counted(partitions) + " partitions";
    }

    private Sheet topics() {
        Map<String, Long> sizes = new HashMap<>();
        load.logDirs().stream()
                .flatMap(List::stream)
                .flatMap(dir -> dir.replicas().stream())
                .forEach(replica -> sizes.merge(replica.topic(), replica.sizeBytes(), Long::sum));
        List<Row> rows = new ArrayList<>();
        for (Topic topic : state.topics()) {
            List<Partition> own = topic.partitions().stream()
                    .filter(partition -> partition.replicas().contains(load.id()))
                    .toList();
            if (!own.isEmpty()) {
                rows.add(row(topic.name(), own, sizes));
            }
        }
        return new Sheet("topics", TOPICS, rows, "no replicas");
    }

    private Row row(String topic, List<Partition> own, Map<String, Long> sizes) {
        long leads = own.stream()
                .filter(partition -> partition.leader().orElse(-1) == load.id())
                .count();
        long out = own.stream()
                .filter(partition -> !partition.inSyncOrLast().contains(load.id()))
                .count();
        return new Row(
                topic,
                out > 0,
                List.of(
                        Value.text(topic),
                        Value.count(leads, leads == 0 ? Level.DIM : Level.PLAIN),
                        Value.count(own.size() - leads),
                        Value.count(out, out == 0 ? Level.DIM : Level.WARN),
                        sizes.containsKey(topic)
                                ? Value.number(Sizes.text(sizes.get(topic)), sizes.get(topic), Level.PLAIN)
                                : Value.NONE));
    }

    private Sheet dirs() {
        List<Row> rows =
                load.logDirs().orElse(List.of()).stream().map(BrokerPage::row).toList();
        return new Sheet("log dirs", DIRS, rows, "not told yet");
    }

    private static Row row(LogDir dir) {
        boolean full = BrokerLoad.full(dir);
        return new Row(
                dir.path(),
                dir.error().isPresent() || full,
                List.of(
                        Value.text(dir.path()),
                        dir.error()
                                .map(error -> Value.text("failed: " + error, Level.BAD))
                                .orElse(Value.text("ok", Level.DIM)),
                        Value.count(dir.replicas().stream()
                                .filter((Replica replica) -> !replica.future())
                                .count()),
                        Value.number(Sizes.text(BrokerLoad.size(dir)), BrokerLoad.size(dir), Level.PLAIN),
                        BrokersSubject.size(dir.totalBytes(), Level.PLAIN),
                        BrokersSubject.size(dir.usableBytes(), full ? Level.WARN : Level.PLAIN)));
    }

    private Sheet losses(BrokerLoss loss) {
        Map<String, Topic> topics = new HashMap<>();
        state.topics().forEach(topic -> topics.put(topic.name(), topic));
        List<Row> rows = new ArrayList<>();
        loss.offline().forEach(partition -> rows.add(row(partition, topics, "no leader", Level.BAD)));
        loss.noWrites().forEach(partition -> rows.add(row(partition, topics, "no writes", Level.WARN)));
        String empty = loss.unknown() > 0 ? "min.insync.replicas is not known yet" : "nothing breaks";
        return new Sheet("what breaks", LOSSES, rows, empty);
    }

    private static Row row(Partition partition, Map<String, Topic> topics, String effect, Level level) {
        Topic topic = topics.get(partition.topic());
        return new Row(
                partition.name(),
                true,
                List.of(
                        Value.text(partition.name()),
                        Value.text(effect, level),
                        Value.text(
                                partition.inSync().stream().map(String::valueOf).collect(Collectors.joining(" "))),
                        topic.minInSync().isPresent()
                                ? Value.count(topic.minInSync().getAsInt())
                                : Value.NONE));
    }
}
