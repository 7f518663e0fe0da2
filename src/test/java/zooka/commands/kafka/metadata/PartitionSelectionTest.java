package zooka.commands.kafka.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.testing.Sample;

/** The ways to name partitions. */
class PartitionSelectionTest {

    private static final List<Topic> TOPICS = List.of(
            topic("__consumer_offsets", 2), topic("app-1", 1), topic("app", 3), topic("orders", 7), topic("tmp.x", 2));

    private static Topic topic(String name, int partitions) {
        return Sample.topic(
                name,
                IntStream.range(0, partitions)
                        .mapToObj(number -> Sample.partition(name, number, OptionalInt.of(1), List.of(1), List.of(1)))
                        .toArray(Partition[]::new));
    }

    private static List<String> named(String... words) {
        return PartitionSelection.among(TOPICS, List.of(words)).stream()
                .map(Partition::name)
                .toList();
    }

    @Test
    void one_some_or_all_of_a_topic_each_once() {
        assertThat(named("orders-6")).containsExactly("orders-6");
        assertThat(named("orders:0,3-5")).containsExactly("orders-0", "orders-3", "orders-4", "orders-5");
        assertThat(named("app")).containsExactly("app-0", "app-1", "app-2");
        assertThat(named("app:*", "app-0")).containsExactly("app-0", "app-1", "app-2");
        assertThat(named("orders-1", "orders:0-1")).containsExactly("orders-1", "orders-0");
        assertThat(named("__consumer_offsets-1")).containsExactly("__consumer_offsets-1");
    }

    @Test
    void patterns_do_not_reach_kafkas_own() {
        assertThat(named("tmp*")).containsExactly("tmp.x-0", "tmp.x-1");
        assertThat(named("*")).hasSize(13).noneMatch(name -> name.startsWith("__"));
    }

    @Test
    void a_range_has_both_its_ends_and_may_lack_one() {
        assertThat(named("orders:5-")).containsExactly("orders-5", "orders-6");
        assertThat(named("orders:-1,6")).containsExactly("orders-0", "orders-1", "orders-6");
        assertThat(named("app*:0-1")).containsExactly("app-1-0", "app-0", "app-1");
        assertThat(of("orders:1-3")).containsExactly("orders-1", "orders-2", "orders-3");
    }

    private static List<String> of(String... words) {
        return PartitionSelection.ofTopics(TOPICS, List.of(words)).stream()
                .map(Partition::name)
                .toList();
    }

    @Test
    void a_command_about_topics_takes_a_topic_before_a_partition_and_kafkas_own() {
        assertThat(of("app-1")).containsExactly("app-1-0");
        assertThat(of("app-2")).containsExactly("app-2");
        assertThat(of("*consumer*:0")).containsExactly("__consumer_offsets-0");
        assertThat(PartitionSelection.ofTopics(TOPICS, List.of("app", "orders:0-2"), List.of(2)))
                .extracting(Partition::name)
                .containsExactly("app-2", "orders-2");
        assertThatThrownBy(() -> PartitionSelection.ofTopics(TOPICS, List.of("tmp.x"), List.of(5)))
                .hasMessage("no such partition: tmp.x has no partition 5");
    }

    @Test
    void names_and_numbers_behind_colons_need_no_list_of_all_topics() {
        assertThat(PartitionSelection.plainTopics(List.of("orders", "app:0-2", "app:*")))
                .hasValue(List.of("orders", "app"));
        assertThat(PartitionSelection.plainTopics(List.of("orders", "app-1"))).isEmpty();
        assertThat(PartitionSelection.plainTopics(List.of("ord*:1"))).isEmpty();
    }

    @Test
    void what_means_two_things_is_refused() {
        assertThatThrownBy(() -> named("app-1"))
                .hasMessage("'app-1' is a topic, and a partition of app")
                .matches(thrown -> ((Failure) thrown).kind() == Failure.Kind.USAGE);
        assertThat(named("app-1:*")).containsExactly("app-1-0");
        assertThat(named("app:1")).containsExactly("app-1");
    }

    @Test
    void what_is_not_there_or_badly_formed_is_named() {
        assertThatThrownBy(() -> named("orders-7")).hasMessage("no partition 7 in topic orders");
        assertThatThrownBy(() -> named("nope")).hasMessage("no topic nope");
        assertThatThrownBy(() -> named("nope:1")).hasMessage("no topic nope");
        assertThatThrownBy(() -> named("orders:-")).hasMessageContaining("invalid partition selection");
        assertThatThrownBy(() -> named("orders:5-7")).hasMessage("no partition 7 in topic orders");
        assertThatThrownBy(() -> named("orders:9-")).hasMessage("no partition 9 in topic orders");
        assertThatThrownBy(() -> named("app*:5")).hasMessage("no partition app*:5");
        assertThatThrownBy(() -> named("orders:3-1")).hasMessageContaining("is an empty range");
        assertThatThrownBy(() -> named("nope-*"))
                .matches(thrown -> ((Failure) thrown).kind() == Failure.Kind.NOT_FOUND);
    }
}
