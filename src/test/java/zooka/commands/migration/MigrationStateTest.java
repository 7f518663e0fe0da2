package zooka.commands.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import zooka.commands.migration.MigrationState.Broker;
import zooka.commands.migration.MigrationState.Claim;
import zooka.commands.migration.MigrationState.Controller;
import zooka.commands.migration.MigrationState.Copy;
import zooka.commands.migration.MigrationState.Kind;
import zooka.testing.TestRun;

/** The phases of a migration by what is seen, as the rehearsal on real servers shows it. */
final class MigrationStateTest {

    private static final Instant NOW = TestRun.NOW;

    private Optional<Claim> claim = Optional.of(new Claim(OptionalInt.of(2), OptionalInt.empty(), NOW));
    private Optional<Copy> copy = Optional.empty();
    private final Map<Integer, Broker> brokers = new TreeMap<>();
    private final List<Controller> controllers = new ArrayList<>();
    private final Map<Integer, List<String>> named = new LinkedHashMap<>();

    MigrationStateTest() {
        brokers(Kind.ZOOKEEPER, false);
    }

    private void brokers(Kind kind, boolean enabled) {
        for (int id = 1; id <= 3; id++) {
            brokers.put(id, new Broker(id, kind, kind == Kind.ZOOKEEPER, Optional.of(enabled)));
        }
    }

    private void controllers(boolean ready) {
        controllers.clear();
        controllers.add(new Controller("c:9093", Optional.of(ready), Optional.empty()));
    }

    private void claimed() {
        claim = Optional.of(new Claim(OptionalInt.of(3001), OptionalInt.of(4), NOW));
    }

    private void copied(long offset) {
        copy = Optional.of(new Copy(
                OptionalInt.of(3001),
                OptionalInt.of(4),
                offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset),
                NOW));
    }

    private MigrationState state() {
        return new MigrationState(claim, copy, brokers, controllers, named);
    }

    private void is(Phase phase, boolean stuck) {
        assertThat(state().phase()).isEqualTo(phase);
        assertThat(state().stuck()).isEqualTo(stuck);
    }

    @Test
    void forward() {
        is(Phase.NOT_BEGUN, false);
        assertThat(state().awaited()).containsExactly("controllers in migration mode");
        controllers(true);
        copy = Optional.of(new Copy(OptionalInt.empty(), OptionalInt.empty(), OptionalLong.empty(), NOW));
        is(Phase.CONTROLLERS_READY, false);
        brokers.put(1, new Broker(1, Kind.ZOOKEEPER, true, Optional.of(true)));
        is(Phase.WAITING_FOR_BROKERS, false);
        assertThat(state().awaited())
                .containsExactly("broker 2 ready for the migration", "broker 3 ready for the migration");
        brokers(Kind.ZOOKEEPER, true);
        claimed();
        is(Phase.COPYING, false);
        copied(-1);
        is(Phase.COPYING, false);
        copied(12);
        is(Phase.DUAL_WRITE, false);
        brokers.put(1, new Broker(1, Kind.KRAFT, false, Optional.of(false)));
        is(Phase.DUAL_WRITE, false);
        assertThat(state().awaited()).containsExactly("broker 2 in KRaft mode", "broker 3 in KRaft mode");
        assertThat(state().evidence())
                .containsExactly(
                        "/controller is held by KRaft controller 3001 of epoch 4",
                        "/migration is of controller 3001, up to offset 12",
                        "brokers 2 3 on ZooKeeper (LeaderAndIsr is served)",
                        "broker 1 in KRaft mode (LeaderAndIsr is not served)",
                        "controller c:9093 is in migration mode");
        brokers(Kind.KRAFT, false);
        is(Phase.DUAL_WRITE_KRAFT, false);
        assertThat(state().since()).contains(NOW);
        controllers(false);
        is(Phase.FINALIZED, false);
        assertThat(state().awaited()).isEmpty();
    }

    @Test
    void what_is_left_of_an_earlier_try_is_told_from_what_the_controllers_make_before_they_begin() {
        copied(12);
        is(Phase.BROKEN_OFF, true);
        assertThat(state().blockers()).first().asString().startsWith("/migration is left from an earlier try");
        copied(-1);
        is(Phase.BROKEN_OFF, true);
    }

    @Test
    void a_broker_that_only_an_assignment_names_blocks_while_controllers_wait() {
        named.put(7, List.of("orders-0", "orders-1", "clicks-3", "clicks-4", "its configuration"));
        is(Phase.NOT_BEGUN, false);
        assertThat(state().blockers())
                .containsExactly("broker 7 is not registered, but named by orders-0, orders-1, clicks-3 and 2 more");
        controllers(true);
        brokers(Kind.ZOOKEEPER, true);
        is(Phase.WAITING_FOR_BROKERS, true);
        claimed();
        copied(5);
        is(Phase.DUAL_WRITE, false);
        assertThat(state().blockers()).isEmpty();
    }

    @Test
    void a_broker_without_an_answer_is_awaited_and_named() {
        claimed();
        copied(5);
        brokers(Kind.KRAFT, false);
        brokers.put(3, new Broker(3, Kind.UNKNOWN, false, Optional.empty()));
        controllers(true);
        is(Phase.DUAL_WRITE_KRAFT, false);
        assertThat(state().blockers()).containsExactly("broker 3 does not answer");
    }

    @Test
    void a_cluster_without_zookeeper_is_finalized_also_where_no_controller_can_be_asked() {
        claim = Optional.empty();
        brokers(Kind.KRAFT, false);
        is(Phase.FINALIZED, false);
    }

    @Test
    void the_words_are_those_of_json() {
        for (Phase phase : Phase.values()) {
            assertThat(Phase.of(phase.word())).contains(phase);
        }
        assertThat(Phase.DUAL_WRITE_KRAFT.word()).isEqualTo("dual-write-kraft");
        assertThat(Phase.of("nosuch")).isEmpty();
    }
}
