import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;

/** The plain way through a tree: one request after the other. Reads the children, the value, and with "acl" the ACL of each znode. */
public final class SyncWalk {

    private SyncWalk() {}

    public static void main(String[] arguments) throws Exception {
        boolean acls = arguments.length > 2 && arguments[2].equals("acl");
        CountDownLatch connected = new CountDownLatch(1);
        try (ZooKeeper zookeeper = new ZooKeeper(arguments[0], 30_000, event -> {
            if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
            }
        })) {
            connected.await();
            Deque<String> left = new ArrayDeque<>();
            left.push(arguments[1]);
            long znodes = 0;
            long bytes = 0;
            while (!left.isEmpty()) {
                String path = left.pop();
                byte[] data = zookeeper.getData(path, false, null);
                if (acls) {
                    zookeeper.getACL(path, null);
                }
                znodes++;
                bytes += data == null ? 0 : data.length;
                for (String name : zookeeper.getChildren(path, false)) {
                    left.push(path + "/" + name);
                }
            }
            System.out.println(znodes + " " + bytes);
        }
    }
}
