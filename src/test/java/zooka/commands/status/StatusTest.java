package zooka.commands.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.ClusterState.Mode;
import zooka.clients.kafka.Groups;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.Voters;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.result.Result;
import zooka.shell.render.Screen;
import zooka.shell.status.View;
import zooka.testing.Golden;
import zooka.testing.ResultText;
import zooka.testing.Sample;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeGroups;
import zooka.testing.fake.FakeQuorum;
import zooka.testing.fake.FakeTopics;
import zooka.testing.fake.FakeZnodes;

/** What {@code status} says of clusters that a test sets. */
class StatusTest {

    private static final Server LEADER = server("zk-1:2181", "leader", 0x500000010L);

    private static Server server(String address, String role, long zxid) {
        return new Server(
                address,
                Optional.of(role),
                Optional.of("3.9.5"),
                OptionalLong.of(zxid),
                Optional.of(0.5),
                OptionalLong.of(3),
                OptionalLong.of(0),
                OptionalLong.of(1_204),
                Optional.empty());
    }

    /** The lines that pipes see. */
    private static String shown(Result result) {
        Result.Drawing drawn =
                (Result.Drawing) (result instanceof Result.WithFailure failing ? failing.result() : result);
        return new View().plain(drawn.picture(), Screen.pipe(TestRun.NOW)).stripTrailing();
    }

    private static final Groups.Group BILLING =
            new Groups.Group("billing", "Stable", "Classic", Optional.empty(), Optional.empty());

    private static FakeGroups groups(long committed, long end) {
        return new FakeGroups(new Groups.Answer(
                List.of(BILLING),
                List.of(new Groups.Lag(
                        new Groups.Commit(
                                "billing",
                                new PartitionName("logs", 0),
                                OptionalLong.of(committed),
                                OptionalInt.empty(),
                                "",
                                OptionalLong.empty(),
                                Optional.empty()),
                        new Groups.Log(OptionalLong.of(0), OptionalLong.of(end), OptionalLong.empty(), true))),
                Map.of(),
                List.of()));
    }

    private static FakeTopics well(Mode mode) {
        return new FakeTopics(new ClusterState(
                TestRun.NOW,
                Optional.of("cluster"),
                mode,
                OptionalInt.of(3),
                OptionalInt.of(14),
                List.of(
                        new Broker(1, "kafka-1", 9092, Optional.empty(), true),
                        new Broker(3, "kafka-3", 9092, Optional.empty(), true)),
                List.of(Sample.topic(
                        "logs",
                        Sample.partition("logs", 0, OptionalInt.of(1), List.of(1, 3), List.of(1, 3)),
                        Sample.partition("logs", 1, OptionalInt.of(3), List.of(1, 3), List.of(1, 3))))));
    }

    @Test
    void a_cluster_that_is_well_is_a_line_for_each_part() {
        TestRun run = new TestRun(new FakeClusters()
                .with(new FakeZnodes())
                .with(LEADER)
                .with(server("zk-2:2181", "follower", 0x50000000eL))
                .with(well(Mode.ZOOKEEPER))
                .with(groups(7, 10)));

        Result result = run.query("status");

        assertThat(shown(result)).isEqualTo("""
                ZooKeeper\thealthy\t2 of 2   zk-1:2181 leads   zxid 0x500000010   lag 2   latency 0.5 ms   znodes 1204
                Kafka\thealthy\t2 of 2   controller 3   topics 1   partitions 2
                \tinfo\t1 partition is not led by its preferred replica
                \t\t→ partition elect
                Groups\thealthy\t1 group   1 lagging, at most 3 records""");
        assertThat(run.missing()).isEmpty();
        assertThat(ResultText.fields(((Result.Drawing) result).fields().get()))
                .startsWith(
                        "zookeeper={health=healthy servers=2 answering=2 leader=zk-1:2181 zxid=0x500000010 zxidLag=2")
                .contains("kafka={health=healthy mode=zookeeper brokers=2 online=[1,3] unreachable=[] controller=3 ")
                .contains(
                        "groups={health=healthy groups=1 lagging=[{group=billing topic=logs lag=3 growthPerSecond=0}]}")
                .endsWith(
                        "findings=[{severity=info part=kafka id=not-preferred subject=cluster what=1 partition is not led by its preferred"
                                + " replica remedy=partition elect since=-}]");
    }

    @Test
    void a_group_that_has_committed_beyond_the_end_of_a_log_is_named() {
        TestRun run = new TestRun(new FakeClusters()
                .with(new FakeZnodes())
                .with(LEADER)
                .with(well(Mode.ZOOKEEPER))
                .with(groups(144_424, 136_204)));

        assertThat(shown(run.query("status"))).endsWith("""
                Groups\tdegraded\t1 group   no lag
                \twarning\tbilling has committed an offset 8,220 past the end of logs-0
                \t\t→ group lag billing""");
    }

