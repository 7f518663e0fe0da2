package zooka.clients.net;

import java.io.EOFException;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/** What the network did where a server is not reached, or is lost. */
public enum Outage {
    NO_SUCH_HOST("no such host"),
    REFUSED("connection refused"),
    NO_ROUTE("no route to host"),
    TIMED_OUT("timed out"),
    /** The far end closed the connection, or broke it off. */
    HUNG_UP("connection closed"),
    OTHER("");

    private final String text;

    Outage(String text) {
        this.text = text;
    }

    /** By the exception that it came with; some are of one class, and only their text tells them apart. */
    public static Outage of(IOException e) {
        String message = String.valueOf(e.getMessage());
        if (e instanceof UnknownHostException) {
            return NO_SUCH_HOST;
        }
        if (e instanceof SocketTimeoutException || message.contains("onnection timed out")) {
            return TIMED_OUT;
        }
        if (e instanceof NoRouteToHostException || message.contains("unreachable")) {
            return NO_ROUTE;
        }
        if (message.contains("refused")) {
            return REFUSED;
        }
        return e instanceof EOFException || message.contains("reset") || message.contains("Broken pipe")
                ? HUNG_UP
                : OTHER;
    }

    /** The cause in a few words, to follow a server's address: {@code connection refused}. */
    public static String describe(IOException e) {
        Outage outage = of(e);
        String message = String.valueOf(e.getMessage());
        boolean ownWords = outage == OTHER || (outage == NO_ROUTE && message.contains("unreachable"));
        return ownWords && !message.isEmpty()
                ? Character.toLowerCase(message.charAt(0)) + message.substring(1)
                : outage.text;
    }
}
