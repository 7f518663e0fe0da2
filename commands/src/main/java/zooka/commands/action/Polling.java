package zooka.commands.action;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import zooka.clients.net.Deadline;

/** Polls until a condition holds that causes no event. An interrupt ends it as it ends a request. */
public final class Polling {

    private static final Duration INTERVAL = Duration.ofMillis(200);

    private Polling() {}

    /** Whether it holds within so long. */
    public static boolean until(Duration bound, BooleanSupplier holds) {
        Deadline deadline = Deadline.in(bound);
        while (!holds.getAsBoolean()) {
            if (deadline.passed()) {
                return false;
            }
            Deadline.in(INTERVAL).await();
        }
        return true;
    }

    /** Looks until it holds, however long that takes. */
    public static void until(BooleanSupplier holds) {
        while (!holds.getAsBoolean()) {
            Deadline.in(INTERVAL).await();
        }
    }
}