    @Test
    void what_is_wrong_is_told_with_its_cause_and_a_remedy() {
        FakeTopics topics = new FakeTopics(Sample.state(Mode.ZOOKEEPER));
        topics.minimum("logs", 2);
        TestRun run = new TestRun(new FakeClusters()
                .with(new FakeZnodes())
                .with(LEADER)
                .with(Server.unreachable("zk-2:2181", "connection refused"))
                .with(topics));

        assertThat(shown(run.query("status", "--no-groups"))).isEqualTo("""
                ZooKeeper\tdegraded\t1 of 2   zk-1:2181 leads   zxid 0x500000010   lag 0   latency 0.5 ms   znodes 1204
                \twarning\tzk-2:2181 connection refused
                \t\t→ ensemble
                Kafka\tunhealthy\t2 of 3   controller 3   topics 3   partitions 5
                \tcritical\torders-0 has no leader (its only in-sync replica, broker 2, is offline)
                \t\t→ start broker 2; or, losing records: partition elect orders-0 --unclean
                \tcritical\t1 partition has fewer in-sync replicas than min.insync.replicas and accepts no writes: logs-2
                \t\t→ partitions --under-min-isr
                \twarning\tlogs-2 is under-replicated (broker 2 offline)
                \t\t→ start broker 2
                \tinfo\t1 partition is not led by its preferred replica
                \t\t→ partition elect""");
        assertThat(run.missing()).contains("no");
    }

    @Test
    void where_no_broker_is_registered_that_is_the_one_cause() {
        FakeTopics topics = well(Mode.ZOOKEEPER);
        topics.fail(Failure.unreachable("no broker of kafka:9092 answers"));
        TestRun run = new TestRun(new FakeClusters()
                .with(new FakeZnodes()
                        .put("/brokers/topics/logs", "{\"partitions\":{\"0\":[1,3],\"1\":[3,1]}}", TestRun.NOW)
                        .put("/brokers/topics/logs/partitions/0/state", "{\"leader\":1,\"isr\":[1,3]}", TestRun.NOW)
                        .put("/brokers/topics/logs/partitions/1/state", "{\"leader\":3,\"isr\":[3]}", TestRun.NOW))
                .with(LEADER)
                .with(topics));

        assertThat(shown(run.query("status"))).endsWith("""
                Kafka\tunhealthy\t0 of 2   no controller   topics 1   partitions 2
                \tcritical\tno broker is registered in ZooKeeper: 2 partitions have no leader
                \t\t→ start brokers 1, 3""");
        assertThat(run.missing()).containsExactly("no");
    }

    @Test
    void a_broker_that_is_registered_and_silent_is_told_from_one_that_is_gone() {
        ClusterState seen = Sample.state(Mode.ZOOKEEPER).withUnreachable(Map.of(3, "connection refused"));
        TestRun run = new TestRun(
                new FakeClusters().with(new FakeZnodes()).with(LEADER).with(new FakeTopics(seen)));

        String shown = shown(run.query("status", "--no-groups"));

        assertThat(shown).contains("Kafka\tunhealthy\t2 of 3   controller 3").contains("""
                        \twarning\tbroker 3 is registered but does not answer this client: connection refused
                        \t\t→ doctor
                        \tcritical\torders-0 has no leader (its only in-sync replica, broker 2, is offline)""");
    }

    @Test
    void a_quorum_without_a_leader_is_a_part_of_its_own_and_who_does_not_answer_is_offline() {
        ClusterState seen = new ClusterState(
                        TestRun.NOW,
                        Optional.of("cluster"),
                        Mode.KRAFT,
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Sample.state(Mode.KRAFT).brokers(),
                        Sample.state(Mode.KRAFT).topics())
                .withUnreachable(Map.of(3, "connection refused"))
                .withUnreachableOffline();
        Voters voters = new Voters(List.of(
                new Voters.Voter(OptionalInt.of(1), "kafka-1:9093", Optional.empty()),
                new Voters.Voter(OptionalInt.of(2), "kafka-2:9093", Optional.of("connection refused")),
                new Voters.Voter(OptionalInt.of(3), "kafka-3:9093", Optional.of("connection refused"))));
        TestRun run = new TestRun(new FakeClusters().with(new FakeTopics(seen)).with(new FakeQuorum().lose(voters)));

        assertThat(shown(run.query("status", "--no-groups"))).startsWith("""
                Quorum\tunhealthy\tno leader
                \tcritical\tthe quorum has no leader: 1 of 3 voters answers (2, 3: connection refused)
                \t\t→ start nodes 2, 3
                Kafka\tunhealthy\t1 of 3   no controller   topics 3   partitions 5
                \tcritical\tlogs-1 has no leader (broker 3 is offline; broker 1 is in sync, but not elected)
                \t\t→ start broker 3
                \tcritical\tlogs-2 has no leader (its only in-sync replica, broker 3, is offline)
                \t\t→ start broker 3
                """);
    }

