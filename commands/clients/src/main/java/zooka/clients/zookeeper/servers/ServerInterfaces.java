package zooka.clients.zookeeper.servers;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.net.Addresses;
import zooka.clients.net.Dialer;
import zooka.clients.net.Outage;
import zooka.clients.net.TlsProbe;
import zooka.clients.net.TlsTrouble;
import zooka.clients.net.TlsTrouble.Cause;

/**
 * The interfaces by which a server describes itself: four-letter words in plaintext, the same over TLS, its AdminServer. Its
 * configuration decides which are open; the first that answers is used.
 */
final class ServerInterfaces {

    private static final byte TLS_ALERT = 0x15;
    private static final String HINT =
            "allow the word in 4lw.commands.whitelist on the server, or use --admin with the address of the AdminServer";

    private final String address;
    private final Optional<AdminServer> admin;
    private final Dialer dialer;

    /** @param admin the address of the AdminServer, if it is known */
    ServerInterfaces(String address, Optional<String> admin, Dialer dialer) {
        this.address = address;
        this.admin = admin.map(where -> new AdminServer(dialer, where));
        this.dialer = dialer;
    }

    String address() {
        return address;
    }

    /** An answer, and the interface that it came from. */
    private record Reply(String via, String text) {}

    /** The server, as it describes itself. */
    Server describe() {
        Readings readings = new Readings();
        String via;
        try {
            Reply heard = word("srvr");
            via = heard.via();
            readings.srvr(heard.text());
            if (!readings.has("server_state")) {
                boolean alone = Server.servesNothing(heard.text());
                return Server.unreachable(
                        address, alone ? Server.NO_QUORUM : heard.text().strip());
            }
        } catch (Failure closed) {
            try {
                via = describeByAdmin(readings);
            } catch (IOException e) {
                return Server.unreachable(address, why(closed, e));
            }
            return readings.server(address, via);
        }
        try {
            readings.mntr(word("mntr").text());
        } catch (Failure refused) {
            monitorByAdmin(readings);
        }
        return readings.server(address, via);
    }

    private String describeByAdmin(Readings readings) throws IOException {
        AdminServer.Reply stats = admin().get("server_stats");
        readings.serverStats(stats.fields());
        if (!readings.has("server_state")) {
            throw new IOException("it does not report the state of the server");
        }
        readings.monitor(admin().get("monitor").fields());
        return stats.via();
    }

    /** Details that srvr does not contain, from the AdminServer, if it is this server's: a host may have several. */
    private void monitorByAdmin(Readings readings) {
        if (admin.isEmpty()) {
            return;
        }
        try {
            AdminServer.Reply reply = admin.get().get("monitor");
            if (readings.get("server_state").equals(reply.fields().get("server_state"))) {
                readings.monitor(reply.fields());
            }
        } catch (IOException e) {
            return; // the server is described without it
        }
    }

    /** The answer to a word. */
    Ensemble.Answer ask(FourLetterWord word) {
        Failure closed;
        try {
            if (word.onClientPort()) {
                Reply heard = word(word.word());
                return new Ensemble.Answer(
                        address, Optional.of(heard.via()), Optional.of(heard.text()), Optional.empty());
            }
            closed = new Failure(Kind.REFUSED, "only the AdminServer supports " + word.word()).hint("use --admin PORT");
        } catch (Failure e) {
            closed = e;
        }
        try {
            AdminServer.Reply reply = admin().get(word.command());
            return new Ensemble.Answer(address, Optional.of(reply.via()), Optional.of(reply.json()), Optional.empty());
        } catch (IOException e) {
            Failure told = new Failure(
                    e instanceof AdminServer.Refusal && closed.kind() != Kind.UNREACHABLE
                            ? Kind.REFUSED
                            : closed.kind(),
                    why(closed, e));
            return new Ensemble.Answer(
                    address,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(closed.hint().map(told::hint).orElse(told)));
        }
    }

    private AdminServer admin() throws IOException {
        return admin.orElseThrow(() -> new IOException(""));
    }

    private String why(Failure closed, IOException byAdmin) {
        if (admin.isEmpty()) {
            return closed.getMessage();
        }
        if (byAdmin instanceof AdminServer.Refusal && byAdmin.getMessage().equals(Server.NO_QUORUM)) {
            return Server.NO_QUORUM;
        }
        return closed.getMessage() + "; AdminServer " + admin.get().address() + ": " + Outage.describe(byAdmin);
    }

    /**
     * The answer to a word on the client port.
     *
     * @throws Failure {@code REFUSED} where the server does not allow the word, {@code UNREACHABLE} where it does not answer
     */
    private Reply word(String word) {
        // With an end of line: over what it takes for TLS, a server waits for at least five bytes.
        byte[] request = (word + "\n").getBytes(StandardCharsets.US_ASCII);
        Reply heard = dialer.trusts() ? preferTls(request) : preferClear(request);
        if (!FourLetterWord.allowed(heard.text())) {
            throw new Failure(Kind.REFUSED, "does not allow the four-letter word " + word).hint(HINT);
        }
        return heard;
    }

    private Reply preferClear(byte[] request) {
        byte[] answer = inTheClear(request);
        if (answer.length > 0 && answer[0] != TLS_ALERT) {
            return new Reply("4lw", new String(answer, StandardCharsets.UTF_8));
        }
        throw TlsProbe.certificate(address, dialer.timeout())
                .map(shown ->
                        Failure.unreachable("speaks TLS (certificate " + shown + "), but no truststore is configured"))
                .orElseGet(() -> silent("accepts connections but does not answer four-letter words"));
    }

    /** Asks over TLS, or in plaintext if there is no TLS: a server logs each connection of the wrong kind. */
    private Reply preferTls(byte[] request) {
        try {
            byte[] answer = dialer.askOverTls(address, request);
            if (answer.length == 0) {
                throw Failure.unreachable("speaks TLS but does not answer");
            }
            return new Reply("4lw+tls", new String(answer, StandardCharsets.UTF_8));
        } catch (IOException e) {
            TlsTrouble trouble = TlsTrouble.of(
                    e,
                    Addresses.host(address),
                    dialer.showsOwn(),
                    () -> TlsProbe.peerCertificate(address, dialer.timeout()));
            if (trouble.cause() == Cause.NO_TLS || trouble.cause() == Cause.HANGS_UP) {
                byte[] answer = inTheClear(request);
                if (answer.length > 0 && answer[0] != TLS_ALERT) {
                    return new Reply("4lw", new String(answer, StandardCharsets.UTF_8));
                }
            }
            boolean silent = trouble.cause() == Cause.SILENT
                    || trouble.cause() == Cause.HANGS_UP
                    || trouble.cause() == Cause.NO_TLS;
            throw silent
                    ? silent("accepts connections but does not answer four-letter words")
                    : Failure.unreachable("speaks TLS and " + trouble.text()).cause(e);
        }
    }

    private byte[] inTheClear(byte[] request) {
        try {
            return dialer.ask(address, request);
        } catch (SocketTimeoutException e) {
            return new byte[0];
        } catch (IOException e) {
            throw silent("does not answer");
        }
    }

    private Failure silent(String otherwise) {
        return Failure.unreachable(
                Addresses.probe(List.of(address), dialer.timeout()).get(address).orElse(otherwise));
    }
}
