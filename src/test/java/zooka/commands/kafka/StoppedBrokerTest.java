package zooka.commands.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.clients.Failure;
import zooka.clients.kafka.Partition;
import zooka.clients.net.Deadline;
import zooka.commands.action.Action;
import zooka.commands.leaders.LeaderMap;
import zooka.sandbox.Mode;
import zooka.sandbox.Options;
import zooka.sandbox.Sandbox;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;
import zooka.testing.RunsInParallel;
import zooka.testing.Sandboxes;
import zooka.testing.TestRun;

/** One of three brokers is stopped: its sockets stand, and nobody answers. */
@OnServers
@RunsInParallel(seconds = 70)
final class StoppedBrokerTest {

    private static final Duration TIMEOUT = Duration.ofMillis(1_500);

    /** What a command may take beside its timeout on a machine that has other work; whoever waits for ever is found all the same. */
    private static final Duration BOUND = TIMEOUT.multipliedBy(4);

    /** What every broker is asked for itself. */
    private static final List<String> OF_EACH = List.of(
            "status", "broker log-dirs", "groups", "partition moves", "topic offsets orders", "transaction list");

    /** What any broker knows. */
    private static final List<String> OF_ANY =
            List.of("topics", "partition list", "config describe topic orders", "acl list", "quota list");

    private static final List<String> CHANGES = List.of(
            "topic create fresh -p 3 -r 2", "config alter topic orders retention.ms=7200000", "topic delete fresh");

    @ParameterizedTest
    @EnumSource(Mode.class)
    void nobody_waits_for_it_longer_than_the_timeout(Mode mode) {
        try (Sandbox sandbox = Sandboxes.fresh(mode, Options.bare(1, 3));
                KafkaRun steady = KafkaRun.on(sandbox, Duration.ofSeconds(20))) {
            steady.change("topic create orders -p 6 -r 1");
            int stopped = steady.bystander();
            Site site = new Site(sandbox, steady, stopped);
            int named = 0;
            for (String line : OF_EACH) {
                List<String> missing = site.asked(line);
                // One that was stopped for long has been given up by the others, who then know nobody to ask.
                if (!missing.isEmpty() || !site.givenUp) {
                    assertThat(missing).as(line).anySatisfy(what -> assertThat(what)
                            .containsAnyOf("broker " + stopped, "orders-"));
                    named++;
                }
            }
            assertThat(named).isGreaterThan(OF_EACH.size() / 2);
            for (String line : OF_ANY) {
                assertThat(site.asked(line)).as(line).isEmpty();
            }
            site.watched();
            for (String line : CHANGES) {
                site.changed(line);
                if (mode == Mode.ZOOKEEPER && line.startsWith("topic create")) {
                    KafkaRun.awaitEverywhere(sandbox, List.of("fresh"));
                }
            }
            for (String line : List.of("broker config " + stopped, "config describe broker " + stopped)) {
                assertThat(site.refused(line)).as(line).hasMessageContaining("broker " + stopped);
            }
        }
    }

    /** The servers, and which of them is stopped while a command runs. */
    private static final class Site {
        private final Sandbox sandbox;
        private final KafkaRun steady;
        private final int stopped;
        private boolean givenUp;

        Site(Sandbox sandbox, KafkaRun steady, int stopped) {
            this.sandbox = sandbox;
            this.steady = steady;
            this.stopped = stopped;
        }

        private boolean isWhole() {
            String told = steady.told("brokers");
            return told.lines().count() == 3 && !told.contains("!");
        }

        /** What is said to be missing from the answer. */
        List<String> asked(String line) {
            return whileStopped(line, kafka -> {
                if (line.startsWith("status")) { // it is one of the things that are wrong
                    String told = kafka.run().json("status", "--no-groups").toString();
                    kafka.run().takeMissing();
                    return List.of(told);
                }
                kafka.query(line);
                return kafka.run().takeMissing();
            });
        }

        /** In KRaft a change is handed on by any broker, and the library may choose the one that is stopped time and again. */
        void changed(String line) {
            whileStopped(line, kafka -> {
                try {
                    return kafka.change(line);
                } catch (Failure failure) {
                    assertThat(sandbox.zookeeper())
                            .as(line + ": " + failure.getMessage())
                            .isEmpty();
                    assertThat(failure.kind())
                            .as(failure.getMessage())
                            .isIn(Failure.Kind.UNREACHABLE, Failure.Kind.NOT_FOUND);
                    return "";
                }
            });
        }

        Failure refused(String line) {
            return whileStopped(line, kafka -> {
                try {
                    throw new AssertionError(line + " was answered: " + kafka.query(line));
                } catch (Failure failure) {
                    return failure;
                }
            });
        }

        /** The live map names the broker, and what it alone leads is offline once it is given up; all is well when it is back. */
        void watched() {
            BlockingQueue<LeaderMap> states = new LinkedBlockingQueue<>();
            Predicate<LeaderMap> well = map -> map.state().unreachable().isEmpty()
                    && map.state().state().online().size() == 3
                    && map.state().state().partitions().stream().noneMatch(Partition::offline);
            try (KafkaRun kafka = KafkaRun.on(sandbox, TIMEOUT);
                    Action.Live.Feed feed = ((Action.Live) TestRun.action("leaders"))
                            .open(kafka.run().context(), picture -> states.add((LeaderMap) picture), failure -> {})) {
                await("all is well", states, well);
                sandbox.pause("kafka-" + stopped);
                try {
                    await(
                            "it is missed",
                            states,
                            map -> map.state().unreachable().containsKey(stopped)
                                    || !map.state().state().online().contains(stopped));
                    LeaderMap lost = await(
                            "it is lost",
                            states,
                            map -> !map.state().state().online().contains(stopped));
                    assertThat(lost.state().state().partitions())
                            .filteredOn(partition -> partition.replicas().equals(List.of(stopped)))
                            .isNotEmpty()
                            .allMatch(Partition::offline);
                } finally {
                    sandbox.resume("kafka-" + stopped);
                }
                await("all is well again", states, well);
                feed.refresh();
            }
        }

        private static LeaderMap await(String what, BlockingQueue<LeaderMap> states, Predicate<LeaderMap> wanted) {
            LeaderMap[] found = new LeaderMap[1];
            KafkaRun.until(what, () -> {
                for (LeaderMap map = states.poll(); map != null && found[0] == null; map = states.poll()) {
                    found[0] = wanted.test(map) ? map : null;
                }
                return found[0] != null;
            });
            return found[0];
        }

        private <T> T whileStopped(String line, Function<KafkaRun, T> work) {
            KafkaRun.until("all are online", this::isWhole);
            sandbox.pause("kafka-" + stopped);
            try (KafkaRun kafka = KafkaRun.on(sandbox, TIMEOUT)) {
                Deadline bound = Deadline.in(BOUND);
                T result = work.apply(kafka);
                assertThat(bound.passed()).as("late: " + line).isFalse();
                givenUp = !isWhole();
                return result;
            } finally {
                sandbox.resume("kafka-" + stopped);
            }
        }
    }
}
