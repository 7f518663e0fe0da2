package zooka.commands.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.commands.text.Grammar.Statement;
import zooka.commands.text.Grammar.Target;
import zooka.commands.text.Grammar.When;

final class GrammarTest {

    private static List<List<String>> words(String text) {
        return Grammar.parse(text).stream().map(Statement::words).toList();
    }

    @Test
    void splits_words_at_blanks_and_statements_at_semicolons_and_line_ends() {
        assertThat(words("ls  -s\t/a ; get /b\npwd\n\n;"))
                .containsExactly(List.of("ls", "-s", "/a"), List.of("get", "/b"), List.of("pwd"));
    }

    @Test
    void keeps_what_stands_in_quotes_together() {
        assertThat(words("set /a '{\"k\": \"v w\"}'")).containsExactly(List.of("set", "/a", "{\"k\": \"v w\"}"));
        assertThat(words("set /a \"a \\\"b\\\" \\$c; #d\"")).containsExactly(List.of("set", "/a", "a \"b\" $c; #d"));
        assertThat(words("set /a 'it'\\''s'")).containsExactly(List.of("set", "/a", "it's"));
        assertThat(words("set /a ''")).containsExactly(List.of("set", "/a", ""));
        assertThat(words("get /a\\ b\\;c")).containsExactly(List.of("get", "/a b;c"));
    }

    @Test
    void leaves_comments_out_but_not_a_number_sign_within_a_word() {
        assertThat(words("# nothing\nls /a # the rest\nget /a#b"))
                .containsExactly(List.of("ls", "/a"), List.of("get", "/a#b"));
    }

    @Test
    void a_backslash_at_the_end_of_a_line_goes_on_with_the_next() {
        assertThat(words("ls \\\n -s /a")).containsExactly(List.of("ls", "-s", "/a"));
        assertThat(words("ls \\\r\n -s /a\r\npwd\r\n")).containsExactly(List.of("ls", "-s", "/a"), List.of("pwd"));
        assertThat(words("get /a\\\r\nb \"c\\\r\nd\"")).containsExactly(List.of("get", "/ab", "cd"));
        assertThat(Grammar.parse("ls | sort \\\r\n -r\npwd").get(0).program()).contains("sort \\\n -r");
        assertThat(Grammar.parse("ls | sort \\\r\n -r\npwd").get(1).line()).isEqualTo(3);
    }

    @Test
    void hands_the_program_behind_a_pipe_over_as_it_was_written() {
        Statement statement = Grammar.parse("ls / | grep 'a;b' | sort -r ; pwd").get(0);
        assertThat(statement)
                .isEqualTo(new Statement(
                        1, When.ALWAYS, List.of("ls", "/"), Optional.of("grep 'a;b' | sort -r"), Optional.empty()));
    }

    @Test
    void sends_output_to_a_file_or_to_its_end() {
        assertThat(Grammar.parse("get /a > 'my file'").get(0).target()).contains(new Target("my file", false));
        assertThat(Grammar.parse("get /a >>b").get(0).target()).contains(new Target("b", true));
    }

    @Test
    void joins_statements_by_how_the_one_before_went() {
        assertThat(Grammar.parse("a && b || c; d").stream().map(Statement::when))
                .containsExactly(When.ALWAYS, When.IF_DONE, When.IF_FAILED, When.ALWAYS);
    }

    @Test
    void knows_the_line_of_each_statement() {
        assertThat(Grammar.parse("a\n\n'b\nc'\nd").stream().map(Statement::line))
                .containsExactly(1, 3, 5);
    }

    @Test
    void says_that_a_quote_is_not_closed() {
        for (String text : List.of("get 'a", "get \"a", "get a\\", "a &&", "ls \\\n")) {
            assertThatThrownBy(() -> Grammar.parse(text)).as(text).isInstanceOf(Grammar.Unfinished.class);
        }
    }

    @Test
    void refuses_what_is_no_command_line() {
        for (String text : List.of("| grep a", "> file", "ls / |", "ls / >", "&& ls", "ls < file")) {
            assertThatThrownBy(() -> Grammar.parse(text))
                    .as(text)
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE));
        }
    }

    @Test
    void finds_the_word_that_is_being_typed() {
        assertThat(Grammar.cursor("ls -s /a")).isEqualTo(new Grammar.Cursor(List.of("ls", "-s", "/a"), 2));
        assertThat(Grammar.cursor("pwd; get ")).isEqualTo(new Grammar.Cursor(List.of("get", ""), 0));
        assertThat(Grammar.cursor("get '/a b")).isEqualTo(new Grammar.Cursor(List.of("get", "/a b"), 5));
        assertThat(Grammar.cursor("ls / | gr").words()).containsExactly("|", "");
    }

    @Test
    void a_quoted_word_means_itself() {
        String odd = "a b;c|d'e\"f\\g#h$i";
        assertThat(words("get " + Grammar.quoted(odd))).containsExactly(List.of("get", odd));
    }
}
