package zooka.commands.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import zooka.commands.Failure;
import zooka.commands.kafka.client.Partition;
import zooka.commands.kafka.client.Topic;

/** The ways to name partitions. */
class PartitionNamesTest {

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
        return PartitionNames.among(TOPICS, List.of(words)).stream()
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
    void what_means_two_things_is_refused() {
        assertThatThrownBy(() -> named("app-1"))
                .hasMessage("'app-1' is a topic, and a partition of app")
                .matches(thrown -> ((Failure) thrown).kind() == Failure.Kind.USAGE);
        assertThat(named("app-1:*")).containsExactly("app-1-0");
        assertThat(named("app:1")).containsExactly("app-1");
    }

    @Test
    void what_is_not_there_or_badly_formed_is_named() {
        assertThatThrownBy(() -> named("orders-7")).hasMessage("no partition 7 of topic orders");
        assertThatThrownBy(() -> named("nope")).hasMessage("no topic or partition nope");
        assertThatThrownBy(() -> named("nope:1")).hasMessage("no topic nope");
        assertThatThrownBy(() -> named("orders:1-")).hasMessageContaining("is no name of partitions");
        assertThatThrownBy(() -> named("orders:3-1")).hasMessageContaining("ends before it begins");
        assertThatThrownBy(() -> named("nope-*"))
                .matches(thrown -> ((Failure) thrown).kind() == Failure.Kind.NOT_FOUND);
    }
}
