package zooka.shell.brokers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import zooka.clients.kafka.Broker;
import zooka.clients.text.Sizes;
import zooka.commands.brokers.BrokerEvent;
import zooka.commands.brokers.BrokerLoad;
import zooka.commands.brokers.BrokersPicture;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Health;
import zooka.shell.screen.Frame.Span;
import zooka.shell.screen.Frame.Style;
import zooka.shell.sheet.Change;
import zooka.shell.sheet.Page;
import zooka.shell.sheet.Sheet;
import zooka.shell.sheet.Sheet.Column;
import zooka.shell.sheet.Sheet.Row;
import zooka.shell.sheet.Sheet.Value;
import zooka.shell.sheet.Subject;

/** The rows of {@code watch brokers}. */
final class BrokersSubject implements Subject<BrokersPicture> {

    /** The skew in percent from which it is marked. */
    private static final long UNEVEN = 25;

    private static final int STATE = 1;

    private static final List<Column> COLUMNS = List.of(
            Column.text("BROKER", 6, 12, 0),
            Column.text("STATE", 11, 11, 0),
            Column.text("ROLE", 10, 10, 1),
            Column.text("HOST", 12, 40, 8),
            Column.text("RACK", 4, 16, 4),
            Column.number("LEADERS", 7, 0),
            Column.number("SKEW", 5, 3),
            Column.number("PREFERRED", 9, 6),
            Column.number("REPLICAS", 8, 5),
            Column.number("SIZE", 9, 0),
            Column.number("SIZE SKEW", 5, 3).narrow("SKEW"),
            Column.number("FREE", 9, 2),
            Column.number("LOG DIRS", 8, 7),
            Column.text("RELEASE", 7, 14, 6));

    @Override
    public String name() {
        return "brokers";
    }

    @Override
    public String cluster(BrokersPicture picture) {
        return picture.cluster();
    }

    @Override
    public Instant asOf(BrokersPicture picture) {
        return picture.asOf();
    }

    @Override
    public List<String> troubles(BrokersPicture picture) {
        return picture.troubles();
    }

    @Override
    public List<List<Span>> summary(BrokersPicture picture, Instant now) {
        List<List<Span>> summary = new ArrayList<>();
        long online = picture.brokers().stream().filter(BrokerLoad::online).count();
        boolean all = online == picture.brokers().size();
        summary.add(List.of(new Span(
                "brokers " + online + "/" + picture.brokers().size(), all ? Style.PLAIN : Style.of(Level.BAD))));
        OptionalLong silent = counted(picture, Health.UNREACHABLE);
        silent.ifPresent(count -> summary.add(List.of(new Span("unreachable " + count, Style.of(Level.BAD)))));
        summary.add(List.of(
                picture.state().controller().isPresent()
                        ? new Span("controller " + picture.state().controller().getAsInt(), Style.PLAIN)
                        : new Span("no controller", Style.of(Level.BAD))));
        long offline = picture.state().partitions().stream()
                .filter(partition -> partition.offline())
                .count();
        if (offline > 0) {
            summary.add(List.of(new Span("partitions without a leader " + offline, Style.of(Level.BAD))));
        }
        return summary;
    }

    private static OptionalLong counted(BrokersPicture picture, Health health) {
        long count = picture.brokers().stream()
                .filter(broker -> broker.health() == health)
                .count();
        return count == 0 ? OptionalLong.empty() : OptionalLong.of(count);
    }

    @Override
    public Sheet rows(BrokersPicture picture, Instant now) {
        return new Sheet(
                "brokers",
                COLUMNS,
                picture.brokers().stream().map(broker -> row(picture, broker)).toList(),
                "no broker is registered");
    }

    private static Row row(BrokersPicture picture, BrokerLoad load) {
        Broker broker = load.broker();
        Level level =
                load.health() == Health.HEALTHY ? Level.PLAIN : load.health().level();
        boolean told = load.logDirs().isPresent();
        return new Row(
                String.valueOf(load.id()),
                load.health() != Health.HEALTHY,
                List.of(
                        Value.text(String.valueOf(load.id()), level),
                        state(load),
                        load.controller() ? Value.text("controller") : Value.text(""),
                        broker.host().isEmpty() ? Value.NONE : Value.text(broker.host() + ":" + broker.port()),
                        broker.rack().map(Value::text).orElse(Value.NONE),
                        Value.count(load.leaders(), load.leaders() == 0 ? Level.DIM : Level.PLAIN),
                        skew(picture.leaderSkew(load)),
                        preferred(load),
                        Value.count(load.replicas()),
                        size(load.size(), Level.PLAIN),
                        skew(picture.sizeSkew(load)),
                        size(load.free(), load.full() ? Level.WARN : Level.PLAIN),
                        told ? dirs(load) : Value.NONE,
                        load.release().map(Value::text).orElse(Value.NONE)));
    }

    private static Value state(BrokerLoad load) {
        if (load.online() && load.broker().trouble().isPresent()) {
            return Value.text("unreachable", Level.BAD);
        }
        return Value.text(load.state().word(), load.online() ? Level.DIM : Level.BAD);
    }

    /** The part of the partitions that it should lead and does lead. */
    private static Value preferred(BrokerLoad load) {
        OptionalDouble share = load.preferredShare();
        if (share.isEmpty()) {
            return Value.NONE;
        }
        long percent = (long) Math.floor(share.getAsDouble() * 100);
        return Value.number(percent + " %", percent, percent == 100 ? Level.DIM : Level.WARN);
    }

    private static Value skew(OptionalLong percent) {
        if (percent.isEmpty()) {
            return Value.NONE;
        }
        long value = percent.getAsLong();
        Level level = Math.abs(value) >= UNEVEN ? Level.WARN : Level.DIM;
        return Value.number((value > 0 ? "+" : "") + value + " %", value, level);
    }

    static Value size(OptionalLong bytes, Level level) {
        return bytes.isPresent() ? Value.number(Sizes.text(bytes.getAsLong()), bytes.getAsLong(), level) : Value.NONE;
    }

    private static Value dirs(BrokerLoad load) {
        int all = load.logDirs().orElseThrow().size();
        long failed = load.failedDirs();
        return failed == 0 ? Value.count(all) : Value.number(failed + " failed", all - failed, Level.BAD);
    }

    @Override
    public Optional<Page> page(BrokersPicture picture, String key, Instant now) {
        return Broker.id(key).flatMap(picture::broker).map(load -> BrokerPage.of(picture.state(), load));
    }

    @Override
    public List<Change> changes(BrokersPicture before, BrokersPicture after) {
        return BrokerEvent.between(before, after).stream()
                .map(event -> new Change(
                        event.at(),
                        event.broker().isPresent()
                                ? String.valueOf(event.broker().getAsInt())
                                : "",
                        event.level(),
                        event.broker().isPresent()
                                ? "broker " + event.broker().getAsInt() + ": " + event.text()
                                : event.text()))
                .toList();
    }

    @Override
    public int marked() {
        return STATE;
    }

    @Override
    public List<String> legend() {
        return List.of(
                "online\tthe broker serves",
                "fenced\tthe broker is registered, and the quorum keeps it from serving",
                "offline\tthe broker is not registered",
                "unreachable\tthe broker is registered, and does not answer this client",
                "SKEW\tmore or less than the mean of the online brokers, in percent",
                "PREFERRED\tthe share of the partitions it leads of those it should lead",
                "SIZE, FREE\tthe bytes of all replicas, the least free space of a log directory",
                "RELEASE\tderived from the API versions of the broker");
    }
}
