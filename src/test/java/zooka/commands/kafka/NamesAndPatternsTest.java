package zooka.commands.kafka;

import zooka.testing.KafkaRun;

/** On brokers in memory. */
final class NamesAndPatternsTest extends NamesAndPatternsContract {

    NamesAndPatternsTest() {
        super(KafkaRun.inMemory());
    }
}
