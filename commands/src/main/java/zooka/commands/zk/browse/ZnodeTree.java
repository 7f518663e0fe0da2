package zooka.commands.zk.browse;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Znodes.Stat;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Picture;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.zk.tree.TreeOrder;
import zooka.commands.zk.znode.StatFields;

/**
 * What is known of a tree of znodes: as much as somebody has looked at.
 *
 * @param name the name of the cluster
 * @param root the znode at which the view began
 * @param asOf when it was known to be so
 * @param live whether changes come by watches; servers before 3.6 are polled
 * @param listed the children of open znodes
 * @param stats empty for a znode that does not exist
 * @param detail the selected znode
 * @param found what was searched for
 */
public record ZnodeTree(
        String name,
        String root,
        Instant asOf,
        boolean live,
        Map<String, ChildList> listed,
        Map<String, Optional<Stat>> stats,
        Optional<ZnodeDetail> detail,
        Optional<SearchResult> found)
        implements Picture {

    /** What JSON has of it. */
    static final List<Column> FIELDS = List.of(
            Column.of("name", "name"),
            Column.of("asOf", "asOf").time(),
            Column.of("path", "path"),
            Column.of("data", "data"),
            Column.of("stat", "stat").object(),
            Column.of("acl", "acl").list(),
            Column.of("meaning", "meaning"),
            Column.of("znodes", "znodes").list());

    /** The name of its view. */
    static final String VIEW = "browse";

    private static final List<Column> COLUMNS = List.of(
            Column.of("path", "PATH"),
            Column.of("name", "NAME"),
            Column.of("depth", "DEPTH").number(),
            Column.of("numChildren", "CHILDREN").number(),
            Column.of("dataLength", "SIZE").number(),
            Column.of("version", "VERSION").number(),
            Column.of("mtime", "MODIFIED").time(),
            Column.of("ephemeralOwner", "OWNER"));

    public ZnodeTree {
        listed = Map.copyOf(listed);
        stats = Map.copyOf(stats);
    }

    @Override
    public String view() {
        return VIEW;
    }

    /** The selected znode, and all that are known and not it, in the order of the tree. */
    @Override
    public List<Field> fields() {
        Optional<StoredValue> value =
                detail.flatMap(ZnodeDetail::value).filter(one -> one.stored().length == one.size());
        return fields(StatFields.data(value.map(StoredValue::stored)));
    }

    /** The same with the whole value. */
    List<Field> fields(Cell data) {
        List<Row> rows = stats.keySet().stream()
                .filter(path -> detail.filter(one -> one.path().equals(path)).isEmpty())
                .sorted(TreeOrder::compare)
                .flatMap(path -> stats.get(path).stream().map(stat -> row(path, stat)))
                .toList();
        return Field.all(
                FIELDS,
                Cell.text(name),
                Cell.at(asOf),
                Cell.optional(detail.map(one -> Cell.text(one.path()))),
                data,
                Cell.optional(detail.flatMap(ZnodeDetail::stat).map(stat -> new Cell.Group(StatFields.of(stat)))),
                Cell.optional(detail.flatMap(ZnodeDetail::acl).map(ZnodeTree::acl)),
                Cell.optional(detail.flatMap(ZnodeDetail::meaning).map(Cell::text)),
                new Table(COLUMNS, rows, "").asCell());
    }

    private Row row(String path, Stat stat) {
        return Row.of(
                Cell.text(path),
                Cell.text(path.substring(path.lastIndexOf('/') + 1)),
                Cell.count(depth(path) - depth(root)),
                Cell.count(stat.numChildren()),
                Cell.count(stat.dataLength()),
                Cell.count(stat.version()),
                Cell.at(stat.mtime()),
                StatFields.hex(stat.ephemeralOwner()));
    }

    private static int depth(String path) {
        return path.equals("/") ? 0 : (int) path.chars().filter(c -> c == '/').count();
    }

    private static Cell acl(Acl acl) {
        return new Cell.Many(acl.entries().stream()
                .map(entry -> new Cell.Group(List.of(
                        Field.of("scheme", "scheme", Cell.text(entry.scheme())),
                        Field.of("id", "id", Cell.text(entry.id())),
                        Field.of("permissions", "permissions", Cell.text(entry.permissions())))))
                .toList());
    }
}
