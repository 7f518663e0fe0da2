package zooka.commands.zk.browse;

import java.util.List;
import java.util.Optional;

/**
 * The children of an open znode.
 *
 * @param names sorted; there may be hundreds of thousands
 * @param pzxid the last change of the children before they were listed
 * @param trouble why they are not known, such as a missing permission
 */
public record ChildList(List<String> names, long pzxid, Optional<String> trouble) {
    public ChildList {
        names = List.copyOf(names);
    }
}
