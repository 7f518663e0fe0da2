package zooka.shell.prompt;

import org.jline.terminal.Terminal;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import zooka.commands.DisconnectedClusters;
import zooka.commands.action.Clusters;
import zooka.shell.options.Target;
import zooka.shell.render.Escapes;
import zooka.shell.run.PromptText;
import zooka.shell.run.Session;

/**
 * The prompt: the context and the current znode, and before them what is out of the ordinary: the exit code of the last
 * command if it is not 0, {@code read-only}, {@code disconnected}. A context that protects something is red.
 */
final class Prompt {

    private static final AttributedStyle CAREFUL = AttributedStyle.BOLD.foreground(AttributedStyle.RED);
    private static final AttributedStyle CODE = AttributedStyle.DEFAULT.faint().foreground(AttributedStyle.RED);
    private static final AttributedStyle STATE = AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);

    private final Session session;
    private final Terminal terminal;
    private final boolean colour;

    Prompt(Session session, Terminal terminal, boolean colour) {
        this.session = session;
        this.terminal = terminal;
        this.colour = colour;
    }

    /** @param code the exit code of the last command */
    String text(int code) {
        Target target = session.target();
        Clusters clusters = session.clusters();
        PromptText.State state = new PromptText.State(
                Escapes.visible(clusters.profile().name()),
                Escapes.visible(session.place()),
                target.guard().readOnly() || target.defaults().readOnly(),
                clusters instanceof DisconnectedClusters || clusters.lost(),
                code);
        AttributedStyle name = target.guard().careful() ? CAREFUL : AttributedStyle.BOLD;
        String own = session.settings().prompt();
        AttributedStringBuilder text = own.isEmpty() ? builtIn(state, name) : own(own, state, name);
        return colour ? text.toAnsi(terminal) : text.toString();
    }

    private static AttributedStringBuilder builtIn(PromptText.State state, AttributedStyle name) {
        AttributedStringBuilder text = new AttributedStringBuilder();
        if (state.code() != 0) {
            text.styled(CODE, Integer.toString(state.code())).append(' ');
        }
        if (state.readOnly()) {
            text.styled(STATE, "read-only").append(' ');
        }
        if (state.disconnected()) {
            text.styled(STATE, "disconnected").append(' ');
        }
        return text.styled(name, state.context())
                .append(':')
                .append(state.place())
                .append("> ");
    }

    private static AttributedStringBuilder own(String own, PromptText.State state, AttributedStyle name) {
        return new AttributedStringBuilder().styled(name, Escapes.visible(PromptText.shown(own, state)));
    }
}
