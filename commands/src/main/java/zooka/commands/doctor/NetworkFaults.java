package zooka.commands.doctor;

import java.io.IOException;
import zooka.clients.net.Outage;

/** What is wrong with the network, by what it did. */
final class NetworkFaults {

    private static final String LOOK_UP =
            "see whether the name is right and known here: getent hosts NAME; a pod's name is known"
                    + " inside its cluster only";
    private static final String NAME_SERVER =
            "the name server does not answer: see /etc/resolv.conf, or name the server by its" + " address";
    private static final String REFUSED =
            "nothing listens on that port: see whether the server runs, and whether the port is the" + " right one";
    private static final String DROPPED =
            "packets to it are lost: a firewall, a network policy, a host that is down, or an address"
                    + " that is known inside the cluster only";
    private static final String SILENT =
            "the port takes connections and says nothing: the server hangs, or something in between"
                    + " takes connections for it";

    private NetworkFaults() {}

    /** What was seen and what is wrong. */
    record Told(String detail, Fault fault) {}

    /** What an exception in a step says. */
    static Told of(String step, IOException e) {
        String told = Outage.told(e);
        return switch (Outage.of(e)) {
            case NO_SUCH_HOST -> new Told(told, Fault.of("dns-unknown-host", LOOK_UP));
            case REFUSED -> new Told(told, Fault.of("tcp-refused", REFUSED));
            case NO_ROUTE -> new Told(told, Fault.of("tcp-no-route", DROPPED));
            case TIMED_OUT ->
                step.equals("tcp")
                        ? new Told(told, Fault.of("tcp-dropped", DROPPED))
                        : new Told("connected, but it does not answer", Fault.of("no-answer", SILENT));
            case HUNG_UP -> new Told(told, Fault.of("hangs-up", "the server's log says why it hung up"));
            case OTHER -> new Told(told, Fault.of("io", "the server's log may say why"));
        };
    }

    /** What it says that a step was not over when the time was up. */
    static Told overdue(String step, long millis) {
        String detail = "no answer within " + millis + " ms";
        return switch (step) {
            case "dns" -> new Told(detail, Fault.of("dns-no-answer", NAME_SERVER));
            case "tcp" -> new Told(detail, Fault.of("tcp-dropped", DROPPED));
            default -> new Told(detail, Fault.of("no-answer", SILENT));
        };
    }
}
