package zooka.shell.leaders;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.LogDirs.LogDir;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.text.Sizes;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.brokers.BrokersPicture;
import zooka.commands.kafka.metadata.PartitionTable;
import zooka.commands.leaders.Detail;
import zooka.commands.leaders.Subject;
import zooka.commands.result.Cell.Level;
import zooka.commands.timeline.BrokerState;
import zooka.commands.timeline.ServerNames;
import zooka.commands.timeline.Snapshot;
import zooka.shell.brokers.BrokerPage;
import zooka.shell.screen.Frame.Span;
import zooka.shell.screen.Frame.Style;
import zooka.shell.sheet.Page;
import zooka.shell.sheet.Sheet;
import zooka.shell.sheet.Sheet.Column;
import zooka.shell.sheet.Sheet.Row;
import zooka.shell.sheet.Sheet.Value;

/** The pages of the map: a partition, a broker, a ZooKeeper server. */
final class SubjectPages {
    private static final String GAP = "   ";
    private static final String ASKING = "asking";

    private SubjectPages() {}

    /** The page of a subject; empty if it does not exist. */
    static Optional<Page> of(Subject subject, Snapshot state, Optional<Detail> told) {
        Optional<Detail> detail = told.filter(one -> one.subject().equals(subject.name()));
        return subject.match(new Subject.Cases<>() {
            @Override
            public Optional<Page> partition(Subject.OfPartition one) {
                return state.topic(one.partition().topic()).flatMap(topic -> topic.topic()
                        .partition(one.partition().partition())
                        .map(partition -> new PartitionPage(state, topic.topic(), partition, detail).page()));
            }

            @Override
            public Optional<Page> broker(Subject.OfBroker one) {
                return SubjectPages.broker(one.id(), state, detail);
            }

            @Override
            public Optional<Page> server(Subject.OfServer one) {
                return state.ensemble().stream()
                        .filter(server -> server.address().equals(one.address()))
                        .findFirst()
                        .map(server -> SubjectPages.server(server, state));
            }
        });
    }

    /** The subjects of the brokers and servers, in this order. */
    static List<Subject> nodes(Snapshot state) {
        List<Subject> nodes = new ArrayList<>();
        state.brokers()
                .forEach(
                        broker -> nodes.add(new Subject.OfBroker(broker.broker().id())));
        state.ensemble().forEach(server -> nodes.add(new Subject.OfServer(server.address())));
        return nodes;
    }

    static Span plain(String text) {
        return new Span(text, Style.PLAIN);
    }

    static Span bold(String text) {
        return new Span(text, Style.BOLD);
    }

    /** What could not be read. */
    static List<List<Span>> troubles(Optional<Detail> detail) {
        return detail.map(Detail::troubles).orElse(List.of()).stream()
                .map(trouble -> List.of(new Span("incomplete: " + trouble, Style.of(Level.WARN))))
                .toList();
    }

    private static Optional<Page> broker(int id, Snapshot state, Optional<Detail> detail) {
        Map<Integer, List<LogDir>> dirs =
                detail.map(one -> Map.of(id, one.dirs())).orElse(Map.of());
        return BrokersPicture.of("", state.state(), dirs, Map.of(), List.of())
                .broker(id)
                .map(load -> BrokerPage.of(state.state(), load))
                .map(page -> {
                    List<List<Span>> facts = new ArrayList<>(page.facts());
                    facts.addAll(troubles(detail));
                    return new Page(facts, page.sheets());
                });
    }

    private static Page server(Server server, Snapshot state) {
        List<Span> what = new ArrayList<>(List.of(
                bold(ServerNames.of(server, state.ensemble())),
                plain(GAP + server.address()),
                plain(GAP + server.role().orElse("no role"))));
        server.version().ifPresent(version -> what.add(plain(GAP + version)));
        List<List<Span>> facts = new ArrayList<>(List.of(what));
        server.trouble().ifPresent(why -> facts.add(List.of(new Span("does not answer: " + why, Style.of(Level.BAD)))));
        TreeMap<String, String> numbers = new TreeMap<>();
        server.gauges().forEach((name, value) -> numbers.put(name, Value.counted(value)));
        server.connections().ifPresent(count -> numbers.put("connections", Value.counted(count)));
        server.watches().ifPresent(count -> numbers.put("watches", Value.counted(count)));
        server.znodes().ifPresent(count -> numbers.put("znodes", Value.counted(count)));
        server.latencyMs().ifPresent(millis -> numbers.put("latency ms", String.valueOf(millis)));
        server.zxid().ifPresent(zxid -> numbers.put("zxid", "0x" + Long.toHexString(zxid)));
        List<Row> rows = new ArrayList<>();
        numbers.forEach((name, value) -> rows.add(row(name, Value.text(value))));
        return new Page(
                facts,
                List.of(new Sheet(
                        "numbers",
                        List.of(Column.text("NAME", 20, 50, 0), Column.text("VALUE", 12, 30, 0)),
                        rows,
                        "the server tells nothing")));
    }

