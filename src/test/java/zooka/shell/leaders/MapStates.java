package zooka.shell.leaders;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import zooka.clients.Failure;
import zooka.clients.kafka.LogDirs.LogDir;
import zooka.clients.kafka.Topic;
import zooka.clients.kafka.Topics.Setting;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.leaders.Detail;
import zooka.commands.timeline.Voter;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Key;
import zooka.shell.screen.Looks.State;

/** What the leader map shows, live and of a recording: a broker is lost after two minutes. */
public final class MapStates {

    private static final Map<String, String> WIDE = Map.of(
            "app-logs", "app-アプリのログ",
            "audit.log", "audit-監査ログ",
            "clicks", "clicks-クリック数",
            "metrics", "metrics-注文の支払いの確認の通知の再送の失敗の記録",
            "orders", "orders-注文");

    private MapStates() {}

    /** The states by their names. */
    public static Map<String, State> all() {
        Map<String, State> states = new TreeMap<>();
        states.put("map-connecting", (look, wide) -> new Driver(look));
        states.put("map-unreachable", (look, wide) -> new Driver(look)
                .failed(Failure.unreachable("localhost:2181 refused the connection")
                        .hint("is it up?")));
        states.put("map", (look, wide) -> well(look, wide));
        states.put("map-lost", lost(driver -> driver));
        states.put("map-lost-by-broker", lost(driver -> driver.type("b").press(Key.END)));
        states.put("map-topic", lost(driver -> driver.press(Key.END, Key.ENTER)));
        states.put("map-unhealthy-only", lost(driver -> driver.type("z")));
        states.put("map-lately", lost(driver -> driver.type("c")));
        states.put("map-filter", (look, wide) -> well(look, wide).type(wide ? "/ログ" : "/log"));
        states.put("map-filtered", (look, wide) -> well(look, wide).type(wide ? "/ログ\n" : "/log\n"));
        states.put("map-paused", (look, wide) -> {
            Driver driver = well(look, wide).type("p").after(Duration.ofSeconds(10));
            return driver.state(named(Maps.withoutBroker2(driver.now()), wide));
        });
        states.put("map-earlier", (look, wide) -> back(look, wide).type("["));
        states.put("map-help", (look, wide) -> well(look, wide).type("?"));
        states.put("map-partition", (look, wide) -> partition(look, wide));
        states.put(
                "map-partition-consumers", (look, wide) -> partition(look, wide).press(Key.TAB));
        states.put("map-partition-configuration", (look, wide) -> partition(look, wide)
                .press(Key.TAB, Key.TAB));
        states.put("map-broker", lost(driver -> driver.type("n").detail(dirs())));
        states.put("map-broker-what-breaks", lost(driver -> driver.type("n").press(Key.TAB)));
        states.put(
                "map-broker-log-dirs",
                lost(driver -> driver.type("n").press(Key.TAB, Key.TAB).detail(dirs())));
        states.put("map-broker-offline", lost(driver -> driver.type("nn")));
        states.put("map-server", (look, wide) -> well(look, wide).type("nnnnn"));
        states.put("map-kraft", kraft(Voter.State.ONLINE));
        states.put("map-kraft-lagging", kraft(Voter.State.LAGGING));
        states.put("map-kraft-offline", kraft(Voter.State.OFFLINE));
        states.put("replay", (look, wide) -> replay(look, wide));
        states.put("replay-earlier", (look, wide) -> replay(look, wide).type("["));
        states.put("replay-paused", (look, wide) -> replay(look, wide).type("p"));
        return states;
    }

    private static Reading named(Reading map, boolean wide) {
        if (!wide) {
            return map;
        }
        List<Topic> topics = map.cluster().topics().stream()
                .map(topic -> Maps.renamed(topic, WIDE.get(topic.name())))
                .toList();
        Reading renamed = Maps.withTopics(map, topics.toArray(Topic[]::new));
        return new Reading("検証環境", renamed.cluster(), renamed.ensemble());
    }

    private static Reading measured(Reading map) {
        List<Server> ensemble = map.ensemble().stream()
                .map(server -> new Server(
                        server.address(),
                        server.role(),
                        server.version(),
                        OptionalLong.of(0x5000004a2L),
                        Optional.of(0.4),
                        OptionalLong.of(17),
                        OptionalLong.of(204),
                        OptionalLong.of(1_204),
                        Optional.empty(),
                        Optional.of("4lw"),
                        Map.of("ephemerals_count", 12L, "outstanding_requests", 0L)))
                .toList();
        return Maps.withEnsemble(map, ensemble);
    }

    private static Driver well(Glyphs look, boolean wide) {
        return new Driver(look).state(measured(named(Maps.well(), wide))).after(Duration.ofMillis(1400));
    }

    private static State lost(UnaryOperator<Driver> then) {
        return (look, wide) -> {
            Driver driver = well(look, wide).after(Duration.ofMinutes(2));
            driver.state(named(Maps.withoutBroker2(driver.now()), wide)).after(Duration.ofMillis(3400));
            return then.apply(driver);
        };
    }

    /** In KRaft, with a voter that is in a state after a while. */
    private static State kraft(Voter.State voter) {
        return (look, wide) -> {
            Reading well = named(Maps.well(), wide);
            Driver driver = new Driver(look)
                    .state(Maps.kraft(well, 2, Voter.State.ONLINE))
                    .after(Duration.ofMinutes(2));
            return driver.state(Maps.kraft(well.at(driver.now()), 2, voter)).after(Duration.ofMillis(1400));
        };
    }

    /** Broker 2 is lost after ten seconds, and back after forty. */
    private static Driver back(Glyphs look, boolean wide) {
        return back(new Driver(look), wide);
    }

    private static Driver replay(Glyphs look, boolean wide) {
        return back(new Driver(look).recorded(), wide);
    }

    private static Driver back(Driver driver, boolean wide) {
        driver.state(named(Maps.well(), wide)).after(Duration.ofSeconds(10));
        driver.state(named(Maps.withoutBroker2(driver.now()), wide)).after(Duration.ofSeconds(30));
        return driver.state(named(Maps.well().at(driver.now()), wide)).after(Duration.ofSeconds(7));
    }

    private static Driver partition(Glyphs look, boolean wide) {
        Driver driver = well(look, wide).press(Key.END, Key.ENTER, Key.DOWN, Key.ENTER);
        return driver.detail(new Detail(
                "partition " + (wide ? WIDE.get("orders") : "orders") + "-1",
                Maps.NOON,
                OptionalLong.of(1_204_118),
                List.of(
                        new Detail.ReplicaLog(3, 81L << 20, 0, "/var/lib/kafka", false),
                        new Detail.ReplicaLog(2, 80L << 20, 1_204, "/var/lib/kafka", false)),
                List.of(),
                List.of(new Setting("retention.ms", Optional.of("86400000"))),
                List.of(new Detail.Consumer(
                        wide ? "請求" : "billing",
                        "Stable",
                        OptionalLong.of(1_155_907),
                        OptionalLong.of(48_211),
                        Optional.of("billing-3 /10.0.0.7"))),
                List.of("log directories of broker 2: timed out")));
    }

    private static Detail dirs() {
        LogDir dir = new LogDir(
                1,
                "/var/lib/kafka",
                Optional.empty(),
                OptionalLong.of(100L << 30),
                OptionalLong.of(80L << 30),
                List.of());
        return new Detail(
                "broker 1", Maps.NOON, OptionalLong.empty(), List.of(), List.of(dir), List.of(), List.of(), List.of());
    }
}
