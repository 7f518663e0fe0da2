package zooka.commands;

import java.time.Duration;
import picocli.CommandLine.Option;

/** The options that stand before a command or after it. */
public final class CommonOptions {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "table, plain, json, yaml, raw or zkcli. Default: table on a terminal, plain elsewhere.")
    public String output;

    @Option(names = "--json", description = "The same as -o json.")
    public boolean json;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "Bound of one remote request (default 5s).")
    public Duration timeout;

    @Option(names = "--read-only", description = "Refuse every change.")
    public boolean readOnly;

    @Option(
            names = {"-y", "--yes"},
            description = "Change without asking.")
    public boolean yes;

    @Option(names = "--dry-run", description = "Say what would be changed and stop.")
    public boolean dryRun;

    @Option(names = "--debug", description = "Stack traces and the clients' logs, on stderr.")
    public boolean debug;

    /** These, where they are given, and the others where they are not. */
    public CommonOptions over(CommonOptions others) {
        CommonOptions merged = new CommonOptions();
        merged.output = json ? "json" : output != null ? output : others.json ? "json" : others.output;
        merged.timeout = timeout != null ? timeout : others.timeout;
        merged.readOnly = readOnly || others.readOnly;
        merged.yes = yes || others.yes;
        merged.dryRun = dryRun || others.dryRun;
        merged.debug = debug || others.debug;
        return merged;
    }
}
