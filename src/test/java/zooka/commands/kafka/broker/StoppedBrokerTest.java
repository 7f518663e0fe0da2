package zooka.commands.kafka.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zooka.sandbox.Mode;
import zooka.sandbox.Options;
import zooka.sandbox.Sandbox;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;
import zooka.testing.RunsInParallel;
import zooka.testing.Sandboxes;

/** What is told of a broker that is stopped, on real servers. */
@OnServers
@RunsInParallel(seconds = 15)
@Timeout(300)
class StoppedBrokerTest {

    /** A broker that is stopped is named and costs the others nothing; what is to move onto it is being reassigned. */
    @Test
    void a_stopped_broker_is_named() throws Exception {
        try (Sandbox sandbox = Sandboxes.fresh(Mode.ZOOKEEPER, Options.bare(1, 3));
                KafkaRun kafka = KafkaRun.on(sandbox, Duration.ofSeconds(3))) {
            int stopped = kafka.bystander();
            int other = stopped == 3 ? 2 : 3;
            kafka.change("topic create moving --assign " + other);
            KafkaRun.until("moving", () -> !kafka.told("topics moving").isEmpty());
            try (Admin admin =
                    // It may ask the broker that is stopped, and must not wait for that one for long.
                    Admin.create(Map.of(
                            "bootstrap.servers", sandbox.bootstrap().orElseThrow(), "request.timeout.ms", 3_000))) {
                admin.describeCluster().nodes().get(60, TimeUnit.SECONDS); // so that the rest takes no time
                sandbox.pause("kafka-" + stopped);
                admin.alterPartitionReassignments(Map.of(
                                new TopicPartition("moving", 0),
                                Optional.of(new NewPartitionReassignment(List.of(stopped, other)))))
                        .all()
                        .get(60, TimeUnit.SECONDS);
            }
            KafkaRun.until("being reassigned", () -> kafka.told("partition list --reassigning")
                    .contains(" addingReplicas=[" + stopped + "]"));
            assertThat(kafka.told("partition list --reassigning"))
                    .contains(
                            "topic=moving partition=0 ",
                            " underReplicated=false addingReplicas=[" + stopped + "] removingReplicas=[]");
            assertThat(kafka.told("partition list --under-replicated moving")).isEmpty();
            kafka.run().takeMissing();

            KafkaRun.until("the stopped broker to be offline", () -> kafka.told("brokers")
                    .contains("state=offline!"));
            assertThat(kafka.fields("broker describe " + stopped)).contains(" release=- ", " logSize=-");

            sandbox.resume("kafka-" + stopped);
            KafkaRun.until("the stopped broker to be online", () -> !kafka.told("brokers")
                    .contains("!"));
            KafkaRun.until(
                    "moved", () -> kafka.told("partition list --reassigning").isEmpty());
            sandbox.pause("kafka-" + stopped);
            kafka.run().takeMissing();
            assertThat(kafka.told("broker versions"))
                    .contains("broker=" + other + " ")
                    .doesNotContain("broker=" + stopped);
            assertThat(kafka.run().takeMissing()).containsExactly("broker " + stopped + ": connected, but no answer");
            sandbox.resume("kafka-" + stopped);
        }
    }
}
