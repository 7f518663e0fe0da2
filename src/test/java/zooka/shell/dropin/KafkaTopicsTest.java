package zooka.shell.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import zooka.testing.StockRun;
import zooka.testing.fake.MemoryKafka;

/** The text of kafka-topics 4.x, as it was measured. */
final class KafkaTopicsTest {

    private final MemoryKafka kafka = new MemoryKafka();
    private final StockRun stock = new StockRun(kafka.clusters());

    private String out(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "kafka-topics";
        System.arraycopy(words, 0, all, 1, words.length);
        return stock.out(all);
    }

    private StockRun.Ended run(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "kafka-topics.sh";
        System.arraycopy(words, 0, all, 1, words.length);
        return stock.run(all);
    }

    @Test
    void lists_names_one_a_line() {
        assertThat(out("--bootstrap-server", "kafka:9092", "--list")).isEqualTo("""
                __consumer_offsets
                clicks
                orders
                """);
        assertThat(out("--list", "--exclude-internal")).isEqualTo("clicks\norders\n");
    }

    @Test
    void a_topic_is_a_regular_expression_and_a_comma_an_alternative() {
        assertThat(out("--list", "--topic", "orders|cl.*")).isEqualTo("clicks\norders\n");
        assertThat(out("--list", "--topic", "orders, clicks")).isEqualTo("clicks\norders\n");
        assertThat(out("--list", "--topic=order")).isEqualTo("\n"); // without any topic an empty line
    }

    @Test
    void describes_a_topic_and_its_partitions() {
        assertThat(out("--describe", "--topic", "orders"))
                .isEqualTo("Topic: orders\tTopicId: id-of-orders\tPartitionCount: 2\tReplicationFactor: 2"
                        + "\tConfigs: min.insync.replicas=2,segment.bytes=4194304\n"
                        + "\tTopic: orders\tPartition: 0\tLeader: 1\tReplicas: 1,2\tIsr: 1,2\tElr: \tLastKnownElr: \n"
                        + "\tTopic: orders\tPartition: 1\tLeader: 2\tReplicas: 2,3\tIsr: 2,3\tElr: \tLastKnownElr: \n");
    }

