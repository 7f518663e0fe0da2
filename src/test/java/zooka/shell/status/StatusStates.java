package zooka.shell.status;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import zooka.clients.Failure;
import zooka.shell.screen.Key;
import zooka.shell.screen.Looks.State;

/** What {@code watch status} shows: broker 2 goes offline two minutes after the view was opened. */
public final class StatusStates {

    private StatusStates() {}

    /** The states by their names. */
    public static Map<String, State> all() {
        Map<String, State> states = new TreeMap<>();
        states.put("status-connecting", (look, wide) -> new StatusDriver(look));
        states.put("status-unreachable", (look, wide) -> new StatusDriver(look)
                .failed(Failure.unreachable("kafka:9092 refused the connection").hint("-b HOST:PORT")));
        states.put("status-healthy", (look, wide) -> new StatusDriver(look)
                .report(Reports.healthy(Reports.NOON))
                .after(Duration.ofSeconds(2)));
        states.put("status", offline(driver -> driver));
        states.put("status-finding", offline(driver -> driver.press(Key.DOWN, Key.DOWN)));
        states.put("status-remedy", offline(driver -> driver.press(Key.END, Key.UP)));
        states.put("status-filter", offline(driver -> driver.type("/64|lags")));
        states.put("status-filtered", offline(driver -> driver.type("/64|lags\n")));
        states.put("status-unhealthy-only", offline(driver -> driver.type("z")));
        states.put("status-paused", (look, wide) -> {
            StatusDriver driver = new StatusDriver(look)
                    .report(Reports.healthy(Reports.NOON))
                    .type("p")
                    .after(Duration.ofMinutes(1));
            return driver.report(Reports.brokerOffline(driver.now()));
        });
        states.put("status-help", offline(driver -> driver.type("?")));
        return states;
    }

    private static State offline(UnaryOperator<StatusDriver> then) {
        return (look, wide) -> {
            StatusDriver driver =
                    new StatusDriver(look).report(Reports.healthy(Reports.NOON)).after(Duration.ofMinutes(2));
            driver.report(wide ? Reports.brokerOffline(driver.now(), "注文", "請求") : Reports.brokerOffline(driver.now()));
            return then.apply(driver.after(Duration.ofSeconds(1)));
        };
    }
}
