package zooka.commands.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** The certificates of servers: what they say, and what is wrong with them. */
final class Certificates {

    private static final Duration SOON = Duration.ofDays(30);
    private static final int NAMES_SHOWN = 4;

    private Certificates() {}

    /**
     * The certificate that a server shows; empty where it does not speak TLS. Any is believed, and for that reason the server
     * is told nothing. One that wants to see the client's first has shown its own by then.
     */
    static Optional<X509Certificate> shown(InetSocketAddress address, String host, int millis) {
        AtomicReference<X509Certificate> shown = new AtomicReference<>();
        try (Socket plain = new Socket()) {
            plain.connect(address, millis);
            plain.setSoTimeout(millis);
            SSLContext any = SSLContext.getInstance("TLS");
            any.init(null, new TrustManager[] {new Curious(shown)}, null);
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

    /** {@code CN=zk-0, issued by CN=ca}. */
    static String named(X509Certificate certificate) {
        String subject = certificate.getSubjectX500Principal().getName();
        String issuer = certificate.getIssuerX500Principal().getName();
        return subject.equals(issuer) ? subject + ", signed by itself" : subject + ", issued by " + issuer;
    }

    /** The same with its names and its last day. */
    static String told(X509Certificate certificate) {
        return named(certificate) + "; for " + shortened(names(certificate)) + "; until "
                + day(certificate.getNotAfter().toInstant());
    }

    private static String shortened(List<String> names) {
        if (names.isEmpty()) {
            return "no name";
        }
        return String.join(" ", names.subList(0, Math.min(NAMES_SHOWN, names.size())))
                + (names.size() > NAMES_SHOWN ? " …" : "");
    }

    /** Whom it is for: its alternative names, or its common name where it has none. */
    static List<String> names(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                for (List<?> alternative : alternatives) {
                    if (alternative.get(1) instanceof String text) {
                        names.add(text);
                    }
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

    /** That it will soon be over, if it will. */
    static Optional<Fault> soon(X509Certificate certificate, Instant now) {
        Duration left = Duration.between(now, certificate.getNotAfter().toInstant());
        return left.isNegative() || left.compareTo(SOON) > 0
                ? Optional.empty()
                : Optional.of(Fault.note(
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
    static Blocked refused(X509Certificate certificate, String host, Instant now, IOException e, Settings settings) {
        String told = told(certificate);
        Instant end = certificate.getNotAfter().toInstant();
        Instant begin = certificate.getNotBefore().toInstant();
        if (now.isAfter(end)) {
            return new Blocked(
                    "expired on " + day(end) + ": " + told, Fault.of("tls-expired", "renew the server's certificate"));
        }
        if (now.isBefore(begin)) {
            return new Blocked(
                    "valid only from " + begin + " on: " + told,
                    Fault.of("tls-not-yet-valid", "see whether this machine's clock is right; here it is " + now));
        }
        String why = words(e);
        if (why.contains("No subject alternative") || why.contains("No name matching")) {
            return new Blocked(
                    "it does not name " + host + ": " + told,
                    Fault.of(
                            "tls-wrong-name",
                            "dial it by a name that its certificate has, or have one made that names " + host));
        }
        if (why.contains("certification path")
                || why.contains("trust anchor")
                || why.contains("unable to find valid")) {
            return new Blocked(
                    "issued by an authority that is not trusted here: " + told,
                    Fault.of(
                            "tls-unknown-authority",
                            "have the certificate of "
                                    + certificate.getIssuerX500Principal().getName() + " in " + settings.trust));
        }
        if (why.contains("Received fatal alert")) {
            return new Blocked(
                    "the server ended the handshake (" + lastWords(e) + "): " + told,
                    Fault.of(
                            "tls-client-certificate",
                            "the server wants a client's certificate that it trusts: " + settings.key));
        }
        return new Blocked(
                lastWords(e) + ": " + told,
                Fault.of("tls-failed", "see the versions and ciphers of TLS on both sides"));
    }

    private static String words(Throwable e) {
        StringBuilder words = new StringBuilder();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            words.append(cause.getMessage()).append('\n');
        }
        return words.toString();
    }

    private static String lastWords(IOException e) {
        return String.valueOf(e.getMessage()).replaceFirst("^\\([a-z_]+\\) ", "");
    }

    private static String day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** Looks and does not judge. */
    private record Curious(AtomicReference<X509Certificate> shown) implements X509TrustManager {
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
