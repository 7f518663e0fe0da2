package zooka.clients.kafka.wire;

import java.util.Optional;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import zooka.clients.net.TlsTrouble;

/** Explains failed authentication between a broker and this client, of which the library reports no details. */
final class Refusal {

    private Refusal() {}

    /** The error: an untrusted broker counts as unreachable, a broker that does not trust this client as refusing. */
    static BrokerError of(Node node, BrokerAccess reach, AuthenticationException refusal) {
        if (refusal instanceof IllegalSaslStateException) {
            return new BrokerError(
                    "this listener does not use SASL",
                    BrokerError.Kind.REFUSING,
                    Optional.of("configure security.protocol=PLAINTEXT or SSL, or use the port of another listener"));
        }
        if (!(refusal instanceof SslAuthenticationException)) {
            return new BrokerError(refusal.getMessage(), BrokerError.Kind.REFUSING, Optional.empty());
        }
        TlsTrouble tls = TlsTrouble.of(refusal, node.host(), reach.showsOwn(), Optional::empty);
        return switch (tls.cause()) {
            case EXPIRED -> distrusted(tls, "the broker needs a new certificate");
            case NOT_YET_VALID -> distrusted(tls, "review the clocks of this host and the broker");
            case UNKNOWN_AUTHORITY ->
                distrusted(tls, "add the certificate of that authority to ssl.truststore.location");
            case OTHER_NAME ->
                distrusted(
                        tls, "use a host name that is in the certificate, or map one with --map NAME:PORT=HOST:PORT");
            case CLIENT_CERTIFICATE_WANTED, CLIENT_CERTIFICATE_REFUSED ->
                new BrokerError(
                        tls.text(),
                        BrokerError.Kind.REFUSING,
                        Optional.of(
                                "configure ssl.keystore.location as a keystore with a certificate that the broker trusts"));
            case NOTHING_IN_COMMON -> distrusted(tls, "review ssl.enabled.protocols and ssl.cipher.suites");
            case NO_TLS, HANGS_UP, SILENT, OTHER -> new BrokerError(tls.text());
        };
    }

    private static BrokerError distrusted(TlsTrouble tls, String hint) {
        return new BrokerError(tls.text(), BrokerError.Kind.MUTE, Optional.of(hint));
    }
}