    @Test
    void a_quorum_stands_in_place_of_the_ensemble() {
        FakeQuorum quorum =
                new FakeQuorum().elect(3, 1, 2).fetched(1).fetched(2, Duration.ofSeconds(1), Duration.ofSeconds(60));
        TestRun run = new TestRun(new FakeClusters().with(well(Mode.KRAFT)).with(quorum));

        assertThat(shown(run.query("status", "--no-groups"))).startsWith("""
                Quorum\tunhealthy\t2 of 3 voters   node 3 leads   epoch 1
                \tcritical\tno further voter may fail: voter 2 is lagging, for 1 min
                \t\t→ quorum replication
                Kafka\thealthy\t2 of 2   controller 3 (epoch 14)   topics 1   partitions 2""");
    }

    @Test
    void a_part_that_is_silent_is_a_line_and_the_rest_is_shown() {
        FakeTopics topics = well(Mode.ZOOKEEPER);
        TestRun run = new TestRun(new FakeClusters()
                .with(new FakeZnodes())
                .with(Server.unreachable("zk-1:2181", "timed out"))
                .with(topics)
                .with(groups(10, 10)));
        Result.WithFailure failing = (Result.WithFailure) run.query("status");
        assertThat(shown(failing)).startsWith("""
                ZooKeeper\tunreachable\tzk-1:2181 timed out
                Kafka\thealthy\t2 of 2   controller 3   topics 1   partitions 2
                """).endsWith("Groups\thealthy\t1 group   no lag");
        assertThat(failing.failure().kind()).isEqualTo(Failure.Kind.UNREACHABLE);

        topics.fail(Failure.unreachable("no broker answers"));
        assertThatThrownBy(() -> run.query("status")).hasMessage("no broker answers");
        TestRun other = new TestRun(
                new FakeClusters().with(new FakeZnodes()).with(LEADER).with(topics));
        assertThat(shown(other.query("status"))).isEqualTo("""
                ZooKeeper\thealthy\t1 of 1   zk-1:2181 leads   zxid 0x500000010   latency 0.5 ms   znodes 1204
                Kafka\tunreachable\tno broker answers""");
    }

    @Test
    void groups_are_named_when_they_lag_much_and_counted_where_a_broker_does_not_tell() {
        TestRun run = new TestRun(new FakeClusters().with(well(Mode.ZOOKEEPER)).with(groups(0, 48_211)));
        assertThat(shown(run.query("status"))).endsWith("""
                Groups\thealthy\t1 group   1 lagging, at most 48,211 records
                \tinfo\tbilling has a lag of 48,211 on logs
                \t\t→ group lag billing""");

        FakeGroups partly = new FakeGroups(
                new Groups.Answer(List.of(BILLING), List.of(), Map.of(), List.of("broker 2: timed out")));
        TestRun other =
                new TestRun(new FakeClusters().with(well(Mode.ZOOKEEPER)).with(partly));
        assertThat(shown(other.query("status"))).endsWith("Groups\thealthy\t1 group");
        assertThat(other.missing()).containsExactly("broker 2: timed out");
    }

    @Test
    void is_laid_out_for_people() {
        TestRun healthy = new TestRun(new FakeClusters()
                .with(new FakeZnodes())
                .with(LEADER)
                .with(server("zk-2:2181", "follower", 0x50000000eL))
                .with(well(Mode.ZOOKEEPER))
                .with(groups(7, 10)));
        FakeTopics topics =
                new FakeTopics(Sample.state(Mode.ZOOKEEPER).withUnreachable(Map.of(3, "connection refused")));
        topics.minimum("logs", 2);
        TestRun unhealthy = new TestRun(new FakeClusters()
                .with(new FakeZnodes())
                .with(LEADER)
                .with(Server.unreachable("zk-2:2181", "connection refused"))
                .with(topics)
                .with(groups(144_424, 136_204)));

        Golden.assertText(
                "commands/status/status",
                "> status\n" + Golden.shown(healthy.query("status")) + "\n> status\n"
                        + Golden.shown(unhealthy.query("status")));
    }
}
