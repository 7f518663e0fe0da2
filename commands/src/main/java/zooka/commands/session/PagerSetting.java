package zooka.commands.session;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.SessionChange;

/** {@code set pager}: turn the pager for long output on or off. */
@Command(
        name = "set pager",
        footer = {
            "",
            "The value of a znode called pager in the current znode is set with: set ./pager DATA",
            "",
            "Example:",
            "  set pager off"
        })
public final class PagerSetting implements Action.Steer {

    @Parameters(arity = "0..1", paramLabel = "WHEN", description = "on (default) or off. Without it: show the setting.")
    @Completes(
            value = Candidates.WORDS,
            words = {"on", "off"})
    String value;

    @Override
    public void check() {
        if (value != null && !value.equals("on") && !value.equals("off")) {
            throw Failure.usage("set pager: expected on or off");
        }
    }

    @Override
    public SessionChange steer(Context context) {
        return new SessionChange.SetSetting("pager", Optional.ofNullable(value));
    }
}
