package zooka.shell.leaders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import zooka.clients.kafka.Topic;
import zooka.shell.screen.Key;

/** What the keys do. */
class LeadersKeysTest {

    private static Reading topics(String... names) {
        return Maps.withTopics(
                Maps.well(),
                Arrays.stream(names).map(name -> Maps.topic(name, 3, 3)).toArray(Topic[]::new));
    }

    private static Reading many() {
        String[] names = new String[100];
        Arrays.setAll(names, i -> String.format("topic-%02d", i));
        return topics(names);
    }

    @Test
    void moves_with_arrows_and_letters_and_stops_at_the_ends() {
        Driver driver = Driver.on(topics("a", "b", "c"));

        assertThat(driver.selected()).isEqualTo("a");
        assertThat(driver.press(Key.DOWN).selected()).isEqualTo("b");
        assertThat(driver.type("jjj").selected()).isEqualTo("c");
        assertThat(driver.press(Key.UP).selected()).isEqualTo("b");
        assertThat(driver.type("kkk").selected()).isEqualTo("a");
        assertThat(driver.type("G").selected()).isEqualTo("c");
        assertThat(driver.type("g").selected()).isEqualTo("a");
    }

    @Test
    void pages_and_keeps_the_selection_on_its_line() {
        Driver driver = Driver.on(many()).type("jjj");

        assertThat(driver.press(Key.PAGE_DOWN).selected()).isEqualTo("topic-17");
        assertThat(driver.line(2)).endsWith(" 15-28 of 100 ──");
        assertThat(driver.press(Key.control('f')).line(2)).endsWith(" 29-42 of 100 ──");
        assertThat(driver.press(Key.control('b'), Key.PAGE_UP).selected()).isEqualTo("topic-03");
        assertThat(driver.press(Key.END).line(2)).endsWith(" 87-100 of 100 ──");
        assertThat(driver.press(Key.UP).line(2)).endsWith(" 87-100 of 100 ──");
    }

    @Test
    void a_row_that_comes_does_not_move_what_is_looked_at() {
        Driver driver = Driver.on(topics("b", "c", "d")).type("j");

        assertThat(driver.state(topics("a", "b", "c", "d")).selected()).isEqualTo("c");
        assertThat(driver.state(topics("c", "d")).selected()).isEqualTo("c");
        assertThat(driver.state(topics("d")).selected()).isEqualTo("d");
    }

    @Test
    void a_row_that_comes_above_does_not_scroll() {
        Driver driver = Driver.on(many()).press(Key.PAGE_DOWN);
        String[] names = new String[101];
        Arrays.setAll(names, i -> i == 0 ? "a" : String.format("topic-%02d", i - 1));
        String before = driver.line(4);

        assertThat(driver.state(topics(names)).line(4)).isEqualTo(before);
    }

    @Test
    void filters_while_typing_and_keeps_with_enter() {
        Driver driver = Driver.on(Maps.well()).type("/LOGS");

        assertThat(driver.selected()).isEqualTo("app-logs");
        assertThat(driver.line(23)).startsWith(" /LOGS▏   1 of 5").endsWith("⏎ keep  esc clear");
        assertThat(driver.type("\n").line(2)).startsWith("── /LOGS · 1 of 5 ──");
        assertThat(driver.press(Key.ESCAPE).line(2)).doesNotContain("LOGS");
    }

    @Test
    void a_filter_is_mended_and_given_up() {
        Driver driver = Driver.on(Maps.well()).type("/ordq");

        assertThat(driver.selected()).isEqualTo("nothing");
        assertThat(driver.line(4)).isEqualTo(" no topic matches ordq");
        assertThat(driver.press(Key.BACKSPACE).selected()).isEqualTo("orders");
        assertThat(driver.press(Key.control('u')).line(23)).startsWith(" /▏   5 of 5");
        assertThat(driver.press(Key.BACKSPACE).line(23)).contains("q quit");
        assertThat(driver.type("/x").press(Key.ESCAPE).line(23)).contains("q quit");
        assertThat(driver.selected()).isEqualTo("orders");
    }

    @Test
    void a_filter_may_be_a_regular_expression_or_what_is_not_wanted() {
        Driver driver = Driver.on(topics("app-logs", "audit.log", "audit-log", "orders"));

        assertThat(driver.type("/^a.*g$\n").line(2)).startsWith("── /^a.*g$ · 2 of 4 ──");
        assertThat(driver.selected()).isEqualTo("audit-log");
        assertThat(driver.type("/").press(Key.control('u')).type("!log\n").selected())
                .isEqualTo("orders");
        assertThat(driver.type("/").press(Key.control('u')).type("audit.log").line(23))
                .startsWith(" /audit.log▏   1 of 4");
        assertThat(driver.press(Key.HOME).type("(").line(23))
                .contains("invalid regex")
                .endsWith("esc clear");
        assertThat(driver.frame().text()).contains("app-logs", "orders");
    }

    @Test
    void letters_that_are_keys_can_be_typed_into_a_filter() {
        Driver driver = Driver.on(topics("queue", "zip", "pb")).type("/q");

        assertThat(driver.effect()).isEqualTo(Step.Effect.NONE);
        assertThat(driver.selected()).isEqualTo("queue");
        assertThat(driver.press(Key.control('c')).effect()).isEqualTo(Step.Effect.CLOSE);
    }

