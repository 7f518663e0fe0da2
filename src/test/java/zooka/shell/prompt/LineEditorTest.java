package zooka.shell.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jline.reader.Candidate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zooka.shell.prompt.LineHighlighter.OptionNames;
import zooka.shell.render.Glyphs;
import zooka.shell.run.Settings.Keys;
import zooka.testing.MemoryTerminal;

/** The keys of the prompt, on a terminal in memory. */
final class LineEditorTest {

    private static final String RIGHT = "\u001bOC";
    private static final String CTRL_RIGHT = "\u001b[1;5C";
    private static final String CTRL_R = "\u0012";

    private final SharedHistory history = new SharedHistory(Optional.empty());
    private final List<Candidate> candidates = new ArrayList<>();
    private MemoryTerminal terminal;

    @BeforeEach
    void open() throws IOException {
        terminal = MemoryTerminal.open(80, 24);
    }

    @AfterEach
    void close() throws IOException {
        terminal.close();
    }

    private LineEditor editor(boolean colour) {
        LineHighlighter highlighter =
                new LineHighlighter(List::of, List::of, entry -> Optional.of(OptionNames.of(entry)));
        return new LineEditor(
                terminal.terminal(),
                new Glyphs(false, colour, ZoneOffset.UTC),
                highlighter,
                (reader, line, all) -> all.addAll(candidates),
                history,
                text -> text + " /edited");
    }

    private static CompletableFuture<String> reading(LineEditor editor) {
        return CompletableFuture.supplyAsync(() -> editor.readLine("zk> "));
    }

    private static String line(CompletableFuture<String> reading) throws Exception {
        return reading.get(10, TimeUnit.SECONDS);
    }

    private CompletableFuture<String> typing(LineEditor editor, String keys) throws Exception {
        CompletableFuture<String> reading = reading(editor);
        terminal.await("zk>");
        terminal.type(keys);
        return reading;
    }

    /** The lines of the screen that have something, without the blanks at their ends. */
    private static List<String> rows(String screen) {
        return screen.lines()
                .map(String::stripTrailing)
                .filter(row -> !row.isEmpty())
                .toList();
    }

    private void enter(LineEditor editor, String... lines) {
        for (String line : lines) {
            editor.getHistory().add(Instant.EPOCH, line);
        }
    }

    @Test
    void the_rest_of_an_earlier_line_is_shown_dim_and_taken_by_a_key() throws Exception {
        LineEditor editor = editor(true);
        enter(editor, "get /a/b c", "get /x", "ls");
        CompletableFuture<String> reading = typing(editor, "get /a");
        terminal.await("zk> get /a/b c");
        assertThat(terminal.written()).containsPattern("\u001b\\[([0-9;]*;)?2m");
        terminal.type(RIGHT + "\r");
        assertThat(line(reading)).isEqualTo("get /a/b c");
    }

    @Test
    void a_word_of_the_suggestion_is_taken_at_a_time() throws Exception {
        LineEditor editor = editor(true);
        enter(editor, "get /a/b c");
        CompletableFuture<String> reading = typing(editor, "g");
        terminal.await("zk> get /a/b c");
        terminal.type(CTRL_RIGHT + CTRL_RIGHT + "\r");
        assertThat(line(reading)).isEqualTo("get /a/b");
    }

    @Test
    void a_suggestion_that_is_not_taken_does_not_stay() throws Exception {
        LineEditor editor = editor(true);
        enter(editor, "pwd --help");
        CompletableFuture<String> reading = typing(editor, "pwd");
        terminal.await("zk> pwd --help");
        terminal.type("\r");
        assertThat(line(reading)).isEqualTo("pwd");
        assertThat(rows(terminal.screen())).containsExactly("zk> pwd");
    }

    @Test
    void without_colours_nothing_is_suggested() throws Exception {
        LineEditor editor = editor(false);
        enter(editor, "pwd --help");
        CompletableFuture<String> reading = typing(editor, "pwd" + RIGHT + "\r");
        assertThat(line(reading)).isEqualTo("pwd");
        assertThat(terminal.written()).doesNotContain("--help");
    }

    @Test
    void a_search_lists_the_lines_that_have_a_part_and_walks_through_them() throws Exception {
        LineEditor editor = editor(true);
        enter(editor, "ls /x", "get /a/b", "get /c", "get /a/b");
        CompletableFuture<String> reading = typing(editor, CTRL_R);
        terminal.await("search:");
        terminal.type("et");
        terminal.await("two hits", screen -> rows(screen)
                .equals(List.of("zk> get /a/b", "search: et", "> get /a/b", "  get /c")));
        terminal.type(CTRL_R);
        terminal.await("the older", screen -> rows(screen)
                .equals(List.of("zk> get /c", "search: et", "  get /a/b", "> get /c")));
        terminal.type("\r");
        assertThat(line(reading)).isEqualTo("get /c");
    }

