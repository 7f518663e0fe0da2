package zooka.commands.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import zooka.clients.zookeeper.servers.Server;

final class RoleTimesTest {

    private static final Instant T0 = Instant.parse("2026-03-01T14:02:03Z");

    private final RoleTimes times = new RoleTimes();

    private static Server server(int id, String role, Map<String, Long> gauges) {
        return new Server(
                "zk-" + id + ":2181",
                Optional.of(role),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.of("4lw"),
                gauges);
    }

    private static Server follower(int id, long uptime) {
        return server(id, "follower", Map.of("uptime", uptime));
    }

    @Test
    void a_server_has_its_role_since_its_last_election() {
        times.of(List.of(follower(1, 90_000), follower(2, 90_000)), T0);

        Server leader = server(2, "leader", Map.of("uptime", 1_300L, "leader_uptime", 1_100L));
        Map<String, Instant> found = times.of(List.of(follower(1, 1_250), leader), T0.plusMillis(2_000));

        assertThat(found).isEqualTo(Map.of("zk-1:2181", T0.plusMillis(750), "zk-2:2181", T0.plusMillis(900)));
    }

    @Test
    void a_server_that_was_out_of_reach_and_went_on_took_no_role() {
        times.of(List.of(follower(1, 90_000), follower(2, 90_000)), T0);
        Server away = Server.unreachable("zk-1:2181", "timed out");
        times.of(List.of(away, Server.unreachable("zk-2:2181", "timed out")), T0.plusSeconds(2));

        assertThat(times.of(List.of(follower(1, 98_000), follower(2, 3_000)), T0.plusSeconds(8)))
                .as("the second one was started again")
                .isEqualTo(Map.of("zk-2:2181", T0.plusSeconds(5)));
    }

    @Test
    void nothing_is_known_of_what_was_before_the_first_answer_or_is_not_told() {
        assertThat(times.of(List.of(follower(1, 1)), T0)).isEmpty();
        assertThat(times.of(List.of(server(1, "leader", Map.of())), T0.plusSeconds(2)))
                .isEmpty();
    }
}
