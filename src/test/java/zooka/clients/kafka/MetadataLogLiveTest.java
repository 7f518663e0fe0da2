package zooka.clients.kafka;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zooka.clients.kafka.MetadataChange.PartitionChange;
import zooka.sandbox.Mode;
import zooka.testing.LiveKafka;
import zooka.testing.OnServers;

/** On a real quorum. */
@OnServers
final class MetadataLogLiveTest extends MetadataLogContract {

    MetadataLogLiveTest() {
        super(() -> LiveKafka.shared(Mode.KRAFT));
    }

    @Test
    void a_reassignment_tells_what_it_adds_and_removes() {
        kafka.topic(topic, "1:2");
        String id = log.id(topic);

        kafka.run().change("partition", "move", topic + "-0", "--to", "2,3");
        log.await(
                PartitionChange.class,
                change -> change.topicId().equals(id)
                        && change.leader() == PartitionChange.UNCHANGED
                        && change.adding().equals(Optional.of(List.of(3)))
                        && change.removing().equals(Optional.of(List.of(1))));
    }
}
