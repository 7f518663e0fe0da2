package zooka.commands.zk.quota;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.zookeeper.QuotaLimits;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code setquota}: limit what may be below a znode. */
@Command(
        name = "setquota",
        footer = {
            "",
            "Counts the znode itself, too. Above a soft limit the server logs a warning; above a hard limit it",
            "rejects changes, if it runs with zookeeper.enforceQuota=true. A path can have only one quota.",
            "",
            "Examples:",
            "  setquota -n 1000 -b 1000000 /demo",
            "  setquota -N 2000 /demo"
        })
public final class SetQuota implements Action.Change {

    private static final List<Column> FIELDS = List.of(Column.of("path", "path"));

    @Option(names = "-n", paramLabel = "ZNODES", description = "Soft limit for the number of znodes.")
    @Completes(Candidates.FREE_TEXT)
    Long znodes;

    @Option(names = "-b", paramLabel = "BYTES", description = "Soft limit for the bytes of all values.")
    @Completes(Candidates.FREE_TEXT)
    Long bytes;

    @Option(names = "-N", paramLabel = "ZNODES", description = "Hard limit for the number of znodes.")
    @Completes(Candidates.FREE_TEXT)
    Long hardZnodes;

    @Option(names = "-B", paramLabel = "BYTES", description = "Hard limit for the bytes of all values.")
    @Completes(Candidates.FREE_TEXT)
    Long hardBytes;

    @Parameters(paramLabel = "PATH", description = "The znode.")
    @Completes(Candidates.ZNODE)
    String path;

    @Override
    public void check() {
        if (limits().equals(QuotaLimits.NONE)) {
            throw Failure.usage("setquota: no limit given").hint("setquota -n ZNODES -b BYTES PATH");
        }
    }

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Plan plan(Context context) {
        String absolute = context.path(path);
        QuotaLimits wanted = limits();
        if (absolute.equals("/zookeeper") || absolute.startsWith("/zookeeper/")) {
            throw new Failure(Failure.Kind.REFUSED, absolute + " belongs to ZooKeeper and cannot have a quota");
        }
        return Plan.on(Scope.subtree(absolute)).change("set the quota of " + absolute + " to " + said(), () -> {
            new Quotas(context).set(context, absolute, wanted);
            return new Result.Change(
                    "set the quota of " + absolute + " to " + said(),
                    Optional.empty(),
                    Field.all(FIELDS, Cell.text(absolute)));
        });
    }

    private QuotaLimits limits() {
        return new QuotaLimits(
                limit("-n", znodes, 1), limit("-b", bytes, 0), limit("-N", hardZnodes, 1), limit("-B", hardBytes, 0));
    }

    private static long limit(String option, Long given, long least) {
        if (given != null && given < least) {
            throw Failure.usage("setquota: " + option + " must be at least " + least);
        }
        return given == null ? -1 : given;
    }

    private String said() {
        List<String> parts = new ArrayList<>();
        add(parts, znodes, " znodes");
        add(parts, bytes, " bytes");
        add(parts, hardZnodes, " znodes (hard)");
        add(parts, hardBytes, " bytes (hard)");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, Long limit, String unit) {
        if (limit != null) {
            parts.add(limit + unit);
        }
    }
}
