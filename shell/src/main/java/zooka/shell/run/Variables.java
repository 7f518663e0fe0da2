package zooka.shell.run;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The variables of a session, in the order of their names. */
final class Variables {

    /** Longer values are not handed to other programs: the system refuses to start one with more than 128 KB in a variable. */
    private static final int LONGEST_FOR_PROGRAMS = 30_000;

    private final Map<String, String> values = new TreeMap<>();

    synchronized Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    synchronized void set(String name, String value) {
        values.put(name, value);
    }

    /** Removes a variable; returns whether it was set. */
    synchronized boolean remove(String name) {
        return values.remove(name) != null;
    }

    /** All variables with their values. */
    synchronized Map<String, String> all() {
        return new TreeMap<>(values);
    }

    /** Adds the variables to the environment of another program, without those that it cannot have. */
    synchronized void addTo(Map<String, String> environment) {
        values.forEach((name, value) -> {
            if (value.length() <= LONGEST_FOR_PROGRAMS && value.indexOf('\0') < 0) {
                environment.put(name, value);
            }
        });
    }
}
