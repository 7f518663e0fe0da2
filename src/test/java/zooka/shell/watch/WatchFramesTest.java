package zooka.shell.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import zooka.commands.result.Cell.Level;
import zooka.shell.render.Format;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Output;
import zooka.shell.render.Renderer;
import zooka.shell.render.Screen;
import zooka.shell.screen.Frame;
import zooka.shell.screen.Frame.Span;
import zooka.shell.screen.Key;
import zooka.shell.screen.Size;
import zooka.testing.Golden;
import zooka.testing.TestRun;
import zooka.testing.fake.MemoryKafka;

/** What {@code watch partitions} looks like while a broker is stopped, on terminals of several sizes. */
final class WatchFramesTest {

    private final MemoryKafka kafka = new MemoryKafka();
    private final TestRun run = new TestRun(kafka.clusters());
    private boolean ascii;
    private Size size = new Size(80, 24);
    private Instant now = TestRun.NOW;
    private WatchModel model = started();

    private WatchModel started() {
        Glyphs look = new Glyphs(ascii, !ascii, ZoneOffset.UTC);
        return WatchView.start("partitions", Duration.ofSeconds(2), look);
    }

    /** The next answer, as it is rendered for a terminal of this width. */
    private void ask() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Output out = Output.to(bytes, "the test");
        Renderer.of(Format.TABLE, out, out, new Screen(true, size.columns(), !ascii, ascii, now))
                .render(run.query("partitions"));
        out.flush();
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        model = WatchView.answered(model, lines, size, now);
    }

    /** Broker 2 has stopped between two answers. */
    private void stopped() {
        ask();
        kafka.stop(2);
        now = now.plusSeconds(2);
        ask();
    }

    private Frame frame() {
        return WatchView.draw(model, size, now);
    }

    private void assertFrame(String name) {
        Frame frame = frame();
        assertThat(frame.lines()).hasSize(size.rows()).allMatch(line -> line.width() <= size.columns());
        Golden.assertText("shell/watch/" + name, frame.text());
    }

    private List<String> spans(Level level) {
        return frame().lines().stream()
                .flatMap(line -> line.spans().stream())
                .filter(span -> span.style().level() == level)
                .map(Span::text)
                .toList();
    }

    @Test
    void before_the_first_answer() {
        assertFrame("asking-80x24");
    }

    @Test
    void an_answer() {
        ask();
        now = now.plusSeconds(1);
        assertFrame("answered-80x24");
        size = new Size(120, 40);
        model = started();
        ask();
        assertFrame("answered-120x40");
    }

    @Test
    void an_answer_that_differs() {
        stopped();
        assertFrame("changed-80x24");
        assertThat(frame().lines().stream().flatMap(line -> line.spans().stream()))
                .anyMatch(span -> span.style().reverse());
        now = now.plus(WatchView.MARK);
        assertThat(frame().lines().stream().flatMap(line -> line.spans().stream()))
                .noneMatch(span -> span.style().reverse());
    }

    @Test
    void an_answer_in_ascii() {
        ascii = true;
        model = started();
        stopped();
        assertFrame("changed-ascii-80x24");
        assertThat(frame().text()).matches("(?s)\\p{ASCII}*");
    }

    @Test
    void an_answer_that_is_longer_than_the_screen() {
        size = new Size(60, 8);
        stopped();
        assertFrame("top-60x8");
        model = WatchView.key(model, Key.END, size, now);
        assertFrame("end-60x8");
        size = new Size(30, 6);
        ask();
        assertFrame("small-30x6");
    }

    @Test
    void a_failure_below_the_header() {
        ask();
        model = WatchView.failed(model, "kafka:9092 refused the connection\u001b[2J");
        now = now.plusSeconds(90);
        assertFrame("failed-80x24");
        assertThat(spans(Level.BAD)).anyMatch(text -> text.startsWith("error: kafka:9092 refused"));
    }

    @Test
    void a_pause() {
        ask();
        model = WatchView.key(model, Key.of('p'), size, now);
        now = now.plusSeconds(30);
        assertFrame("paused-80x24");
    }
}
