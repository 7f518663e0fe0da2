package zooka.shell.screen;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import zooka.testing.MemoryTerminal;

final class BuiltInPagesTest {

    private static void rows(OutputStream text, int count) throws IOException {
        text.write("TOPIC\n".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < count; i++) {
            text.write(("row " + i + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void each_page_begins_with_the_header() throws Exception {
        try (MemoryTerminal terminal = MemoryTerminal.open(40, 10)) {
            BuiltInPages pages = new BuiltInPages(terminal.terminal(), "TOPIC");
            rows(pages.text(), 100);
            terminal.await("the first page", screen -> screen.contains("TOPIC") && screen.contains("row 7"));
            terminal.type(" ");
            terminal.await(
                    "the second page",
                    screen -> screen.strip().startsWith("TOPIC")
                            && screen.contains("row 8")
                            && screen.contains("row 15")
                            && !screen.contains("row 7"));
            terminal.type("q");
            pages.close();
            assertThatThrownBy(() -> rows(pages.text(), 1)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void the_text_is_there_again_after_the_help() throws Exception {
        try (MemoryTerminal terminal = MemoryTerminal.open(40, 10)) {
            BuiltInPages pages = new BuiltInPages(terminal.terminal(), "");
            rows(pages.text(), 100);
            terminal.await("the first page", screen -> screen.contains("row 7"));
            terminal.type("h");
            terminal.await("the help", screen -> screen.contains("HELP") && !screen.contains("row 7"));
            terminal.type("q");
            terminal.await("the first page again", screen -> screen.contains("TOPIC") && screen.contains("row 7"));
            terminal.type("q");
            pages.close();
        }
    }

    @Test
    void a_text_that_is_too_long_says_so() throws Exception {
        try (MemoryTerminal terminal = MemoryTerminal.open(90, 10)) {
            BuiltInPages pages = new BuiltInPages(terminal.terminal(), "", 200);
            assertThatThrownBy(() -> rows(pages.text(), 100)).hasMessage("the pager is full");
            terminal.await("the first page", screen -> screen.contains("row 7"));
            terminal.type("G");
            terminal.await("the end", screen -> screen.contains("... more is not kept here"));
            terminal.type("q");
            pages.close();
        }
    }
}
