package zooka.commands.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import zooka.sandbox.Mode;
import zooka.sandbox.Options;
import zooka.sandbox.Sandbox;
import zooka.sandbox.ServerStatus;
import zooka.testing.KafkaRun;
import zooka.testing.LongerCheck;
import zooka.testing.OnServers;
import zooka.testing.Sandboxes;

/** The migration of real servers, forward, back from each phase that allows it, and forward again, while traffic goes on. */
@OnServers
@LongerCheck
final class RehearsalTest {

    private static Sandbox sandbox;
    private static String controllers;

    @BeforeAll
    static void start() {
        sandbox = Sandboxes.fresh(Mode.ZOOKEEPER, Options.full().withControllers(3));
        controllers = sandbox.servers().stream()
                .filter(server -> server.kind() == ServerStatus.Kind.CONTROLLER)
                .map(ServerStatus::address)
                .collect(Collectors.joining(","));
    }

    @AfterAll
    static void end() {
        sandbox.close();
    }

    /** What the command says in a stage of the sandbox. */
    private static void tells(Phase phase, List<String> awaited) {
        try (KafkaRun run = KafkaRun.on(sandbox, Duration.ofSeconds(10))) {
            @SuppressWarnings("unchecked")
            Map<String, Object> told = (Map<String, Object>) run.run().json("migration", "--controllers", controllers);
            assertThat(told).containsEntry("phase", phase.word()).containsEntry("blockers", List.of());
            assertThat(told.get("awaited")).as(phase.word()).isEqualTo(awaited);
            assertThat(run.run().missing()).isEmpty();
        }
    }

    private static List<String> each(String before, String after) {
        return List.of(before + 1 + after, before + 2 + after, before + 3 + after);
    }

    private static void notBegun() {
        tells(Phase.NOT_BEGUN, List.of("controllers in migration mode"));
    }

    private static void ready() {
        tells(Phase.CONTROLLERS_READY, each("broker ", " ready for the migration"));
    }

    private static void dualWrite() {
        tells(Phase.DUAL_WRITE, each("broker ", " in KRaft mode"));
    }

    @Test
    void forward_back_from_every_phase_that_allows_it_and_forward_again() {
        notBegun();
        sandbox.migrate("next");
        ready();
        sandbox.migrate("back");
        notBegun();
        sandbox.migrate("next");
        ready();
        sandbox.migrate("next");
        dualWrite();
        sandbox.migrate("back");
        notBegun();
        sandbox.migrate("next");
        sandbox.migrate("next");
        dualWrite();
        sandbox.migrate("next");
        sandbox.migrate("back");
        dualWrite();
        sandbox.migrate("next");
        tells(
                Phase.DUAL_WRITE_KRAFT,
                sandbox.servers().stream()
                        .filter(server -> server.kind() == ServerStatus.Kind.CONTROLLER)
                        .map(server -> "controller " + server.address() + " without ZooKeeper")
                        .sorted()
                        .toList());
        sandbox.migrate("finish");
        tells(Phase.FINALIZED, List.of());
        try (KafkaRun run = KafkaRun.on(sandbox, Duration.ofSeconds(10))) {
            KafkaRun.until(
                    "the group reads on", () -> run.told("group list").contains("group=log-parser state=Stable"));
        }
    }
}
