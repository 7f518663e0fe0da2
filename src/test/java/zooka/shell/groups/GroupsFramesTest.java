package zooka.shell.groups;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.commands.groups.GroupsPicture;
import zooka.commands.groups.Pipeline;
import zooka.commands.result.Cell.Level;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Screen;
import zooka.shell.screen.Key;
import zooka.shell.sheet.SheetDriver;
import zooka.testing.TestRun;

/** What {@code watch groups} looks like. */
class GroupsFramesTest {

    private static final Glyphs UNICODE = new Glyphs(false, true, ZoneOffset.UTC);

    private final Pipeline pipeline = new Pipeline();
    private SheetDriver<GroupsPicture> screen = driver(UNICODE);

    private SheetDriver<GroupsPicture> driver(Glyphs look) {
        return new SheetDriver<>(new GroupsSubject(), look, pipeline.clock);
    }

    /** A pipeline that reads well, one that does not keep up, one that stands still, a job without members. */
    private void pipelines() {
        pipeline.write(6, 10_000);
        pipeline.commit("audit-sink", "orders", 0, 0);
        pipeline.commit("billing", 2_000, 2_000, 2_000, 2_000);
        pipeline.join("billing", "billing-1", 0, 1);
        pipeline.join("billing", "billing-2", 2);
        pipeline.join("billing", "billing-3", 3);
        pipeline.commit("parser", 9_800, 9_900);
        pipeline.join("parser", "parser-1", 0, 1);
        pipeline.commit("spark-hourly", 4_000, 4_000, 4_000);
        pipeline.commit("漢字-parser", 10_000);
        pipeline.join("漢字-parser", "漢", 0);
        screen.picture(pipeline.look());
        for (int i = 1; i <= 2; i++) {
            pipeline.after(8);
            pipeline.write(6, 3_200);
            pipeline.commit("billing", 2_000 + i * 1_600, 2_000 + i * 1_600, 2_000, 2_000);
            pipeline.commit("parser", 9_800 + i * 3_250, 9_900 + i * 3_250);
            pipeline.commit("漢字-parser", 10_000 + i * 3_200);
            screen.picture(pipeline.look());
        }
    }

    @Test
    void before_anything_is_known() {
        assertThat(screen.line(0)).isEqualTo(" sandbox" + " ".repeat(61) + "connecting");
        assertThat(screen.line(2)).isEqualTo(" waiting for sandbox");
        screen.failed(Failure.unreachable("kafka:9092 refused the connection").hint("-b HOST:PORT"));
        assertThat(screen.line(2)).isEqualTo(" sandbox is unreachable, trying again");
        assertThat(screen.line(3)).isEqualTo(" kafka:9092 refused the connection");
        assertThat(screen.line(4)).isEqualTo(" hint: -b HOST:PORT");
        assertThat(screen.footer()).isEqualTo(" : command  r refresh  ? help  q quit");
    }

    @Test
    void no_groups() {
        screen.picture(pipeline.look());
        assertThat(screen.line(3)).isEqualTo(" no groups");
        assertThat(screen.line(0)).startsWith(" test   groups 0  ");
    }

    @Test
    void what_is_late_is_red_by_time_and_not_by_count() {
        pipelines();
        pipeline.after(130);
        pipeline.write(6, 700);
        screen.picture(pipeline.look());
        assertThat(screen.style("never")).isEqualTo(Level.BAD);
        assertThat(screen.frame().text()).contains("unhealthy 2   degraded 1");
        // Nobody knows whether a job without members is late.
        assertThat(screen.row("spark-hourly")).contains("no members").doesNotContain("never");
    }

    @Test
    void partitions_of_a_group() {
        pipelines();
        screen.press(Key.DOWN);
        screen.press(Key.ENTER);
        assertThat(screen.opened()).contains("billing");
        screen.press(Key.of('t'));
        screen.press(Key.ESCAPE);
        assertThat(screen.opened()).isEmpty();
        assertThat(screen.selected()).contains("billing");
    }

    @Test
    void a_group_that_is_deleted_closes_its_page() {
        pipelines();
        screen.press(Key.ENTER);
        pipeline.kafka.administration().groups().delete(List.of("audit-sink"));
        screen.picture(pipeline.look());
        assertThat(screen.opened()).isEmpty();
        assertThat(screen.frame().text()).contains("audit-sink: deleted").doesNotContain("\n audit-sink ");
    }

    @Test
    void what_has_no_answer_is_a_question_mark() {
        pipelines();
        pipeline.commit("audit-sink", "orders", 0);
        pipeline.after(2);
        pipeline.kafka.stop(1);
        pipeline.kafka.stop(2);
        screen.picture(pipeline.look());
        assertThat(screen.line(1)).isEqualTo(" incomplete: orders-0 has no leader");
        assertThat(screen.row("audit-sink")).contains("?");
        pipeline.after(2);
        pipeline.kafka.silence(3);
        screen.picture(pipeline.look());
        assertThat(screen.row("billing")).contains("unreachable").contains("?");
    }

    @Test
    void a_member_that_leaves_is_told_and_marked() {
        pipelines();
        pipeline.after(10);
        pipeline.kafka.leave("billing", "billing-3-4f1c");
        screen.picture(pipeline.look());
        assertThat(screen.frame().text()).contains("billing: rebalance, member billing-3 on 10.0.0.7 left");
        assertThat(screen.reversed()).contains("stable");
        pipeline.after(6);
        screen.tick();
        assertThat(screen.reversed()).doesNotContain("stable");
    }

    @Test
    void names_from_servers_cannot_reach_the_terminal_as_they_are() {
        pipeline.commit("a\u001b[31mb", "orders", 0);
        screen.picture(pipeline.look());
        screen.press(Key.ENTER);
        assertThat(screen.frame().text()).contains("a\\e[31mb").doesNotContain("\u001b");
    }

    @Test
    void text_elsewhere_has_all_rows() {
        pipelines();
        Screen pipe = new Screen(true, 100, false, false, TestRun.NOW.plusSeconds(16));
        assertThat(new View().text(pipeline.look(), pipe)).startsWith(" GROUP").contains("\n billing ");
    }
}
