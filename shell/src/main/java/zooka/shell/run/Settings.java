package zooka.shell.run;

/** The settings of the prompt, which {@code set} changes while the shell runs. Any thread may read them. */
public final class Settings {

    /** When rows are printed as blocks instead of a table. */
    public enum Expansion {
        /** On a terminal, where a column of the table would not fit. */
        AUTO,
        ON,
        OFF
    }

    /** Whose keys edit the line. */
    public enum Keys {
        EMACS,
        VI
    }

    private volatile Expansion expanded = Expansion.AUTO;
    private volatile boolean pager = true;
    private volatile String prompt = "";
    private volatile Keys keys = Keys.EMACS;

    /** When rows are printed as blocks. */
    public Expansion expanded() {
        return expanded;
    }

    public void expanded(Expansion when) {
        expanded = when;
    }

    /** Whether an answer that is longer than the screen of a terminal is shown by the pager. */
    public boolean pager() {
        return pager;
    }

    public void pager(boolean on) {
        pager = on;
    }

    /** The text of the prompt as the user has set it; empty for the built-in one. */
    public String prompt() {
        return prompt;
    }

    /**
     * Sets the prompt's text; {@link PromptText} has its escapes.
     *
     * @param text empty for the built-in prompt
     * @throws zooka.clients.Failure {@code USAGE} for an unknown escape
     */
    public void prompt(String text) {
        PromptText.check(text);
        prompt = text;
    }

    /** Whose keys edit the line. */
    public Keys keys() {
        return keys;
    }

    public void keys(Keys whose) {
        keys = whose;
    }
}
