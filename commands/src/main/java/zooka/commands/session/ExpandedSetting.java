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

/** {@code set expanded}: set whether rows are printed as blocks instead of a table. */
@Command(
        name = "set expanded",
        footer = {
            "",
            "The value of a znode called expanded in the current znode is set with: set ./expanded DATA",
            "",
            "Example:",
            "  set expanded on"
        })
public final class ExpandedSetting implements Action.Steer {

    @Parameters(
            arity = "0..1",
            paramLabel = "WHEN",
            description =
                    "on, off, or auto (default): on a terminal, where a column would not fit. Without it: show the setting.")
    @Completes(
            value = Candidates.WORDS,
            words = {"on", "off", "auto"})
    String value;

    @Override
    public void check() {
        if (value != null && !value.equals("on") && !value.equals("off") && !value.equals("auto")) {
            throw Failure.usage("set expanded: expected on, off or auto");
        }
    }

    @Override
    public SessionChange steer(Context context) {
        return new SessionChange.SetSetting("expanded", Optional.ofNullable(value));
    }
}
