package zooka.clients.kafka;

import zooka.testing.TestKafka;

/** In memory. */
final class MetadataLogTest extends MetadataLogContract {

    MetadataLogTest() {
        super(TestKafka::inMemory);
    }
}
