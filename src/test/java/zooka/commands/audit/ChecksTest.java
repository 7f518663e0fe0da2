package zooka.commands.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static zooka.commands.audit.Sides.found;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.BrokerSurvey.Eligible;
import zooka.clients.kafka.BrokerSurvey.Settings;
import zooka.clients.kafka.LogDirs.LogDir;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.audit.evidence.ZooKeeperEvidence;
import zooka.commands.kafka.metadata.KafkaZnodes.Assignment;
import zooka.commands.kafka.metadata.KafkaZnodes.Control;
import zooka.testing.Golden;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;

/** What each check finds in evidence made by hand, with what both sides say. */
class ChecksTest {

    private final Sides sides = new Sides();

    @Test
    void nothing_is_found_where_all_is_well() {
        assertThat(found(sides.zookeeper())).isEmpty();
        assertThat(found(sides.kraft())).isEmpty();
        assertThat(found(new Evidence(Optional.of(sides.kept()), Optional.empty(), Map.of())))
                .isEmpty();
    }

    @Test
    void every_check_has_an_id_of_its_own_and_a_meaning() {
        assertThat(Checks.all()).extracting(Check::id).doesNotHaveDuplicates();
        assertThat(Checks.all()).allMatch(check -> check.meaning().length() > 20);
        assertThatThrownBy(() -> Checks.of(List.of("nosuch"), List.of())).hasMessage("unknown check 'nosuch'");
    }

    @Test
    void a_broker_with_another_leader_is_stale_against_zookeeper_and_against_newer_brokers() {
        sides.tells(2, Sides.partition(2, 4, List.of(1, 2), List.of(1, 2)));

        assertThat(found(sides.zookeeper()))
                .isEqualTo("stale-leader orders-0: leader 1, epoch 5, state version 7 | broker 2: leader 2, epoch 4");
        assertThat(found(sides.kraft()))
                .isEqualTo("stale-leader orders-0:  | broker 1: leader 1, epoch 5; broker 2: leader 2, epoch 4");
    }

    @Test
    void replicas_in_sync_are_compared_as_sets_and_only_within_an_epoch() {
        sides.tells(2, Sides.partition(1, 5, List.of(1, 2), List.of(2, 1)));
        assertThat(found(sides.zookeeper())).isEmpty();

        sides.tells(2, Sides.partition(1, 5, List.of(1, 2), List.of(1)));
        assertThat(found(sides.zookeeper()))
                .isEqualTo("isr-differs orders-0: in sync 1 2, state version 7 | broker 2: in sync 1");
        assertThat(found(sides.kraft()))
                .isEqualTo("isr-differs orders-0:  | broker 1: in sync 1 2; broker 2: in sync 1");
    }

    @Test
    void an_assignment_that_a_broker_does_not_have() {
        sides.tells(2, Sides.partition(1, 5, List.of(2, 1), List.of(1, 2)));

        assertThat(found(sides.zookeeper()))
                .isEqualTo("replicas-differ orders-0: replicas 1 2 | broker 2: replicas 2 1");
        assertThat(found(sides.kraft())).startsWith("replicas-differ orders-0:  |");
    }

    @Test
    void topics_that_one_side_has_alone() {
        sides.topics.put(2, List.of());
        sides.logDirs.put(2, List.of(Sides.logs(2, "orders")));
        assertThat(found(sides.zookeeper()))
                .isEqualTo(
                        "ghost-topic orders: in /brokers/topics | broker 2: no such topic, or no permission to describe it");
        assertThat(found(sides.kraft()))
                .isEqualTo("ghost-topic orders:  | broker 2: no such topic, but others have it");

        Sides other = new Sides();
        other.assignments.clear();
        other.leaderships.clear();
        assertThat(found(other.zookeeper()))
                .isEqualTo("unknown-topic orders: not in /brokers/topics | brokers 1 2: served");
    }

    @Test
    void a_topic_of_another_id() {
        sides.topics.put(2, List.of(Sides.topic("orders", "old", Sides.partition(1, 5, List.of(1, 2), List.of(1, 2)))));

        assertThat(found(sides.zookeeper())).isEqualTo("topic-id-differs orders: id id | broker 2: id old");
        assertThat(found(sides.kraft())).isEqualTo("topic-id-differs orders:  | broker 1: id id; broker 2: id old");
    }

