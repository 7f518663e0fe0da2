package zooka.clients.text;

import org.apache.zookeeper.common.PathUtils;

/** The names of znodes. */
public final class ZnodePath {

    private ZnodePath() {}

    /** Whether a server would take it for the absolute path of a znode. */
    public static boolean canBe(String path) {
        try {
            PathUtils.validatePath(path);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
