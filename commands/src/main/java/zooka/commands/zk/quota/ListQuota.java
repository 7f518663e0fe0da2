package zooka.commands.zk.quota;

import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.clients.zookeeper.QuotaLimits;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** {@code listquota}: limits, and how much of them is used. */
@Command(
        name = "listquota",
        footer = {"", "The server counts the usage.", "", "Examples:", "  listquota", "  listquota /demo"})
public final class ListQuota implements Action.Query {

    private static final List<Column> COLUMNS = List.of(
            Column.of("path", "PATH"),
            Column.of("znodes", "ZNODES").number(),
            Column.of("znodesLimit", "LIMIT").number(),
            Column.of("znodesHardLimit", "HARD").number(),
            Column.of("znodesPercent", "%").number(),
            Column.of("bytes", "BYTES").number(),
            Column.of("bytesLimit", "LIMIT").number(),
            Column.of("bytesHardLimit", "HARD").number(),
            Column.of("bytesPercent", "%").number());

    private static final int MUCH = 80;

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "The znode. Default: all znodes with a quota.")
    @Completes(Candidates.ZNODE)
    String path;

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public Result run(Context context) {
        Quotas quotas = new Quotas(context);
        if (path == null) {
            return table(quotas.all(context.remarks()));
        }
        Quotas.Quota quota = quotas.existing(context.path(path));
        List<Cell> lines = List.of(
                Cell.text("Output quota for " + quota.path() + " "
                        + quota.asKept().get(0)),
                Cell.text(
                        "Output stat for " + quota.path() + " " + quota.asKept().get(1)));
        return new Result.AsZkCli(
                table(List.of(quota)),
                lines,
                List.of(),
                List.of(Cell.text("absolute path is " + Quotas.limitsOf(quota.path()))));
    }

    private static Result table(List<Quotas.Quota> quotas) {
        return new Table(COLUMNS, quotas.stream().map(ListQuota::row).toList(), "no quotas").counted("quota");
    }

    private static Row row(Quotas.Quota quota) {
        QuotaLimits limits = quota.limits();
        return Row.of(
                Cell.text(quota.path()),
                used(quota, QuotaLimits::znodes),
                limit(limits.znodes()),
                limit(limits.hardZnodes()),
                percent(used(quota.used(), QuotaLimits::znodes), limits.znodes(), limits.hardZnodes()),
                used(quota, QuotaLimits::bytes),
                limit(limits.bytes()),
                limit(limits.hardBytes()),
                percent(used(quota.used(), QuotaLimits::bytes), limits.bytes(), limits.hardBytes()));
    }

    private static Cell used(Quotas.Quota quota, ToLongFunction<QuotaLimits> which) {
        return limit(used(quota.used(), which));
    }

    private static long used(Optional<QuotaLimits> used, ToLongFunction<QuotaLimits> which) {
        return used.map(which::applyAsLong).orElse(-1L);
    }

    private static Cell limit(long value) {
        return value < 0 ? Cell.missing() : Cell.count(value);
    }

    /** Of the lower limit. */
    private static Cell percent(long used, long soft, long hard) {
        long limit = soft < 0 ? hard : hard < 0 ? soft : Math.min(soft, hard);
        if (used < 0 || limit <= 0) {
            return Cell.missing();
        }
        long percent = 100 * used / limit;
        return Cell.count(percent, percent > 100 ? Level.BAD : percent >= MUCH ? Level.WARN : Level.PLAIN);
    }
}
