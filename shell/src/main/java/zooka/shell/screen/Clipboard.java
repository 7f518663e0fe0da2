package zooka.shell.screen;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The clipboard of the user's terminal, which may be far away: it is set by the control sequence OSC 52. A multiplexer
 * keeps sequences to itself; it passes on one in an envelope, and tmux, if told to, also a bare one.
 */
final class Clipboard {

    /** The most bytes of a text; terminals ignore longer ones. */
    static final int LONGEST = 74_994;

    /** The bytes that GNU screen passes on at once. */
    private static final int PIECE = 240;

    private static final String BEGIN = "\u001bP";
    private static final String END = "\u001b\\";

    private final boolean tmux;
    private final boolean screen;

    private Clipboard(boolean tmux, boolean screen) {
        this.tmux = tmux;
        this.screen = screen;
    }

    /**
     * The clipboard behind a terminal.
     *
     * @param type the terminal's type, as in {@code TERM}
     * @param inTmux the variable {@code TMUX}; empty outside of it. Behind ssh only the type tells
     */
    static Clipboard of(String type, Optional<String> inTmux) {
        boolean tmux = type.startsWith("tmux")
                || inTmux.filter(socket -> !socket.isEmpty()).isPresent();
        return new Clipboard(tmux, type.startsWith("screen") && !tmux);
    }

    /** The sequence that copies a text; empty for one that is too long. */
    Optional<String> copying(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LONGEST) {
            return Optional.empty();
        }
        String bare = "\u001b]52;c;" + Base64.getEncoder().encodeToString(bytes) + "\u0007";
        if (tmux) {
            return Optional.of(bare + BEGIN + "tmux;" + bare.replace("\u001b", "\u001b\u001b") + END);
        }
        return Optional.of(screen ? inPieces(bare) : bare);
    }

    private static String inPieces(String sequence) {
        StringBuilder pieces = new StringBuilder();
        for (int at = 0; at < sequence.length(); at += PIECE) {
            pieces.append(BEGIN)
                    .append(sequence, at, Math.min(sequence.length(), at + PIECE))
                    .append(END);
        }
        return pieces.toString();
    }
}
