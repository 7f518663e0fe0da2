package zooka.shell.run;

import zooka.clients.Failure;

/** The text of a prompt that the user has set, with escapes for the state of the shell: <code>%c:%p&gt; </code>. */
public final class PromptText {

    private static final String ESCAPES =
            "%c context, %p current znode, %r read-only, %d disconnected, %? last exit code, %% percent sign";

    private PromptText() {}

    /**
     * What a prompt may show.
     *
     * @param context the name of the context, or the servers
     * @param code the exit code of the last command
     */
    public record State(String context, String place, boolean readOnly, boolean disconnected, int code) {}

    /** Refuses a text with an unknown escape, as a {@code USAGE} failure. */
    static void check(String text) {
        for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 2)) {
            if (i + 1 == text.length() || "cprd?%".indexOf(text.charAt(i + 1)) < 0) {
                throw Failure.usage("invalid prompt: unknown escape '"
                                + text.substring(i, Math.min(i + 2, text.length())) + "'")
                        .hint("escapes: " + ESCAPES);
            }
        }
    }

    /** The text with the state in it. */
    public static String shown(String text, State state) {
        StringBuilder shown = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) != '%' || at + 1 == text.length()) {
                shown.append(text.charAt(at));
                at++;
                continue;
            }
            char escape = text.charAt(at + 1);
            switch (escape) {
                case 'c' -> shown.append(state.context());
                case 'p' -> shown.append(state.place());
                case 'r' -> shown.append(state.readOnly() ? "read-only" : "");
                case 'd' -> shown.append(state.disconnected() ? "disconnected" : "");
                case '?' -> shown.append(state.code());
                default -> shown.append(escape);
            }
            at += 2;
        }
        return shown.toString();
    }
}
