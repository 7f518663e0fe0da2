package zooka.clients.kafka.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;

/** What brokers serve from ZooKeeper is not asked while that would cost them a request thread. */
class ZooKeeperGateTest {

    private Optional<Failure> trouble = Optional.empty();

    @Test
    void lets_through_while_zookeeper_serves() {
        ZooKeeperGate gate = new ZooKeeperGate(() -> trouble);
        gate.check();
        gate.answered();
        assertThatCode(gate::check).doesNotThrowAnyException();
    }

    @Test
    void refuses_while_zookeeper_does_not_serve_and_asks_it_once() {
        AtomicInteger asked = new AtomicInteger();
        ZooKeeperGate gate = new ZooKeeperGate(() -> {
            asked.incrementAndGet();
            return Optional.of(Failure.unreachable("no quorum"));
        });
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(gate::check)
                    .hasMessage("not sent: the brokers need ZooKeeper for this, and would hold a request thread"
                            + " until it serves: no quorum")
                    .matches(thrown -> ((Failure) thrown).kind() == Failure.Kind.UNREACHABLE);
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void refuses_after_a_request_without_an_answer() {
        ZooKeeperGate gate = ZooKeeperGate.unknown();
        gate.check();
        gate.unanswered();
        assertThatThrownBy(gate::check)
                .hasMessage("not sent again: the brokers need ZooKeeper for this, and gave no answer");
    }
}
