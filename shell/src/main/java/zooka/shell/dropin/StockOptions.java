package zooka.shell.dropin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zooka.clients.Failure;
import zooka.commands.text.Spelling;

/**
 * The options of a stock tool, by their names without dashes: those that are taken, those that have no effect here, and those that
 * are refused by name before anything is sent. Declared in code and read by hand, because a parser would take longer to load
 * than most lines take to run.
 */
final class StockOptions {

    /** Ends with the stock tool's own exit code, right or wrong. */
    static final String FAITHFUL = "faithful-exit-codes";

    private enum Arity {
        NONE,
        ONE,
        /** A value, unless an option follows. */
        OPTIONAL
    }

    /**
     * An option.
     *
     * @param zooka the option of zooka that it stands for; empty for one of the tool's own
     * @param refusal why it is refused; empty for one that is taken
     * @param ignored whether it has no effect
     */
    private record StockOption(Arity arity, String zooka, String refusal, boolean ignored) {}

    private final Map<String, StockOption> known = new LinkedHashMap<>();
    private boolean takesWords;

    /** The options that all tools have. */
    StockOptions() {
        flags("help", "version", FAITHFUL);
        zooka("--bootstrap", "bootstrap-server");
        zooka("--command-config", "command-config");
    }

    private StockOptions all(StockOption option, String... names) {
        for (String name : names) {
            known.put(name, option);
        }
        return this;
    }

    /** Options without a value. */
    StockOptions flags(String... names) {
        return all(new StockOption(Arity.NONE, "", "", false), names);
    }

    /** Options with a value. */
    StockOptions values(String... names) {
        return all(new StockOption(Arity.ONE, "", "", false), names);
    }

    /** Options whose value may be left out. */
    StockOptions optional(String... names) {
        return all(new StockOption(Arity.OPTIONAL, "", "", false), names);
    }

    /** Options with a value that are other names of an option of zooka itself. */
    StockOptions zooka(String option, String... names) {
        return all(new StockOption(Arity.ONE, option, "", false), names);
    }

    /** Options with a value that change nothing here, such as the size of a buffer. */
    StockOptions ignoredValues(String... names) {
        return all(new StockOption(Arity.ONE, "", "", true), names);
    }

    /** Options without a value that change nothing here. */
    StockOptions ignoredFlags(String... names) {
        return all(new StockOption(Arity.NONE, "", "", true), names);
    }

    /**
     * Options that are refused.
     *
     * @param why what to do instead, as a hint
     */
    StockOptions refused(String why, String... names) {
        return all(new StockOption(Arity.OPTIONAL, "", why, false), names);
    }

    /** Takes words that belong to no option, too. */
    StockOptions words() {
        takesWords = true;
        return this;
    }

    /**
     * Reads a line.
     *
     * @param tool the tool's name, for messages
     * @throws Failure {@code USAGE} for an option that is unknown, refused, or has no value
     */
    StockLine parse(String tool, List<String> words) {
        StockLine line = new StockLine();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!isOption(word)) {
                if (!takesWords) {
                    throw Failure.usage(tool + ": unexpected argument '" + word + "'")
                            .hint(tool + " --help");
                }
                line.addWord(word);
                continue;
            }
            // The stock tools' parser takes one dash for two.
            String text = word.substring(word.startsWith("--") ? 2 : 1);
            int equals = text.indexOf('=');
            String name = equals < 0 ? text : text.substring(0, equals);
            StockOption option = known.get(name);
            if (option == null) {
                throw unknown(tool, name);
            }
            if (!option.refusal.isEmpty()) {
                throw Failure.usage(tool + ": --" + name + " is not supported").hint(option.refusal);
            }
            boolean next = i + 1 < words.size();
            if (option.arity == Arity.NONE) {
                if (equals >= 0) {
                    throw Failure.usage(tool + ": --" + name + " takes no value");
                }
                line.add(name);
            } else if (equals >= 0) {
                take(line, option, name, text.substring(equals + 1));
            } else if (next && (option.arity == Arity.ONE || !isOption(words.get(i + 1)))) {
                take(line, option, name, words.get(++i));
            } else if (option.arity == Arity.OPTIONAL) {
                line.add(name);
            } else {
                throw Failure.usage(tool + ": --" + name + " requires a value").hint(tool + " --help");
            }
        }
        return line;
    }

    /** Takes a value. An empty one is a variable that was not set, and must not mean everything. */
    private static void take(StockLine line, StockOption option, String name, String value) {
        if (value.isEmpty() && !option.ignored) {
            throw Failure.usage("--" + name + " is empty");
        }
        if (!option.zooka.isEmpty()) {
            line.addZooka(option.zooka, value);
        }
        if (!option.ignored) {
            line.add(name, value);
        }
    }

    private static boolean isOption(String word) {
        return word.length() > 1 && word.charAt(0) == '-';
    }

    private Failure unknown(String tool, String name) {
        return Failure.usage(tool + ": unknown option '--" + name + "'")
                .hint(Spelling.nearest(name, known.keySet())
                        .map(meant -> Spelling.question("--" + meant))
                        .orElse(tool + " --help"));
    }

    /** The options, for the tool's help. */
    String usage() {
        StringBuilder taken = new StringBuilder();
        StringBuilder ignored = new StringBuilder();
        StringBuilder refused = new StringBuilder();
        known.forEach((name, option) -> {
            if (!option.refusal.isEmpty()) {
                refused.append("  --")
                        .append(name)
                        .append(" (")
                        .append(option.refusal)
                        .append(")\n");
            } else if (option.ignored) {
                ignored.append("  --").append(name).append('\n');
            } else {
                taken.append("  --")
                        .append(name)
                        .append(
                                switch (option.arity) {
                                    case NONE -> "";
                                    case ONE -> " VALUE";
                                    case OPTIONAL -> " [VALUE]";
                                })
                        .append('\n');
            }
        });
        return "Options, as the stock tool describes them:\n" + taken
                + (ignored.isEmpty() ? "" : "Options without an effect:\n" + ignored)
                + (refused.isEmpty() ? "" : "Options that are not supported:\n" + refused);
    }
}
