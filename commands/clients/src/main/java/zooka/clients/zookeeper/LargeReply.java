package zooka.clients.zookeeper;

import java.time.Duration;
import java.util.Locale;
import org.apache.zookeeper.KeeperException.Code;
import zooka.clients.Failure;
import zooka.clients.text.Sizes;
import zooka.clients.zookeeper.Requests.Answer;
import zooka.clients.zookeeper.security.ClientConfig;

/**
 * A reply that is larger than this client takes. The client library hangs up on it and says no more than that the connection
 * was lost, so that it has to be told from the loss of a server by what the znode holds.
 */
final class LargeReply {

    /** Bytes of a name beyond which nobody's names go on average. */
    private static final int LONG_NAME = 100;

    private LargeReply() {}

    /** The failure of a read for want of an answer; with its reason where that is the answer's size. */
    static Failure explained(Requests requests, Code code, String path, Failure failure) {
        if (code != Code.CONNECTIONLOSS) {
            return failure;
        }
        // Its answer is small at any time; where it is lost too, it is the server that is lost. The library waits for
        // up
        // to a second before it connects again, and the last large reply may cost one more connection.
        Answer<Znodes.Stat> stat = requests.read(ClientZnodes.exists(path), Duration.ofSeconds(3));
        if (stat.code() != Code.OK) {
            return failure;
        }
        long taken = ClientConfig.largestReply();
        int bytes = stat.value().dataLength();
        int children = stat.value().numChildren();
        if (bytes >= taken - LONG_NAME) {
            return tooLarge(String.format(Locale.ROOT, "the value of %s has %,d bytes,", path, bytes), bytes);
        }
        if ((long) children * LONG_NAME >= taken) {
            return tooLarge(
                    String.format(Locale.ROOT, "the names of the %,d children of %s are", children, path),
                    (long) children * LONG_NAME);
        }
        return failure;
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
