package zooka.commands.kafka.broker;

import zooka.sandbox.Mode;
import zooka.testing.KafkaRun;

/** On brokers in memory. */
final class BrokersTest extends BrokersContract {

    BrokersTest() {
        super(Mode.KRAFT, KafkaRun::inMemory);
    }
}
