package zooka.shell.leaders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import zooka.clients.kafka.LogDirs.LogDir;
import zooka.clients.kafka.Topics.Setting;
import zooka.commands.leaders.Detail;
import zooka.shell.screen.Key;

/** Pages of the map, the order of its rows, and those that have changed lately. */
final class LeadersPagesTest {

    private static final Detail ORDERS = new Detail(
            "partition orders-1",
            Maps.NOON,
            OptionalLong.of(1_204_118),
            List.of(
                    new Detail.ReplicaLog(3, 81L << 20, 0, "/var/lib/kafka", false),
                    new Detail.ReplicaLog(2, 80L << 20, 1_204, "/var/lib/kafka", false)),
            List.of(),
            List.of(new Setting("retention.ms", Optional.of("86400000"))),
            List.of(new Detail.Consumer(
                    "billing",
                    "Stable",
                    OptionalLong.of(1_155_907),
                    OptionalLong.of(48_211),
                    Optional.of("billing-3 /10.0.0.7"))),
            List.of("log directories of broker 2: timed out"));

    private static Driver orders() {
        Driver driver = Driver.on(Maps.well()).press(Key.END, Key.ENTER, Key.DOWN, Key.ENTER);
        assertThat(driver.frame().text()).contains("orders-1").contains("asking");
        return driver.detail(ORDERS);
    }

    @Test
    void its_consumers_and_its_configuration_are_the_next_parts() {
        assertThat(orders().press(Key.TAB).frame().text()).contains("billing").contains("48,211");
        assertThat(orders().press(Key.TAB, Key.TAB).frame().text()).contains("retention.ms");
        assertThat(orders().press(Key.TAB, Key.TAB, Key.TAB).frame().text()).contains("DIRECTORY");
    }

    @Test
    void back_leads_to_the_topic_and_then_to_the_map() {
        Driver driver = orders().press(Key.ESCAPE);
        assertThat(driver.frame().text()).contains("PARTITION  LEADER");
        assertThat(driver.press(Key.ESCAPE).frame().text()).contains("LEADER OF EACH PARTITION");
    }

    @Test
    void a_broker_with_what_breaks_if_it_goes() {
        Driver driver = Driver.on(Maps.well()).type("nn");

        assertThat(driver.press(Key.TAB).frame().text()).contains("not told yet");
        Detail dirs = new Detail(
                "broker 2",
                Maps.NOON,
                OptionalLong.empty(),
                List.of(),
                List.of(new LogDir(
                        2,
                        "/var/lib/kafka",
                        Optional.empty(),
                        OptionalLong.of(100L << 30),
                        OptionalLong.of(80L << 30),
                        List.of())),
                List.of(),
                List.of(),
                List.of());
        assertThat(driver.detail(dirs).frame().text()).contains("80 GiB");
        assertThat(driver.press(Key.TAB).frame().text()).contains("orders-0").contains("no leader");
    }

    @Test
    void each_broker_and_server_in_turn() {
        assertThat(Driver.on(Maps.well()).type("n").frame().text()).contains("broker 1");
        assertThat(Driver.on(Maps.well()).type("nnnn").frame().text())
                .contains("zk-1")
                .contains("follower");
        assertThat(Driver.on(Maps.well()).type("nnnnnnn").frame().text()).contains("broker 1");
    }

    @Test
    void what_is_gone_has_no_page() {
        Driver driver = orders().state(Maps.withTopics(Maps.well(), Maps.topic("a", 1, 3)));

        assertThat(driver.frame().text()).contains("partition orders-1 does not exist any more");
    }

    @Test
    void rows_by_what_changed_last_and_by_what_lacks_most() {
        Driver driver = Driver.on(Maps.well()).after(Duration.ofHours(1));
        driver.state(Maps.withTopics(
                Maps.well().at(driver.now()),
                Maps.topic("a", 1, 3),
                Maps.topic("b", Maps.partition("b", 0, 1, List.of(1, 2, 3), List.of(1))),
                Maps.topic("c", 1, 3)));

        assertThat(driver.press(Key.HOME).type("ss").line(2)).contains("by in sync");
        assertThat(driver.press(Key.HOME).selected()).isEqualTo("b");
        assertThat(driver.type("s").press(Key.HOME).selected()).isEqualTo("a");
    }

    @Test
    void only_what_changed_lately() {
        Driver driver = Driver.on(Maps.well()).after(Duration.ofSeconds(10));
        assertThat(driver.type("c").frame().text()).contains("nothing changed in the last 5 minutes");

        driver.state(Maps.withoutBroker2(driver.now()));

        assertThat(driver.frame().text()).contains("app-logs").contains("changed lately");
        assertThat(driver.type("c").line(2)).doesNotContain("changed lately");
    }
}
