package zooka.commands.session;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.action.SessionChange;

/** {@code printwatches}: whether to show what watches see. */
@Command(
        name = "printwatches",
        footer = {"", "Examples:", "  printwatches", "  printwatches off"})
public final class PrintWatches implements Action.Steer {

    enum State {
        ON,
        OFF
    }

    @Parameters(arity = "0..1", paramLabel = "on|off", description = "Default: print the current state.")
    State state;

    @Override
    public SessionChange steer(Context context) {
        return new SessionChange.PrintEvents(Optional.ofNullable(state).map(wanted -> wanted == State.ON));
    }
}
