package zooka.commands.session;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.SessionChange;

/** {@code time}: run a command and say on stderr how long it took. */
@Command(
        name = "time",
        footer = {"", "Examples:", "  time ls -R /", "  time topics | wc -l"})
public final class Time implements Action.Steer {

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "The command with its arguments.")
    @Completes(Candidates.COMMAND)
    List<String> words;

    @Override
    public boolean takesWords() {
        return true;
    }

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
        return new SessionChange.Timed(words);
    }
}
