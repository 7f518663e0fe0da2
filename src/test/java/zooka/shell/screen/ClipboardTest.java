package zooka.shell.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClipboardTest {

    private static final String ORDERS = "\u001b]52;c;b3JkZXJzLTM=\u0007";

    private static Clipboard on(String type) {
        return Clipboard.of(type, Optional.empty());
    }

    @Test
    void a_text_is_one_sequence() {
        assertThat(on("xterm-256color").copying("orders-3")).contains(ORDERS);
        assertThat(on("xterm").copying("注文\u001b[2J").orElseThrow())
                .isEqualTo("\u001b]52;c;"
                        + Base64.getEncoder().encodeToString("注文\u001b[2J".getBytes(StandardCharsets.UTF_8))
                        + "\u0007");
    }

    @Test
    void tmux_gets_it_bare_and_in_an_envelope() {
        String both = ORDERS + "\u001bPtmux;\u001b\u001b]52;c;b3JkZXJzLTM=\u0007\u001b\\";
        assertThat(on("tmux-256color").copying("orders-3")).contains(both);
        assertThat(Clipboard.of("screen-256color", Optional.of("/tmp/tmux-0/default,1,0"))
                        .copying("orders-3"))
                .contains(both);
        assertThat(Clipboard.of("xterm", Optional.of("")).copying("orders-3")).contains(ORDERS);
    }

    @Test
    void screen_gets_it_in_pieces_that_it_can_hold() {
        String sequence = on("screen.xterm-256color").copying("x".repeat(1000)).orElseThrow();
        String[] pieces = sequence.split("\u001b\\\\", -1);
        StringBuilder whole = new StringBuilder();
        for (String piece : pieces) {
            assertThat(piece.length()).isLessThan(256);
            whole.append(piece.replaceFirst("^\u001bP", ""));
        }
        assertThat(whole.toString())
                .isEqualTo(on("xterm").copying("x".repeat(1000)).orElseThrow());
    }

    @Test
    void a_text_that_terminals_would_ignore_is_refused() {
        assertThat(on("xterm").copying("x".repeat(Clipboard.LONGEST))).isPresent();
        assertThat(on("xterm").copying("x".repeat(Clipboard.LONGEST + 1))).isEmpty();
    }
}
