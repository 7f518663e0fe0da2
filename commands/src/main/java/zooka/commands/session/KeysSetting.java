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

/** {@code set keys}: set the keys that edit the command line. */
@Command(
        name = "set keys",
        footer = {
            "",
            "The value of a znode called keys in the current znode is set with: set ./keys DATA",
            "",
            "Example:",
            "  set keys vi"
        })
public final class KeysSetting implements Action.Steer {

    @Parameters(
            arity = "0..1",
            paramLabel = "KEYS",
            description = "emacs (default) or vi. Without it: show the setting.")
    @Completes(
            value = Candidates.WORDS,
            words = {"emacs", "vi"})
    String value;

    @Override
    public void check() {
        if (value != null && !value.equals("emacs") && !value.equals("vi")) {
            throw Failure.usage("set keys: expected emacs or vi");
        }
    }

    @Override
    public SessionChange steer(Context context) {
        return new SessionChange.SetSetting("keys", Optional.ofNullable(value));
    }
}
