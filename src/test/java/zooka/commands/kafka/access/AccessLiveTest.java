package zooka.commands.kafka.access;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.sandbox.Mode;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;

/** The same on real brokers. */
@OnServers
@ParameterizedClass
@EnumSource(Mode.class)
final class AccessLiveTest extends AccessContract {

    AccessLiveTest(Mode mode) {
        super(() -> KafkaRun.on(mode));
    }
}
