package zooka.clients.zookeeper;

import java.util.Locale;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.ZooKeeper;
import zooka.clients.Failure;
import zooka.clients.text.Sizes;
import zooka.clients.zookeeper.Requests.Answer;
import zooka.clients.zookeeper.Requests.Reply;
import zooka.clients.zookeeper.Requests.Request;
import zooka.clients.zookeeper.security.ClientConfig;

/**
 * A read whose reply may be larger than this client takes: a znode's value, or the names of its children. The client library
 * closes the connection on it and says no more than that the connection was lost, so that it has to be told from the loss of a server by
 * what the znode holds.
 */
record LargeReply<T>(String path, Request<T> request) implements Request<T> {

    /** The assumed maximum of the average length of a name, in bytes. */
    private static final int LONG_NAME = 100;

    @Override
    public void send(ZooKeeper handle, Reply<T> reply) {
        request.send(handle, reply);
    }

    /**
     * Looks whether the connection was lost by the reply's size, right after it was: each further try would transfer it
     * again in vain. How large the names of children are together is an estimate, and believed at the second loss, when the
     * server has answered in between.
     *
     * @param losses how often the connection was lost under this read
     * @throws Failure when the reply is too large
     */
    void lost(Requests requests, int losses) {
        // Its answer is small at any time; where it is lost too, it is the server that is lost.
        Answer<Znodes.Stat> stat = requests.read(ClientZnodes.exists(path));
        if (stat.code() != Code.OK) {
            return;
        }
        long taken = ClientConfig.largestReply();
        int bytes = stat.value().dataLength();
        int children = stat.value().numChildren();
        if (bytes >= taken - LONG_NAME) {
            throw tooLarge(String.format(Locale.ROOT, "the value of %s has %,d bytes,", path, bytes), bytes);
        }
        if (losses > 1 && (long) children * LONG_NAME >= taken) {
            throw tooLarge(
                    String.format(Locale.ROOT, "the names of the %,d children of %s are", children, path),
                    (long) children * LONG_NAME);
        }
    }

    private static Failure tooLarge(String what, long bytes) {
        long enough = Long.highestOneBit(Math.max(bytes, 1 << 20)) << 1;
        return new Failure(
                        Failure.Kind.FAILED,
                        what + " more than this client accepts in one response, which is "
                                + Sizes.text(ClientConfig.largestReply()))
                .hint("raise the limit: ZOOKA_JAVA_OPTS='-Djute.maxbuffer=" + enough + " -Xmx" + ((8 * enough) >> 20)
                        + "m'");
    }
}
