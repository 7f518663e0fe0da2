package zooka.commands.zk.znode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** {@code getAcl}: who may do what with a znode. */
@Command(
        name = "getAcl",
        footer = {
            "",
            "Permissions: c create children, d delete children, r read, w write, a admin (change the ACL).",
            "",
            "Examples:",
            "  getAcl /demo/app",
            "  getAcl -s /zookeeper/config"
        })
public final class GetAcl implements Action.Query {

    private static final List<Column> COLUMNS =
            List.of(Column.of("scheme", "SCHEME"), Column.of("id", "ID"), Column.of("permissions", "PERMISSIONS"));

    @Option(names = "-s", description = "Print the stat, too.")
    boolean stat;

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "Default: the current znode.")
    @Completes(Candidates.ZNODE)
    String path = ".";

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<Column> fields() {
        return stat
                ? Stream.concat(
                                StatFields.COLUMNS.stream(),
                                Stream.of(Column.jsonOnly("acl").list()))
                        .toList()
                : List.of();
    }

    @Override
    public Result run(Context context) {
        Znodes.Access access = context.clusters().znodes().acl(context.path(path));
        if (access.acl().masked()) {
            context.remarks()
                    .note(
                            "masked-digest",
                            "x is a masked digest, which servers show to clients without admin permission");
        }
        List<Field> stats = StatFields.of(access.stat());
        Table table = table(access.acl());
        Result result = stat ? new Result.Details(stats, Optional.of(table), "acl") : table;
        return new Result.AsZkCli(result, asZkCli(access.acl()), stat ? stats : List.of(), List.of());
    }

    private static Table table(Acl acl) {
        List<Row> rows = acl.entries().stream()
                .map(entry -> Row.of(
                        Cell.text(entry.scheme()),
                        Cell.text(entry.id(), entry.masked() ? Cell.Level.WARN : Cell.Level.PLAIN),
                        Cell.text(entry.permissions())))
                .toList();
        return new Table(COLUMNS, rows, "no client has any permission");
    }

    /** Two lines for each entry. */
    static List<Cell> asZkCli(Acl acl) {
        List<Cell> lines = new ArrayList<>();
        for (Acl.Entry entry : acl.entries()) {
            lines.add(Cell.text("'" + entry.scheme() + ",'" + entry.id()));
            lines.add(Cell.text(": " + entry.permissions()));
        }
        return lines;
    }
}
