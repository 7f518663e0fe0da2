package zooka.shell.prompt;

import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import zooka.shell.screen.Keyboard;
import zooka.shell.screen.TypedAhead;

/** The keys while a command of the prompt runs; the prompt that comes next gets what the command has no use for. */
final class PromptKeyboard extends Keyboard {

    private final Terminal terminal;
    private final TypedAhead ahead;
    private Attributes before;
    private boolean interrupted;

    PromptKeyboard(Terminal terminal, TypedAhead ahead) {
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
            // As keys, Ctrl-C and Ctrl-Z stay in their place among the others.
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
            interrupted = true; // what comes after it is the prompt's
            forget(); // as a terminal does with what was typed before it
            terminal.raise(Terminal.Signal.INT);
            return true;
        }
        if (is(key, ControlChar.VSUSP)) {
            terminal.raise(Terminal.Signal.TSTP);
            return true;
        }
        return false;
    }

    /** 0 says that there is no such key. */
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
