package zooka.commands.doctor;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import zooka.clients.net.TlsProbe;
import zooka.clients.net.TlsTrouble;

/** Describes server certificates, and explains failed handshakes. */
final class Certificates {

    private static final Duration SOON = Duration.ofDays(30);
    private static final int NAMES_SHOWN = 4;

    private Certificates() {}

    /** Subject, issuer, names and expiry of a certificate. */
    static String describe(X509Certificate certificate) {
        return TlsProbe.describe(certificate) + "; names: " + shortened(TlsProbe.names(certificate)) + "; until "
                + day(certificate.getNotAfter().toInstant());
    }

    private static String shortened(List<String> names) {
        if (names.isEmpty()) {
            return "no names";
        }
        return String.join(" ", names.subList(0, Math.min(NAMES_SHOWN, names.size())))
                + (names.size() > NAMES_SHOWN ? " …" : "");
    }

    /** A warning if the certificate expires soon. */
    static Optional<Fault> soon(X509Certificate certificate, Instant now) {
        Duration left = Duration.between(now, certificate.getNotAfter().toInstant());
        return left.isNegative() || left.compareTo(SOON) > 0
                ? Optional.empty()
                : Optional.of(Fault.warning(
                        "tls-expires-soon",
                        "renew the server's certificate: it expires in " + left.toDays() + " days"));
    }

    /** The configuration keys of truststore and keystore. */
    enum Settings {
        ZOOKEEPER(
                "zookeeper.ssl.trustStore.location in --client-configuration FILE",
                "zookeeper.ssl.keyStore.location in --client-configuration FILE"),
        KAFKA("ssl.truststore.location in --command-config FILE", "ssl.keystore.location in --command-config FILE");

        private final String trust;
        private final String key;

        Settings(String trust, String key) {
            this.trust = trust;
            this.key = key;
        }
    }

    /**
     * The fault of a failed handshake.
     *
     * @param host the host that the certificate must contain
     * @param e the exception of the handshake
     */
    static StepFailed refused(X509Certificate certificate, String host, Instant now, IOException e, Settings settings) {
        String told = describe(certificate);
        Instant end = certificate.getNotAfter().toInstant();
        Instant begin = certificate.getNotBefore().toInstant();
        if (now.isAfter(end)) {
            return new StepFailed(
                    "expired on " + day(end) + ": " + told, Fault.of("tls-expired", "renew the server's certificate"));
        }
        if (now.isBefore(begin)) {
            return new StepFailed(
                    "valid only from " + begin + " on: " + told,
                    Fault.of("tls-not-yet-valid", "review the clock of this machine, which shows " + now));
        }
        return switch (TlsTrouble.of(e, host, false, () -> Optional.of(certificate))
                .cause()) {
            case OTHER_NAME ->
                new StepFailed(
                        "certificate does not contain " + host + ": " + told,
                        Fault.of(
                                "tls-wrong-name",
                                "use a host name of its certificate, or issue a certificate for " + host));
            case UNKNOWN_AUTHORITY ->
                new StepFailed(
                        "issued by an untrusted authority: " + told,
                        Fault.of(
                                "tls-unknown-authority",
                                "add the certificate of "
                                        + certificate.getIssuerX500Principal().getName() + " to " + settings.trust));
            case CLIENT_CERTIFICATE_WANTED, CLIENT_CERTIFICATE_REFUSED ->
                new StepFailed(
                        "the server aborted the handshake (" + lastWords(e) + "): " + told,
                        Fault.of(
                                "tls-client-certificate",
                                "the server requires a client certificate that it trusts: configure " + settings.key));
            default ->
                new StepFailed(
                        lastWords(e) + ": " + told,
                        Fault.of("tls-failed", "review the TLS versions and ciphers of both sides"));
        };
    }

    private static String lastWords(IOException e) {
        return String.valueOf(e.getMessage()).replaceFirst("^\\([a-z_]+\\) ", "");
    }

    private static String day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
