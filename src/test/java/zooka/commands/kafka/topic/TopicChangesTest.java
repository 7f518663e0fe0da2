package zooka.commands.kafka.topic;

import zooka.testing.KafkaRun;

/** On brokers in memory. */
final class TopicChangesTest extends TopicChangesContract {

    TopicChangesTest() {
        super(KafkaRun::inMemory);
    }
}
