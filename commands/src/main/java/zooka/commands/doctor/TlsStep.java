package zooka.commands.doctor;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import zooka.clients.net.TlsProbe;
import zooka.commands.doctor.Probe.StepResult;
import zooka.commands.doctor.ProtocolFaults.ServerKind;
import zooka.commands.doctor.protocol.Connection;
import zooka.commands.doctor.protocol.DetectedProtocol;

/** The step of the TLS handshake. */
final class TlsStep {

    private static final long HANDSHAKE_MILLIS = 1200;
    private static final long SNIFF_MILLIS = 400;

    private TlsStep() {}

    /** Reads the certificate without verification first, then verifies it as a client would. */
    static void step(
            Probe way, Connection.Endpoint door, ServerKind expected, Certificates.Settings settings, Instant now)
            throws StepFailed {
        way.step("tls", () -> {
            Optional<X509Certificate> shown =
                    TlsProbe.peerCertificate(door.address(), door.host(), way.limit(HANDSHAKE_MILLIS));
            if (shown.isEmpty()) {
                DetectedProtocol spoken = DetectedProtocol.by(door.address(), way.limit(SNIFF_MILLIS));
                if (spoken.kind() == DetectedProtocol.Kind.TLS) {
                    throw new StepFailed(
                            "the TLS handshake is slow",
                            Fault.of(
                                    "no-answer",
                                    "see whether the server is overloaded; use --within 10s to wait longer"));
                }
                throw ProtocolFaults.blocked(expected, true, spoken);
            }
            try (Connection line = door.open(way.limit(HANDSHAKE_MILLIS))) {
                String told = Certificates.describe(shown.get());
                Optional<Fault> soon = Certificates.soon(shown.get(), now);
                return new StepResult<>(line, told, soon);
            } catch (IOException e) {
                throw Certificates.refused(shown.get(), door.host(), now, e, settings);
            }
        });
    }
}
