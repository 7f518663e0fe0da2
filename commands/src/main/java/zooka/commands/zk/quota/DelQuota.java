package zooka.commands.zk.quota;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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

/** {@code delquota}: take limits away. */
@Command(
        name = "delquota",
        footer = {"", "Examples:", "  delquota /demo", "  delquota -n -N /demo"})
public final class DelQuota implements Action.Change {

    private static final List<Column> FIELDS = List.of(Column.of("path", "path"));

    @Option(names = "-n", description = "Delete only the soft limit for znodes.")
    boolean znodes;

    @Option(names = "-b", description = "Delete only the soft limit for bytes.")
    boolean bytes;

    @Option(names = "-N", description = "Delete only the hard limit for znodes.")
    boolean hardZnodes;

    @Option(names = "-B", description = "Delete only the hard limit for bytes.")
    boolean hardBytes;

    @Parameters(paramLabel = "PATH", description = "The znode.")
    @Completes(Candidates.ZNODE)
    String path;

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Plan plan(Context context) {
        String absolute = context.path(path);
        boolean some = znodes || bytes || hardZnodes || hardBytes;
        String what = (some ? "some limits of " : "the quota of ") + absolute;
        return Plan.on(Scope.subtree(absolute)).change("delete " + what, () -> {
            Quotas quotas = new Quotas(context);
            QuotaLimits limits = quotas.existing(absolute).limits();
            if (some) {
                quotas.replace(
                        absolute,
                        new QuotaLimits(
                                znodes ? -1 : limits.znodes(),
                                bytes ? -1 : limits.bytes(),
                                hardZnodes ? -1 : limits.hardZnodes(),
                                hardBytes ? -1 : limits.hardBytes()));
            } else {
                quotas.delete(absolute);
            }
            return new Result.Change("deleted " + what, Optional.empty(), Field.all(FIELDS, Cell.text(absolute)));
        });
    }
}