    @Test
    void controllers() {
        sides.controllers.put(2, 2);
        assertThat(found(sides.zookeeper()))
                .isEqualTo("controller-differs cluster: controller 1, epoch 4 | broker 2: controller 2");
        assertThat(found(sides.kraft()))
                .as("brokers name any of themselves there")
                .isEmpty();

        sides.control = Optional.of(new Control(OptionalInt.of(3000), OptionalInt.of(2)));
        assertThat(found(sides.zookeeper())).as("a migration is under way").isEmpty();

        sides.control = Optional.empty();
        assertThat(found(sides.zookeeper())).isEqualTo("no-controller cluster: no znode /controller |");
        sides.control = Optional.of(new Control(OptionalInt.of(8), OptionalInt.empty()));
        assertThat(found(sides.zookeeper()))
                .startsWith("no-controller cluster: /controller contains broker 8, which is not registered |");
    }

    @Test
    void a_state_that_contradicts_the_rest() {
        sides.leaderships.put("orders-0", Sides.state(OptionalInt.of(1), 5, List.of(1, 2), 5));
        assertThat(found(sides.zookeeper()))
                .isEqualTo("zombie-controller-epoch orders-0: controller epoch 5, /controller_epoch is 4 |");

        sides.leaderships.put("orders-0", Sides.state(OptionalInt.of(1), 5, List.of(2), 4));
        assertThat(found(sides.zookeeper()))
                .contains("isr-outside-replicas orders-0: replicas 1 2, in sync 2, leader 1; state version 7 |");

        sides.leaderships.remove("orders-0");
        assertThat(found(sides.zookeeper()))
                .isEqualTo("missing-state orders-0: assigned to 1 2, but without a state | known to brokers");

        sides.unreadable.add("/brokers/topics/orders/partitions/0/state");
        assertThat(found(sides.zookeeper()))
                .isEqualTo("unreadable-znode /brokers/topics/orders/partitions/0/state: invalid value |");
    }

    @Test
    void a_lost_broker_and_what_it_leaves_behind() {
        sides.registered.remove(2);
        sides.known.put(1, List.of(Sides.broker(1)));
        sides.silent.put(2, "connection refused");
        sides.leaderships.put("orders-0", Sides.state(OptionalInt.empty(), 6, List.of(2), 4));
        sides.tells(1, Sides.partition(-1, 6, List.of(1, 2), List.of(2)));

        assertThat(found(sides.zookeeper())).isEqualTo("""
                no-leader orders-0: no leader since 2026-03-01T14:00:00Z, last in sync: 2 | no leader
                offline-replica broker 2: not registered; has replicas of 1 partition: orders-0; still listed as in sync in \
                1 partition: orders-0 |""");
        sides.fenced.add(new Broker(2, "kafka-2", 9092, Optional.empty(), false));
        sides.eligible.put("orders-0", new Eligible(List.of(2), List.of()));
        assertThat(found(sides.kraft())).isEqualTo("""
                no-leader orders-0:  | no leader, last in sync: 2
                eligible-replicas orders-0:  | eligible 2
                fenced-broker broker 2:  | fenced, last address kafka-2:9092
                offline-replica broker 2:  | registered but fenced; has replicas of 1 partition: orders-0; still listed as in sync in \
                1 partition: orders-0""");
    }

    @Test
    void a_leader_that_nobody_has_replaced() {
        sides.registered.remove(1);
        sides.control = Optional.of(new Control(OptionalInt.of(2), OptionalInt.empty()));
        sides.controllers.replaceAll((id, controller) -> 2);

        assertThat(found(sides.zookeeper()))
                .contains("offline-leader orders-0: leader 1 is not registered; state version 7 |")
                .contains("unregistered-broker broker 1: not registered | brokers 1 2: online");
    }

    @Test
    void brokers_that_others_do_not_know_or_reach() {
        sides.known.put(2, List.of(Sides.broker(2)));
        assertThat(found(sides.zookeeper()))
                .isEqualTo("unaccepted-broker broker 1: registered | broker 2: no such broker");
        assertThat(found(sides.kraft())).isEqualTo("unaccepted-broker broker 1:  | broker 2: no such broker");

        Sides other = new Sides();
        other.silent.put(2, "no such host");
        assertThat(found(other.zookeeper()))
                .isEqualTo("unreachable-endpoint broker 2: registered at kafka-2:9092 | kafka-2:9092: no such host");
        other.silent.clear();
        other.registered.put(2, new ZooKeeperEvidence.RegisteredBroker(Sides.broker(2), List.of("elsewhere:9092")));
        assertThat(found(other.zookeeper()))
                .isEqualTo("endpoint-differs broker 2: registered at elsewhere:9092 | brokers 1 2: kafka-2:9092");
    }

