package zooka.commands.session;

import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.SessionChange;

/** {@code redo}: run a line of the history again. */
@Command(
        name = "redo",
        footer = {"", "Examples:", "  redo 12", "  redo"})
public final class Redo implements Action.Steer {

    @Parameters(
            arity = "0..1",
            paramLabel = "NUMBER",
            description = "The number in the history. Default: the last line.")
    @Completes(Candidates.FREE_TEXT)
    Integer number;

    @Override
    public SessionChange steer(Context context) {
        return new SessionChange.Again(number == null ? OptionalInt.empty() : OptionalInt.of(number));
    }
}
