package zooka.shell.brokers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.commands.brokers.BrokersPicture;
import zooka.commands.brokers.Survey;
import zooka.commands.result.Cell.Level;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Key;
import zooka.shell.sheet.SheetDriver;

/** What {@code watch brokers} looks like. */
class BrokersFramesTest {

    private static final Glyphs UNICODE = new Glyphs(false, true, ZoneOffset.UTC);

    private final Survey survey = new Survey();
    private SheetDriver<BrokersPicture> screen = driver(UNICODE);

    private SheetDriver<BrokersPicture> driver(Glyphs look) {
        return new SheetDriver<>(new BrokersSubject(), look, survey.clock);
    }

    private void filled() {
        survey.kafka.append("clicks", 0, 2_000, 1_000);
        survey.kafka.append("orders", 1, 500, 1_000);
        screen.picture(survey.look());
    }

    @Test
    void before_anything_is_known() {
        assertThat(screen.line(2)).isEqualTo(" waiting for sandbox");
        screen.failed(Failure.unreachable("kafka:9092 refused the connection"));
        assertThat(screen.line(0)).endsWith("unreachable: kafka:9092 refused the con…");
    }

    @Test
    void a_broker_that_goes() {
        filled();
        survey.after(60);
        survey.kafka.stop(1);
        screen.picture(survey.look());
        assertThat(screen.style("fenced")).isEqualTo(Level.BAD);
        assertThat(screen.reversed()).contains("fenced");
        screen.press(Key.of('z'));
        assertThat(screen.rows()).containsExactly("1");
    }

    @Test
    void the_page_of_a_broker() {
        filled();
        screen.press(Key.ENTER);
        screen.press(Key.of('t'));
        screen.press(Key.of('t'));
        screen.press(Key.of('t'));
        assertThat(screen.footer()).contains("tab log dirs");
    }
}
