package zooka.commands.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndedBySignalTest {

    @Test
    void the_work_is_interrupted_and_then_what_is_left_is_said_though_it_does_not_end() {
        List<String> said = new ArrayList<>();
        try (EndedBySignal ended = new EndedBySignal(Duration.ofSeconds(1), () -> said.add("never"))) {
            Thread end = new Thread(() -> ended.end(() -> said.add("said")), "end of the process");
            end.start();
            boolean interrupted = false;
            while (end.isAlive()) {
                interrupted |= Thread.interrupted(); // work that goes on all the same
                Thread.onSpinWait();
            }
            assertThat(interrupted).isTrue();
        }
        assertThat(said).containsExactly("said");
    }
}