    @Test
    void requests_that_nobody_fulfils() {
        sides.deletions.put("orders", Sides.THEN);
        assertThat(found(sides.zookeeper()))
                .isEqualTo(
                        "pending-deletion orders: marked for deletion at 2026-03-01T14:00:00Z | brokers 1 2: log still exists");

        Sides other = new Sides();
        other.reassignment = Optional.of(new ZooKeeperEvidence.Request(List.of("orders-0"), Sides.THEN));
        other.election = Optional.of(new ZooKeeperEvidence.Request(List.of("orders-0"), Sides.THEN));
        other.assignments.put(
                "orders", new Assignment(Optional.of("id"), Map.of(0, List.of(1, 2)), Map.of(0, List.of(2)), Map.of()));
        assertThat(found(other.zookeeper())).isEqualTo("""
                stale-reassignment /admin/reassign_partitions: requested at 2026-03-01T14:00:00Z: 1 partition: orders-0 \
                | in progress: none
                stale-reassignment orders-0: adding 2 | no reassignment in progress
                blocked-election /admin/preferred_replica_election: requested at 2026-03-01T14:00:00Z: 1 partition: \
                orders-0 |""");
        other.election = Optional.empty();
        other.inProgress = Optional.of(Set.of("orders-0"));
        assertThat(found(other.zookeeper())).isEmpty();
    }

    @Test
    void logs_that_nobody_assigned_and_those_that_are_missing() {
        sides.logDirs.put(1, List.of(Sides.logs(1, "orders", "gone")));
        sides.logDirs.put(2, List.of(Sides.logs(2)));
        assertThat(found(sides.zookeeper())).isEqualTo("""
                stray-log gone-0: no such topic | broker 1: a log in /d
                missing-log orders-0:  | broker 2: no log, but in sync: 1 2""");
        assertThat(found(sides.kraft()))
                .startsWith("stray-log gone-0:  | broker 1: a log in /d; no such topic\nmissing-log");

        sides.logDirs.put(
                2,
                List.of(new LogDir(
                        2, "/d", Optional.of("disk error"), OptionalLong.empty(), OptionalLong.empty(), List.of())));
        assertThat(found(sides.kraft())).endsWith("failed-log-dir broker 2 /d:  | broker 2: disk error");
    }

    @Test
    void settings_that_brokers_do_not_have() {
        sides.topicSettings.put("orders", Map.of("retention.ms", "5"));
        sides.topicSettings.put("gone", Map.of("retention.ms", "5"));
        sides.brokerSettings.put("1", Map.of("log.cleaner.threads", "2", "ssl.keystore.password", "encoded"));
        sides.brokerSettings.put(
                ZooKeeperEvidence.ALL_BROKERS, Map.of("background.threads", "9", "num.io.threads", "4"));
        sides.settings.put(
                1,
                new Settings(
                        Map.of("log.cleaner.threads", "1", "ssl.keystore.password", "(secret)", "num.io.threads", "8"),
                        Map.of("background.threads", "9.0"),
                        Map.of("orders", Map.of("retention.ms", "7"))));
        sides.settings.put(
                2,
                new Settings(
                        Map.of(),
                        Map.of("background.threads", "9", "num.io.threads", "4"),
                        Map.of("orders", Map.of("retention.ms", "5"))));

        assertThat(found(sides.zookeeper())).isEqualTo("""
                orphan-config gone: configuration without a topic: {retention.ms=5} |
                config-differs broker 1: log.cleaner.threads=2 | broker 1: log.cleaner.threads=1
                config-differs broker 1: num.io.threads=not set | broker 1: num.io.threads=8
                config-differs orders: retention.ms=5 | broker 1: retention.ms=7""");
        assertThat(found(sides.kraft()))
                .isEqualTo("config-differs orders:  | broker 1: retention.ms=7; broker 2: retention.ms=5");
    }

    @Test
    void another_cluster_is_all_that_can_be_said() {
        sides.toldIds.replaceAll((id, cluster) -> "two");
        sides.topics.put(2, List.of());

        assertThat(found(sides.zookeeper())).isEqualTo("wrong-cluster cluster: cluster one | brokers 1 2: cluster two");
        sides.keptId = Optional.empty();
        assertThat(found(sides.zookeeper()))
                .isEqualTo("wrong-cluster cluster: no znode /cluster/id | brokers 1 2: cluster two");
    }

