package zooka.commands.brokers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import zooka.clients.kafka.LogDirs.LogDir;
import zooka.commands.result.Cell.Level;

/**
 * What has changed about the brokers between two moments.
 *
 * @param at the time of the later moment
 * @param broker empty for what concerns no single broker
 * @param text with unescaped texts from servers: {@code offline, led 32 partitions}
 */
public record BrokerEvent(Instant at, OptionalInt broker, Level level, String text) {

    /** The part of its partitions by which a broker must lead more or fewer to be worth a line. */
    private static final double MANY = 0.25;

    /** The changes, by broker. */
    public static List<BrokerEvent> between(BrokersPicture before, BrokersPicture after) {
        List<BrokerEvent> events = new ArrayList<>();
        OptionalInt then = before.state().controller();
        OptionalInt now = after.state().controller();
        if (!then.equals(now)) {
            Level level = now.isPresent() ? Level.WARN : Level.BAD;
            String text = now.isEmpty()
                    ? "no active controller"
                    : "controller " + (then.isPresent() ? then.getAsInt() + " → " : "") + now.getAsInt();
            events.add(new BrokerEvent(after.asOf(), OptionalInt.empty(), level, text));
        }
        Map<Integer, BrokerLoad> earlier = before.brokers().stream()
                .collect(Collectors.toMap(BrokerLoad::id, broker -> broker, (one, other) -> one, HashMap::new));
        for (BrokerLoad broker : after.brokers()) {
            BrokerLoad old = earlier.remove(broker.id());
            Changes changes = new Changes(after.asOf(), broker.id(), events);
            if (old == null) {
                changes.add(Level.GOOD, "new, " + broker.state().word());
            } else {
                changes.of(old, broker);
            }
        }
        earlier.values()
                .forEach(gone -> events.add(new BrokerEvent(
                        after.asOf(),
                        OptionalInt.of(gone.id()),
                        Level.WARN,
                        "not registered, and no replica is assigned to it")));
        after.troubles().stream()
                .filter(trouble -> !before.troubles().contains(trouble))
                .forEach(
                        trouble -> events.add(new BrokerEvent(after.asOf(), OptionalInt.empty(), Level.WARN, trouble)));
        return events;
    }

    /** Collects the events of one broker. */
    private record Changes(Instant at, int id, List<BrokerEvent> events) {

        void add(Level level, String text) {
            events.add(new BrokerEvent(at, OptionalInt.of(id), level, text));
        }

        void of(BrokerLoad before, BrokerLoad after) {
            if (before.state() != after.state()) {
                String led = !after.online() && before.leaders() > 0
                        ? ", led " + (before.leaders() == 1 ? "1 partition" : before.leaders() + " partitions")
                        : "";
                add(after.online() ? Level.GOOD : Level.BAD, after.state().word() + led);
            } else if (Math.abs(after.leaders() - before.leaders()) > MANY * Math.max(1, after.replicas())) {
                add(Level.PLAIN, "leaders " + before.leaders() + " → " + after.leaders());
            }
            if (!before.broker().trouble().equals(after.broker().trouble()) && after.online()) {
                after.broker()
                        .trouble()
                        .ifPresentOrElse(
                                why -> add(Level.BAD, "does not answer this client: " + why),
                                () -> add(Level.GOOD, "answers this client again"));
            }
            if (before.release().isPresent()
                    && after.release().isPresent()
                    && !before.release().equals(after.release())) {
                add(
                        Level.PLAIN,
                        "release " + before.release().get() + " → "
                                + after.release().get());
            }
            dirs(before, after);
        }

        private void dirs(BrokerLoad before, BrokerLoad after) {
            Set<String> failed = new HashSet<>();
            Set<String> full = new HashSet<>();
            before.logDirs().stream().flatMap(List::stream).forEach(dir -> {
                dir.error().ifPresent(error -> failed.add(dir.path()));
                if (BrokerLoad.full(dir)) {
                    full.add(dir.path());
                }
            });
            if (before.logDirs().isEmpty()) {
                return; // what is first known is not new
            }
            for (LogDir dir : after.logDirs().orElse(List.of())) {
                if (dir.error().isPresent() && !failed.contains(dir.path())) {
                    add(Level.BAD, dir.path() + " has failed: " + dir.error().get());
                } else if (BrokerLoad.full(dir) && !full.contains(dir.path())) {
                    add(Level.WARN, dir.path() + " has less than 10 % free space");
                }
            }
        }
    }
}
