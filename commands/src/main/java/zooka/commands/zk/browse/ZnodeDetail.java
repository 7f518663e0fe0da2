package zooka.commands.zk.browse;

import java.util.Optional;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Znodes;

/**
 * All that is known of one znode.
 *
 * @param stat empty if the znode does not exist
 * @param value empty if the value is null, or not known
 * @param acl empty if it is not known
 * @param meaning what the znode is for, if it is Kafka's or Curator's
 * @param trouble why the value or the ACL is not known, such as a missing permission
 * @param watchers who watches it; empty if nobody has asked
 */
public record ZnodeDetail(
        String path,
        Optional<Znodes.Stat> stat,
        Optional<StoredValue> value,
        Optional<Acl> acl,
        Optional<String> meaning,
        Optional<String> trouble,
        Optional<Watchers> watchers) {

    static ZnodeDetail missing(String path) {
        return new ZnodeDetail(
                path,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    ZnodeDetail with(Znodes.Stat other) {
        return new ZnodeDetail(path, Optional.of(other), value, acl, meaning, trouble, watchers);
    }

    ZnodeDetail with(Optional<Watchers> others) {
        return new ZnodeDetail(path, stat, value, acl, meaning, trouble, others);
    }
}
