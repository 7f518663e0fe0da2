package zooka.commands.action;

import java.util.Optional;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options that stand before a command or after it.
 *
 * @param output the name of a format; empty where none is asked for
 */
public record CommonOptions(
        Optional<String> output, boolean readOnly, boolean yes, boolean force, boolean dryRun, boolean noUndo) {

    /** None given. */
    public static final CommonOptions NONE = new CommonOptions(Optional.empty(), false, false, false, false, false);

    /** Declares those of any command; by hand and not by annotations, whose reading costs more than many a command. */
    public static void declare(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("-o", "--output")
                .paramLabel("FORMAT")
                .type(String.class)
                .description(
                        "table, plain, list, json, yaml, raw or zkcli. Default: table on a terminal, plain elsewhere.")
                .build());
        spec.addOption(flag("Same as -o json.", "--json"));
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
                parsed.hasMatchedOption("--no-undo"));
    }

    /** These, where they are given, and the others where they are not. */
    public CommonOptions over(CommonOptions others) {
        return new CommonOptions(
                output.or(others::output),
                readOnly || others.readOnly,
                yes || others.yes,
                force || others.force,
                dryRun || others.dryRun,
                noUndo || others.noUndo);
    }
}
