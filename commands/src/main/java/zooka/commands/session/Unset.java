package zooka.commands.session;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.SessionChange;

/** {@code unset}: remove variables, or reset settings. */
@Command(
        name = "unset",
        footer = {
            "",
            "A setting (expanded, pager, prompt, keys) gets its default.",
            "",
            "Examples:",
            "  unset leader",
            "  unset prompt"
        })
public final class Unset implements Action.Steer {

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "The variables or settings.")
    @Completes(Candidates.FREE_TEXT)
    List<String> names;

    @Override
    public SessionChange steer(Context context) {
        return new SessionChange.Unset(names);
    }
}
