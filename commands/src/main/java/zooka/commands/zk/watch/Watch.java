package zooka.commands.zk.watch;

import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Invocation;
import zooka.commands.result.Table.Column;
import zooka.commands.text.Durations;

/** {@code watch}: the events of a znode as they happen, or any query's answer, again and again. */
@Command(
        name = "watch",
        footer = {
            "",
            "An argument that starts with / or . is a znode, which need not exist yet. Anything else is a command that",
            "changes nothing: full screen on a terminal, one output after the other elsewhere. Stop with q or Ctrl-C.",
            "Full screen, topics, partitions and brokers are asked for at once when they change.",
            "status, groups and brokers have screens of their own, with rows that can be opened.",
            "",
            "Examples:",
            "  watch /brokers/ids",
            "  watch /demo --where 'type = deleted' -o name",
            "  watch ensemble",
            "  watch groups",
            "  watch -i 5s group lag billing",
            "  watch -n 3 -o json partition list --under-replicated"
        })
public final class Watch implements Action.Choice {

    @Option(names = "-n", paramLabel = "COUNT", description = "Stop after this many events or outputs.")
    @Completes(Candidates.FREE_TEXT)
    long count = Long.MAX_VALUE;

    @Option(
            names = {"-i", "--interval"},
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "Pause between two runs. Default: 2s.")
    @Completes(Candidates.FREE_TEXT)
    Duration interval = Duration.ofSeconds(2);

    @Parameters(
            arity = "0..*",
            paramLabel = "PATH|COMMAND",
            description = "The znode or the command. Default: the current znode.")
    @Completes(Candidates.ZNODE_OR_COMMAND)
    List<String> words = List.of();

    /** Whether a word is a znode's path and no command. */
    public static boolean isPath(String word) {
        return word.startsWith("/") || word.startsWith(".");
    }

    @Override
    public void check() {
        if (count < 1) {
            throw Failure.usage("watch: -n must be greater than zero");
        }
        Durations.requirePositive("watch: --interval", interval);
    }

    @Override
    public List<Column> columns() {
        return chosen().columns();
    }

    @Override
    public boolean holdsCommand() {
        return !words.isEmpty() && !isPath(words.get(0));
    }

    @Override
    public Action chosen() {
        return holdsCommand() ? repeat() : new WatchEvents(path(), count);
    }

    private String path() {
        if (words.size() > 1) {
            throw Failure.usage("watch: unexpected argument: '" + words.get(1) + "'")
                    .hint("help watch");
        }
        return words.isEmpty() ? "." : words.get(0);
    }

    private Action repeat() {
        Invocation invocation = Invocation.of(words);
        String name = invocation.entry().words();
        if (invocation.action() instanceof Action.Query query && !invocation.help()) {
            return new Action.Repeat(words, query, invocation.options(), interval, count);
        }
        if (invocation.action() instanceof Action.Change) {
            throw Failure.usage("watch: " + name + " changes data and cannot be repeated");
        }
        boolean goesOn = invocation.action() instanceof Action.Live || invocation.action() instanceof Action.Follow;
        throw Failure.usage("watch: " + name + (goesOn ? " already runs continuously" : " has no output to watch"))
                .hint(goesOn ? name : "help watch");
    }
}