    static Row row(String name, Value... others) {
        List<Value> values = new ArrayList<>(List.of(Value.text(name)));
        values.addAll(List.of(others));
        return new Row(name, false, values);
    }

    /** The page of a partition. */
    private record PartitionPage(Snapshot state, Topic topic, Partition partition, Optional<Detail> detail) {

        Page page() {
            Level level = PartitionTable.level(topic, partition);
            List<Span> what = new ArrayList<>(List.of(
                    bold(partition.name()),
                    partition.offline()
                            ? new Span(GAP + "no leader", Style.of(Level.BAD))
                            : new Span(GAP + "leader " + partition.leader().getAsInt(), Style.of(level))));
            partition.leaderEpoch().ifPresent(epoch -> what.add(plain(", epoch " + epoch)));
            partition.preferred().ifPresent(id -> what.add(plain(GAP + "preferred " + id)));
            topic.minInSync().ifPresent(minimum -> what.add(plain(GAP + "min in sync " + minimum)));
            List<List<Span>> facts = new ArrayList<>(List.of(what));
            String end = detail.isEmpty()
                    ? ASKING
                    : detail.get().end().isPresent()
                            ? Value.counted(detail.get().end().getAsLong())
                            : "unknown";
            facts.add(List.of(plain("log end offset " + end)));
            if (partition.reassigning()) {
                facts.add(List.of(new Span(
                        "reassignment: adding " + ClusterDiff.ids(partition.adding()) + ", removing "
                                + ClusterDiff.ids(partition.removing()),
                        Style.of(Level.WARN))));
            }
            facts.addAll(troubles(detail));
            return new Page(facts, List.of(replicas(), consumers(), configuration()));
        }

        private Sheet replicas() {
            List<Row> rows = partition.replicas().stream().map(this::replica).toList();
            return new Sheet(
                    "replicas",
                    List.of(
                            Column.text("REPLICA", 7, 12, 0),
                            Column.text("BROKER", 10, 40, 1),
                            Column.text("RACK", 4, 20, 2),
                            Column.text("STATE", 11, 12, 0),
                            Column.number("LAG", 9, 0),
                            Column.number("SIZE", 9, 0),
                            Column.text("DIRECTORY", 9, 60, 3)),
                    rows,
                    "no replicas");
        }

        private Row replica(int id) {
            Optional<Broker> broker = state.broker(id).map(BrokerState::broker);
            boolean leads = partition.leader().orElse(-1) == id;
            boolean online = broker.filter(Broker::online).isPresent();
            Value status = leads
                    ? Value.text("leader")
                    : !online
                            ? Value.text("offline", Level.BAD)
                            : partition.isr().contains(id)
                                    ? Value.text("in sync", Level.DIM)
                                    : Value.text("out of sync", Level.WARN);
            Optional<Detail.ReplicaLog> log = detail.stream()
                    .flatMap(one -> one.replicas().stream())
                    .filter(one -> one.broker() == id && !one.future())
                    .findFirst();
            return row(
                    Integer.toString(id),
                    Value.text(broker.filter(one -> !one.host().isEmpty())
                            .map(one -> one.host() + ":" + one.port())
                            .orElse("–")),
                    Value.text(broker.flatMap(Broker::rack).orElse("–")),
                    status,
                    log.map(one -> Value.count(one.lag())).orElse(Value.NONE),
                    log.map(one -> Value.number(Sizes.text(one.sizeBytes()), one.sizeBytes(), Level.PLAIN))
                            .orElse(Value.NONE),
                    log.map(one -> Value.text(one.dir())).orElse(Value.NONE));
        }

        private Sheet consumers() {
            List<Row> rows = detail.map(Detail::consumers).orElse(List.of()).stream()
                    .map(one -> row(
                            one.group(),
                            Value.text(one.state().isEmpty() ? "–" : one.state()),
                            one.committed().isPresent()
                                    ? Value.count(one.committed().getAsLong())
                                    : Value.NONE,
                            one.lag().isPresent() ? Value.count(one.lag().getAsLong()) : Value.UNKNOWN,
                            one.member().map(Value::text).orElse(Value.NONE)))
                    .toList();
            return new Sheet(
                    "consumers",
                    List.of(
                            Column.text("GROUP", 12, 50, 0),
                            Column.text("STATE", 8, 20, 1),
                            Column.number("COMMITTED", 9, 1),
                            Column.number("LAG", 9, 0),
                            Column.text("MEMBER", 10, 50, 2)),
                    rows,
                    detail.isPresent() ? "no group has read it" : ASKING);
        }

        private Sheet configuration() {
            List<Row> rows = detail.map(Detail::settings).orElse(List.of()).stream()
                    .map(setting ->
                            row(setting.name(), Value.text(setting.value().orElse("–"))))
                    .toList();
            return new Sheet(
                    "configuration",
                    List.of(Column.text("KEY", 24, 60, 0), Column.text("VALUE", 12, 80, 0)),
                    rows,
                    detail.isPresent() ? "all defaults" : ASKING);
        }
    }
}
