package zooka.commands.kafka.access;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import zooka.clients.Failure;
import zooka.clients.kafka.Quotas;
import zooka.clients.kafka.Quotas.Client;
import zooka.clients.text.Selector;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;

/** The options that select the client of a quota. */
final class QuotaClient {

    @Option(names = "--user", paramLabel = "USER", description = "The quotas of this user.")
    @Completes(Candidates.USER)
    String user;

    @Option(
            names = {"--client-id", "--client"},
            paramLabel = "CLIENT",
            description = "The quotas of this client id; with --user, of this user only.")
    @Completes(Candidates.FREE_TEXT)
    String clientId;

    @Option(names = "--ip", paramLabel = "ADDRESS", description = "The quotas of this client address.")
    @Completes(Candidates.FREE_TEXT)
    String ip;

    @Option(names = "--user-defaults", description = "The default quotas of users.")
    boolean userDefaults;

    @Option(names = "--client-defaults", description = "The default quotas of client ids.")
    boolean clientDefaults;

    @Option(names = "--ip-defaults", description = "The default quotas of client addresses.")
    boolean ipDefaults;

    /** The selected client; empty without an option. */
    Client client() {
        Client client = new Client(
                one("--user", user, userDefaults),
                one("--client-id", clientId, clientDefaults),
                one("--ip", ip, ipDefaults));
        if (client.ip().isPresent()
                && (client.user().isPresent() || client.clientId().isPresent())) {
            throw Failure.usage("--ip and --ip-defaults cannot be combined with users or client ids");
        }
        return client;
    }

    private static Optional<String> one(String option, String name, boolean defaults) {
        if (name != null && (defaults || name.isEmpty())) {
            throw Failure.usage(
                    name.isEmpty() ? option + " requires a name" : option + " cannot be combined with its default");
        }
        return defaults
                ? Optional.of(Quotas.DEFAULT)
                : Optional.ofNullable(name).map(word -> new Selector(word).one(List.of(), option.substring(2)));
    }

    /** {@code user alice, client id app}. */
    static String text(Client client) {
        String user = client.user().map(name -> "user " + name).orElse("");
        String id = client.clientId().map(name -> "client id " + name).orElse("");
        String address = client.ip().map(name -> "address " + name).orElse("");
        return user + (user.isEmpty() || id.isEmpty() ? "" : ", ") + id + address;
    }
}
