package zooka.commands.kafka.partition;

import zooka.testing.TestKafka;

/** On brokers in memory. */
final class PartitionOperationsTest extends PartitionOperationsContract {

    PartitionOperationsTest() {
        super(TestKafka::inMemory, TestKafka::inMemory);
    }
}
