package zooka.commands.kafka.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.clients.kafka.MetadataChange.BrokerRegistration;
import zooka.clients.kafka.MetadataChange.ControllerRegistration;
import zooka.clients.net.AddressMap;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.sandbox.Mode;
import zooka.testing.FollowedLog;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;

/** What controllers answer where they are named, and what is said where brokers are needed. */
@OnServers
final class ControllersLiveTest {

    private static List<String> controllers;

    @BeforeAll
    static void find() {
        try (KafkaRun brokers = KafkaRun.on(Mode.KRAFT);
                FollowedLog log = new FollowedLog(brokers.clusters().metadataLog())) {
            controllers = log.all(ControllerRegistration.class).stream()
                    .map(registration -> registration.listeners().get(0).address())
                    .distinct()
                    .toList();
        }
        assertThat(controllers).hasSize(3);
    }

    private static Profile profile(Optional<String> bootstrap, ClientSettings access) {
        return new Profile("test", Optional.empty(), bootstrap, access, Duration.ofSeconds(10), false);
    }

    private static KafkaRun bootstrap(String servers) {
        return KafkaRun.on(profile(Optional.of(servers), ClientSettings.OPEN));
    }

    private static KafkaRun named(String servers, ClientSettings access) {
        return KafkaRun.on(profile(Optional.empty(), access).withControllers(servers));
    }

    private static void isFollowed(KafkaRun kafka) {
        try (FollowedLog log = new FollowedLog(kafka.clusters().metadataLog())) {
            assertThat(log.all(BrokerRegistration.class))
                    .extracting(BrokerRegistration::id)
                    .contains(1, 2, 3);
        }
    }

    private static void fails(ThrowingCallable call, Failure.Kind kind, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(kind))
                .hasMessageContaining(message);
    }

    /** One that does not lead names the one that does. */
    @Test
    void each_controller_leads_to_the_log_and_to_the_quorum() {
        String voters;
        try (KafkaRun brokers = KafkaRun.on(Mode.KRAFT)) {
            voters = voters(brokers);
        }
        assertThat(voters).contains("currentVoters=[1,2,3]");
        for (String controller : controllers) {
            try (KafkaRun kafka = named(controller, ClientSettings.OPEN)) {
                isFollowed(kafka);
                assertThat(voters(kafka)).isEqualTo(voters);
            }
            try (KafkaRun kafka = bootstrap(controller)) {
                isFollowed(kafka);
                assertThat(voters(kafka)).isEqualTo(voters);
            }
        }
    }

    /** What does not change by itself. */
    private static String voters(KafkaRun kafka) {
        return kafka.fields("quorum status")
                .replaceAll("highWatermark=\\d+|maxFollowerLag=\\d+|maxFollowerLagTimeMs=\\d+", "");
    }

    @Test
    void controllers_are_found_by_the_address_map() {
        ClientSettings mapped = ClientSettings.OPEN.withMap(
                AddressMap.parse(List.of("kraft-0.nowhere.invalid:9093=" + controllers.get(0))));

        try (KafkaRun kafka = named("kraft-0.nowhere.invalid", mapped)) {
            isFollowed(kafka);
        }
    }

    /** A node that is broker and controller has one id; its broker's address must not be taken for the controller's. */
    @Test
    void an_entry_for_a_broker_by_its_id_does_not_apply_to_the_controller() {
        String bootstrap = KafkaRun.bootstrap(Mode.KRAFT);
        String first = bootstrap.split(",", -1)[0];
        ClientSettings mapped =
                ClientSettings.OPEN.withMap(AddressMap.parse(List.of("1=" + first, "2=" + first, "3=" + first)));

        try (KafkaRun kafka = KafkaRun.on(profile(Optional.of(bootstrap), mapped))) {
            isFollowed(kafka);
        }
    }

    @Test
    void commands_on_brokers_say_that_these_are_controllers() {
        try (KafkaRun kafka = bootstrap(controllers.get(0))) {
            fails(
                    () -> kafka.query("groups"),
                    Failure.Kind.FAILED,
                    controllers.get(0) + " is a controller of a KRaft quorum, not a broker");
        }
    }

    @Test
    void brokers_are_no_controllers() {
        String broker = KafkaRun.bootstrap(Mode.KRAFT).split(",", -1)[0];
        try (KafkaRun kafka = named(broker, ClientSettings.OPEN)) {
            fails(
                    () -> isFollowed(kafka),
                    Failure.Kind.UNREACHABLE,
                    "no controller answers: " + broker + " is a broker, not a controller");
        }
    }

    @Test
    void controllers_that_are_not_there_are_named() {
        try (KafkaRun kafka = named("127.0.0.1:1", ClientSettings.OPEN)) {
            fails(
                    () -> isFollowed(kafka),
                    Failure.Kind.UNREACHABLE,
                    "no controller answers: 127.0.0.1:1 connection refused");
        }
    }

    @Test
    void a_cluster_that_uses_zookeeper_has_no_quorum() {
        try (KafkaRun kafka = KafkaRun.on(Mode.ZOOKEEPER)) {
            fails(() -> isFollowed(kafka), Failure.Kind.FAILED, "this cluster uses ZooKeeper and has no KRaft quorum");
        }
    }
}
