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

/** The options that name whom a quota holds for. */
final class QuotaClient {

    @Option(names = "--user", paramLabel = "USER", description = "This user.")
    @Completes(Candidates.USER)
    String user;

    @Option(
            names = {"--client-id", "--client"},
            paramLabel = "CLIENT",
            description = "This client id; with --user, of this user only.")
    @Completes(Candidates.FREE_TEXT)
    String clientId;

    @Option(names = "--ip", paramLabel = "ADDRESS", description = "This address.")
    @Completes(Candidates.FREE_TEXT)
    String ip;

    @Option(names = "--user-defaults", description = "All users without a quota of their own.")
    boolean userDefaults;

    @Option(names = "--client-defaults", description = "All client ids without a quota of their own.")
    boolean clientDefaults;

    @Option(names = "--ip-defaults", description = "All addresses without a quota of their own.")
    boolean ipDefaults;

    /** Whom they name; nobody where none is given. */
    Client client() {
        Client client = new Client(
                one("--user", user, userDefaults),
                one("--client-id", clientId, clientDefaults),
                one("--ip", ip, ipDefaults));
        if (client.ip().isPresent()
                && (client.user().isPresent() || client.clientId().isPresent())) {
            throw Failure.usage("a quota is for an address, or for users and client ids");
        }
        return client;
    }

    private static Optional<String> one(String option, String name, boolean defaults) {
        if (name != null && (defaults || name.isEmpty())) {
            throw Failure.usage(name.isEmpty() ? option + " wants a name" : option + " is one, or the default");
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
