package zooka.commands.doctor;

import zooka.commands.doctor.protocol.DetectedProtocol;
import zooka.commands.doctor.protocol.DetectedProtocol.Kind;

/** What is wrong where a port speaks something else than was expected of it. */
final class ProtocolFaults {

    private ProtocolFaults() {}

    /** Whom the port was expected to be of. */
    enum Expected {
        ZOOKEEPER("ZooKeeper", "-z", "zookeeper.client.secure"),
        KAFKA("Kafka", "-b", "security.protocol");

        private final String words;
        private final String option;
        private final String setting;

        Expected(String words, String option, String setting) {
            this.words = words;
            this.option = option;
            this.setting = setting;
        }

        String words() {
            return words;
        }
    }

    /**
     * The way ends here, since the other side speaks something else.
     *
     * @param secure whether TLS was to be spoken
     */
    static StepFailed blocked(Expected expected, boolean secure, DetectedProtocol spoken) {
        return new StepFailed("it speaks " + spoken.words(), of(expected, secure, spoken));
    }

    private static Fault of(Expected expected, boolean secure, DetectedProtocol spoken) {
        boolean zookeeper = expected == Expected.ZOOKEEPER;
        if (spoken.kind() == Kind.TLS) {
            return Fault.of(
                    "speaks-tls",
                    zookeeper
                            ? "the port speaks TLS and the client does not: zookeeper.client.secure=true and"
                                    + " zookeeper.ssl.trustStore.location in --client-configuration FILE"
                            : "the port speaks TLS and the client does not: security.protocol=SSL or SASL_SSL and"
                                    + " ssl.truststore.location in --command-config FILE");
        }
        if (spoken.kind() == (zookeeper ? Kind.ZOOKEEPER : Kind.KAFKA)) {
            return Fault.of(
                    secure ? "speaks-clear" : "hangs-up",
                    secure
                            ? "the port speaks in the clear and the client speaks TLS: take " + expected.setting
                                    + " out of the client's configuration, or name the port that speaks TLS"
                            : "it answers now and did not before: try again");
        }
        if (spoken.kind() == Kind.ZOOKEEPER) {
            return Fault.of("speaks-zookeeper", "this is a ZooKeeper server: name it with -z and the brokers with -b");
        }
        if (spoken.kind() == Kind.KAFKA) {
            return Fault.of("speaks-kafka", "this is a broker: name it with -b and the ensemble with -z");
        }
        if (spoken.kind() == Kind.SILENT) {
            return Fault.of(
                    "no-answer",
                    "the server hangs, or something in between takes connections for it: see whether its process answers"
                            + " where it runs");
        }
        if (spoken.kind() == Kind.HANGS_UP) {
            return Fault.of(
                    "hangs-up",
                    "something takes the connection and hangs up, as a proxy does without a server behind it, or a server"
                            + " that has too many clients: its log says why");
        }
        return Fault.of(
                spoken.kind() == Kind.HTTP ? "speaks-http" : "speaks-other",
                "no " + expected.words + " is at this port: name the right one with " + expected.option + " HOST:PORT");
    }
}
