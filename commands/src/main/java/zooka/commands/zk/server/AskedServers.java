package zooka.commands.zk.server;

import java.util.List;
import picocli.CommandLine.Option;
import zooka.clients.net.Addresses;
import zooka.clients.zookeeper.servers.AdminServer;
import zooka.clients.zookeeper.servers.Ensemble;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;

/** The options of commands that ask the servers about themselves: which, and where their AdminServers are. */
public final class AskedServers {

    private static final int CLIENT_PORT = 2181;

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            description = "Servers to query. Default: those of the connect string.")
    @Completes(Candidates.FREE_TEXT)
    String server;

    @Option(
            names = "--admin",
            paramLabel = "PORT|HOST:PORT|URL",
            description =
                    "Addresses of the AdminServers: one port for all, or one address per server in the same order, each with the path of admin.commandURL if it is set. Default: 8080 unless two servers share a host.")
    @Completes(Candidates.FREE_TEXT)
    String admin;

    /**
     * The ensemble of the selected servers.
     *
     * @param hosts the same as {@code --server}, which goes first; may be null
     */
    public Ensemble of(Context context, String hosts) {
        String named = server == null ? hosts : server;
        List<String> servers = named == null ? List.of() : Addresses.parse(named, CLIENT_PORT);
        return context.clusters().ensemble().at(servers, admins());
    }

    /** Whether they are those of the connect string, so that what its znodes say holds for them. */
    public boolean connected(String hosts) {
        return server == null && hosts == null;
    }

    private List<String> admins() {
        if (admin == null) {
            return List.of();
        }
        return AdminServer.places(admin);
    }
}
