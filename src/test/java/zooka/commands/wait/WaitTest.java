package zooka.commands.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zooka.clients.Failure;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.result.Result;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeEnsemble;
import zooka.testing.fake.FakeZnodes;
import zooka.testing.fake.MemoryKafka;

/** The conditions of {@code wait}, on fakes; those of znodes also on real servers, in the tests of the gateway. */
final class WaitTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MemoryKafka kafka = new MemoryKafka();

    private String waited(String... words) {
        return ((Result.Change) new TestRun(kafka.clusters()).query(words)).what();
    }

    private static String[] words(String line) {
        return line.split(" ");
    }

    private static String[] once(String condition) {
        return words("wait " + condition + " --timeout 0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "healthy                   | the cluster is healthy",
                "broker 2 online           | broker 2 is online",
                "broker 9 offline          | broker 9 is not registered",
                "topic orders exists       | topic orders exists",
                "topic none gone           | topic none does not exist",
                "topic clicks partitions>=6| topic clicks has 6 partitions",
                "topic clicks partitions<9 | topic clicks has 6 partitions",
                "partition orders-0 online | partition orders-0 is led by broker 1",
                "partition orders-0 leader=1 | partition orders-0 is led by broker 1",
                "partition orders-1 isr>=2 | partition orders-1 has 2 in-sync replicas",
                "group none gone           | group none does not exist",
                "moves done                | the cluster has no reassignments in progress"
            })
    void what_holds_is_told_at_once(String condition, String told) {
        assertThat(waited(once(condition))).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "broker 2 offline          | broker 2 is online",
                "broker 9 online           | broker 9 is not registered",
                "topic orders gone         | topic orders exists",
                "topic none exists         | topic none does not exist",
                "topic none partitions>=1  | topic none does not exist",
                "topic clicks partitions>=7| topic clicks has 6 partitions",
                "partition orders-0 offline| partition orders-0 is led by broker 1",
                "partition orders-0 leader=2 | partition orders-0 is led by broker 1",
                "partition orders-0 isr>2  | partition orders-0 has 2 in-sync replicas",
                "partition orders-9 online | partition orders-9 does not exist",
                "partition none-0 online   | partition none-0 does not exist",
                "group none stable         | group none does not exist"
            })
    void what_does_not_hold_in_time_is_told_as_it_is(String condition, String told) {
        Failure late = catchThrowableOfType(Failure.class, () -> waited(once(condition)));
        assertThat(late.kind()).isEqualTo(Failure.Kind.UNREACHABLE);
        assertThat(late).hasMessage("timed out: " + told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "healthy now",
                "broker 2",
                "broker two online",
                "broker 2 gone",
                "topic orders",
                "topic orders partitions>=x",
                "topic orders lag<3",
                "partition orders online",
                "partition orders-0 leader>=1",
                "group billing lag",
                "group billing dead",
                "ensemble 3",
                "ensemble 3/x",
                "moves going",
                "/demo",
                "/demo is there",
                "/demo children~3"
            })
    void other_words_are_refused_with_all_forms(String condition) {
        Failure refused = catchThrowableOfType(Failure.class, () -> waited(once(condition)));
        assertThat(refused.kind()).isEqualTo(Failure.Kind.USAGE);
        assertThat(refused).hasMessage("wait: unknown condition '" + condition + "'");
        assertThat(refused.hint()).hasValueSatisfying(hint -> assertThat(hint).contains("group NAME", "moves done"));
    }

    @Test
    void a_broker_s_end_ends_the_wait() {
        Async<String> waiting = Async.ask("wait", () -> waited(words("wait broker 3 offline --timeout 60s")));
        kafka.stop(3);
        assertThat(waiting.answer(Deadline.in(PATIENCE))).contains("broker 3 is offline");
    }

    @Test
    void what_is_unhealthy_is_named() {
        kafka.stop(3);
        Failure late = catchThrowableOfType(Failure.class, () -> waited(once("healthy")));
        assertThat(late.getMessage())
                .startsWith("timed out: the cluster is ")
                .contains("under-replicated", "brokers offline: 3");
        Async<String> waiting = Async.ask("wait", () -> waited(words("wait healthy --stable 100ms --timeout 60s")));
        kafka.start(3);
        assertThat(waiting.answer(Deadline.in(PATIENCE))).contains("the cluster is healthy");
    }

    @Test
    void what_has_not_held_for_long_enough_does_not_hold() {
        Failure late = catchThrowableOfType(
                Failure.class, () -> waited(words("wait topic orders exists --stable 1h --timeout 0")));
        assertThat(late).hasMessage("timed out: topic orders exists, but not for 3600 s yet");
    }

    @Test
    void a_group_is_waited_for_by_its_lag_and_state() {
        kafka.append("orders", 0, 3);
        new TestRun(kafka.clusters()).change("group", "reset", "billing", "--to-earliest", "--topic", "orders");
        assertThat(waited(once("group billing lag<=3"))).isEqualTo("group billing has a lag of 3");
        assertThat(waited(once("group billing empty"))).isEqualTo("group billing is empty");
        Failure late = catchThrowableOfType(Failure.class, () -> waited(once("group billing lag<3")));
        assertThat(late).hasMessage("timed out: group billing has a lag of 3");
        Async<String> waiting = Async.ask("wait", () -> waited(words("wait group billing lag=0 --timeout 60s")));
        new TestRun(kafka.clusters()).change("group", "reset", "billing", "--to-latest", "--topic", "orders");
        assertThat(waiting.answer(Deadline.in(PATIENCE))).contains("group billing has a lag of 0");
    }

    @Test
    void a_znode_is_waited_for_by_two_words_whatever_its_name() {
        FakeZnodes znodes = new FakeZnodes();
        znodes.put("/healthy", "ready", TestRun.NOW);
        TestRun run = new TestRun(kafka.clusters().with(znodes));
        assertThat(((Result.Change) run.query(once("healthy =ready"))).what()).isEqualTo("/healthy has the value");
        assertThat(((Result.Change) run.query(once("/healthy children=0"))).what())
                .isEqualTo("/healthy has 0 children");
        assertThat(run.json(words("wait topic gone --timeout 0")))
                .isEqualTo(
                        Map.of("subject", "/topic", "path", "/topic", "condition", "gone", "state", "does not exist"));
        assertThat(run.json(words("wait broker 1 online --timeout 0")))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("subject", "broker 1")
                .containsEntry("path", null);
    }

    @Test
    void an_ensemble_is_waited_for_by_its_voters_in_sync() {
        List<Server> servers = List.of(server("zk-1:2181", "follower"), server("zk-2:2181", "leader"));
        TestRun run = new TestRun(kafka.clusters().with(new FakeEnsemble(servers)));
        assertThat(((Result.Change) run.query(once("ensemble 2/3"))).what())
                .isEqualTo("the ensemble has 2 voters in sync");
        Failure late = catchThrowableOfType(Failure.class, () -> run.query(once("ensemble 3/3")));
        assertThat(late.kind()).isEqualTo(Failure.Kind.UNREACHABLE);
    }

    private static Server server(String address, String role) {
        return new Server(
                address,
                Optional.of(role),
                Optional.of("3.9.5"),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }
}
