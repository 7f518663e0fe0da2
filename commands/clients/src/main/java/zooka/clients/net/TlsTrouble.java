package zooka.clients.net;

import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why TLS with a server fails, of all that can fail.
 *
 * @param text in words that go after the server's address
 */
public record TlsTrouble(Cause cause, String text) {

    /** The cause, which decides the remedy. */
    public enum Cause {
        /** The port does not use TLS. */
        NO_TLS,
        /** This client does not trust the authority of the server's certificate. */
        UNKNOWN_AUTHORITY,
        EXPIRED,
        NOT_YET_VALID,
        /** The certificate is for other hosts than the one that was dialled. */
        OTHER_NAME,
        /** The server requires a client certificate, and the client has none. */
        CLIENT_CERTIFICATE_WANTED,
        /** It has seen one and does not believe it. */
        CLIENT_CERTIFICATE_REFUSED,
        /** The two sides have no version of TLS, or no ciphers, in common. */
        NOTHING_IN_COMMON,
        /** The server ends the connection and does not say why. */
        HANGS_UP,
        /** The server says nothing. */
        SILENT,
        OTHER
    }

    private static final Pattern ALERT = Pattern.compile("(?:Received fatal alert|fatal alert): (\\w+)");

    /**
     * Understands what a TLS connection ended with.
     *
     * @param host whom the certificate must name
     * @param showsOwn whether this client has a certificate to show
     * @param shown looks at the server's certificate, where it is wanted for the text
     */
    public static TlsTrouble of(Exception e, String host, boolean showsOwn, Supplier<Optional<X509Certificate>> shown) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof CertificateExpiredException) {
                Optional<X509Certificate> one = shown.get();
                return new TlsTrouble(
                        Cause.EXPIRED,
                        "presents a certificate" + named(one) + " that has expired"
                                + on(one.map(X509Certificate::getNotAfter), message));
            }
            if (cause instanceof CertificateNotYetValidException) {
                Optional<X509Certificate> one = shown.get();
                return new TlsTrouble(
                        Cause.NOT_YET_VALID,
                        "presents a certificate" + named(one) + " that is not valid yet"
                                + on(one.map(X509Certificate::getNotBefore), message));
            }
            if (message.contains("valid certification path")
                    || message.contains("trust anchors")
                    || message.contains("trustAnchors")) {
                return new TlsTrouble(
                        Cause.UNKNOWN_AUTHORITY,
                        "presents a certificate" + named(shown.get())
                                + " from a certificate authority that this client does not trust");
            }
            if (message.contains("o subject alternative") || message.startsWith("No name matching")) {
                return new TlsTrouble(
                        Cause.OTHER_NAME,
                        "presents a certificate for "
                                + shown.get().map(TlsTrouble::names).orElse("other hosts") + ", not for " + host);
            }
            Matcher alert = ALERT.matcher(message);
            if (alert.find()) {
                return alert(alert.group(1), showsOwn);
            }
            if (message.contains("Unsupported or unrecognized SSL message")) {
                return new TlsTrouble(Cause.NO_TLS, "does not speak TLS");
            }
            if (message.contains("No appropriate protocol") || message.contains("not supported by client")) {
                return new TlsTrouble(Cause.NOTHING_IN_COMMON, "has no TLS version in common with this client");
            }
            if (cause instanceof SocketTimeoutException) {
                return new TlsTrouble(Cause.SILENT, "accepts connections but does not answer the TLS handshake");
            }
            if (cause instanceof EOFException
                    || cause instanceof SocketException
                    || message.contains("terminated the handshake")) {
                return new TlsTrouble(Cause.HANGS_UP, "closes the connection during the TLS handshake");
            }
        }
        return new TlsTrouble(Cause.OTHER, "TLS handshake failed: " + e.getMessage());
    }

    private static TlsTrouble alert(String alert, boolean showsOwn) {
        return switch (alert.toLowerCase(Locale.ROOT)) {
            case "certificate_required",
                    "bad_certificate",
                    "certificate_unknown",
                    "unknown_ca",
                    "certificate_expired" ->
                showsOwn
                        ? new TlsTrouble(
                                Cause.CLIENT_CERTIFICATE_REFUSED, "does not accept this client's certificate: " + alert)
                        : new TlsTrouble(Cause.CLIENT_CERTIFICATE_WANTED, "requires a client certificate");
            case "handshake_failure", "protocol_version", "insufficient_security" ->
                new TlsTrouble(
                        Cause.NOTHING_IN_COMMON,
                        "has no TLS version or cipher suite in common with this client: " + alert);
            default -> new TlsTrouble(Cause.OTHER, "aborts the TLS handshake: " + alert);
        };
    }

    private static String named(Optional<X509Certificate> shown) {
        return shown.map(one -> " (" + TlsProbe.describe(one) + ")").orElse("");
    }

    private static String on(Optional<Date> day, String message) {
        return day.map(date -> ": " + date.toInstant()).orElse(": " + message);
    }

    private static String names(X509Certificate certificate) {
        List<String> names = TlsProbe.names(certificate);
        return names.isEmpty() ? TlsProbe.describe(certificate) : String.join(", ", names);
    }
}
