package zooka.shell.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import zooka.commands.status.StatusReport;
import zooka.shell.render.Screen;

/** What {@code status} prints. */
class StatusTextTest {

    private static final View VIEW = new View();

    private static Screen screen(int columns, boolean colour, boolean ascii) {
        return new Screen(true, columns, colour, ascii, Reports.NOON);
    }

    @Test
    void parts_are_lines_and_what_is_wrong_is_below_them() {
        assertThat(VIEW.text(Reports.brokerOffline(Reports.NOON), screen(120, false, false)))
                .isEqualTo("""
                        ZooKeeper  healthy    3 of 3   zk-2:2181 leads   zxid 0x5000004a2   lag 0   latency 1 ms   znodes 1204
                        Kafka      unhealthy  2 of 3   controller 1 (epoch 14)   topics 6   partitions 96
                                   critical   orders-0 has no leader (its only in-sync replica, broker 2, is offline), for 3 s
                                              → start broker 2; or, losing records: partition elect orders-0 --unclean
                                   warning    64 under-replicated partitions (broker 2 offline), for 3 s
                                              → start broker 2
                        Groups     degraded   7 groups   1 lagging, at most 48,211 records
                                   warning    billing lags 48,211 on app-logs, growing 900/s
                                              → group lag billing
                        """);
    }

    @Test
    void a_narrow_terminal_wraps_and_ascii_has_other_marks() {
        String text = VIEW.text(Reports.brokerOffline(Reports.NOON), screen(60, false, true));
        assertThat(text)
                .matches("\\p{ASCII}*")
                .contains(" -> start broker 2; or, losing records:\n")
                .contains(" partition elect orders-0 --unclean\n");
        assertThat(text.lines()).allMatch(line -> line.length() <= 60);
    }

    @Test
    void a_very_narrow_terminal_has_the_text_below_the_name() {
        assertThat(VIEW.text(Reports.brokerOffline(Reports.NOON), screen(30, false, false)))
                .startsWith("""
                        ZooKeeper  healthy
                          3 of 3   zk-2:2181 leads
                          zxid 0x5000004a2   lag 0
                          latency 1 ms   znodes 1204
                        """);
    }

    @Test
    void the_words_have_colours_where_there_are_some() {
        assertThat(VIEW.text(Reports.brokerOffline(Reports.NOON), screen(120, true, false)))
                .contains("ZooKeeper  \u001b[32mhealthy\u001b[0m    3 of 3")
                .contains("Kafka      \u001b[31;1munhealthy\u001b[0m  2 of 3")
                .contains("\u001b[33mwarning\u001b[0m")
                .contains("\u001b[2m→ start broker 2\u001b[0m\n");
    }

    @Test
    void pipes_get_tabs_and_all_of_each_line() {
        assertThat(VIEW.plain(Reports.brokerOffline(Reports.NOON), Screen.pipe(Reports.NOON)))
                .startsWith("ZooKeeper\thealthy\t3 of 3   zk-2:2181 leads")
                .contains(
                        "\n\tcritical\torders-0 has no leader (its only in-sync replica, broker 2, is offline), for 3 s\n")
                .contains("\n\t\t→ start broker 2; or, losing records: partition elect orders-0 --unclean\n");
    }

    @Test
    void why_a_part_is_unreachable_is_its_line() {
        StatusReport report = Reports.unreachable(Reports.NOON);
        assertThat(VIEW.plain(report, Screen.pipe(Reports.NOON))).endsWith("\nKafka\tunreachable\tno broker answers\n");
    }

    @Test
    void text_of_a_server_cannot_reach_the_terminal_as_it_is() {
        StatusReport report = Reports.named("a\u001b[31mb", Reports.NOON);
        assertThat(VIEW.text(report, screen(120, false, false)))
                .contains("a\\e[31mb")
                .doesNotContain("\u001b");
        assertThat(VIEW.plain(report, Screen.pipe(Reports.NOON)))
                .contains("a\\e[31mb")
                .doesNotContain("\u001b");
    }
}
