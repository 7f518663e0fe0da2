package zooka.commands.session;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.SessionChange;

/** {@code set prompt}: set the text of the prompt. */
@Command(
        name = "set prompt",
        footer = {
            "",
            "The value of a znode called prompt in the current znode is set with: set ./prompt DATA",
            "",
            "Example:",
            "  set prompt 'staging> '"
        })
public final class PromptSetting implements Action.Steer {

    @Parameters(
            arity = "0..1",
            paramLabel = "TEXT",
            description = "The text; '' for the built-in prompt. Without it: show the setting.")
    @Completes(Candidates.TEXT)
    String value;

    @Override
    public SessionChange steer(Context context) {
        return new SessionChange.SetSetting("prompt", Optional.ofNullable(value));
    }
}
