package zooka.commands.session;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.SessionChange;

/** {@code unalias}: remove aliases. */
@Command(
        name = "unalias",
        footer = {"", "Example:", "  unalias lagging"})
public final class Unalias implements Action.Steer {

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "The aliases.")
    @Completes(Candidates.FREE_TEXT)
    List<String> names;

    @Override
    public SessionChange steer(Context context) {
        return new SessionChange.RemoveAliases(names);
    }
}