    @Test
    void a_search_that_is_given_up_leaves_the_line() throws Exception {
        LineEditor editor = editor(true);
        enter(editor, "ls /x");
        CompletableFuture<String> reading = typing(editor, "pw" + CTRL_R + "ls");
        terminal.await("zk> ls /x");
        terminal.type("zz");
        terminal.await("search: lszz   no line has it");
        terminal.type("\u0007");
        terminal.await("the line", screen -> rows(screen).equals(List.of("zk> pw")));
        terminal.type("d\r");
        assertThat(line(reading)).isEqualTo("pwd");
    }

    @Test
    void the_first_tab_lists_with_descriptions_in_a_column_and_the_second_selects() throws Exception {
        candidates.add(new Candidate("alpha", "alpha", null, "the first", null, null, true));
        candidates.add(new Candidate("alps", "alps", null, "the second", null, null, true));
        LineEditor editor = editor(true);
        CompletableFuture<String> reading = typing(editor, "a\t");
        terminal.await(
                "the list", screen -> rows(screen).equals(List.of("zk> alp", "alpha  the first", "alps   the second")));
        terminal.type("\t");
        terminal.await("the selected one", screen -> rows(screen).get(0).equals("zk> alpha"));
        terminal.type("\t");
        terminal.await("the next one", screen -> rows(screen).get(0).equals("zk> alps"));
        terminal.type("\r");
        terminal.await("the end of the menu", screen -> rows(screen).equals(List.of("zk> alps")));
        assertThat(reading).isNotDone();
        terminal.type("\r");
        assertThat(line(reading).strip()).isEqualTo("alps");
    }

    @Test
    void a_quote_goes_on_below_where_the_line_began() throws Exception {
        LineEditor editor = editor(true);
        CompletableFuture<String> reading = typing(editor, "get 'a\r");
        terminal.await("the second line", screen -> rows(screen).equals(List.of("zk> get 'a", "  >")));
        terminal.type("b'\r");
        assertThat(line(reading)).isEqualTo("get 'a\nb'");
    }

    @Test
    void what_is_pasted_waits_for_enter() throws Exception {
        LineEditor editor = editor(true);
        CompletableFuture<String> reading = typing(editor, "\u001b[200~ls /a\rls /b\r\u001b[201~");
        terminal.await("ls /b");
        terminal.type("pwd");
        terminal.await("pwd");
        assertThat(reading).isNotDone();
        terminal.type("\r");
        assertThat(line(reading)).isEqualTo("ls /a\nls /b\npwd");
    }

    @Test
    void an_edited_line_waits_for_enter() throws Exception {
        LineEditor editor = editor(true);
        CompletableFuture<String> reading = typing(editor, "ls\u0018\u0005");
        terminal.await("the edited line", screen -> rows(screen).equals(List.of("zk> ls /edited")));
        assertThat(reading).isNotDone();
        terminal.type("\r");
        assertThat(line(reading)).isEqualTo("ls /edited");
    }

    @Test
    void an_answer_is_no_command_and_leaves_nothing_behind() throws Exception {
        LineEditor editor = editor(true);
        enter(editor, "it is here");
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> editor.answer("100%N: "));
        terminal.await("100%N:");
        terminal.type("it's \r");
        assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("it's ");
        assertThat(rows(terminal.screen())).containsExactly("100%N: it's");
        assertThat(editor.getHistory().size()).isEqualTo(1);

        CompletableFuture<String> secret = CompletableFuture.supplyAsync(() -> editor.answer("secret: ", '\0'));
        terminal.await("secret:");
        terminal.type("it's\\\r");
        assertThat(secret.get(10, TimeUnit.SECONDS)).isEqualTo("it's\\");
        assertThat(terminal.screen()).contains("secret:").doesNotContain("\\");
    }

    @Test
    void the_keys_are_those_of_vi_where_they_are_wanted() throws Exception {
        LineEditor editor = editor(true);
        editor.keys(Keys.VI);
        assertThat(line(typing(editor, "xpwd\u001b0x\r"))).isEqualTo("pwd");
        editor.keys(Keys.EMACS);
        assertThat(line(typing(editor, "wd\u0001p\r"))).isEqualTo("pwd");
    }
}
