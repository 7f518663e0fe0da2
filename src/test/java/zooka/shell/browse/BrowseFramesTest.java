package zooka.shell.browse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.commands.zk.browse.SearchResult;
import zooka.commands.zk.browse.Watchers;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Frame;
import zooka.shell.screen.Key;
import zooka.testing.Golden;

/** What {@code browse} looks like. */
class BrowseFramesTest {

    private static final String STATE = "/brokers/topics/app-logs/partitions/0/state";

    /** What Kafka keeps of a topic with three partitions. */
    private static Driver topic(Glyphs look) {
        Driver driver = new Driver(look, "/brokers/topics/app-logs");
        driver.put("/brokers", "").put("/brokers/topics", (byte[]) null);
        driver.put(
                "/brokers/topics/app-logs",
                "{\"partitions\":{\"0\":[2,3,1],\"1\":[3,1,2],\"2\":[1,2,3]},\"topic_id\":\"IWWqpDbpRR-x7AK4IbXVmA\","
                        + "\"adding_replicas\":{},\"removing_replicas\":{},\"version\":3}");
        driver.put("/brokers/topics/app-logs/partitions", (byte[]) null);
        for (int partition = 0; partition < 3; partition++) {
            driver.put("/brokers/topics/app-logs/partitions/" + partition, (byte[]) null);
            driver.put(
                    "/brokers/topics/app-logs/partitions/" + partition + "/state",
                    "{\"controller_epoch\":1,\"leader\":2,\"version\":1,\"leader_epoch\":3,\"isr\":[2,3,1]}");
        }
        return driver.settle()
                .press(Key.DOWN, Key.RIGHT, Key.DOWN, Key.RIGHT, Key.DOWN)
                .after(Duration.ofHours(2));
    }

    /** Znodes with all kinds of names and values. */
    private static Driver demo(Glyphs look) {
        Driver driver = new Driver(look, "/demo");
        driver.put("/demo", "");
        driver.put("/demo/app", "plain text\nwith two lines");
        driver.put("/demo/empty", "");
        driver.put("/demo/null", (byte[]) null);
        driver.put("/demo/lock", Optional.of("me".getBytes(StandardCharsets.UTF_8)), 0x1000d3f0ab40002L);
        driver.put("/demo/bytes", new byte[] {0, 1, 2, (byte) 0xff, 'z', 'o', 'o', 'k', 'a', 127, 27, 10, 13});
        driver.put("/demo/日本語-ログ", "{\"名前\":\"値\"}");
        driver.put("/demo/a-name-that-is-far-longer-than-any-column-that-a-terminal-could-ever-have-for-it", "x");
        driver.put("/demo/hostile\u202e[31m", "\u001b[31mred\u0007 \u009b2J\r\nnext\tline");
        return driver.settle();
    }

    private static void assertFrame(String name, Driver driver) {
        Golden.assertText("shell/browse/" + name, driver.frame().text());
    }

    @Test
    void a_topic_on_small_screens() {
        assertFrame("topic-100x30", topic(Driver.UNICODE).sized(100, 30));
        assertFrame("topic-40x12", topic(Driver.UNICODE).sized(40, 12));
    }

    @Test
    void in_ascii() {
        Driver driver = topic(Driver.ASCII);
        driver.put(STATE, "{\"controller_epoch\":1,\"leader\":1,\"version\":1,\"leader_epoch\":4,\"isr\":[3,1]}")
                .settle();
        assertThat(driver.frame().text()).matches("(?s)\\p{ASCII}*");
        assertThat(driver.sized(120, 40).frame().text()).matches("(?s)\\p{ASCII}*");
    }

    @Test
    void names_and_values_of_all_kinds() {
        Driver driver = demo(Driver.UNICODE).sized(120, 40);
        assertFrame("demo-120x40", driver);
        Map<String, String> files = Map.of(
                "app", "text", "empty", "empty", "null", "null", "lock", "ephemeral", "byte", "bytes", "日本", "wide");
        files.forEach((name, file) -> assertFrame(
                "demo-" + file + "-120x24",
                demo(Driver.UNICODE).sized(120, 24).type("/" + name).press(Key.ENTER, Key.ESCAPE)));
        assertFrame("demo-hostile-80x24", demo(Driver.UNICODE).type("/hostile").press(Key.ENTER, Key.ESCAPE));
    }

    @Test
    void no_frame_has_a_control_character_alive() {
        for (Glyphs look : List.of(Driver.UNICODE, Driver.ASCII)) {
            Driver driver = demo(look);
            driver.type("/hostile\n\n"); // the second Enter shows it in the tree
            assertThat(driver.selected()).startsWith("/demo/hostile");
            for (int columns : new int[] {20, 80, 120}) {
                assertThat(driver.sized(columns, 24).frame().text())
                        .as("%d columns", columns)
                        .doesNotContainPattern("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u202e]");
            }
        }
    }

    @Test
    void no_line_is_wider_than_the_screen() {
        for (int columns : new int[] {1, 5, 20, 79, 80, 96, 120}) {
            for (int rows : new int[] {1, 2, 3, 8, 12, 24}) {
                Frame frame = demo(Driver.UNICODE).sized(columns, rows).frame();
                assertThat(frame.lines()).hasSizeLessThanOrEqualTo(rows);
                assertThat(frame.lines())
                        .allSatisfy(line -> assertThat(line.width()).isLessThanOrEqualTo(columns));
            }
        }
    }

