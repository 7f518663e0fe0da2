package zooka.shell.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.shell.render.MessageStream.Kind;
import zooka.testing.TestRun;

final class MessageStreamTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private MessageStream messages(boolean json) {
        return new MessageStream(printed, json);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void people_read_an_error_and_its_hint_in_two_lines() {
        Failure failure = Failure.absent(Failure.Noun.ZNODE, "/a");
        messages(false).say(failure.id(), failure.getMessage(), failure.hint(), false);
        assertThat(printed()).isEqualTo("error: no znode /a\nhint: ls /\n");
    }

    @Test
    void programs_get_each_message_as_a_line_of_json() {
        Failure failure = Failure.absent(Failure.Noun.ZNODE, "/a\u001b[2J");
        MessageStream messages = messages(true);
        messages.say(failure.id(), failure.getMessage(), failure.hint(), true);
        messages.say("usage", "invalid", Optional.empty(), true);
        messages.say(Kind.INCOMPLETE, "broker-silent", "broker 2: \"timed out\"", true);
        assertThat(printed()).isEqualTo("""
                {"id":"no-such-znode","level":"error","text":"no znode /a\\u001B[2J","hint":"ls /"}
                {"id":"usage","level":"error","text":"invalid"}
                {"id":"broker-silent","level":"incomplete","text":"broker 2: \\"timed out\\""}
                """);
    }

    @Test
    void what_renderers_say_beside_a_result_is_a_message_too() {
        MessageStream messages = messages(true);
        Output out = Output.to(new ByteArrayOutputStream(), "the test");
        Screen screen = new Screen(true, 80, true, false, TestRun.NOW);
        for (Result result : List.of(
                new Table(List.of(Column.of("topic", "TOPIC")), List.of(), "no topics"),
                new Result.Change("created /a", Optional.empty(), List.of()))) {
            Renderer.of(Format.TABLE, out, messages, screen).render(result);
        }
        messages.flush();
        assertThat(printed()).isEqualTo("""
                {"id":"empty","level":"note","text":"no topics"}
                {"id":"done","level":"done","text":"created /a"}
                """);
    }

    @Test
    void a_failure_has_the_id_of_its_kind_or_one_of_its_own() {
        assertThat(Failure.usage("x").id()).isEqualTo("usage");
        assertThat(Failure.notFound("x").hint("y").id()).isEqualTo("not-found");
        assertThat(Failure.conflict("x")
                        .as("not-empty")
                        .hint("y")
                        .cause(new Exception("z"))
                        .id())
                .isEqualTo("not-empty");
        assertThat(Failure.absent(Failure.Noun.TOPIC, "x").id()).isEqualTo("no-such-topic");
    }
}
