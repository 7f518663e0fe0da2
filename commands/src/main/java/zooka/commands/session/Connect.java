package zooka.commands.session;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.clients.profile.ZooKeeperAddress;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.SessionChange;

/** {@code connect}: connect to another ensemble without leaving the shell. */
@Command(
        name = "connect",
        footer = {
            "",
            "The current znode becomes the root. Brokers are discovered through the new ensemble.",
            "",
            "Examples:",
            "  connect zk-1:2181",
            "  connect zk-0:2181,zk-1:2181/kafka"
        })
public final class Connect implements Action.Steer {

    @Parameters(
            arity = "0..1",
            paramLabel = "HOST:PORT[,...][/CHROOT]",
            description = "The ensemble. Default: the same one, with a new session.")
    @Completes(Candidates.FREE_TEXT)
    String connectString;

    @Override
    public SessionChange steer(Context context) {
        if (connectString != null) {
            ZooKeeperAddress.parse(connectString);
        }
        return new SessionChange.Connect(Optional.ofNullable(connectString));
    }
}
