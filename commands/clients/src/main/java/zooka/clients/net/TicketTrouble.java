package zooka.clients.net;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why Kerberos gives no ticket, in one line: what Java says of it is often several, and guesses. */
public final class TicketTrouble {

    /** As GSS-API gives the reason of Kerberos. */
    private static final Pattern INNER = Pattern.compile("\\(Mechanism level: (.*)\\)");

    private TicketTrouble() {}

    /** The cause, to follow a colon. */
    public static String describe(Throwable e) {
        String message = String.valueOf(e.getMessage());
        Matcher inner = INNER.matcher(message);
        String line = inner.find()
                ? inner.group(1)
                : message.lines().findFirst().orElse("").strip();
        return line.startsWith("Unable to obtain password")
                ? "no key for it in the keytab, and no ticket in the ticket cache"
                : line;
    }
}
