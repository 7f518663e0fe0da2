package zooka.commands.leaders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.clients.net.AddressMap;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.commands.action.Action;
import zooka.commands.result.Result;
import zooka.commands.timeline.Voter;
import zooka.sandbox.Mode;
import zooka.sandbox.Sandbox;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;
import zooka.testing.TestRun;

/** The live leader map on real brokers, one of which takes connections here and never answers, as one that is paused does. */
@OnServers
@Timeout(120)
final class LeadersLiveTest {

    private static final String SILENT = "2";

    @ParameterizedTest
    @EnumSource(Mode.class)
    void names_a_broker_that_is_registered_and_gives_no_answer_as_the_snapshot_does(Mode mode)
            throws IOException, InterruptedException {
        Sandbox sandbox = KafkaRun.shared(mode);
        try (ServerSocket paused = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            ClientSettings access = ClientSettings.OPEN.withMap(AddressMap.parse(
                    List.of(sandbox.server("kafka-" + SILENT).address() + "=127.0.0.1:" + paused.getLocalPort())));
            Profile profile = new Profile(
                    "test", sandbox.zookeeper(), sandbox.bootstrap(), access, Duration.ofSeconds(10), false);
            BlockingQueue<LeaderMap> states = new LinkedBlockingQueue<>();
            Action.Live leaders = (Action.Live) TestRun.action("leaders");
            try (KafkaRun kafka = KafkaRun.on(profile);
                    Action.Live.Feed feed = leaders.open(
                            kafka.run().context(), picture -> states.add((LeaderMap) picture), failure -> {})) {
                LeaderMap first = states.poll(60, TimeUnit.SECONDS);
                LeaderMap map = first;
                while (map != null && map.state().unreachable().isEmpty()) {
                    map = states.poll(60, TimeUnit.SECONDS);
                }
                assertThat(first).isNotNull();
                assertThat(map).isNotNull();
                assertThat(map.state().unreachable()).containsOnlyKeys(Integer.valueOf(SILENT));
                if (mode == Mode.KRAFT) {
                    while (map != null && map.state().voters().isEmpty()) {
                        map = states.poll(60, TimeUnit.SECONDS);
                    }
                    assertThat(map).isNotNull();
                    assertThat(map.state().voters()).extracting(Voter::id).containsExactly(1, 2, 3);
                    assertThat(map.state().voters())
                            .as("the voters fetch from each other, whoever this client reaches")
                            .allMatch(Voter::current);
                }
                // Others may reach it: it is registered, and leads.
                assertThat(map.state().state().online()).containsExactly(1, 2, 3);
                assertThat(map.state().unreachable())
                        .isEqualTo(((LeaderMap) ((Result.Drawing)
                                                leaders.snapshot(kafka.run().context()))
                                        .picture())
                                .state()
                                .state()
                                .unreachable());
                feed.refresh();
            }
        }
    }
}
