package zooka.commands.doctor;

import zooka.commands.doctor.protocol.DetectedProtocol;
import zooka.commands.doctor.protocol.DetectedProtocol.Kind;

/** Faults of ports with an unexpected protocol. */
final class ProtocolFaults {

    private ProtocolFaults() {}

    /** The expected kind of server. */
    enum ServerKind {
        ZOOKEEPER("ZooKeeper", "-z", "zookeeper.client.secure"),
        KAFKA("Kafka", "-b", "security.protocol");

        private final String words;
        private final String option;
        private final String setting;

        ServerKind(String words, String option, String setting) {
            this.words = words;
            this.option = option;
            this.setting = setting;
        }

        String words() {
            return words;
        }
    }

    /**
     * The fault of a server with another protocol.
     *
     * @param secure whether TLS was expected
     */
    static StepFailed blocked(ServerKind expected, boolean secure, DetectedProtocol spoken) {
        return new StepFailed("unexpected protocol: " + spoken.words(), of(expected, secure, spoken));
    }

    private static Fault of(ServerKind expected, boolean secure, DetectedProtocol spoken) {
        boolean zookeeper = expected == ServerKind.ZOOKEEPER;
        if (spoken.kind() == Kind.TLS) {
            return Fault.of(
                    "speaks-tls",
                    zookeeper
                            ? "the port uses TLS, but the client does not: configure zookeeper.client.secure=true and"
                                    + " zookeeper.ssl.trustStore.location in --client-configuration FILE"
                            : "the port uses TLS, but the client does not: configure security.protocol=SSL or SASL_SSL and"
                                    + " ssl.truststore.location in --command-config FILE");
        }
        if (spoken.kind() == (zookeeper ? Kind.ZOOKEEPER : Kind.KAFKA)) {
            return Fault.of(
                    secure ? "speaks-clear" : "hangs-up",
                    secure
                            ? "the port does not use TLS, but the client does: remove " + expected.setting
                                    + " from the client configuration, or specify the TLS port"
                            : "it did not answer before, but does now: try again");
        }
        if (spoken.kind() == Kind.ZOOKEEPER) {
            return Fault.of(
                    "speaks-zookeeper", "this is a ZooKeeper server: specify it with -z, and the brokers with -b");
        }
        if (spoken.kind() == Kind.KAFKA) {
            return Fault.of("speaks-kafka", "this is a broker: specify it with -b, and the ensemble with -z");
        }
        if (spoken.kind() == Kind.SILENT) {
            return Fault.of(
                    "no-answer",
                    "the server hangs, or a proxy accepts connections for it: see whether its process answers"
                            + " on its own host");
        }
        if (spoken.kind() == Kind.HANGS_UP) {
            return Fault.of(
                    "hangs-up",
                    "the connection is accepted and closed, as by a proxy without a backend, or by a server"
                            + " with too many clients: see its log");
        }
        return Fault.of(
                spoken.kind() == Kind.HTTP ? "speaks-http" : "speaks-other",
                "no " + expected.words + " on this port: specify the right one with " + expected.option + " HOST:PORT");
    }
}
