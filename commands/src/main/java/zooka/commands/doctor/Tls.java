package zooka.commands.doctor;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import zooka.clients.net.TlsProbe;
import zooka.commands.doctor.SpeechFaults.Expected;
import zooka.commands.doctor.Way.Seen;
import zooka.commands.doctor.protocol.Line;
import zooka.commands.doctor.protocol.Spoken;

/** The step in which a server shows its certificate. */
final class Tls {

    private static final long HANDSHAKE_MILLIS = 1200;
    private static final long SNIFF_MILLIS = 400;

    private Tls() {}

    /** Looks at the certificate first, whatever it is, and judges it then as any client would. */
    static void step(Way way, Line.Door door, Expected expected, Certificates.Settings settings, Instant now)
            throws Blocked {
        way.step("tls", () -> {
            Optional<X509Certificate> shown = TlsProbe.shown(door.address(), door.host(), way.limit(HANDSHAKE_MILLIS));
            if (shown.isEmpty()) {
                Spoken spoken = Spoken.by(door.address(), way.limit(SNIFF_MILLIS));
                if (spoken.kind() == Spoken.Kind.TLS) {
                    throw new Blocked(
                            "it speaks TLS and is slow to answer",
                            Fault.of("silent", "see whether the server is overloaded; --within 10s waits longer"));
                }
                throw SpeechFaults.blocked(expected, true, spoken);
            }
            try (Line line = door.open(way.limit(HANDSHAKE_MILLIS))) {
                String told = Certificates.told(shown.get());
                Optional<Fault> soon = Certificates.soon(shown.get(), now);
                return new Seen<>(line, told, soon);
            } catch (IOException e) {
                throw Certificates.refused(shown.get(), door.host(), now, e, settings);
            }
        });
    }
}
