package zooka.commands.kafka.access;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.testing.KafkaRun;
import zooka.testing.TestRun;

/** On brokers in memory, and what is refused before any is asked. */
final class AccessTest extends AccessContract {

    AccessTest() {
        super(KafkaRun::inMemory);
    }

    @Test
    void acls_that_make_no_sense_are_refused() {
        try (KafkaRun kafka = brokers()) {
            TestRun run = kafka.run();
            assertThatThrownBy(() -> run.plan("acl", "create", "--topic", "t")).hasMessage("missing principal");
            assertThatThrownBy(() -> run.plan("acl", "create", "--allow", "a")).hasMessage("missing resource");
            assertThatThrownBy(() -> run.plan("acl", "create", "--allow", "a", "--topic", "t", "--operation", "Fly"))
                    .hasMessage("invalid operation 'Fly'");
            assertThatThrownBy(() ->
                            run.plan("acl", "create", "--allow", "a", "--group", "g", "--operation", "IdempotentWrite"))
                    .hasMessage("operation IDEMPOTENT_WRITE does not apply to a GROUP");
            assertThatThrownBy(() -> run.plan("acl", "create", "--allow", "a", "--producer", "--group", "g"))
                    .hasMessageStartingWith("--producer requires --topic");
            assertThatThrownBy(() -> run.plan("acl", "delete")).hasMessage("missing filter");
            assertThatThrownBy(() -> run.query("acl", "list", "--match"))
                    .matches(thrown -> ((Failure) thrown).kind() == Failure.Kind.USAGE);
        }
    }
}
