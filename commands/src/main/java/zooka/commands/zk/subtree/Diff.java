package zooka.commands.zk.subtree;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.copy.ZnodeCopy;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Flow;
import zooka.commands.result.Flow.Pace;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.result.Table.Shape;
import zooka.commands.zk.tree.Copies;
import zooka.commands.zk.tree.ExportFile;
import zooka.commands.zk.tree.FilteredIterator;
import zooka.commands.zk.tree.Location;
import zooka.commands.zk.tree.TreeOrder;
import zooka.commands.zk.znode.StatFields;

/** {@code diff}: what differs between two subtrees. */
@Command(
        name = "diff",
        footer = {
            "",
            "Prints - for a znode that is only in A, + for one only in B, ~ for one that differs. Compares values, ACLs and kinds, not",
            "versions and times, and ephemeral znodes only with --ephemerals. Exits with 1 if there are differences.",
            "",
            "Examples:",
            "  diff /demo @demo.jsonl",
            "  zooka diff /app zk://other:2181/app && echo no differences"
        })
public final class Diff implements Action.Query {

    private static final List<Column> COLUMNS = List.of(
            Column.of("difference", "DIFF"),
            Column.of("path", "PATH"),
            Column.of("what", "WHAT"),
            Column.of("before", "A"),
            Column.of("after", "B"));

    @Option(names = "--no-acl", description = "Skip the ACLs, which is faster.")
    boolean withoutAcls;

    @Option(names = "--ephemerals", description = "Compare ephemeral znodes, too.")
    boolean ephemerals;

    @Parameters(
            index = "0",
            paramLabel = "PATH",
            description = "A: a path, zk://HOST:PORT[,...]/PATH, or @FILE for an export.")
    @Completes(Candidates.ZNODE)
    String one;

    @Parameters(index = "1", paramLabel = "PATH", description = "B: the same forms.")
    @Completes(Candidates.ZNODE)
    String other;

    /** One of the two: its copies with paths relative to its root. */
    private record Side(Iterator<ZnodeCopy> copies, boolean acls) {}

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public Result run(Context context) {
        Side a = side(one, context);
        Side b = side(other, context);
        boolean acls = a.acls() && b.acls();
        return new Flow(
                COLUMNS,
                rows -> compare(a.copies(), b.copies(), acls, row -> {
                    context.remarks().no();
                    rows.accept(row);
                }),
                Shape.TABLE,
                Pace.LIST);
    }

    private Side side(String typed, Context context) {
        if (typed.startsWith("@")) {
            ExportFile file = ExportFile.open(typed.substring(1), context);
            file.remarkUnmarked(context.remarks());
            return new Side(wanted(file.copies()), file.header().acls() && !withoutAcls);
        }
        Location location = Location.of(typed, context);
        Iterator<ZnodeCopy> copies = Copies.below(location.znodes(), context.remarks(), location.path(), !withoutAcls);
        return new Side(
                wanted(Copies.each(copies, copy -> copy.at(Location.moved(copy.path(), location.path(), "/")))),
                !withoutAcls);
    }

    private Iterator<ZnodeCopy> wanted(Iterator<ZnodeCopy> copies) {
        return new FilteredIterator<>(copies, copy -> ephemerals || !copy.kind().ephemeral());
    }

    /** Both are in the same order, so that one pass tells. */
    private static void compare(Iterator<ZnodeCopy> as, Iterator<ZnodeCopy> bs, boolean acls, Consumer<Row> rows) {
        Optional<ZnodeCopy> a = next(as);
        Optional<ZnodeCopy> b = next(bs);
        while (a.isPresent() || b.isPresent()) {
            int order = a.isEmpty()
                    ? 1
                    : b.isEmpty()
                            ? -1
                            : TreeOrder.compare(a.get().path(), b.get().path());
            if (order < 0) {
                rows.accept(row("-", Level.BAD, a.get().path(), "", a.get().data(), Optional.empty()));
            } else if (order > 0) {
                rows.accept(row(
                        "+",
                        Level.GOOD,
                        b.get().path(),
                        "",
                        Optional.empty(),
                        b.get().data()));
            } else {
                both(a.get(), b.get(), acls, rows);
            }
            a = order <= 0 ? next(as) : a;
            b = order >= 0 ? next(bs) : b;
        }
    }

    private static void both(ZnodeCopy a, ZnodeCopy b, boolean acls, Consumer<Row> rows) {
        if (!a.kind().equals(b.kind())) {
            rows.accept(row("~", Level.WARN, a.path(), "kind", Optional.of(kind(a)), Optional.of(kind(b))));
        }
        if (acls && !a.acl().equals(b.acl())) {
            rows.accept(row(
                    "~",
                    Level.WARN,
                    a.path(),
                    "acl",
                    Optional.of(bytes(a.acl().toString())),
                    Optional.of(bytes(b.acl().toString()))));
        }
        if (!Arrays.equals(a.data().orElse(null), b.data().orElse(null))) {
            rows.accept(row("~", Level.WARN, a.path(), "data", a.data(), b.data()));
        }
    }

    private static byte[] kind(ZnodeCopy copy) {
        String name = copy.kind().lifetime().name().toLowerCase(Locale.ROOT);
        return bytes(copy.kind().ttlMillis() > 0 ? name + " " + copy.kind().ttlMillis() + " ms" : name);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Row row(
            String mark, Level level, String path, String what, Optional<byte[]> before, Optional<byte[]> after) {
        return Row.of(
                Cell.text(mark, level),
                Cell.text(path),
                what.isEmpty() ? Cell.missing() : Cell.text(what),
                StatFields.data(before),
                StatFields.data(after));
    }

    private static Optional<ZnodeCopy> next(Iterator<ZnodeCopy> copies) {
        return copies.hasNext() ? Optional.of(copies.next()) : Optional.empty();
    }
}
