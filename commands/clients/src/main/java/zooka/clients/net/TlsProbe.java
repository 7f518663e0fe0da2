package zooka.clients.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Determines whether a port uses TLS. It accepts any certificate, and therefore sends nothing. */
public final class TlsProbe {

    private TlsProbe() {}

    /**
     * The subject of the server's certificate, {@code CN=zk-0, issued by CN=ca}; empty without TLS. One that wants
     * to see the client's certificate first has shown its own by then.
     */
    public static Optional<String> certificate(String address, Duration timeout) {
        return peerCertificate(address, timeout).map(TlsProbe::describe);
    }

    /** The certificate of the server, unverified; empty if the server does not use TLS. */
    public static Optional<X509Certificate> peerCertificate(String address, Duration timeout) {
        String host = Addresses.host(address);
        try {
            InetSocketAddress found = new InetSocketAddress(InetAddress.getByName(host), Addresses.port(address));
            return peerCertificate(found, host, (int) Math.max(1, timeout.toMillis()));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /**
     * The same for a resolved address.
     *
     * @param host whom the server is asked for; it may have several certificates
     * @param millis how long it may take to connect, and to answer
     */
    public static Optional<X509Certificate> peerCertificate(InetSocketAddress address, String host, int millis) {
        AtomicReference<X509Certificate> shown = new AtomicReference<>();
        try (Socket plain = new Socket()) {
            plain.connect(address, millis);
            plain.setSoTimeout(millis);
            SSLContext any = SSLContext.getInstance("TLS");
            any.init(null, new TrustManager[] {new CapturingTrust(shown)}, null);
            try (SSLSocket socket =
                    (SSLSocket) any.getSocketFactory().createSocket(plain, host, address.getPort(), true)) {
                socket.startHandshake();
            }
        } catch (IOException e) {
            return Optional.ofNullable(shown.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
        return Optional.ofNullable(shown.get());
    }

    /** The hosts that a certificate is for, as it writes them; its common name where it has no alternative ones. */
    public static List<String> names(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            for (List<?> alternative : alternatives == null ? List.<List<?>>of() : alternatives) {
                if (alternative.get(1) instanceof String text) {
                    names.add(text);
                }
            }
        } catch (CertificateParsingException e) {
            return names;
        }
        if (names.isEmpty()) {
            for (String part : certificate.getSubjectX500Principal().getName().split(",", -1)) {
                if (part.startsWith("CN=")) {
                    names.add(part.substring(3));
                }
            }
        }
        return names;
    }

    /** The subject and the issuer: {@code CN=zk-0, issued by CN=ca}. */
    public static String describe(X509Certificate certificate) {
        String subject = certificate.getSubjectX500Principal().getName();
        String issuer = certificate.getIssuerX500Principal().getName();
        return subject.equals(issuer) ? subject + ", self-signed" : subject + ", issued by " + issuer;
    }

    /** Accepts every certificate, and keeps it to be shown. */
    private record CapturingTrust(AtomicReference<X509Certificate> shown) implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            shown.set(chain[0]);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
