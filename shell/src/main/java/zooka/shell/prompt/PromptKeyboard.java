package zooka.shell.prompt;

import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import zooka.shell.screen.Keyboard;
import zooka.shell.screen.TypeAhead;

/** The keyboard while a command of the prompt runs; the next prompt gets the keys that the command does not use. */
final class PromptKeyboard extends Keyboard {

    private final Terminal terminal;
    private final TypeAhead ahead;
    private Attributes before;
    private boolean interrupted;

    PromptKeyboard(Terminal terminal, TypeAhead ahead) {
        this.terminal = terminal;
        this.ahead = ahead;
    }

    @Override
    public boolean take() {
        if (before == null) {
            before = terminal.getAttributes();
            Attributes single = new Attributes(before);
            single.setLocalFlag(LocalFlag.ICANON, false);
            single.setLocalFlag(LocalFlag.ECHO, false);
            // As keys, Ctrl-C and Ctrl-Z keep their place among the others.
            single.setLocalFlag(LocalFlag.ISIG, false);
            single.setControlChar(ControlChar.VMIN, 1);
            single.setControlChar(ControlChar.VTIME, 0);
            terminal.setAttributes(single);
        }
        return !interrupted;
    }

    @Override
    public boolean acts(int key) {
        if (is(key, ControlChar.VINTR)) {
            interrupted = true; // later keys belong to the prompt
            forget(); // as a terminal does with the keys before Ctrl-C
            terminal.raise(Terminal.Signal.INT);
            return true;
        }
        if (is(key, ControlChar.VSUSP)) {
            terminal.raise(Terminal.Signal.TSTP);
            return true;
        }
        return false;
    }

    /** Whether a key has a meaning in the terminal's settings; 0 is a key that is not set. */
    private boolean is(int key, ControlChar meaning) {
        return key > 0 && key == before.getControlChar(meaning);
    }

    @Override
    public void restore(byte[] typed) {
        if (before != null) {
            terminal.setAttributes(before);
        }
        ahead.add(typed);
    }
}
