package zooka.commands.kafka.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.commands.action.Plan;
import zooka.testing.KafkaRun;
import zooka.testing.ResultText;

/** Topics made, changed and deleted, on brokers of any kind. */
@Timeout(300)
abstract class TopicChangesContract {

    private final Supplier<KafkaRun> brokers;

    TopicChangesContract(Supplier<KafkaRun> brokers) {
        this.brokers = brokers;
    }

    KafkaRun brokers() {
        return brokers.get();
    }

    private static void fails(Kind kind, String message, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(kind))
                .hasMessage(message);
    }

    /** Why a topic cannot be deleted; empty where it can. */
    private static String planFailure(KafkaRun kafka, String topic) {
        try {
            kafka.plan("topic delete " + topic);
            return "";
        } catch (Failure failure) {
            return failure.getMessage();
        }
    }

    private static String partitions(KafkaRun kafka, String topic) {
        return kafka.told("partition list " + topic)
                .replaceAll("topic=|leader=\\d+\\?? |leaderEpoch=\\d+ |partition=| isr=.*", "");
    }

    @Test
    void makes_a_topic() {
        try (KafkaRun kafka = brokers()) {
            kafka.delete("made*");
            String line = "topic create made -p 2 -r 2 -c min.insync.replicas=2 -c retention.ms=1000000";
            String text = "topic made: 2 partitions × 2, min.insync.replicas=2 retention.ms=1000000";

            assertThat(kafka.dryRun(line)).isEqualTo("create " + text);
            assertThat(kafka.told("topics made")).isEmpty();
            assertThat(kafka.plan(line).confirmation()).isEmpty();

            assertThat(kafka.change(line)).isEqualTo("created " + text);
            KafkaRun.until("made", () -> !kafka.told("topics made").isEmpty());
            assertThat(kafka.told("topics made")).startsWith("topic=made partitions=2 replication=2 ");
            fails(Kind.CONFLICT, "cannot create topic made: Topic 'made' already exists", () -> kafka.change(line));
            fails(Kind.CONFLICT, "cannot create topic made: Topic 'made' already exists", () -> kafka.dryRun(line));
            assertThat(ResultText.fields(kafka.made(line + " --if-not-exists"))).isEqualTo("topic=made created=false");
            kafka.delete("made*");
        }
    }

    @Test
    void makes_a_topic_where_it_is_told_to() {
        try (KafkaRun kafka = brokers()) {
            kafka.delete("assigned*");
            assertThat(kafka.change("topic create assigned --assign 3:1,2:3"))
                    .isEqualTo("created topic assigned: 2 partitions × 2");
            KafkaRun.until("assigned", () -> !kafka.told("topics assigned").isEmpty());
            assertThat(partitions(kafka, "assigned")).isEqualTo("assigned 0 replicas=[3,1]\nassigned 1 replicas=[2,3]");
            fails(
                    Kind.USAGE,
                    "broker 1 is listed twice in '1:1'",
                    () -> kafka.plan("topic create assigned-too --assign 1:1"));
            fails(
                    Kind.USAGE,
                    "--assign cannot be combined with --partitions or --replication",
                    () -> kafka.plan("topic create assigned-too --assign 1:2 -p 3"));
            fails(Kind.USAGE, "'x' is not KEY=VALUE", () -> kafka.plan("topic create assigned-too -c x"));
            assertThatThrownBy(() -> kafka.dryRun("topic create assigned-too -r 9"))
                    .hasMessageStartingWith("cannot create topic assigned-too: ");
            assertThat(kafka.told("topics assigned-too")).isEmpty();
            kafka.delete("assigned*");
        }
    }

    @Test
    void gives_a_topic_more_partitions() {
        try (KafkaRun kafka = brokers()) {
            kafka.delete("grown");
            kafka.change("topic create grown -p 2");
            KafkaRun.until("grown", () -> !kafka.told("topics grown").isEmpty());
            Plan plan = kafka.plan("topic alter grown -p 3");

            assertThat(plan.preview().summary()).isEqualTo("""
                    change partitions of topic grown: 2 -> 3
                      keys will map to other partitions; this cannot be reverted""");
            assertThat(plan.confirmation()).hasValue("grown");
            assertThat(ResultText.fields(plan.preview().fields())).isEqualTo("topic=grown from=2 to=3");
            assertThat(kafka.told("topics grown")).startsWith("topic=grown partitions=2 ");

            assertThat(kafka.change("topic alter grown -p 4 --assign 1:2:3,3:2:1"))
                    .isEqualTo("changed partitions of topic grown: 2 -> 4");
            KafkaRun.until("four", () -> kafka.told("topics grown").startsWith("topic=grown partitions=4 "));
            assertThat(partitions(kafka, "grown")).endsWith("grown 2 replicas=[1,2,3]\ngrown 3 replicas=[3,2,1]");
            fails(
                    Kind.CONFLICT,
                    "topic grown has 4 partitions; the number can only be increased",
                    () -> kafka.plan("topic alter grown -p 4"));
            fails(
                    Kind.USAGE,
                    "--assign lists 1 partitions, but 2 are added",
                    () -> kafka.plan("topic alter grown -p 6 --assign 1:2"));
            fails(Kind.NOT_FOUND, "no topic nosuch", () -> kafka.plan("topic alter nosuch -p 6"));
            fails(Kind.USAGE, "topic alter grown: no change specified", () -> kafka.plan("topic alter grown"));
            kafka.delete("grown");
        }
    }

    @Test
    void deletes_topics() {
        try (KafkaRun kafka = brokers()) {
            kafka.delete("deleted*");
            for (String name : new String[] {"deleted-1", "deleted-2", "deleted-x"}) {
                kafka.change("topic create " + name + " -p 1 -r 1");
                KafkaRun.until(name, () -> !kafka.told("topics " + name).isEmpty());
            }
            Plan plan = kafka.plan("topic delete deleted-?");

            assertThat(plan.preview().summary()).isEqualTo("""
                    delete topic deleted-1: 1 partitions × 1, 0 records
                           delete topic deleted-2: 1 partitions × 1, 0 records
                           delete topic deleted-x: 1 partitions × 1, 0 records""");
            assertThat(plan.confirmation()).hasValue("3 topics");
            assertThat(kafka.plan("topic delete deleted-1").confirmation()).hasValue("deleted-1");
            assertThat(kafka.told("topics deleted*").lines()).hasSize(3);

            assertThat(kafka.change("topic delete deleted-1 deleted-2")).isEqualTo("deleted 2 topics");
            KafkaRun.until("gone", () -> kafka.told("topics deleted*").lines().count() == 1);
            assertThat(kafka.told("topics deleted*")).startsWith("topic=deleted-x ");
            // With ZooKeeper, a topic that no broker knows any more waits for its last znodes to go.
            KafkaRun.until("deleted", () -> planFailure(kafka, "deleted-1").equals("no topic deleted-1"));
            fails(Kind.NOT_FOUND, "no topic deleted-1", () -> kafka.plan("topic delete deleted-x deleted-1"));
            assertThat(kafka.dryRun("topic delete --if-exists deleted-1"))
                    .isEqualTo("delete nothing: no topic matches deleted-1");
            fails(
                    Kind.REFUSED,
                    "__consumer_offsets is an internal topic and cannot be deleted",
                    () -> kafka.plan("topic delete __consumer_offsets"));
            assertThat(kafka.plan("topic delete --if-exists __consumer*").confirmation())
                    .isEmpty();
            kafka.delete("deleted*");
        }
    }

    @Test
    void makes_a_topic_that_is_like_another() {
        try (KafkaRun kafka = brokers()) {
            kafka.delete("cloned*");
            String line = "topic clone orders cloned -c max.message.bytes=2000000";
            String text =
                    "topic cloned: 2 partitions × 2, max.message.bytes=2000000 min.insync.replicas=2 segment.bytes=4194304";

            assertThat(kafka.dryRun(line)).isEqualTo("create " + text);
            assertThat(kafka.told("topics cloned")).isEmpty();
            assertThat(kafka.change(line)).isEqualTo("created " + text);
            KafkaRun.until("cloned", () -> !kafka.told("topics cloned").isEmpty());
            assertThat(kafka.told("topics cloned")).startsWith("topic=cloned partitions=2 replication=2 ");
            fails(Kind.NOT_FOUND, "no topic nosuch", () -> kafka.plan("topic clone nosuch cloned-too"));
            fails(Kind.CONFLICT, "cannot create topic cloned: Topic 'cloned' already exists", () -> kafka.change(line));
            kafka.delete("cloned*");
        }
    }

    @Test
    void deletes_records_and_leaves_the_topic() {
        try (KafkaRun kafka = brokers()) {
            kafka.delete("purged");
            kafka.change("topic create purged -p 2 -r 1");
            KafkaRun.until("purged", () -> !kafka.told("topics purged").isEmpty());
            kafka.fill("purged", 0, 5);
            kafka.fill("purged", 1, 3);

            Plan plan = kafka.plan("topic purge purged --before 4 --partition 0");
            assertThat(plan.preview().summary()).isEqualTo("""
                    delete 4 records of topic purged
                      purged-0: log start 0 -> 4, 4 records""");
            assertThat(plan.confirmation()).hasValue("purged");
            assertThat(ResultText.fields(plan.preview().fields()))
                    .isEqualTo("partitions=[{topic=purged partition=0 from=0 to=4 count=4}]");
            assertThat(kafka.told("topic offsets purged")).isEqualTo("""
                    topic=purged partition=0 earliest=0 latest=5 count=5
                    topic=purged partition=1 earliest=0 latest=3 count=3""");

            assertThat(ResultText.fields(kafka.made("topic purge purged --before 4 --partition 0")))
                    .isEqualTo("topic=purged partitions=[0] records=4");
            assertThat(kafka.told("topic offsets purged")).isEqualTo("""
                    topic=purged partition=0 earliest=4 latest=5 count=1
                    topic=purged partition=1 earliest=0 latest=3 count=3""");
            assertThat(kafka.dryRun("topic purge purged --before 2020-01-01"))
                    .isEqualTo("delete no records: no records in topic purged before 2020-01-01");
            assertThat(kafka.change("topic purge purged")).isEqualTo("deleted 4 records of topic purged");
            assertThat(kafka.dryRun("topic purge purged")).isEqualTo("delete no records: no records in topic purged");
            fails(
                    Kind.USAGE,
                    "purged-1 ends at 3, before 4",
                    () -> kafka.plan("topic purge purged --partition 1 --before 4"));
            fails(Kind.NOT_FOUND, "no topic nosuch", () -> kafka.plan("topic purge nosuch"));
            fails(
                    Kind.REFUSED,
                    "__consumer_offsets is an internal topic and cannot be purged",
                    () -> kafka.plan("topic purge __consumer_offsets"));
            kafka.delete("purged");
        }
    }
}
