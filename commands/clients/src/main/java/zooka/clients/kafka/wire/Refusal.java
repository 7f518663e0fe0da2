package zooka.clients.kafka.wire;

import java.util.Optional;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import zooka.clients.net.TlsTrouble;

/** What it means when a broker and this client do not believe each other. The library says only that it has failed. */
final class Refusal {

    private Refusal() {}

    /** In a few words; a broker that is not believed is not reached, one that does not believe us refuses us. */
    static BrokerError of(Node node, BrokerAccess reach, AuthenticationException refusal) {
        if (refusal instanceof IllegalSaslStateException) {
            return new BrokerError(
                    "this listener takes no SASL",
                    BrokerError.Kind.REFUSING,
                    Optional.of("security.protocol=PLAINTEXT or SSL, or the port of another listener"));
        }
        if (!(refusal instanceof SslAuthenticationException)) {
            return new BrokerError(refusal.getMessage(), BrokerError.Kind.REFUSING, Optional.empty());
        }
        TlsTrouble tls = TlsTrouble.of(refusal, node.host(), reach.showsOwn(), Optional::empty);
        return switch (tls.cause()) {
            case EXPIRED -> distrusted(tls, "the broker needs a new certificate");
            case NOT_YET_VALID -> distrusted(tls, "one of the clocks may be wrong");
            case UNKNOWN_AUTHORITY ->
                distrusted(tls, "ssl.truststore.location has to hold that authority's certificate");
            case OTHER_NAME ->
                distrusted(
                        tls,
                        "dial it by a name that is in the certificate, or give --map NAME:PORT=HOST:PORT with such a name");
            case CLIENT_CERTIFICATE_WANTED, CLIENT_CERTIFICATE_REFUSED ->
                new BrokerError(
                        tls.text(),
                        BrokerError.Kind.REFUSING,
                        Optional.of("ssl.keystore.location has to hold a certificate that the broker trusts"));
            case NOTHING_IN_COMMON -> distrusted(tls, "ssl.enabled.protocols and ssl.cipher.suites say what to offer");
            case NO_TLS, HANGS_UP, SILENT, OTHER -> new BrokerError(tls.text());
        };
    }

    private static BrokerError distrusted(TlsTrouble tls, String hint) {
        return new BrokerError(tls.text(), BrokerError.Kind.MUTE, Optional.of(hint));
    }
}
