package zooka.shell.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.commands.result.Cell.Level;
import zooka.commands.status.StatusReport;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Frame;
import zooka.shell.screen.Key;
import zooka.shell.screen.Size;

/** What {@code watch status} looks like, and what its keys do. */
class StatusFramesTest {

    private static final Glyphs UNICODE = new Glyphs(false, true, ZoneOffset.UTC);

    private Size size = new Size(80, 24);
    private Instant now = Reports.NOON;
    private StatusModel model = StatusModel.start("sandbox", UNICODE, now);

    private void report(StatusReport report) {
        model = model.report(report);
    }

    private void after(Duration duration) {
        now = now.plus(duration);
    }

    private void press(Key key) {
        model = StatusScreen.typed(model, key)
                .or(() -> StatusKey.TABLE
                        .of(key, model, size)
                        .map(found -> StatusScreen.pressed(model, found, size, now)))
                .orElse(model);
    }

    private Frame frame() {
        return new StatusFrame(model, size, now).draw();
    }

    private String line(int row) {
        return frame().lines().get(row).text();
    }

    private String footer() {
        return line(size.rows() - 1);
    }

    private List<String> reversed() {
        return frame().lines().stream()
                .flatMap(line -> line.spans().stream())
                .filter(span -> span.style().reverse())
                .map(span -> span.text().strip())
                .toList();
    }

    /** Broker 2 has gone offline two minutes after the view was opened. */
    private void brokerOffline(Glyphs look) {
        model = StatusModel.start("sandbox", look, now);
        report(Reports.healthy(now));
        after(Duration.ofMinutes(2));
        report(Reports.brokerOffline(now));
        after(Duration.ofSeconds(1));
    }

    @Test
    void before_anything_is_known() {
        assertThat(line(0)).isEqualTo(" sandbox" + " ".repeat(61) + "connecting");
        assertThat(line(3)).isEqualTo(" waiting for sandbox");
        model = model.failed(
                Failure.unreachable("kafka:9092 refused the connection").hint("-b HOST:PORT"));
        assertThat(line(0)).endsWith("unreachable: kafka:9092 refused the con…");
        assertThat(line(3)).isEqualTo(" sandbox is unreachable, trying again");
        assertThat(line(4)).isEqualTo(" kafka:9092 refused the connection");
        assertThat(line(5)).isEqualTo(" hint: -b HOST:PORT");
        assertThat(footer()).isEqualTo(" : command  r refresh  ? help  q quit");
    }

    @Test
    void help_has_the_keys_and_the_words() {
        report(Reports.healthy(now));
        press(Key.of('?'));
        assertThat(frame().text()).contains("not fully serving, or data at risk");
        press(Key.of('q'));
        assertThat(footer()).endsWith("q quit");
    }

    @Test
    void what_has_just_changed_is_reversed_for_five_seconds() {
        brokerOffline(UNICODE);
        assertThat(reversed()).contains("unhealthy", "critical");
        assertThat(model.nextMarkEnd(now)).contains(Reports.NOON.plusSeconds(125));
        after(Duration.ofSeconds(4));
        assertThat(reversed()).containsExactly("ZooKeeper");
        assertThat(model.nextMarkEnd(now)).isEmpty();
    }

    @Test
    void what_is_selected_is_shown_in_full_and_stays_selected() {
        brokerOffline(UNICODE);
        press(Key.DOWN);
        press(Key.DOWN);
        assertThat(frame().text())
                .contains("\n orders-0 has no leader (its only in-sync replica, broker 2, is offline)\n")
                .contains("\n → start broker 2; or, losing records: partition elect orders-0 --unclean\n");
        report(Reports.brokerOffline(now));
        assertThat(model.list().selected()).contains("kafka/no-leader/orders-0");
        press(Key.of('G'));
        assertThat(frame().text()).contains("\n broker 2: timed out\n");
    }

    @Test
    void only_what_is_unhealthy() {
        brokerOffline(UNICODE);
        press(Key.of('z'));
        assertThat(frame().text()).doesNotContain("ZooKeeper  ").contains("▌Kafka");
        assertThat(footer()).contains("z all");
        report(Reports.healthy(now));
        assertThat(line(3)).isEqualTo(" nothing unhealthy");
    }

