package zooka.shell.browse;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import zooka.clients.Failure;
import zooka.commands.zk.browse.SearchResult;
import zooka.commands.zk.browse.Watchers;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Key;
import zooka.shell.screen.Looks.State;

/** What {@code browse} shows: what Kafka keeps of a topic with three partitions. */
public final class ZnodeStates {

    private ZnodeStates() {}

    /** The states by their names. */
    public static Map<String, State> all() {
        Map<String, State> states = new TreeMap<>();
        states.put("browse-connecting", (look, wide) -> new Driver(look, "/"));
        states.put("browse-unreachable", (look, wide) -> new Driver(look, "/")
                .failed(Failure.unreachable("localhost:2181 refused the connection")
                        .hint("is it up?")));
        states.put("browse", topic(driver -> driver));
        states.put("browse-root", topic(driver -> driver.press(Key.HOME)));
        states.put("browse-value", topic(driver -> driver.press(Key.HOME, Key.TAB)));
        states.put("browse-hex", topic(driver -> driver.type("h")));
        states.put("browse-search", topic(driver -> driver.type("/sta")));
        states.put("browse-found", (look, wide) -> opened(look, wide)
                .type("/sta\n")
                .found("sta", SearchResult.State.DONE, 16_204, partition(wide, 1), partition(wide, 2)));
        states.put("browse-nothing-found", topic(driver -> driver.type("/nosuch\n")
                .found("nosuch", SearchResult.State.DONE, 16_204)));
        states.put(
                "browse-watchers",
                topic(driver -> driver.watched(new Watchers(
                        List.of(
                                new Watchers.Watcher(
                                        0x1000d3f0ab40002L, "zk-1:2181", Optional.of("10.0.0.7:56142"), false),
                                new Watchers.Watcher(0x2000d3f0ab40003L, "zk-2:2181", Optional.empty(), true)),
                        List.of("zk-3:2181 does not allow the four-letter word wchp")))));
        states.put("browse-changed", (look, wide) -> {
            Driver driver = opened(look, wide);
            driver.put(partition(wide, 0), "{\"controller_epoch\":1,\"leader\":3,\"leader_epoch\":4,\"isr\":[3,1]}");
            driver.remove(topic(wide) + "/partitions/2").put(topic(wide) + "/partitions/3", (byte[]) null);
            return driver.settle().after(Duration.ofSeconds(1));
        });
        states.put("browse-help", topic(driver -> driver.type("?")));
        return states;
    }

    private static String topic(boolean wide) {
        return "/brokers/topics/" + (wide ? "アプリのログ" : "app-logs");
    }

    private static String partition(boolean wide, int number) {
        return topic(wide) + "/partitions/" + number + "/state";
    }

    private static State topic(UnaryOperator<Driver> then) {
        return (look, wide) -> then.apply(opened(look, wide));
    }

    private static Driver opened(Glyphs look, boolean wide) {
        String topic = topic(wide);
        Driver driver = new Driver(look, topic);
        driver.put("/brokers", "").put("/brokers/topics", (byte[]) null);
        driver.put(
                topic,
                "{\"partitions\":{\"0\":[2,3,1],\"1\":[3,1,2],\"2\":[1,2,3]},\"topic_id\":\"IWWqpDbpRR-x7AK4IbXVmA\","
                        + "\"adding_replicas\":{},\"removing_replicas\":{},\"version\":3}");
        driver.put(topic + "/partitions", (byte[]) null);
        for (int number = 0; number < 3; number++) {
            driver.put(topic + "/partitions/" + number, (byte[]) null);
            driver.put(
                    partition(wide, number),
                    "{\"controller_epoch\":1,\"leader\":2,\"version\":1,\"leader_epoch\":3,\"isr\":[2,3,1]}");
        }
        return driver.settle()
                .press(Key.DOWN, Key.RIGHT, Key.DOWN, Key.RIGHT, Key.DOWN)
                .after(Duration.ofHours(2));
    }
}
