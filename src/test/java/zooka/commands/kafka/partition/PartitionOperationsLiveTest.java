package zooka.commands.kafka.partition;

import java.util.Optional;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.sandbox.Mode;
import zooka.sandbox.Sandbox;
import zooka.testing.LiveKafka;
import zooka.testing.OnServers;

/** The same on real brokers. */
@OnServers
@ParameterizedClass
@EnumSource(Mode.class)
final class PartitionOperationsLiveTest extends PartitionOperationsContract {

    private static Optional<Sandbox> alone = Optional.empty();

    PartitionOperationsLiveTest(Mode mode) {
        super(() -> LiveKafka.shared(mode), () -> new LiveKafka(alone(mode)));
    }

    /** Those of all tests in this mode: each leaves them running. */
    private static Sandbox alone(Mode mode) {
        if (alone.isEmpty()) {
            alone = Optional.of(LiveKafka.alone(mode));
        }
        return alone.get();
    }

    @AfterParameterizedClassInvocation
    static void end() {
        alone.ifPresent(Sandbox::close);
        alone = Optional.empty();
    }
}