    @Test
    void a_hundred_thousand_children_have_rows_for_a_thousand() {
        Driver driver = new Driver(Driver.UNICODE, "/many").put("/many", "");
        for (int i = 0; i < 2500; i++) {
            driver.put(String.format("/many/child-%06d", i), "x");
        }
        driver.settle();
        assertFrame("many-80x24", driver);
        assertThat(driver.model().rows().rows()).hasSize(1 + TreeRows.PART + 1);
        driver.press(Key.of('G'));
        assertFrame("many-end-80x24", driver);
        driver.press(Key.RIGHT);
        assertThat(driver.selected()).isEqualTo("/many/child-001000");
        assertFrame("many-next-80x24", driver);
    }

    @Test
    void a_large_value_is_shown_by_its_beginning() {
        Driver driver = new Driver(Driver.UNICODE, "/big");
        driver.put("/big", "0123456789abcdef\n".repeat(1 << 16)).settle();
        assertFrame("big-80x24", driver);
        driver.press(Key.TAB, Key.of('G'));
        assertFrame("big-end-80x24", driver);
        assertThat(driver.frame().text()).contains("of 3,856").contains("only the first 64 KiB of 1.1 MiB are shown");
    }

    @Test
    void a_compressed_value_is_decompressed_and_said_to_be() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("{\"packed\":true}".getBytes(StandardCharsets.UTF_8));
        }
        Driver driver = new Driver(Driver.UNICODE, "/gz")
                .put("/gz", bytes.toByteArray())
                .settle();
        assertThat(driver.frame().text()).contains("{\"packed\":true}").contains("gzip: ");
        driver.press(Key.of('h'));
        assertThat(driver.frame().text()).contains("00000000  1f 8b 08").doesNotContain("packed");
    }

    @Test
    void what_may_not_be_read_says_why() {
        Driver driver =
                new Driver(Driver.UNICODE, "/secret").put("/secret", "x").put("/secret/a", "x");
        driver.refuse("/secret").settle();
        assertFrame("refused-80x24", driver);
    }

    @Test
    void a_lost_connection_says_how_old_the_frame_is() {
        Driver driver = topic(Driver.UNICODE).settle().after(Duration.ofSeconds(12));
        driver.failed(Failure.unreachable("connection to ZooKeeper lost, trying another server"));
        assertFrame("lost-80x24", driver);
        assertThat(driver.settle().line(0)).endsWith("live");
    }

    @Test
    void before_anything_is_known() {
        Driver driver = new Driver(Driver.UNICODE, "/");
        assertThat(driver.line(0)).isEqualTo(" sandbox" + " ".repeat(61) + "connecting");
        assertThat(driver.line(2)).isEqualTo(" waiting for sandbox");
        assertThat(driver.line(-1)).isEqualTo(" : command  r refresh  ? help  q quit");
        driver.failed(Failure.unreachable("zk-1:2181 refuses the connection").hint("doctor"));
        assertThat(driver.line(0)).endsWith("unreachable: zk-1:2181 refuses the connection");
        assertThat(driver.line(2)).isEqualTo(" sandbox is unreachable, trying again");
        assertThat(driver.line(3)).isEqualTo(" zk-1:2181 refuses the connection");
        assertThat(driver.line(4)).isEqualTo(" hint: doctor");
    }

    @Test
    void servers_without_watches_are_polled() {
        assertThat(demo(Driver.UNICODE).polled().settle().line(0)).endsWith("9 znodes shown · polled every 2 s");
    }

    @Test
    void changes_are_in_the_log_and_reversed_for_five_seconds() {
        Driver driver = topic(Driver.UNICODE).sized(120, 40);
        driver.put(STATE, "{\"controller_epoch\":1,\"leader\":3,\"version\":1,\"leader_epoch\":4,\"isr\":[3,1]}")
                .remove("/brokers/topics/app-logs/partitions/2")
                .put("/brokers/topics/app-logs/partitions/3", (byte[]) null)
                .settle();
        driver.after(Duration.ofSeconds(1));
        assertThat(reversed(driver)).containsExactly("state", "3");
        assertThat(reversed(driver.after(Duration.ofSeconds(5)))).containsExactly("state");
    }

    private static List<String> reversed(Driver driver) {
        return driver.frame().lines().stream()
                .flatMap(line -> line.spans().stream())
                .filter(span -> span.style().reverse())
                .map(Frame.Span::text)
                .toList();
    }

    @Test
    void the_search_while_it_is_typed_and_after_it() {
        Driver driver = topic(Driver.UNICODE).type("/sta");
        driver.press(Key.ENTER);
        driver.found("sta", SearchResult.State.RUNNING, 15_000);
        assertThat(driver.line(1)).startsWith("── /sta · 1 found · searching, 15,000 znodes so far ──");
        driver.found(
                "sta",
                SearchResult.State.DONE,
                16_204,
                STATE,
                "/brokers/topics/app-logs/partitions/1/state",
                "/brokers/topics/app-logs/partitions/2/state");
    }

    @Test
    void who_watches_is_told_as_far_as_it_is_known() {
        Driver driver = topic(Driver.UNICODE);
        driver.watched(new Watchers(
                List.of(
                        new Watchers.Watcher(0x1000d3f0ab40002L, "zk-1:2181", Optional.of("10.0.0.7:56142"), false),
                        new Watchers.Watcher(0x2000d3f0ab40003L, "zk-2:2181", Optional.empty(), true)),
                List.of("zk-3:2181 does not allow the four-letter word wchp")));
        driver.watched(new Watchers(List.of(), List.of()));
        assertThat(driver.frame().text()).contains("no session watches the value");
    }
}
