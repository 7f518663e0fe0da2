package zooka.commands;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options that stand before a command or after it.
 *
 * @param output the name of a format; empty where none is asked for
 * @param timeout bound of one remote request; empty for the usual one
 */
public record CommonOptions(
        Optional<String> output,
        Optional<Duration> timeout,
        boolean readOnly,
        boolean yes,
        boolean dryRun,
        boolean debug) {

    /** None given. */
    public static final CommonOptions NONE =
            new CommonOptions(Optional.empty(), Optional.empty(), false, false, false, false);

    /** Declares them; by hand and not by annotations, whose reading costs more than many a command. */
    public static void declare(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("-o", "--output")
                .paramLabel("FORMAT")
                .type(String.class)
                .description("table, plain, json, yaml, raw or zkcli. Default: table on a terminal, plain elsewhere.")
                .build());
        spec.addOption(flag("The same as -o json.", "--json"));
        spec.addOption(OptionSpec.builder("--timeout")
                .paramLabel("DURATION")
                .type(Duration.class)
                .converters(new Durations())
                .description("Bound of one remote request (default 5s).")
                .build());
        spec.addOption(flag("Refuse every change.", "--read-only"));
        spec.addOption(flag("Change without asking.", "-y", "--yes"));
        spec.addOption(flag("Say what would be changed and stop.", "--dry-run"));
        spec.addOption(flag("Stack traces and the clients' logs, on stderr.", "--debug"));
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
                Optional.ofNullable(parsed.matchedOptionValue("--timeout", null)),
                parsed.hasMatchedOption("--read-only"),
                parsed.hasMatchedOption("-y"),
                parsed.hasMatchedOption("--dry-run"),
                parsed.hasMatchedOption("--debug"));
    }

    /** These, where they are given, and the others where they are not. */
    public CommonOptions over(CommonOptions others) {
        return new CommonOptions(
                output.or(others::output),
                timeout.or(others::timeout),
                readOnly || others.readOnly,
                yes || others.yes,
                dryRun || others.dryRun,
                debug || others.debug);
    }
}
