package zooka.commands.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.commands.text.Grammar.When;

final class GrammarTest {

    private static List<List<String>> words(String text) {
        return Grammar.lines(text).stream().map(Grammar.Line::words).toList();
    }

    private static Statement.Command command(String text) {
        return Grammar.parse(text).get(0).asCommand().orElseThrow();
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
        assertThat(command("ls | sort \\\r\n -r\npwd").redirection().program()).contains("sort \\\n -r");
        assertThat(Grammar.parse("ls | sort \\\r\n -r\npwd").get(1).line()).isEqualTo(3);
    }

    @Test
    void hands_the_program_behind_a_pipe_over_as_it_was_written() {
        Statement.Command statement = command("ls / | grep 'a;b' | sort -r ; pwd");
        assertThat(statement.texts()).containsExactly("ls", "/");
        assertThat(statement.redirection().program()).contains("grep 'a;b' | sort -r");
    }

    @Test
    void sends_output_to_a_file_or_to_its_end_and_reads_input_from_one() {
        assertThat(target("get /a > 'my file'")).isEqualTo("my file");
        assertThat(target("get /a >>b")).isEqualTo("b, at its end");
        assertThat(command("set /a - <'my file'").redirection().input().map(Word::text))
                .contains("my file");
    }

    private static String target(String text) {
        Statement.Target target = command(text).redirection().target().orElseThrow();
        return target.file().text() + (target.append() ? ", at its end" : "");
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
        for (String text : List.of(
                "get 'a",
                "get \"a",
                "get a\\",
                "a &&",
                "ls \\\n",
                "get $(ls",
                "get \"$(ls)",
                "for x in a {",
                "for x in a { ls }; if ls {\n",
                "if ls && \n",
                "if a { b } else {")) {
            assertThatThrownBy(() -> Grammar.parse(text)).as(text).isInstanceOf(Grammar.Unfinished.class);
        }
    }

    @Test
    void refuses_what_is_no_command_line() {
        for (String text : List.of("| grep a", "> file", "ls / |", "ls / >", "&& ls", "ls <", "< file")) {
            assertThatThrownBy(() -> Grammar.parse(text))
                    .as(text)
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE));
        }
    }

    @Test
    void refuses_blocks_and_variables_of_another_form() {
        for (String text : List.of(
                "for { }",
                "for x { }",
                "for x in a",
                "for x in a; { ls }",
                "if { ls }",
                "if ls; { ls }",
                "if ls",
                "else { ls }",
                "if ls { ls }\nelse { ls }",
                "if ls { ls } else ls",
                "{ ls }",
                "}",
                "for x in a { ls } ls",
                "for x in a { && ls }",
                "get ${}",
                "get ${a.b}",
                "get ${env:}",
                "get ${a",
                "get $((1))",
                "x =",
                "x = a b",
                "x = a > b",
                "get $(ls &&)",
                "x = $(for y in a { ls )",
                "get $(".repeat(60))) {
            assertThatThrownBy(() -> Grammar.parse(text))
                    .as(text)
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE));
        }
    }

    @Test
    void a_word_has_its_parts_with_what_is_quoted() {
        assertThat(command("get a$x\"b$y\"'$z'").words().get(1).parts())
                .containsExactly(
                        new Word.Literal("a", false),
                        new Word.Variable("x", "$x", false),
                        new Word.Literal("b", true),
                        new Word.Variable("y", "$y", true),
                        new Word.Literal("$z", true));
    }

    @Test
    void a_dollar_before_anything_else_is_a_character() {
        assertThat(command("get $ 5$ $5 ^a$ \"$\" $. $/ $* a$").isLiteral()).isTrue();
        assertThat(Grammar.alias("get $5 $*").highest()).isEqualTo(5);
    }

    @Test
    void words_of_the_grammar_are_words_elsewhere() {
        assertThat(words("echo for x in a { b } else if = {"))
                .containsExactly(List.of("echo", "for", "x", "in", "a", "{", "b", "}", "else", "if", "=", "{"));
        assertThat(words("set /a {\"for\": 1}; set /b }x; 'if' a; forx"))
                .containsExactly(
                        List.of("set", "/a", "{for:", "1}"),
                        List.of("set", "/b", "}x"),
                        List.of("if", "a"),
                        List.of("forx"));
    }

    @Test
    void names_all_commands_of_blocks_and_substitutions() {
        assertThat(words("for x in $(a 1) b { if c { d } else { e | x } }; y = \"$(f $(g))\" "))
                .containsExactly(
                        List.of("$(a 1)"),
                        List.of("a", "1"),
                        List.of("b"),
                        List.of("c"),
                        List.of("d"),
                        List.of("e"),
                        List.of("y=$(f $(g))"),
                        List.of("f", "$(g)"),
                        List.of("g"));
    }

    @Test
    void ends_a_program_where_the_block_or_the_substitution_ends() {
        assertThat(Grammar.lines("for x in a { ls | sort -r }; y = $(ls | grep '(' | (cat))").stream()
                        .flatMap(line -> line.program().stream()))
                .containsExactly("sort -r", "grep '(' | (cat)");
        assertThat(command("ls | awk '{print}' } )").redirection().program()).contains("awk '{print}' } )");
    }

    @Test
    void finds_the_word_that_is_being_typed() {
        assertThat(Grammar.cursor("ls -s /a")).isEqualTo(new Grammar.Cursor(List.of("ls", "-s", "/a"), 2));
        assertThat(Grammar.cursor("pwd; get ")).isEqualTo(new Grammar.Cursor(List.of("get", ""), 0));
        assertThat(Grammar.cursor("get '/a b")).isEqualTo(new Grammar.Cursor(List.of("get", "/a b"), 5));
        assertThat(Grammar.cursor("ls / | gr").words()).containsExactly("|", "");
        assertThat(Grammar.cursor("ls /a || get /b").words()).containsExactly("get", "/b");
        assertThat(Grammar.cursor("x = $(get /a").words()).containsExactly("get", "/a");
        assertThat(Grammar.cursor("echo \"a $(ls $(get /a").words()).containsExactly("get", "/a");
        assertThat(Grammar.cursor("for x in a { get ").words()).containsExactly("get", "");
        assertThat(Grammar.cursor("for x in a { get /a } ; if ls && get").words())
                .containsExactly("get");
        assertThat(Grammar.cursor("if ls { a } else { get /x").words()).containsExactly("get", "/x");
        assertThat(Grammar.cursor("get ${").words()).containsExactly("get", "${");
    }

    @Test
    void a_quoted_word_means_itself() {
        String odd = "a b;c|d'e\"f\\g#h$i";
        assertThat(words("get " + Grammar.quoted(odd))).containsExactly(List.of("get", odd));
    }
}
