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
import zooka.commands.doctor.Probe.Seen;
import zooka.commands.doctor.ProtocolFaults.Expected;
import zooka.commands.doctor.protocol.Connection;
import zooka.commands.doctor.protocol.DetectedProtocol;
import zooka.commands.doctor.protocol.KafkaProtocol;
import zooka.commands.kafka.broker.Release;

/**
 * The way to a broker.
 *
 * @param advertised {@code host:port} as it was named, or as the broker says
 * @param dialled where it is reached
 * @param id the broker that has to be there; empty for an address that somebody named
 * @param known whether the way to it was gone already, so that only who is there remains to be seen
 * @param reach how to get to brokers, and how they let this client in
 * @param trust what TLS is made with; empty where the configuration asks for none
 * @param now what time it is here
 * @param told given what the broker says
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

    /** With less time than that left, no answer says nothing of the quorum. */
    private static final long QUORUM_MILLIS = 500;

    /**
     * What was heard.
     *
     * @param broker which one it is; empty where it does not say
     * @param quorumLed whether the quorum has a leader; empty where there is no quorum, or that is not told
     */
    record Answer(BrokerHandshake.Told told, OptionalInt broker, Optional<Boolean> quorumLed) {}

    /** The names of its steps, as far as they are known before. */
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
            String by = dialled.equals(advertised) ? "" : ", dialled at " + dialled + " by the map";
            boolean unused = way.step("advertised", () -> Seen.of(true, advertised + by));
        }
        if (known) {
            try (BrokerHandshake probe = new BrokerHandshake(reach, id, advertised)) {
                way.step("identity", () -> identity(way, probe));
            }
            return;
        }
        InetSocketAddress address = Network.reach(way, dialled);
        Connection.Door door = new Connection.Door(address, Addresses.host(advertised), trust);
        if (trust.isPresent()) {
            TlsStep.step(way, door, Expected.KAFKA, Certificates.Settings.KAFKA, now);
        }
        way.step("protocol", () -> speak(way, door));
        if (protocol().startsWith("SASL")) {
            way.step("sasl", () -> logIn(way, door));
        } else {
            refuseLogin(way, door);
        }
        ask(way);
    }

    private Seen<Boolean> speak(Probe way, Connection.Door door) throws StepFailed {
        try (Connection line = door.open(way.limit(ANSWER_MILLIS))) {
            return Seen.of(true, "Kafka, " + KafkaProtocol.versions(line) + " kinds of requests");
        } catch (IOException e) {
            if (trust.isPresent()) {
                // The server's certificate was taken; what it does not take is ours, and it says so only now.
                throw new StepFailed(
                        "the server hangs up after the handshake",
                        Fault.of(
                                "tls-client-certificate",
                                "the server wants a client's certificate that it trusts: ssl.keystore.location in"
                                        + " --command-config FILE; its log says what it misses"));
            }
            throw ProtocolFaults.blocked(
                    Expected.KAFKA, false, DetectedProtocol.by(door.address(), way.limit(SNIFF_MILLIS)));
        }
    }

    private Seen<Boolean> logIn(Probe way, Connection.Door door) throws StepFailed, IOException {
        String mechanism = reach.config().getOrDefault("sasl.mechanism", "GSSAPI");
        KafkaProtocol.Login login = mechanisms(way, door, mechanism);
        if (!login.wanted()) {
            throw SaslFaults.notWanted(protocol());
        }
        if (!login.taken()) {
            throw SaslFaults.mechanism(mechanism, login.mechanisms());
        }
        return Seen.of(
                true, "one logs in by " + String.join(", ", login.mechanisms()) + "; " + mechanism + " is taken");
    }

    /** A listener that wants its clients to log in hangs up at the first request of one that does not; it is asked before. */
    private void refuseLogin(Probe way, Connection.Door door) throws StepFailed {
        KafkaProtocol.Login login;
        try {
            login = mechanisms(way, door, "PLAIN");
        } catch (IOException e) {
            return; // whatever it is, the next step will see it
        }
        if (login.wanted()) {
            way.step("sasl", () -> {
                throw SaslFaults.wanted(
                        trust.isPresent(), mechanisms(way, door, "?").mechanisms());
            });
        }
    }

    private static KafkaProtocol.Login mechanisms(Probe way, Connection.Door door, String mechanism)
            throws IOException {
        try (Connection line = door.open(way.limit(ANSWER_MILLIS))) {
            KafkaProtocol.versions(line);
            return KafkaProtocol.login(line, mechanism);
        }
    }

    private void ask(Probe way) throws StepFailed {
        try (BrokerHandshake probe = new BrokerHandshake(reach, id, advertised)) {
            BrokerHandshake.Told answer = way.step("metadata", () -> metadata(way, probe));
            if (id.isPresent()) {
                way.step("identity", () -> identity(way, probe));
            } else {
                told.accept(new Answer(answer, who(way, probe), quorumLed(way, probe, answer)));
            }
        }
    }

    private static Seen<BrokerHandshake.Told> metadata(Probe way, BrokerHandshake probe) throws StepFailed {
        try {
            BrokerHandshake.Told answer = probe.ask(way.rest());
            String release = Release.of(answer.versions())
                    .map(name -> "Kafka " + name + ", ")
                    .orElse("");
            int brokers = answer.brokers().size();
            return Seen.of(
                    answer,
                    release + "cluster " + answer.clusterId().orElse("without an id") + ", " + brokers
                            + (brokers == 1 ? " broker" : " brokers"));
        } catch (Failure failure) {
            throw SaslFaults.refused(failure);
        }
    }

    private Seen<Boolean> identity(Probe way, BrokerHandshake probe) throws StepFailed {
        Optional<OptionalInt> other = other(id.getAsInt(), way, probe);
        if (other.isEmpty()) {
            return Seen.of(true, "it does not say which broker it is; one has to be allowed to read its settings");
        }
        if (other.get().isPresent()) {
            throw ClusterFaults.wrongBroker(id.getAsInt(), other.get().getAsInt(), advertised, dialled);
        }
        return Seen.of(true, "it is broker " + id.getAsInt());
    }

    /** Which broker is behind an address that somebody named: one that is asked for another says so. */
    private static OptionalInt who(Probe way, BrokerHandshake probe) {
        return other(Integer.MAX_VALUE, way, probe).orElse(OptionalInt.empty());
    }

    private static Optional<Boolean> quorumLed(Probe way, BrokerHandshake probe, BrokerHandshake.Told answer) {
        Deadline rest = way.rest();
        return rest.millis() < QUORUM_MILLIS ? Optional.empty() : probe.ledByQuorum(answer.versions(), rest);
    }

    private static Optional<OptionalInt> other(int id, Probe way, BrokerHandshake probe) {
        try {
            return probe.otherThan(id, way.rest());
        } catch (Failure failure) {
            return Optional.empty(); // not allowed, or too late: then nothing is known of it
        }
    }
}
