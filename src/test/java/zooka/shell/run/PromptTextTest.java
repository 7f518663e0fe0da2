package zooka.shell.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.commands.action.Safeguards.Question;

/** The texts with which the shell speaks to a person at the terminal. */
final class PromptTextTest {

    private static final PromptText.State STATE = new PromptText.State("prod", "/a", true, false, 3);

    @Test
    void a_prompt_has_the_state_where_its_escapes_are() {
        assertThat(PromptText.shown("[%?] %r%d %c:%p 100%%> ", STATE)).isEqualTo("[3] read-only prod:/a 100%> ");
        assertThat(PromptText.shown("$ ", STATE)).isEqualTo("$ ");
    }

    @Test
    void an_unknown_escape_is_refused_with_the_known_ones() {
        Settings settings = new Settings();
        settings.prompt("%c> ");
        for (String wrong : new String[] {"%x", "a%", "%%%"}) {
            assertThatThrownBy(() -> settings.prompt(wrong)).isInstanceOfSatisfying(Failure.class, failure -> {
                assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE);
                assertThat(failure.getMessage()).startsWith("invalid prompt: unknown escape '%");
                assertThat(failure.hint().orElseThrow()).contains("%c context", "%? last exit code");
            });
        }
        assertThat(settings.prompt()).isEqualTo("%c> ");
    }

    private static Question question(String word) {
        return new Question("", word, new Failure(Failure.Kind.REFUSED, "not confirmed"));
    }

    @Test
    void a_question_is_one_line_with_what_is_to_be_typed_in_quotes() {
        assertThat(QuestionText.of(question("old"))).isEqualTo("type 'old' to confirm: ");
        assertThat(QuestionText.of(question("a "))).isEqualTo("type 'a ' to confirm: ");
        assertThat(QuestionText.of(question(""))).isEqualTo("type '' with the quotes to confirm: ");
        assertThat(QuestionText.of(question(" \n"))).isEqualTo("type ' \\n' with the quotes to confirm: ");
    }

    @Test
    void every_name_can_be_typed_and_none_is_confirmed_by_enter() {
        for (String word : new String[] {"old", "a ", "", " ", "it's", "a\nb"}) {
            Question question = question(word);
            assertThat(QuestionText.confirms(question, "")).isFalse();
            assertThat(QuestionText.confirms(question, word.strip() + "x")).isFalse();
            String shown = QuestionText.of(question);
            String quoted = shown.substring(5, shown.lastIndexOf('\'') + 1);
            assertThat(QuestionText.confirms(question, quoted)).isTrue();
        }
        assertThat(QuestionText.confirms(question("a "), "a")).isFalse();
        assertThat(QuestionText.confirms(question("a "), "a ")).isTrue();
    }
}
