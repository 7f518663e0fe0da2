package zooka.commands.session;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.SessionChange;
import zooka.commands.config.Contexts;

/** {@code context use}: switch to another context. */
@Command(
        name = "context use",
        footer = {
            "",
            "Writes the current context to the config file. At the prompt and in scripts the",
            "session connects to the clusters of the context, at the root; if they are unreachable, nothing changes.",
            "",
            "Examples:",
            "  context use prod",
            "  context use --session staging"
        })
public final class ContextUse implements Action.Steer {

    @Option(names = "--session", description = "Switch only this session; leave the config file unchanged.")
    boolean session;

    @Parameters(paramLabel = "CONTEXT", description = "The name of the context.")
    @Completes(Candidates.CONTEXT)
    String name;

    @Override
    public SessionChange steer(Context context) {
        return new SessionChange.UseContext(
                context.contexts().file().context(name).name(), !session);
    }

    /** Has the config file say that this is the current context. */
    public static void keep(Contexts contexts, String name) {
        ConfigEdit.use(contexts.file(), name);
    }
}