    @Test
    void only_what_matches() {
        brokerOffline(UNICODE);
        "/64|lags".chars().forEach(c -> press(Key.of(c)));
        assertThat(footer()).startsWith(" /64|lags▏   2 of 7").endsWith("⏎ keep  esc clear");
        press(Key.ENTER);
        assertThat(line(1)).startsWith("── /64|lags · 2 of 7 ──");
        assertThat(line(3)).startsWith("▌            warning     64 under-replicated");
        assertThat(line(4)).startsWith("             warning     billing lags");
        assertThat(line(5)).isEmpty();
        press(Key.ESCAPE);
        assertThat(line(1)).doesNotContain("lags");
        "/nosuch".chars().forEach(c -> press(Key.of(c)));
        press(Key.DOWN);
        assertThat(line(3)).isEqualTo(" no row matches nosuch");
    }

    @Test
    void a_finding_suggests_a_command_only_if_it_is_one() {
        brokerOffline(UNICODE);
        press(Key.of('G'));
        assertThat(model.remedy()).isEmpty();
        assertThat(footer()).doesNotContain("fix");
        press(Key.UP);
        assertThat(model.remedy()).contains("group lag billing");
        assertThat(footer()).contains("⏎ fix");
        report(Reports.named("x; deleteall -y /", now));
        press(Key.of('G'));
        assertThat(model.selected().orElseThrow().text()).startsWith("x; deleteall");
        assertThat(model.remedy()).isEmpty();
        report(Reports.named("it's", now));
        assertThat(model.remedy()).isEmpty();
    }

    @Test
    void a_pause_holds_the_picture_and_counts_what_waits() {
        report(Reports.healthy(now));
        press(Key.of('p'));
        after(Duration.ofMinutes(1));
        report(Reports.brokerOffline(now));
        assertThat(line(0)).endsWith("paused · 5 changes pending");
        assertThat(frame().text()).contains("no changes since 12:00:00").contains("p resume");
        press(Key.of('p'));
        assertThat(line(0)).endsWith("unhealthy · live ·  0 s");
        assertThat(frame().text()).contains(" 12:01:00  resolved");
    }

    @Test
    void a_failure_leaves_what_is_known_with_its_age() {
        report(Reports.healthy(now));
        after(Duration.ofSeconds(12));
        model = model.failed(Failure.unreachable("kafka:9092 refused the connection"));
        assertThat(line(0)).endsWith("unreachable: kafka:9092 refus…, 12 s old");
        assertThat(frame().text()).contains("ZooKeeper");
        report(Reports.healthy(now));
        assertThat(line(0)).endsWith("healthy · live ·  0 s");
    }

    @Test
    void every_size_is_drawn_within_its_bounds() {
        brokerOffline(UNICODE);
        for (int columns : new int[] {1, 20, 40, 79, 200}) {
            for (int rows : new int[] {1, 2, 5, 8, 13, 14, 18, 60}) {
                size = new Size(columns, rows);
                assertThat(frame().lines()).hasSizeLessThanOrEqualTo(rows).allMatch(line -> line.width() <= columns);
            }
        }
    }

    @Test
    void text_of_a_server_cannot_reach_the_terminal_as_it_is() {
        report(Reports.named("a\u001b[31mb", now));
        assertThat(frame().text()).contains("a\\e[31mb").doesNotContain("\u001b");
        report(Reports.healthy(now));
        assertThat(frame().text()).contains("resolved").doesNotContain("\u001b");
    }

    @Test
    void health_is_a_role_and_not_only_a_word() {
        brokerOffline(UNICODE);
        after(Duration.ofSeconds(10));
        assertThat(frame().lines().stream().flatMap(line -> line.spans().stream()))
                .anyMatch(span -> span.text().equals("critical") && span.style().level() == Level.BAD)
                .anyMatch(span -> span.text().equals("healthy") && span.style().level() == Level.GOOD);
        assertThat(model.log().get(0).level()).isEqualTo(Level.BAD);
    }
}
