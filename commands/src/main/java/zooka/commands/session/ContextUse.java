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

/** {@code context use}: speak to the clusters of another name. */
@Command(
        name = "context use",
        footer = {
            "",
            "The config file is told, so that it is the current context from now on. At the prompt and in scripts the",
            "session speaks to its clusters, at the root; where they cannot be reached all stays as it was.",
            "",
            "Examples:",
            "  context use prod",
            "  context use --session staging"
        })
public final class ContextUse implements Action.Steer {

    @Option(names = "--session", description = "For this session only; the config file stays as it is.")
    boolean session;

    @Parameters(paramLabel = "CONTEXT", description = "Its name.")
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
