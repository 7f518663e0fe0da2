package zooka.commands.kafka.broker;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.sandbox.Mode;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;

/** The same on real brokers. */
@OnServers
@ParameterizedClass
@EnumSource(Mode.class)
final class BrokersLiveTest extends BrokersContract {

    BrokersLiveTest(Mode mode) {
        super(mode, () -> KafkaRun.on(mode));
    }
}
