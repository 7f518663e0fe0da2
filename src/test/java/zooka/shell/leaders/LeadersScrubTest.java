package zooka.shell.leaders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;

final class LeadersScrubTest {

    /** Broker 2 is lost after ten seconds, and back after forty. */
    private static Driver seen() {
        Driver driver = Driver.on(Maps.well()).after(Duration.ofSeconds(10));
        driver.state(Maps.withoutBroker2(driver.now())).after(Duration.ofSeconds(30));
        return driver.state(Maps.well().at(driver.now())).after(Duration.ofSeconds(7));
    }

    @Test
    void the_state_before_the_last_change_is_drawn_as_it_was_then() {
        Driver driver = seen().type("[");

        assertThat(driver.line(0)).contains("Kafka 2/3 ×2").endsWith("at 12:00:10.000 · 1/2 · 128 changes pending");
        assertThat(driver.frame().text()).contains("broker 2 offline").doesNotContain("broker 2 online");
    }

    @Test
    void the_first_state_is_the_end_of_the_way_back() {
        Driver driver = seen().type("[[");

        assertThat(driver.line(0)).contains("Kafka 3/3").contains("at 12:00:00.000 · 0/2");
        assertThat(driver.frame().text()).contains("no changes since").doesNotContain("[ earlier");
        assertThat(driver.type("[").line(0)).contains("0/2");
    }

    @Test
    void forward_again_and_on_to_what_is_now() {
        Driver driver = seen().type("[[]]");

        assertThat(driver.line(0)).contains("Kafka 3/3").endsWith("at 12:00:40.000 · 2/2");
        assertThat(driver.frame().text()).contains("broker 2 online").doesNotContain("] later");
        assertThat(driver.type("p").line(0)).endsWith("healthy · live ·  7 s");
    }

    @Test
    void what_comes_meanwhile_waits() {
        Driver driver = seen().type("[");
        String before = driver.line(1);
        driver.after(Duration.ofSeconds(5)).state(Maps.withoutBroker2(driver.now()));

        assertThat(driver.line(1)).isEqualTo(before);
        assertThat(driver.line(0)).contains("1/3");
        assertThat(driver.type("p").line(0)).contains("Kafka 2/3 ×2");
    }

    @Test
    void an_earlier_state_is_named_whatever_is_wrong_now() {
        Driver driver = seen().failed(new Failure(Failure.Kind.FAILED, "the recording was cut off"));

        assertThat(driver.line(0)).endsWith(" the recording was cut off, 7 s old");
        assertThat(driver.type("[").line(0)).endsWith("at 12:00:10.000 · 1/2 · 128 changes pending");
        assertThat(driver.type("p").line(0)).endsWith("the recording was cut off, 7 s old");
    }

    @Test
    void by_the_minute() {
        Driver driver = seen().after(Duration.ofSeconds(80)).type("{");

        assertThat(driver.line(0)).contains("at 12:00:40.000");
        assertThat(driver.type("{").line(0)).contains("at 12:00:00.000");
        assertThat(driver.type("}").line(0)).contains("at 12:00:40.000");
    }

    @Test
    void what_changed_at_that_moment_is_marked() {
        Driver driver = seen().type("[b");

        assertThat(driver.frame().lines().stream()
                        .flatMap(line -> line.spans().stream())
                        .filter(span -> span.style().reverse() && span.text().equals("x")))
                .isNotEmpty();
    }

    @Test
    void nothing_was_seen_before_the_first_state() {
        assertThat(Driver.on(Maps.well()).type("[").line(0)).endsWith("healthy · live ·  0 s");
    }
}
