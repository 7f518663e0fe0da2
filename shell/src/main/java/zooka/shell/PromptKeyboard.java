package zooka.shell;

import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;

/** The keys while a command of the prompt runs; whose terminal it is sees to signals. */
final class PromptKeyboard extends Keyboard {

    private final Terminal terminal;
    private Attributes before;

    PromptKeyboard(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    boolean take() {
        if (before == null) {
            before = terminal.getAttributes();
            Attributes single = new Attributes(before);
            single.setLocalFlag(LocalFlag.ICANON, false);
            single.setLocalFlag(LocalFlag.ECHO, false);
            single.setControlChar(ControlChar.VMIN, 1);
            single.setControlChar(ControlChar.VTIME, 0);
            terminal.setAttributes(single);
        }
        return true;
    }

    @Override
    void restore() {
        if (before != null) {
            terminal.setAttributes(before);
        }
    }
}
