package zooka.commands.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class InvocationTest {

    @Test
    void help_of_a_noun_is_the_help_of_its_commands() {
        for (String option : List.of("--help", "-h")) {
            assertThat(Invocation.of(List.of("topic", option)).entry().words()).isEqualTo("help");
            assertThat(Invocation.of(List.of("json", option)).entry().words()).isEqualTo("help");
        }
        Invocation verb = Invocation.of(List.of("topic", "list", "--help"));
        assertThat(verb.help()).isTrue();
        assertThat(verb.entry().words()).isEqualTo("topic list");
    }

    @Test
    void what_is_neither_a_command_nor_a_noun_has_no_help() {
        assertThatThrownBy(() -> Invocation.of(List.of("nosuch", "--help"))).hasMessage("unknown command 'nosuch'");
        assertThatThrownBy(() -> Invocation.of(List.of("topic", "nosuch")))
                .hasMessage("unknown command 'topic nosuch'");
    }
}
