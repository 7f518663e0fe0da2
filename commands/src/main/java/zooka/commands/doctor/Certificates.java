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

/** The certificates of servers: what they say, and what is wrong with them. */
final class Certificates {

    private static final Duration SOON = Duration.ofDays(30);
    private static final int NAMES_SHOWN = 4;

    private Certificates() {}

    /** Whose it is and who says so, whom it is for and its last day. */
    static String told(X509Certificate certificate) {
        return TlsProbe.described(certificate) + "; for " + shortened(TlsProbe.names(certificate)) + "; until "
                + day(certificate.getNotAfter().toInstant());
    }

    private static String shortened(List<String> names) {
        if (names.isEmpty()) {
            return "no name";
        }
        return String.join(" ", names.subList(0, Math.min(NAMES_SHOWN, names.size())))
                + (names.size() > NAMES_SHOWN ? " …" : "");
    }

    /** That it will soon be over, if it will. */
    static Optional<Fault> soon(X509Certificate certificate, Instant now) {
        Duration left = Duration.between(now, certificate.getNotAfter().toInstant());
        return left.isNegative() || left.compareTo(SOON) > 0
                ? Optional.empty()
                : Optional.of(Fault.warning(
                        "tls-expires-soon", "renew the server's certificate: " + left.toDays() + " days are left"));
    }

    /** Where a client says whom to believe, and who it is. */
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
     * What is wrong where a handshake has failed.
     *
     * @param host whom the certificate must name
     * @param e why it failed, as Java says it
     */
    static StepFailed refused(X509Certificate certificate, String host, Instant now, IOException e, Settings settings) {
        String told = told(certificate);
        Instant end = certificate.getNotAfter().toInstant();
        Instant begin = certificate.getNotBefore().toInstant();
        if (now.isAfter(end)) {
            return new StepFailed(
                    "expired on " + day(end) + ": " + told, Fault.of("tls-expired", "renew the server's certificate"));
        }
        if (now.isBefore(begin)) {
            return new StepFailed(
                    "valid only from " + begin + " on: " + told,
                    Fault.of("tls-not-yet-valid", "see whether this machine's clock is right; here it is " + now));
        }
        return switch (TlsTrouble.of(e, host, false, () -> Optional.of(certificate))
                .cause()) {
            case OTHER_NAME ->
                new StepFailed(
                        "it does not name " + host + ": " + told,
                        Fault.of(
                                "tls-wrong-name",
                                "dial it by a name that its certificate has, or have one made that names " + host));
            case UNKNOWN_AUTHORITY ->
                new StepFailed(
                        "issued by an authority that is not trusted here: " + told,
                        Fault.of(
                                "tls-unknown-authority",
                                "have the certificate of "
                                        + certificate.getIssuerX500Principal().getName() + " in " + settings.trust));
            case CLIENT_CERTIFICATE_WANTED, CLIENT_CERTIFICATE_REFUSED ->
                new StepFailed(
                        "the server ended the handshake (" + lastWords(e) + "): " + told,
                        Fault.of(
                                "tls-client-certificate",
                                "the server wants a client's certificate that it trusts: " + settings.key));
            default ->
                new StepFailed(
                        lastWords(e) + ": " + told,
                        Fault.of("tls-failed", "see the versions and ciphers of TLS on both sides"));
        };
    }

    private static String lastWords(IOException e) {
        return String.valueOf(e.getMessage()).replaceFirst("^\\([a-z_]+\\) ", "");
    }

    private static String day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
