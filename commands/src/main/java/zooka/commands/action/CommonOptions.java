package zooka.commands.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import zooka.commands.shape.Shaping;

/**
 * The options that stand before a command or after it.
 *
 * @param output the name of a format; empty where none is asked for
 * @param shaping which rows and columns are asked for; empty where all are. It stands after a command only.
 */
public record CommonOptions(
        Optional<String> output,
        boolean readOnly,
        boolean yes,
        boolean force,
        boolean dryRun,
        boolean noUndo,
        Optional<Shaping> shaping) {

    /** None given. */
    public static final CommonOptions NONE = new CommonOptions(Optional.empty(), false, false, false, false, false);

    private static final Set<String> SHAPING = Set.of("--columns", "--sort", "--where", "--limit", "--count");

    private static final String JSON = "--json=";

    /** Those that concern no rows and columns. */
    public CommonOptions(
            Optional<String> output, boolean readOnly, boolean yes, boolean force, boolean dryRun, boolean noUndo) {
        this(output, readOnly, yes, force, dryRun, noUndo, Optional.empty());
    }

    /** Declares those of any command; by hand and not by annotations, whose reading costs more than many a command. */
    public static void declare(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("-o", "--output")
                .paramLabel("FORMAT")
                .type(String.class)
                .description("table, plain, list, json, yaml, csv, name, jsonpath=EXPRESSION, raw or zkcli."
                        + " Default: table on a terminal, plain elsewhere.")
                .build());
        spec.addOption(flag("Same as -o json.", "--json"));
    }

    /**
     * Declares those of any command that shows rows or fields, except what a command has an option of its own for: that keeps its
     * meaning.
     *
     * @param list whether it shows rows, and not the fields of one thing
     */
    static void declareShaping(CommandSpec spec, boolean list) {
        shaping(
                spec,
                "KEY,...",
                "Show only these columns; +KEY adds one, -KEY removes one. --json=KEY,... is the same in JSON.",
                "--columns");
        if (!list) {
            return;
        }
        shaping(spec, "KEY,...", "Sort by these columns; -KEY in descending order.", "--sort");
        shaping(spec, "EXPRESSION", "Show matching rows only: 'lag > 0 and topic =~ \"^o\"'.", "--where");
        if (!spec.optionsMap().containsKey("--limit")) {
            spec.addOption(OptionSpec.builder("--limit")
                    .paramLabel("COUNT")
                    .type(Long.class)
                    .description("Show at most this number of rows.")
                    .build());
        }
        if (!spec.optionsMap().containsKey("--count")) {
            spec.addOption(flag("Show the number of rows only.", "--count"));
        }
    }

    private static void shaping(CommandSpec spec, String label, String description, String name) {
        if (!spec.optionsMap().containsKey(name)) {
            spec.addOption(OptionSpec.builder(name)
                    .paramLabel(label)
                    .type(String.class)
                    .description(description)
                    .build());
        }
    }

    /** Whether an option chooses rows or columns, and is not one of the command's own with the same name. */
    static boolean isShaping(ArgSpec argument) {
        return argument instanceof OptionSpec option
                && SHAPING.contains(option.longestName())
                && option.userObject() == null;
    }

    /** What completes the value of such an option; empty where it has no value or nothing does. */
    static Optional<Candidates> completing(ArgSpec argument) {
        if (!isShaping(argument)) {
            return Optional.empty();
        }
        return switch (((OptionSpec) argument).longestName()) {
            case "--columns", "--sort" -> Optional.of(Candidates.COLUMNS);
            case "--where" -> Optional.of(Candidates.WHERE);
            case "--limit" -> Optional.of(Candidates.FREE_TEXT);
            default -> Optional.empty();
        };
    }

    /** Whether a word is, or begins, an option that chooses rows or columns. */
    static boolean isShaping(String word) {
        int end = word.indexOf('=');
        return SHAPING.contains(end < 0 ? word : word.substring(0, end)) || word.startsWith(JSON);
    }

    /**
     * The words with {@code --json=a,b} as {@code --json --columns=a,b}, and with a blank before values that begin with a dash, since
     * {@code -lag} is also how options look.
     */
    static List<String> joined(List<String> words) {
        List<String> joined = new ArrayList<>(words.size() + 1);
        boolean options = true;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            options &= !word.equals("--");
            if (options && word.startsWith(JSON)) {
                joined.add("--json");
                joined.add("--columns= " + word.substring(JSON.length()));
            } else if (options
                    && (word.equals("--sort") || word.equals("--columns"))
                    && i + 1 < words.size()
                    && words.get(i + 1).startsWith("-")
                    && !words.get(i + 1).startsWith("--")) {
                joined.add(word + "= " + words.get(++i));
            } else if (options && (word.startsWith("--sort=-") || word.startsWith("--columns=-"))) {
                joined.add(word.replaceFirst("=", "= "));
            } else {
                joined.add(word);
            }
        }
        return joined;
    }

    /** Whether it is the option that names a format; it is declared by hand, so no field can say what it completes to. */
    static boolean isOutput(ArgSpec argument) {
        return argument instanceof OptionSpec option && option.longestName().equals("--output");
    }

    /**
     * Declares those of commands that change something.
     *
     * @param recorded whether undo can revert it: changes of znodes only
     */
    public static void declareForChanges(CommandSpec spec, boolean recorded) {
        spec.addOption(flag("Refuse every change.", "--read-only"));
        spec.addOption(flag("Do not ask for confirmation.", "-y", "--yes"));
        spec.addOption(
                flag("Override protection: znodes of ZooKeeper and Kafka, and what the context protects.", "--force"));
        spec.addOption(flag("Show the plan and exit.", "--dry-run"));
        if (recorded) {
            spec.addOption(flag("Change znodes even if the change cannot be recorded for undo.", "--no-undo"));
        }
    }

    /** An option that is there or not. */
    public static OptionSpec flag(String description, String... names) {
        return OptionSpec.builder(names)
                .type(boolean.class)
                .description(description)
                .build();
    }

    /** Those that were given. */
    public static CommonOptions of(ParseResult parsed) {
        Optional<String> output = Optional.ofNullable(parsed.matchedOptionValue("-o", null));
        return new CommonOptions(
                parsed.hasMatchedOption("--json") ? Optional.of("json") : output,
                parsed.hasMatchedOption("--read-only"),
                parsed.hasMatchedOption("-y"),
                parsed.hasMatchedOption("--force"),
                parsed.hasMatchedOption("--dry-run"),
                parsed.hasMatchedOption("--no-undo"),
                shaping(parsed));
    }

    private static Optional<Shaping> shaping(ParseResult parsed) {
        for (OptionSpec option : parsed.matchedOptions()) {
            if (isShaping(option)) {
                return Shaping.of(
                        given(parsed, "--columns", String.class),
                        given(parsed, "--sort", String.class),
                        given(parsed, "--where", String.class),
                        given(parsed, "--limit", Long.class),
                        Boolean.TRUE.equals(given(parsed, "--count", Boolean.class)));
            }
        }
        return Optional.empty();
    }

    /** The value of one that chooses rows or columns; null where it is not given, or is one of the command's own. */
    private static <T> T given(ParseResult parsed, String name, Class<T> type) {
        OptionSpec option = parsed.matchedOption(name);
        return option == null || !isShaping(option) ? null : type.cast(option.<Object>getValue());
    }

    /** These, where they are given, and the others where they are not. */
    public CommonOptions over(CommonOptions others) {
        return new CommonOptions(
                output.or(others::output),
                readOnly || others.readOnly,
                yes || others.yes,
                force || others.force,
                dryRun || others.dryRun,
                noUndo || others.noUndo,
                shaping.isPresent() ? shaping : others.shaping);
    }
}
