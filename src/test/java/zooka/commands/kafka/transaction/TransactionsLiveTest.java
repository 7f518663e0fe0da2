package zooka.commands.kafka.transaction;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.sandbox.Mode;
import zooka.testing.LiveKafka;
import zooka.testing.OnServers;

/** The same on real brokers. */
@OnServers
@ParameterizedClass
@EnumSource(Mode.class)
final class TransactionsLiveTest extends TransactionsContract {

    TransactionsLiveTest(Mode mode) {
        super(() -> LiveKafka.shared(mode));
    }
}
