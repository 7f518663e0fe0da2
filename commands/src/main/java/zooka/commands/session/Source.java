package zooka.commands.session;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.SessionChange;

/** {@code source}: run the commands of a file in this shell. */
@Command(
        name = "source",
        footer = {
            "",
            "Variables, aliases and the current znode of the file are those of the shell.",
            "The first command that fails ends it.",
            "",
            "Example:",
            "  source ~/zooka/aliases"
        })
public final class Source implements Action.Steer {

    @Parameters(paramLabel = "FILE", description = "The file.")
    @Completes(Candidates.FILE)
    String file;

    @Override
    public boolean runsCommands() {
        return true;
    }

    @Override
    public boolean lasts() {
        return true;
    }

    @Override
    public SessionChange steer(Context context) {
        return new SessionChange.Source(file);
    }
}
