package zooka.commands.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import zooka.clients.Failure;
import zooka.clients.kafka.wire.BrokerAccess;
import zooka.clients.kafka.wire.BrokerHandshake;
import zooka.clients.net.Addresses;
import zooka.clients.net.Deadline;
import zooka.clients.net.Trust;
import zooka.clients.text.Counts;
import zooka.commands.doctor.Probe.StepResult;
import zooka.commands.doctor.ProtocolFaults.ServerKind;
import zooka.commands.doctor.protocol.Connection;
import zooka.commands.doctor.protocol.DetectedProtocol;
import zooka.commands.doctor.protocol.KafkaProtocol;
import zooka.commands.kafka.broker.Release;

/**
 * The probe of a broker.
 *
 * @param advertised {@code host:port} as specified or advertised
 * @param dialled the address to connect to
 * @param id the expected broker; empty for a specified address
 * @param known whether the address was probed already, so that only the identity is left to check
 * @param reach the access to brokers
 * @param trust the TLS configuration; empty for connections without TLS
 * @param now the current time
 * @param told receives the answers of the broker
 */
record BrokerProbe(
        String advertised,
        String dialled,
        OptionalInt id,
        boolean known,
        BrokerAccess reach,
        Optional<Trust> trust,
        Instant now,
        Consumer<Answer> told)
        implements Probe.Walk {

    private static final long ANSWER_MILLIS = 1000;
    private static final long SNIFF_MILLIS = 500;

    /** With less time left, a missing answer is not a sign of a lost quorum. */
    private static final long QUORUM_MILLIS = 500;

    /**
     * The answers of a broker.
     *
     * @param broker its id; empty if unknown
     * @param quorumLed whether the KRaft quorum has a leader; empty without a quorum, or if unknown
     */
    record Answer(BrokerHandshake.Response told, OptionalInt broker, Optional<Boolean> quorumLed) {}

    /** The names of its steps, as far as known in advance. */
    List<String> steps() {
        if (known) {
            return List.of("advertised", "identity");
        }
        List<String> steps = new ArrayList<>(id.isPresent() ? List.of("advertised") : List.of());
        steps.addAll(Network.steps(dialled));
        String protocol = protocol();
        if (protocol.endsWith("SSL")) {
            steps.add("tls");
        }
        steps.add("protocol");
        if (protocol.startsWith("SASL")) {
            steps.add("sasl");
        }
        steps.add("metadata");
        if (id.isPresent()) {
            steps.add("identity");
        }
        return steps;
    }

    private String protocol() {
        return reach.config().getOrDefault("security.protocol", "PLAINTEXT");
    }

    @Override
    public void walk(Probe way) throws StepFailed {
        if (id.isPresent()) {
            String by = dialled.equals(advertised) ? "" : ", mapped to " + dialled;
            boolean unused = way.step("advertised", () -> StepResult.of(true, advertised + by));
        }
        if (known) {
            try (BrokerHandshake probe = new BrokerHandshake(reach, id, advertised)) {
                way.step("identity", () -> identity(way, probe));
            }
            return;
        }
        InetSocketAddress address = Network.reach(way, dialled);
        Connection.Endpoint door = new Connection.Endpoint(address, Addresses.host(advertised), trust);
        if (trust.isPresent()) {
            TlsStep.step(way, door, ServerKind.KAFKA, Certificates.Settings.KAFKA, now);
        }
        way.step("protocol", () -> speak(way, door));
        if (protocol().startsWith("SASL")) {
            way.step("sasl", () -> logIn(way, door));
        } else {
            refuseLogin(way, door);
        }
        ask(way);
    }

    private StepResult<Boolean> speak(Probe way, Connection.Endpoint door) throws StepFailed {
        try (Connection line = door.open(way.limit(ANSWER_MILLIS))) {
            return StepResult.of(true, "Kafka, " + KafkaProtocol.versions(line) + " request types");
        } catch (IOException e) {
            if (trust.isPresent()) {
                // The server's certificate was accepted; the server rejects ours only now.
                throw new StepFailed(
                        "connection closed after the handshake",
                        Fault.of(
                                "tls-client-certificate",
                                "the server requires a client certificate that it trusts: configure ssl.keystore.location in"
                                        + " --command-config FILE; see its log"));
            }
            throw ProtocolFaults.blocked(
                    ServerKind.KAFKA, false, DetectedProtocol.by(door.address(), way.limit(SNIFF_MILLIS)));
        }
    }

    private StepResult<Boolean> logIn(Probe way, Connection.Endpoint door) throws StepFailed, IOException {
        String mechanism = reach.config().getOrDefault("sasl.mechanism", "GSSAPI");
        KafkaProtocol.Login login = mechanisms(way, door, mechanism);
        if (!login.wanted()) {
            throw SaslFaults.notWanted(protocol());
        }
        if (!login.taken()) {
            throw SaslFaults.mechanism(mechanism, login.mechanisms());
        }
        return StepResult.of(true, "supported: " + String.join(", ", login.mechanisms()) + "; using " + mechanism);
    }

    /** Checks SASL first: a listener that requires it closes the connection at the first request without. */
    private void refuseLogin(Probe way, Connection.Endpoint door) throws StepFailed {
        KafkaProtocol.Login login;
        try {
            login = mechanisms(way, door, "PLAIN");
        } catch (IOException e) {
            return; // the next step will report it
        }
        if (login.wanted()) {
            way.step("sasl", () -> {
                throw SaslFaults.wanted(
                        trust.isPresent(), mechanisms(way, door, "?").mechanisms());
            });
        }
    }

    private static KafkaProtocol.Login mechanisms(Probe way, Connection.Endpoint door, String mechanism)
            throws IOException {
        try (Connection line = door.open(way.limit(ANSWER_MILLIS))) {
            KafkaProtocol.versions(line);
            return KafkaProtocol.login(line, mechanism);
        }
    }

    private void ask(Probe way) throws StepFailed {
        try (BrokerHandshake probe = new BrokerHandshake(reach, id, advertised)) {
            BrokerHandshake.Response answer = way.step("metadata", () -> metadata(way, probe));
            if (id.isPresent()) {
                way.step("identity", () -> identity(way, probe));
            } else {
                told.accept(
                        answer.quorum().isPresent()
                                ? new Answer(
                                        answer,
                                        OptionalInt.empty(),
                                        answer.quorum()
                                                .map(quorum -> quorum.leader().isPresent()))
                                : new Answer(answer, who(way, probe), quorumLed(way, probe, answer)));
            }
        }
    }

    private static StepResult<BrokerHandshake.Response> metadata(Probe way, BrokerHandshake probe) throws StepFailed {
        try {
            BrokerHandshake.Response answer = probe.ask(way.remaining());
            String release = Release.of(answer.versions())
                    .map(name -> "Kafka " + name + ", ")
                    .orElse("");
            String cluster = release + "cluster " + answer.clusterId().orElse("without an id") + ", ";
            return StepResult.of(
                    answer,
                    cluster
                            + answer.quorum()
                                    .map(BrokerProbe::text)
                                    .orElseGet(() -> Counts.of(answer.brokers().size(), "broker")));
        } catch (Failure failure) {
            throw SaslFaults.refused(failure);
        }
    }

    private static String text(BrokerHandshake.Quorum quorum) {
        return "a controller of " + quorum.size()
                + (quorum.leader().isPresent() ? ", " + quorum.leader().getAsInt() + " is active" : ", none is active")
                + "; brokers are not checked";
    }

    private StepResult<Boolean> identity(Probe way, BrokerHandshake probe) throws StepFailed {
        Optional<OptionalInt> other = other(id.getAsInt(), way, probe);
        if (other.isEmpty()) {
            return StepResult.of(true, "unknown broker id: no permission to describe its configuration");
        }
        if (other.get().isPresent()) {
            throw ClusterFaults.wrongBroker(id.getAsInt(), other.get().getAsInt(), advertised, dialled);
        }
        return StepResult.of(true, "identified as broker " + id.getAsInt());
    }

    /** The id of the broker at a specified address, from its error to a request for another broker. */
    private static OptionalInt who(Probe way, BrokerHandshake probe) {
        return other(Integer.MAX_VALUE, way, probe).orElse(OptionalInt.empty());
    }

    private static Optional<Boolean> quorumLed(Probe way, BrokerHandshake probe, BrokerHandshake.Response answer) {
        Deadline rest = way.remaining();
        return rest.millis() < QUORUM_MILLIS ? Optional.empty() : probe.ledByQuorum(answer.versions(), rest);
    }

    private static Optional<OptionalInt> other(int id, Probe way, BrokerHandshake probe) {
        try {
            return probe.otherThan(id, way.remaining());
        } catch (Failure failure) {
            return Optional.empty(); // no permission, or out of time: unknown
        }
    }
}
