package zooka.commands.copy;

import java.util.Optional;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Kind;
import zooka.clients.zookeeper.Operation;
import zooka.clients.zookeeper.Znodes;

/**
 * All of a znode that can be made again: what exports hold and undoing puts back. Versions, times and zxids are the
 * server's own and are not among it.
 *
 * @param path absolute, or relative to the root of an export, which is {@code /}
 * @param data empty for a null value
 */
public record ZnodeCopy(String path, Optional<byte[]> data, Kind kind, Acl acl) {

    public static ZnodeCopy of(Znodes.Znode znode, Acl acl) {
        return new ZnodeCopy(znode.path(), znode.data(), znode.stat().kind(), acl);
    }

    /** The same at another place. */
    public ZnodeCopy at(String otherPath) {
        return new ZnodeCopy(otherPath, data, kind, acl);
    }

    /** The same with another ACL. */
    public ZnodeCopy with(Acl otherAcl) {
        return new ZnodeCopy(path, data, kind, otherAcl);
    }

    public Operation.Create create() {
        return new Operation.Create(path, data, kind, acl);
    }
}
