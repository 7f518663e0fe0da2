package zooka.clients.zookeeper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Supplier;
import zooka.clients.net.Addresses;
import zooka.clients.net.Dialer;
import zooka.clients.net.TlsProbe;
import zooka.clients.net.TlsTrouble;
import zooka.clients.zookeeper.security.SessionSecurity;
import zooka.clients.zookeeper.servers.FourLetterWord;
import zooka.clients.zookeeper.servers.Server;

/**
 * What is wrong with one server for which a session is waited in vain.
 *
 * @param lasts whether waiting longer is of no use
 * @param refused whether it is the server that does not want this client
 */
record ServerProbe(String text, boolean lasts, boolean refused, Optional<String> hint) {

    /** Four-letter words are answered with or without a quorum; with an end of line, for TLS wants five bytes. */
    private static final byte[] WORD = "srvr\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte TLS_ALERT = 0x15;

    static ServerProbe passing(String text) {
        return new ServerProbe(text, false, false, Optional.empty());
    }

    private static ServerProbe passing(String text, String hint) {
        return new ServerProbe(text, false, false, Optional.of(hint));
    }

    private static ServerProbe lasting(String text, String hint) {
        return new ServerProbe(text, true, false, Optional.of(hint));
    }

    /** Looks at a server, over TLS if the dialer has what that takes; empty where nothing is wrong that can be seen. */
    static Optional<ServerProbe> of(String address, Dialer dialer) {
        Optional<String> tcp = Addresses.trouble(address, dialer.timeout());
        if (tcp.isPresent()) {
            boolean passes = tcp.get().startsWith("timed out");
            return Optional.of(new ServerProbe(tcp.get(), !passes, false, Optional.empty()));
        }
        return dialer.trusts() ? overTls(address, dialer) : inTheClear(address, dialer);
    }

    private static Optional<ServerProbe> inTheClear(String address, Dialer dialer) {
        byte[] answer = heard(address, dialer);
        if (answer.length > 0 && answer[0] != TLS_ALERT) {
            return told(answer);
        }
        return TlsProbe.certificate(address, dialer.timeout())
                .map(shown -> lasting(
                        "speaks TLS (certificate " + shown + "), but this client does not use TLS",
                        SessionSecurity.SECURE + "=true and " + SessionSecurity.TRUST_STORE
                                + " in the client configuration to use TLS"));
    }

    private static byte[] heard(String address, Dialer dialer) {
        try {
            return dialer.ask(address, WORD);
        } catch (IOException e) {
            return new byte[0]; // no answer is an answer, too
        }
    }

    private static Optional<ServerProbe> overTls(String address, Dialer dialer) {
        try {
            return told(dialer.askOverTls(address, WORD));
        } catch (IOException e) {
            Supplier<Optional<X509Certificate>> shown =
                    () -> TlsProbe.peerCertificate(address, dialer.timeout().multipliedBy(2));
            TlsTrouble trouble = TlsTrouble.of(e, Addresses.host(address), dialer.showsOwn(), shown);
            if (trouble.cause() == TlsTrouble.Cause.HANGS_UP && heard(address, dialer).length > 0) {
                trouble = new TlsTrouble(TlsTrouble.Cause.NO_TLS, "does not speak TLS");
            }
            return of(trouble);
        }
    }

    private static Optional<ServerProbe> of(TlsTrouble trouble) {
        String text = trouble.text();
        return Optional.of(
                switch (trouble.cause()) {
                    case NO_TLS ->
                        lasting(
                                text,
                                "use the TLS port of the servers (secureClientPort), or set " + SessionSecurity.SECURE
                                        + "=false for the plaintext port");
                    case UNKNOWN_AUTHORITY ->
                        lasting(text, SessionSecurity.TRUST_STORE + " must contain the certificate of its issuer");
                    case EXPIRED ->
                        lasting(text, "renew the certificate of the server, or check the clock of this machine");
                    case NOT_YET_VALID -> lasting(text, "review the clocks of this machine and of the server");
                    case OTHER_NAME -> lasting(text, "use a host name from the certificate in -z");
                    case CLIENT_CERTIFICATE_WANTED, CLIENT_CERTIFICATE_REFUSED ->
                        new ServerProbe(
                                text,
                                true,
                                true,
                                Optional.of(SessionSecurity.KEY_STORE
                                        + " must contain a key and a certificate that the servers trust"));
                    case NOTHING_IN_COMMON ->
                        lasting(
                                text,
                                "configure zookeeper.ssl.enabledProtocols and zookeeper.ssl.ciphersuites as the server supports them");
                    case HANGS_UP, SILENT, OTHER -> passing(text);
                });
    }

    /** What a server says of itself that begins no session. */
    private static Optional<ServerProbe> told(byte[] answer) {
        String text = new String(answer, StandardCharsets.UTF_8);
        Optional<String> role = Server.role(text);
        if (role.isPresent()) {
            return Optional.of(
                    role.get().equals("read-only")
                            ? passing(
                                    "is read-only: it has no quorum",
                                    "use -r before the command to read from it; the server needs"
                                            + " localSessionsEnabled=true")
                            : passing(
                                    "answers as " + role.get() + " but does not open a session",
                                    ZooKeeperErrors.STALLED));
        }
        if (!FourLetterWord.allowed(text)) {
            return Optional.of(passing("answers but does not open a session", ZooKeeperErrors.STALLED));
        }
        return Server.servesNothing(text) ? Optional.of(passing(Server.NO_QUORUM)) : Optional.empty();
    }
}
