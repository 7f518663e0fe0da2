package zooka.commands.doctor;

import java.io.IOException;
import zooka.clients.net.Outage;

/** Faults of the network. */
final class NetworkFaults {

    private static final String LOOK_UP =
            "make sure that the name is right and resolves here (getent hosts NAME); names of pods resolve"
                    + " inside their cluster only";
    private static final String NAME_SERVER =
            "the DNS server does not answer: see /etc/resolv.conf, or specify the server by its address";
    private static final String REFUSED =
            "nothing listens on this port: see whether the server is running and the port is right";
    private static final String DROPPED =
            "packets are dropped: by a firewall or a network policy, or the host is down, or the address"
                    + " is reachable inside the cluster only";
    private static final String SILENT =
            "the port accepts connections but does not answer: the server hangs, or a proxy accepts"
                    + " connections for it";

    private NetworkFaults() {}

    /** The text of a result, with its fault. */
    record Explanation(String detail, Fault fault) {}

    /** The fault of an exception in a step. */
    static Explanation of(String step, IOException e) {
        String told = Outage.describe(e);
        return switch (Outage.of(e)) {
            case NO_SUCH_HOST -> new Explanation(told, Fault.of("dns-unknown-host", LOOK_UP));
            case REFUSED -> new Explanation(told, Fault.of("tcp-refused", REFUSED));
            case NO_ROUTE -> new Explanation(told, Fault.of("tcp-no-route", DROPPED));
            case TIMED_OUT ->
                step.equals("tcp")
                        ? new Explanation(told, Fault.of("tcp-dropped", DROPPED))
                        : new Explanation("connected, but no answer", Fault.of("no-answer", SILENT));
            case HUNG_UP -> new Explanation(told, Fault.of("hangs-up", "see the server's log"));
            case OTHER -> new Explanation(told, Fault.of("io", "see the server's log"));
        };
    }

    /** The fault of a step that did not end before the deadline. */
    static Explanation overdue(String step, long millis) {
        String detail = "no answer within " + millis + " ms";
        return switch (step) {
            case "dns" -> new Explanation(detail, Fault.of("dns-no-answer", NAME_SERVER));
            case "tcp" -> new Explanation(detail, Fault.of("tcp-dropped", DROPPED));
            default -> new Explanation(detail, Fault.of("no-answer", SILENT));
        };
    }
}
