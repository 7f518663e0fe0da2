package zooka.commands.zk.znode;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Table.Column;

/** A stat's fields, with the same names wherever they appear. */
public final class StatFields {

    /** The names of the fields, in ZooKeeper's order. */
    public static final List<Column> COLUMNS = List.of(
            Column.of("czxid", "czxid"),
            Column.of("mzxid", "mzxid"),
            Column.of("pzxid", "pzxid"),
            Column.of("ctime", "ctime").time(),
            Column.of("mtime", "mtime").time(),
            Column.of("version", "version").number(),
            Column.of("cversion", "cversion").number(),
            Column.of("aversion", "aversion").number(),
            Column.of("ephemeralOwner", "ephemeralOwner"),
            Column.of("dataLength", "dataLength").number(),
            Column.of("numChildren", "numChildren").number());

    private StatFields() {}

    /** The eleven fields in ZooKeeper's order; zxids and the owner in hex, as ZooKeeper's logs show them. */
    public static List<Field> of(Znodes.Stat stat) {
        return Field.all(
                COLUMNS,
                hex(stat.czxid()),
                hex(stat.mzxid()),
                hex(stat.pzxid()),
                Cell.at(stat.ctime()),
                Cell.at(stat.mtime()),
                Cell.count(stat.version()),
                Cell.count(stat.cversion()),
                Cell.count(stat.aversion()),
                hex(stat.ephemeralOwner()),
                Cell.count(stat.dataLength()),
                Cell.count(stat.numChildren()));
    }

    public static Cell hex(long value) {
        return Cell.text("0x" + Long.toHexString(value));
    }

    public static Cell hex(OptionalLong value) {
        return value.isPresent() ? hex(value.getAsLong()) : Cell.missing();
    }

    /** A znode's data: missing where it is null, which JSON shows as {@code null}. */
    public static Cell data(Optional<byte[]> data) {
        return Cell.optional(data.map(Cell.Bytes::new));
    }
}