    @Test
    void shows_only_what_is_bad() {
        Reading map = Maps.withTopics(
                Maps.well(),
                Maps.topic("good", Maps.partition("good", 0, 1, List.of(1, 2))),
                Maps.topic("out", Maps.partition("out", 0, 1, List.of(1, 2), List.of(1))),
                Maps.topic("uneven", Maps.partition("uneven", 0, 2, List.of(1, 2))));
        Driver driver = Driver.on(map).type("z");

        assertThat(driver.line(2)).startsWith("── unhealthy only · 2 of 3 ──");
        assertThat(driver.line(4)).startsWith("▌out ");
        assertThat(driver.line(5)).startsWith(" uneven ");
        assertThat(driver.line(23)).contains("z all");
        assertThat(driver.type("z").line(4)).startsWith(" good ");
        assertThat(Driver.on(Maps.well()).type("z").line(4)).isEqualTo(" 96 partitions, all healthy");
    }

    @Test
    void changes_the_layout_and_keeps_the_topic() {
        Driver driver = Driver.on(Maps.well()).type("jjb");

        assertThat(driver.selected()).isEqualTo("clicks-0");
        assertThat(driver.type("jjt").selected()).isEqualTo("clicks");
    }

    @Test
    void opens_a_topic_and_comes_back_to_it() {
        Driver driver = Driver.on(Maps.well()).type("jj\n");

        assertThat(driver.line(3)).startsWith(" clicks   6 partitions × 3   min in sync 2");
        assertThat(driver.type("jj").selected()).isEqualTo("2");
        assertThat(driver.type("q").selected()).isEqualTo("clicks");
        assertThat(driver.type("\n").press(Key.ESCAPE).selected()).isEqualTo("clicks");
        assertThat(driver.type("bjjj\n").selected()).isEqualTo("3");
    }

    @Test
    void a_topic_that_is_deleted_while_open_is_closed() {
        Driver driver = Driver.on(topics("a", "b")).type("j\n");

        assertThat(driver.state(topics("a")).selected()).isEqualTo("a");
    }

    @Test
    void goes_back_one_level_at_a_time() {
        Driver driver = Driver.on(Maps.well()).type("\n?");

        assertThat(driver.line(3)).startsWith(" KEYS");
        assertThat(driver.type("q").line(3)).startsWith(" app-logs");
        assertThat(driver.type("q").effect()).isEqualTo(Step.Effect.NONE);
        assertThat(driver.press(Key.ESCAPE).effect()).isEqualTo(Step.Effect.NONE);
        assertThat(driver.type("q").effect()).isEqualTo(Step.Effect.CLOSE);
        assertThat(Driver.on(Maps.well()).type("\n?").press(Key.control('c')).effect())
                .isEqualTo(Step.Effect.CLOSE);
    }

    @Test
    void stands_still_says_how_much_waits_and_catches_up() {
        Driver driver = Driver.on(Maps.well()).type("p");
        String before = driver.frame().text();

        assertThat(before).contains("paused\n");
        driver.after(Duration.ofSeconds(30)).state(Maps.withoutBroker2(driver.now()));
        assertThat(driver.line(0)).endsWith("paused · 128 changes pending");
        assertThat(driver.frame().text().replace(" · 128 changes pending", "")).isEqualToIgnoringWhitespace(before);

        driver.type("p");
        assertThat(driver.line(0)).endsWith("unhealthy · live ·  0 s");
        assertThat(driver.line(19)).contains("12:00:30.000  broker 2 offline");
        assertThat(driver.frame().lines().stream()
                        .flatMap(line -> line.spans().stream())
                        .filter(span -> span.style().reverse()))
                .hasSizeGreaterThan(20);
    }

    @Test
    void looks_again_when_asked_to() {
        assertThat(Driver.on(Maps.well()).type("r").effect()).isEqualTo(Step.Effect.REFRESH);
    }

    @Test
    void help_scrolls_where_it_does_not_fit() {
        Driver driver = Driver.on(Maps.well()).sized(60, 16).type("?");

        assertThat(driver.line(3)).isEqualTo(" KEYS");
        assertThat(driver.type("j").line(3)).startsWith(" ↑ k");
        assertThat(driver.type("G").line(14)).startsWith(" x").endsWith("its broker is offline");
    }

    @Test
    void the_footer_names_only_keys_that_work() {
        Driver driver = Driver.on(Maps.well());

        assertThat(driver.line(23))
                .isEqualTo(" ↑↓ move  ⏎ open  / filter  b by broker  z unhealthy  p pause  ? help  q quit");
        assertThat(driver.type("b\n").line(23))
                .isEqualTo(" ↑↓ move  ⏎ open  n nodes  p pause  e elect  : command  ? help  q back");
        assertThat(driver.sized(40, 24).line(23)).endsWith("? help  q back");
    }

    @Test
    void a_recording_cannot_be_asked_or_changed() {
        Driver driver = new Driver(Maps.UNICODE).recorded().state(Maps.well()).sized(200, 50);

        assertThat(driver.line(49)).doesNotContain("elect", "refresh");
        assertThat(driver.type("e").asks()).isFalse();
        assertThat(driver.type("r").asks()).isFalse();
        assertThat(Driver.on(Maps.well()).type("e").asks()).isTrue();
    }

    @Test
    void no_key_is_bound_twice_at_the_same_place() {
        for (String keys : List.of("", "b", "\n", "?", "/o\n")) {
            LeadersModel model = LeadersView.state(
                    LeadersView.start("sandbox", Maps.UNICODE, Maps.NOON),
                    Maps.well().first(),
                    Maps.NOON);
            for (int c : keys.codePoints().toArray()) {
                model = LeadersView.key(model, c == '\n' ? Key.ENTER : Key.of(c), Maps.SMALL, Maps.NOON)
                        .model();
            }
            LeadersModel place = model;
            List<Key> bound = Arrays.stream(Binding.values())
                    .filter(binding -> binding.works(place, Maps.SMALL))
                    .flatMap(binding -> binding.keys().stream())
                    .toList();
            assertThat(bound).doesNotHaveDuplicates();
        }
    }
}
