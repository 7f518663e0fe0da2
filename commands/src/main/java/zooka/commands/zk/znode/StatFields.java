package zooka.commands.zk.znode;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;

/** A stat's fields, with the same names wherever they appear. */
public final class StatFields {

    private StatFields() {}

    /** The eleven fields in ZooKeeper's order; zxids and the owner in hex, as ZooKeeper's logs show them. */
    public static List<Field> of(Znodes.Stat stat) {
        return List.of(
                field("czxid", hex(stat.czxid())),
                field("mzxid", hex(stat.mzxid())),
                field("pzxid", hex(stat.pzxid())),
                field("ctime", Cell.at(stat.ctime())),
                field("mtime", Cell.at(stat.mtime())),
                field("version", Cell.count(stat.version())),
                field("cversion", Cell.count(stat.cversion())),
                field("aversion", Cell.count(stat.aversion())),
                field("ephemeralOwner", hex(stat.ephemeralOwner())),
                field("dataLength", Cell.count(stat.dataLength())),
                field("numChildren", Cell.count(stat.numChildren())));
    }

    /** The names of the fields, in the same order. */
    public static List<String> keys() {
        return List.of(
                "czxid",
                "mzxid",
                "pzxid",
                "ctime",
                "mtime",
                "version",
                "cversion",
                "aversion",
                "ephemeralOwner",
                "dataLength",
                "numChildren");
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

    private static Field field(String key, Cell cell) {
        return Field.of(key, key, cell);
    }
}