    @Test
    void old_groups_and_migrations_are_told_and_what_moves_in_them_is_not_compared() {
        sides.groups.add(new ZooKeeperEvidence.OldGroup("veterans", 1, Map.of("orders-0", 10L, "gone-0", 3L)));
        sides.migration = Optional.of("{}");
        sides.ends.put("orders-0", 1_214L);
        List<Finding> before = Checks.of(List.of(), List.of()).find(sides.zookeeper());

        assertThat(found(sides.zookeeper())).isEqualTo("""
                old-group veterans: 1 member, offsets of 2 partitions | lag 1,204 on 1 of its partitions
                migration cluster: /migration {}; the controller is a broker | brokers in ZooKeeper mode""");
        sides.ends.put("orders-0", 1_300L);
        List<Finding> after = Checks.of(List.of(), List.of()).find(sides.zookeeper());
        assertThat(after.get(0).brokers()).isNotEqualTo(before.get(0).brokers());
        assertThat(after.get(0).same(before.get(0))).isTrue();
    }

    @Test
    void offsets_beyond_the_ends_of_logs_are_told_by_group() {
        sides.lags.put("billing", List.of(Sides.lag(0, 144, 136), Sides.lag(1, 20, 10), Sides.lag(2, 9, 9)));

        for (Evidence evidence : List.of(sides.zookeeper(), sides.kraft())) {
            assertThat(found(evidence))
                    .isEqualTo("offset-beyond-end group billing:  | 2 partitions: orders-0 orders-1;"
                            + " orders-1: committed 20, end 10");
        }
        sides.lags.put("billing", List.of(Sides.lag(2, 9, 9), Sides.lag(3, 1, 9)));
        assertThat(found(sides.kraft())).isEmpty();
        sides.groups.add(new ZooKeeperEvidence.OldGroup("veterans", 1, Map.of("orders-0", 10L)));
        sides.ends.put("orders-0", 4L);
        assertThat(found(sides.zookeeper())).endsWith("| lag 0, 1 of its offsets past the end of the log");
    }

    @Test
    void a_finding_counts_once_it_has_been_the_same_for_long_enough() {
        StableFindings settling = new StableFindings(Duration.ofNanos(10));
        Finding lost = new OfflineReplica().finding("broker 2", "a", "b", "start it");
        Finding moving = new StaleLeader().finding("orders-0", "epoch 4", "epoch 3", "wait");
        Finding moved = new StaleLeader().finding("orders-0", "epoch 5", "epoch 4", "wait");

        settling.add(List.of(moving), 100);
        assertThat(settling.persistent()).isEmpty();
        settling.add(List.of(moved, lost), 106);
        assertThat(settling.open()).isEqualTo(2);
        settling.add(List.of(moved), 112);
        assertThat(settling.persistent()).as("it has changed at 106").isEmpty();
        settling.add(List.of(moved, lost), 117);
        assertThat(settling.persistent()).as("the other was gone for a while").containsExactly(moved);
        assertThat(settling.open()).isEqualTo(1);
        settling.add(List.of(), 120);
        assertThat(settling.open()).isZero();

        StableFindings atOnce = new StableFindings(Duration.ZERO);
        atOnce.add(List.of(lost), 5);
        assertThat(atOnce.persistent()).containsExactly(lost);
    }

    @Test
    void what_follows_from_one_cause_is_left_out() {
        sides.registered.clear();
        sides.control = Optional.empty();
        assertThat(found(new Evidence(Optional.of(sides.kept()), Optional.empty(), Map.of())))
                .isEqualTo("no-broker cluster: no broker is registered; no leader: 1 partition: orders-0 |");
    }

    @Test
    void findings_are_laid_out_for_people() {
        sides.tells(2, Sides.partition(2, 4, List.of(1, 2), List.of(1, 2)));
        sides.logDirs.put(2, List.of(Sides.logs(2, "gone")));
        sides.silent.put(1, "connection refused");
        sides.deletions.put("orders", Sides.THEN);
        Sides unled = new Sides();
        unled.control = Optional.empty();
        unled.leaderships.put("orders-0", Sides.state(OptionalInt.empty(), 5, List.of(1, 2), 4));
        StringBuilder all = new StringBuilder();
        for (Evidence evidence : List.of(sides.zookeeper(), sides.kraft(), unled.zookeeper())) {
            all.append("> audit\n")
                    .append(Golden.shown(
                            Audit.table(Checks.of(List.of(), List.of()).find(evidence), "no findings")))
                    .append('\n');
        }
        all.append("> audit --list\n").append(Golden.shown(new TestRun(new FakeClusters()).query("audit", "--list")));
        Golden.assertText("commands/audit/audit", all.toString());
    }
}
