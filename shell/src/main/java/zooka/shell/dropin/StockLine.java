package zooka.shell.dropin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Failure;

/** A line of a stock tool, understood: the options that were given, by their names without dashes, and their values. */
final class StockLine {

    private final Map<String, List<String>> given = new LinkedHashMap<>();
    private final List<String> order = new ArrayList<>();
    private final List<String> zooka = new ArrayList<>();
    private final List<String> words = new ArrayList<>();

    /** Takes an option that was given. */
    void add(String option) {
        order.add(option);
        given.computeIfAbsent(option, none -> new ArrayList<>());
    }

    /** Takes an option that was given, with its value. */
    void add(String option, String value) {
        add(option);
        given.get(option).add(value);
    }

    /** Takes a word that belongs to no option. */
    void addWord(String word) {
        words.add(word);
    }

    /** Takes an option for zooka itself. */
    void addZooka(String option, String value) {
        zooka.add(option);
        zooka.add(value);
    }

    /** Whether an option was given. */
    boolean has(String option) {
        return given.containsKey(option);
    }

    /**
     * The value of an option; empty where it was not given, or has none.
     *
     * @throws Failure {@code USAGE} where it was given more than once
     */
    Optional<String> value(String option) {
        List<String> values = values(option);
        if (values.size() > 1) {
            throw Failure.usage("--" + option + " was given more than once");
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /** All values of an option, in their order. */
    List<String> values(String option) {
        return given.getOrDefault(option, List.of());
    }

    /** The given options in the order of the line, each as often as it was given. */
    List<String> order() {
        return order;
    }

    /** The words that belong to no option. */
    List<String> words() {
        return words;
    }

    /** Zooka's own options that this line comes to, such as those for the connection. */
    List<String> zooka() {
        return zooka;
    }

    /** The given ones among these options. */
    List<String> givenOf(String... options) {
        List<String> some = new ArrayList<>();
        for (String option : options) {
            if (has(option)) {
                some.add(option);
            }
        }
        return some;
    }

    /**
     * The one of these options that was given.
     *
     * @param what the options are, as in "exactly one action is required"
     * @throws Failure {@code USAGE} where none was given, or several were
     */
    String one(String what, String... options) {
        List<String> some = givenOf(options);
        if (some.size() != 1) {
            throw Failure.usage("exactly one " + what + " is required: --" + String.join(", --", options));
        }
        return some.get(0);
    }

    /** @throws Failure {@code USAGE} where an option was not given */
    void require(String action, String option) {
        if (!has(option)) {
            throw Failure.usage("--" + action + " requires --" + option);
        }
    }

    /** @throws Failure {@code USAGE} where one of these options was given besides another one */
    void refuseWith(String option, String... others) {
        List<String> some = givenOf(others);
        if (has(option) && !some.isEmpty()) {
            throw Failure.usage("--" + option + " cannot be combined with --" + some.get(0));
        }
    }

    /** @throws Failure {@code USAGE} where the option was given without any of these */
    void onlyWith(String option, String... others) {
        if (has(option) && givenOf(others).isEmpty()) {
            throw Failure.usage("--" + option + " requires --" + String.join(" or --", others));
        }
    }

    /**
     * A whole number; empty where the option was not given.
     *
     * @throws Failure {@code USAGE} for another value
     */
    Optional<Long> number(String option) {
        Optional<String> value = value(option);
        try {
            return value.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(value.get()));
        } catch (NumberFormatException e) {
            throw Failure.usage("--" + option + ": invalid number '" + value.orElse("") + "'")
                    .cause(e);
        }
    }
}
