package zooka.commands.groups;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import zooka.clients.kafka.Groups.Member;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.TopicChanges.NewTopic;
import zooka.commands.action.Action;
import zooka.testing.SetClock;
import zooka.testing.TestRun;
import zooka.testing.fake.MemoryKafka;

/** Groups on brokers in memory that a test lets read, and a clock. */
public final class Pipeline {

    private final String topic;
    public final MemoryKafka kafka = new MemoryKafka();
    public final SetClock clock = new SetClock();
    private final GroupsLive live = (GroupsLive) ((Action.Query) TestRun.action("groups"))
            .live(Duration.ofSeconds(2))
            .orElseThrow();

    public Pipeline() {
        this("clicks");
    }

    /** @param topic the topic that the groups read; it is created if it is not {@code clicks} */
    public Pipeline(String topic) {
        this.topic = topic;
        if (!topic.equals("clicks")) {
            kafka.administration()
                    .topics()
                    .create(new NewTopic(topic, OptionalInt.of(6), OptionalInt.of(3), List.of(), Map.of()), false);
        }
    }

    /** Writes so many records to each of the first partitions of the topic. */
    public void write(int partitions, int records) {
        for (int i = 0; i < partitions; i++) {
            kafka.append(topic, i, records);
        }
    }

    /** Commits offsets in the partitions of the topic from 0 on. */
    public void commit(String group, long... offsets) {
        commit(group, topic, offsets);
    }

    /** Commits offsets in the partitions of a topic from 0 on. */
    public void commit(String group, String topic, long... offsets) {
        Map<PartitionName, Long> committed = new TreeMap<>();
        for (int i = 0; i < offsets.length; i++) {
            committed.put(new PartitionName(topic, i), offsets[i]);
        }
        kafka.administration().groups().commit(group, false, committed);
    }

    /** A member joins that reads partitions of the topic. */
    public void join(String group, String client, Integer... partitions) {
        kafka.join(group, member(client, partitions));
    }

    private Member member(String client, Integer... partitions) {
        List<PartitionName> assigned = Arrays.stream(partitions)
                .map(number -> new PartitionName(topic, number))
                .toList();
        return new Member(
                client + "-4f1c",
                Optional.empty(),
                Optional.of("10.0.0.7"),
                Optional.of(client),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                List.of(topic),
                Optional.of(assigned),
                Optional.empty());
    }

    /** What is known now, with the rates since the last looks. */
    public GroupsPicture look() {
        return live.look(new TestRun(kafka.clusters()).with(clock).context());
    }

    /** Some time passes. */
    public void after(int seconds) {
        kafka.at(clock.after(Duration.ofSeconds(seconds)));
    }
}