    @Test
    void describes_what_an_expression_matches_or_an_id_names() {
        assertThat(out("--describe", "--topic", "o.*").lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line).startsWith("Topic: orders\t"));
        assertThat(out("--describe", "--topic-id", "id-of-clicks").lines().count())
                .isEqualTo(7);
        assertThat(out("--describe").lines().filter(line -> line.startsWith("Topic: ")))
                .hasSize(3);
        assertThat(out("--describe", "--exclude-internal").lines().filter(line -> line.startsWith("Topic: ")))
                .hasSize(2);
    }

    @Test
    void shows_only_topics_that_have_a_configuration() {
        assertThat(out("--describe", "--topics-with-overrides", "--exclude-internal"))
                .isEqualTo("Topic: orders\tTopicId: id-of-orders\tPartitionCount: 2\tReplicationFactor: 2"
                        + "\tConfigs: min.insync.replicas=2,segment.bytes=4194304\n");
    }

    @Test
    void a_health_filter_prints_partitions_without_a_header_and_nothing_when_healthy() {
        assertThat(out("--describe", "--under-replicated-partitions")).isEmpty();
        kafka.stop(3);
        assertThat(out("--describe", "--under-replicated-partitions", "--topic", "orders"))
                .isEqualTo("\tTopic: orders\tPartition: 1\tLeader: 2\tReplicas: 2,3\tIsr: 2\tElr: \tLastKnownElr: \n");
        assertThat(out("--describe", "--under-min-isr-partitions", "--topic", "ord.*"))
                .contains("Partition: 1\t");
        assertThat(out("--describe", "--unavailable-partitions", "--topic", "orders"))
                .isEmpty();
        kafka.stop(2);
        assertThat(out("--describe", "--unavailable-partitions", "--topic", "orders"))
                .startsWith("\tTopic: orders\tPartition: 1\tLeader: none\t");
    }

    @Test
    void an_absent_topic_is_an_error_unless_it_need_not_exist() {
        assertThat(run("--describe", "--topic", "nosuch")).satisfies(ended -> {
            assertThat(ended.code()).isEqualTo(3);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err()).startsWith("error: no topic nosuch\n");
        });
        assertThat(run("--describe", "--topic", "no.*").code()).isEqualTo(3);
        assertThat(run("--describe", "--topic", "no.*", "--at-min-isr-partitions")
                        .code())
                .isEqualTo(3);
        assertThat(run("--describe", "--topic-id", "nosuch").code()).isEqualTo(3);
        assertThat(out("--describe", "--topic", "nosuch", "--if-exists")).isEmpty();
        assertThat(run("--delete", "--topic", "nosuch").code()).isEqualTo(3);
        assertThat(out("--delete", "--topic", "nosuch", "--if-exists")).isEmpty();
        assertThat(run("--alter", "--topic", "nosuch", "--partitions", "3").code())
                .isEqualTo(3);
    }

    @Test
    void creates_topics() {
        assertThat(out("--create", "--topic", "new", "--partitions", "3", "--replication-factor", "2"))
                .isEqualTo("Created topic new.\n");
        assertThat(out("--describe", "--topic", "new")).contains("PartitionCount: 3\tReplicationFactor: 2\t");
        assertThat(out(
                        "--create",
                        "--topic",
                        "set",
                        "--config",
                        "retention.ms = 5000",
                        "--config",
                        "segment.bytes=2048"))
                .isEqualTo("Created topic set.\n");
        assertThat(out("--describe", "--topic", "set")).contains("Configs: retention.ms=5000,segment.bytes=2048\n");
        assertThat(out("--create", "--topic", "placed", "--replica-assignment", "1:2 , 3:1"))
                .isEqualTo("Created topic placed.\n");
        assertThat(out("--describe", "--topic", "placed"))
                .contains("Replicas: 1,2\t")
                .contains("Replicas: 3,1\t");
    }

    @Test
    void warns_of_names_whose_metrics_may_collide() {
        assertThat(out("--create", "--topic", "a.b", "--partitions", "1"))
                .isEqualTo("WARNING: Due to limitations in metric names, topics with a period ('.') or underscore"
                        + " ('_') could collide. To avoid issues it is best to use either, but not both.\n"
                        + "Created topic a.b.\n");
    }

    @Test
    void an_existing_topic_is_a_conflict_unless_it_may_exist() {
        assertThat(run("--create", "--topic", "orders").code()).isEqualTo(4);
        assertThat(out("--create", "--topic", "orders", "--if-not-exists")).isEmpty();
    }

    @Test
    void adds_partitions_to_all_topics_that_match_and_prints_nothing() {
        assertThat(out("--alter", "--topic", "clicks,orders", "--partitions", "8"))
                .isEmpty();
        assertThat(out("--describe", "--topic", "clicks")).contains("PartitionCount: 8\t");
        assertThat(out("--describe", "--topic", "orders")).contains("PartitionCount: 8\t");
    }

    @Test
    void an_assignment_begins_with_the_partitions_that_exist() {
        assertThat(out("--alter", "--topic", "orders", "--partitions", "3", "--replica-assignment", "1:2,2:3,3:2"))
                .isEmpty();
        assertThat(out("--describe", "--topic", "orders")).contains("Partition: 2\tLeader: 3\tReplicas: 3,2\t");
    }

    @Test
    void deletes_what_matches_but_no_internal_topic() {
        assertThat(out("--delete", "--topic", ".*")).isEmpty();
        assertThat(out("--list")).isEqualTo("__consumer_offsets\n");
    }

    @Test
    void with_zookeeper_configurations_are_altered_as_before_kafka_3() {
        assertThat(out("--zookeeper", "zk:2181/kafka", "--alter", "--topic", "orders", "--config", "retention.ms=7000"))
                .isEqualTo("Updated config for topic orders.\n");
        assertThat(out(
                        "--zookeeper",
                        "zk:2181",
                        "--alter",
                        "--topic",
                        "orders",
                        "--delete-config",
                        "retention.ms",
                        "--force"))
                .isEqualTo("Updated config for topic orders.\n");
    }

    @Test
    void refuses_what_is_wrong_or_not_supported_by_name() {
        assertRefused("exactly one action is required", "--topic", "orders");
        assertRefused("exactly one action is required", "--list", "--describe");
        assertRefused("--create requires --topic", "--create");
        assertRefused("unknown option '--partitons'", "--create", "--topic", "a", "--partitons", "3");
        assertRefused("--topic requires a value", "--list", "--topic");
        assertRefused("--list takes no value", "--list=all");
        assertRefused("unexpected argument 'orders'", "--describe", "orders");
        assertRefused("--config requires --create", "--alter", "--topic", "orders", "--config", "a=b");
        assertRefused("--alter requires --partitions", "--alter", "--topic", "orders");
        assertRefused("--under-replicated-partitions requires --describe", "--list", "--under-replicated-partitions");
        assertRefused("--partitions: invalid number 'x'", "--create", "--topic", "a", "--partitions", "x");
        assertRefused("--disable-rack-aware is not supported", "--create", "--topic", "a", "--disable-rack-aware");
        assertRefused("--topic is empty", "--delete", "--topic", ""); // a variable that was not set
        assertRefused("invalid regular expression '('", "--list", "--topic", "(");
        assertRefused("--topic was given more than once", "--list", "--topic", "a", "--topic", "b");
        assertRefused("cannot be combined", "--describe", "--under-replicated-partitions", "--at-min-isr-partitions");
    }

    private void assertRefused(String why, String... words) {
        assertThat(run(words)).satisfies(ended -> {
            assertThat(ended.err()).contains(why);
            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.out()).isEmpty();
        });
    }
}
