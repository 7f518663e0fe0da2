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

    private static Invocation understood(String line) {
        return Invocation.of(List.of(line.split(" ")));
    }

    @Test
    void tells_what_a_line_needs_before_it_is_run() {
        for (String line : List.of("context list", "connect a:1", "topic --help", "ls --help", "quit")) {
            assertThat(understood(line).needsNoServer()).as(line).isTrue();
        }
        for (String line : List.of("ls", "topics", "watch ls", "status")) {
            assertThat(understood(line).needsNoServer()).as(line).isFalse();
        }
        for (String line : List.of("watch ls", "watch /a", "leaders", "tail a", "wait /a exists")) {
            assertThat(understood(line).mayLast()).as(line).isTrue();
        }
        for (String line : List.of("ls", "set /a b", "tail --help", "topics")) {
            assertThat(understood(line).mayLast()).as(line).isFalse();
        }
        for (String line : List.of("set /a b", "edit /a", "topic delete a")) {
            assertThat(understood(line).changes()).as(line).isTrue();
        }
        assertThat(understood("get /a").changes()).isFalse();
    }

    @Test
    void what_is_neither_a_command_nor_a_noun_has_no_help() {
        assertThatThrownBy(() -> Invocation.of(List.of("nosuch", "--help"))).hasMessage("unknown command 'nosuch'");
        assertThatThrownBy(() -> Invocation.of(List.of("topic", "nosuch")))
                .hasMessage("unknown command 'topic nosuch'");
    }
}
