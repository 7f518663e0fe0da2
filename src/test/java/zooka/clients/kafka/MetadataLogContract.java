package zooka.clients.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.clients.kafka.MetadataChange.BrokerRegistration;
import zooka.clients.kafka.MetadataChange.ConfigChange;
import zooka.clients.kafka.MetadataChange.ControllerElection;
import zooka.clients.kafka.MetadataChange.PartitionChange;
import zooka.clients.kafka.MetadataChange.PartitionState;
import zooka.clients.kafka.MetadataChange.TopicCreation;
import zooka.clients.kafka.MetadataChange.TopicDeletion;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;
import zooka.testing.FollowedLog;
import zooka.testing.TestKafka;

/** What the log tells of three brokers, in memory and on a quorum. */
abstract class MetadataLogContract {

    private static final Duration SHORT = Duration.ofMillis(300);

    private final Supplier<TestKafka> brokers;
    TestKafka kafka;
    FollowedLog log;
    final String topic = "log-" + UUID.randomUUID();

    MetadataLogContract(Supplier<TestKafka> brokers) {
        this.brokers = brokers;
    }

    @BeforeEach
    void follow() {
        kafka = brokers.get();
        log = new FollowedLog(kafka.clusters().metadataLog());
    }

    @AfterEach
    void end() {
        log.close();
        kafka.close();
    }

    @Test
    void it_begins_with_all_that_there_is() {
        assertThat(log.all(BrokerRegistration.class))
                .extracting(BrokerRegistration::id)
                .contains(1, 2, 3);
        assertThat(log.all(BrokerRegistration.class))
                .allSatisfy(broker -> assertThat(broker.listeners()).isNotEmpty());
        assertThat(log.all(TopicCreation.class).stream()
                        .map(TopicCreation::name)
                        .collect(Collectors.toSet()))
                .containsAll(kafka.clusters().topics().names());
        List<ControllerElection> elections = log.all(ControllerElection.class);
        assertThat(log.last().controller())
                .hasValue(elections.get(elections.size() - 1).id());
        assertThat(log.last().epoch())
                .isEqualTo(elections.get(elections.size() - 1).epoch());
        assertThat(log.last().unknown()).isEmpty();
        assertThat(log.batches()).noneMatch(MetadataLog.Batch::snapshot);
    }

    @Test
    void an_idle_log_tells_how_fresh_it_is() {
        MetadataLog.Update idle = log.next(SHORT);
        while (!idle.batches().isEmpty()) {
            idle = log.next(SHORT);
        }

        assertThat(idle.restart()).isFalse();
        assertThat(idle.caughtUp()).isTrue();
        assertThat(idle.asOf()).isPresent();
        assertThat(idle.latest()).isPresent();
    }

    @Test
    void a_topic_comes_with_its_partitions_and_goes() {
        kafka.topic(topic, "1:2,2:3");

        MetadataLog.Batch creation =
                log.await(TopicCreation.class, change -> change.name().equals(topic));
        String id = log.id(topic);
        assertThat(log.all(PartitionState.class).stream()
                        .filter(state -> state.topicId().equals(id)))
                .containsExactly(
                        new PartitionState(
                                id,
                                0,
                                OptionalInt.of(1),
                                0,
                                0,
                                List.of(1, 2),
                                List.of(1, 2),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                false),
                        new PartitionState(
                                id,
                                1,
                                OptionalInt.of(2),
                                0,
                                0,
                                List.of(2, 3),
                                List.of(2, 3),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                false));
        assertThat(creation.controller()).isPresent();
        assertThat(Duration.between(creation.appended(), log.last().latest().orElseThrow())
                        .abs())
                .isLessThan(Duration.ofMinutes(1));

        kafka.run().change("topic", "delete", topic);
        log.await(TopicDeletion.class, change -> change.topicId().equals(id));
    }

    @Test
    void a_reassignment_ends_with_other_replicas_and_another_leader() {
        kafka.topic(topic, "1:2");
        String id = log.id(topic);

        kafka.run().change("partition", "move", topic + "-0", "--to", "2,3");
        log.await(
                PartitionChange.class,
                change -> change.topicId().equals(id)
                        && change.replicas().equals(Optional.of(List.of(2, 3)))
                        && change.leader() == 2);
    }

    @Test
    void configuration_is_set_and_deleted() {
        kafka.topic(topic, "1:2");

        kafka.run().change("config", "alter", "topic/" + topic, "min.insync.replicas=2");
        log.await(
                ConfigChange.class,
                change -> change.equals(
                        new ConfigChange(Resource.topic(topic), "min.insync.replicas", Optional.of("2"))));
        kafka.run().change("config", "alter", "topic/" + topic, "--delete", "min.insync.replicas");
        log.await(
                ConfigChange.class,
                change -> change.equals(
                        new ConfigChange(Resource.topic(topic), "min.insync.replicas", Optional.empty())));
    }

    @Test
    void a_wait_ends_when_the_log_is_closed_or_its_thread_interrupted() throws InterruptedException {
        for (boolean close : new boolean[] {false, true}) {
            Async<Boolean> waiting = Async.run("follower of the log", () -> {
                while (true) {
                    Instant unused = log.next(Duration.ofSeconds(60)).asOf().orElseThrow();
                }
            });
            if (close) {
                log.close();
            } else {
                waiting.cancel();
            }
            assertThat(waiting.endsBy(Deadline.in(Duration.ofSeconds(10)))).isTrue();
            assertThatThrownBy(waiting::answer)
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.INTERRUPTED));
        }
    }
}
