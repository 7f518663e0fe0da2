package zooka.commands.kafka.client;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** What it means when a broker and this client do not believe each other. The library says only that it has failed. */
final class Refusal {

    private static final String ALERT = "Received fatal alert: ";

    private Refusal() {}

    /** In a few words; a broker that is not believed is not reached, one that does not believe us refuses us. */
    static Trouble of(Node node, AuthenticationException refusal) {
        if (refusal instanceof IllegalSaslStateException) {
            return new Trouble(
                    "this listener takes no SASL",
                    Trouble.Kind.REFUSING,
                    Optional.of("security.protocol=PLAINTEXT or SSL, or the port of another listener"));
        }
        if (!(refusal instanceof SslAuthenticationException)) {
            return new Trouble(refusal.getMessage(), Trouble.Kind.REFUSING, Optional.empty());
        }
        Throwable last = refusal;
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            last = cause;
            Optional<Trouble> known = known(node, cause);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return new Trouble("TLS failed: " + last.getMessage());
    }

    private static Optional<Trouble> known(Node node, Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof CertificateExpiredException) {
            return distrusted("its certificate has expired (" + message + ")", "the broker needs a new certificate");
        }
        if (cause instanceof CertificateNotYetValidException) {
            return distrusted("its certificate is not valid yet (" + message + ")", "one of the clocks may be wrong");
        }
        if (cause instanceof CertPathBuilderException) {
            return distrusted(
                    "its certificate is signed by an authority that is not trusted here",
                    "ssl.truststore.location has to hold that authority's certificate");
        }
        if (cause instanceof CertificateException && cause.getCause() == null && message.startsWith("No ")) {
            return distrusted(
                    "its certificate does not name " + node.host(),
                    "dial it by a name that is in the certificate, or give --map NAME:PORT=HOST:PORT with such a name");
        }
        if (cause instanceof SSLException && message.contains(ALERT)) {
            String alert = message.substring(message.indexOf(ALERT) + ALERT.length());
            return Optional.of(new Trouble(
                    alert.contains("certificate") || alert.contains("unknown_ca")
                            ? "it does not accept the certificate of this client, or wants one (" + alert + ")"
                            : "it broke TLS off: " + alert,
                    Trouble.Kind.REFUSING,
                    Optional.of("ssl.keystore.location has to hold a certificate that the broker trusts")));
        }
        return Optional.empty();
    }

    private static Optional<Trouble> distrusted(String cause, String hint) {
        return Optional.of(new Trouble(cause, Trouble.Kind.MUTE, Optional.of(hint)));
    }
}
