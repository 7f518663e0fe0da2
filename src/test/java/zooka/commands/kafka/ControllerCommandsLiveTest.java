package zooka.commands.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.clients.kafka.MetadataChange.ControllerRegistration;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.commands.action.Action;
import zooka.commands.action.Catalog;
import zooka.commands.action.Plan;
import zooka.commands.leaders.LeaderMap;
import zooka.commands.result.Flow;
import zooka.commands.timeline.Via;
import zooka.sandbox.Mode;
import zooka.testing.FollowedLog;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;
import zooka.testing.ResultText;
import zooka.testing.TestRun;

/** Each command on Kafka at the controllers of a real quorum: it answers, or says at once that it needs brokers. */
@OnServers
final class ControllerCommandsLiveTest {

    /** {@code +} answers, {@code ~} answers with a part missing, which is named, {@code -} needs brokers, {@code !} refuses it. */
    private static final String COMMANDS = """
            + topic list
            ~ topic describe TOPIC
            - topic create another-TOPIC --partitions 1
            - topic alter TOPIC --partitions 3
            - topic delete TOPIC
            - topic purge TOPIC
            - topic clone TOPIC another-TOPIC
            - topic offsets TOPIC
            + partition list --under-min-isr
            - partition elect TOPIC-0
            + partition move TOPIC-1 --to 3,1
            ~ partition moves
            + partition cancel
            - partition unthrottle
            + partition generate TOPIC --brokers 1,2
            + broker list
            - broker describe 1
            + broker balance
            ~ broker can-restart 1
            - broker drain 1
            ! broker unregister 1
            ! migration
            - broker log-dirs
            - broker versions
            - broker config 1
            + config describe topic/TOPIC
            - config describe broker/1
            + config alter topic/TOPIC retention.ms=86400000
            - config alter broker/1 log.cleaner.threads=1
            + quorum status
            + quorum replication
            + feature list
            - group list
            - group describe any
            - group lag any
            - group members any
            - group reset any --topic TOPIC --to-latest
            - group delete any
            - group delete-offsets any --topic TOPIC
            - tail TOPIC -n 1
            - produce TOPIC text
            ~ status
            + acl list
            + acl create --allow User:TOPIC --operation read --topic TOPIC
            + acl delete --principal User:TOPIC
            - user list
            - user alter TOPIC --delete SCRAM-SHA-256
            - quota list
            - quota alter --user TOPIC producer_byte_rate=10MiB
            - transaction list
            - transaction describe any
            - transaction producers TOPIC-0
            - transaction hanging
            - transaction abort TOPIC-0 --start-offset 1
            + wait broker 1 online --timeout 20s
            + leaders
            + failover record --timeout 1s
            - audit
            + doctor
            - verify
            """;

    private static final String TOPIC = "controllers-" + UUID.randomUUID();

    private static KafkaRun brokers;
    private static String controllers;

    @BeforeAll
    static void find() {
        brokers = KafkaRun.on(Mode.KRAFT);
        brokers.topic(TOPIC, "1:2,2:3");
        try (FollowedLog log = new FollowedLog(brokers.clusters().metadataLog())) {
            controllers = log.all(ControllerRegistration.class).stream()
                    .map(registration -> registration.listeners().get(0).address())
                    .distinct()
                    .collect(Collectors.joining(","));
        }
    }

    @AfterAll
    static void end() {
        brokers.delete(TOPIC);
        brokers.close();
    }

    private static KafkaRun at(Optional<String> bootstrap, Optional<String> controllers) {
        Profile profile =
                new Profile("test", Optional.empty(), bootstrap, ClientSettings.OPEN, Duration.ofSeconds(20), false);
        return KafkaRun.on(controllers.map(profile::withControllers).orElse(profile));
    }

    /** One controller: where it does not lead the quorum, it names the one that does. */
    private static KafkaRun atOne(String line) {
        List<String> all = List.of(controllers.split(",", -1));
        return at(Optional.of(all.get(Math.floorMod(line.hashCode(), all.size()))), Optional.empty());
    }

    private static KafkaRun byOption() {
        return at(Optional.empty(), Optional.of(controllers));
    }

    @Test
    void every_command_is_tried() {
        Set<String> tried = lines().stream()
                .map(line -> Catalog.find(List.of(line.substring(2).split(" ", -1)))
                        .orElseThrow()
                        .entry()
                        .words())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(tried)
                .containsExactlyElementsOf(Catalog.entries().stream()
                        .filter(entry -> entry.area() == Catalog.Area.KAFKA || entry.area() == Catalog.Area.BOTH)
                        .map(Catalog.Entry::words)
                        .filter(words -> !words.equals("failover report") && !words.equals("failover replay"))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void where_b_names_a_controller() {
        check(ControllerCommandsLiveTest::atOne);
    }

    @Test
    void where_only_controllers_are_named() {
        check(line -> byOption());
    }

    @Test
    void the_leader_map_needs_no_broker() throws InterruptedException {
        BlockingQueue<LeaderMap> maps = new LinkedBlockingQueue<>();
        List<Failure> failures = new CopyOnWriteArrayList<>();
        Action.Live leaders = (Action.Live) TestRun.action("leaders");
        try (KafkaRun kafka = byOption();
                Action.Live.Feed unused =
                        leaders.open(kafka.run().context(), picture -> maps.add((LeaderMap) picture), failures::add)) {
            LeaderMap first = maps.poll(20, TimeUnit.SECONDS);

            assertThat(first).isNotNull();
            assertThat(first.state().via()).isEqualTo(Via.METADATA_LOG);
            assertThat(first.state().topicNames()).contains(TOPIC);
            assertThat(first.state().online()).isEqualTo(3);
            assertThat(failures).isEmpty();
        }
    }

    /** Also what is not in the answer of a broker. */
    @Test
    void they_tell_what_brokers_tell() {
        for (String line : List.of("topic list", "broker list", "broker balance", "config describe topic/" + TOPIC)) {
            try (KafkaRun kafka = byOption()) {
                KafkaRun.until(
                        "the same from both: " + line, () -> kafka.told(line).equals(brokers.told(line)));
            }
        }
        try (KafkaRun kafka = byOption()) {
            List<Map<String, Object>> told = kafka.run().rows("partition", "list");
            assertThat(told).allSatisfy(row -> assertThat(row.get("since")).isNotNull());
            KafkaRun.until(
                    "the same partitions from both", () -> unaged(kafka.run().rows("partition", "list"))
                            .equals(unaged(brokers.run().rows("partition", "list"))));
        }
    }

    private static List<Map<String, Object>> unaged(List<Map<String, Object>> rows) {
        return rows.stream()
                .map(row -> {
                    Map<String, Object> other = new TreeMap<>(row);
                    other.remove("since");
                    return other;
                })
                .toList();
    }

    private static List<String> lines() {
        return COMMANDS.lines().toList();
    }

    private void check(Function<String, KafkaRun> place) {
        List<String> wrong = new ArrayList<>();
        for (String line : lines()) {
            try (KafkaRun kafka = place.apply(line)) {
                String outcome = outcome(kafka, line.substring(2).replace("TOPIC", TOPIC));
                if (outcome.charAt(0) != line.charAt(0)) {
                    wrong.add(line + ": " + outcome);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String outcome(KafkaRun kafka, String line) {
        TestRun run = kafka.run();
        String[] words = line.split(" ", -1);
        try {
            Action action = TestRun.action(words);
            if (action instanceof Action.Query) {
                Object unused = run.json(words);
            } else if (action instanceof Action.Change change) {
                Plan plan = change.plan(run.context());
                Plan.Preview unused = plan.preview();
                Object unusedToo = plan.make();
            } else if (action instanceof Action.Live live) {
                Object unused = live.snapshot(run.context());
            } else {
                Object unused = run.followed(words) instanceof Flow flow ? ResultText.flow(flow) : "";
            }
            return run.missing().isEmpty() ? "+" : "~ " + run.missing();
        } catch (Failure failure) {
            String hint = failure.hint().orElse("");
            boolean advised = failure.kind() == Failure.Kind.FAILED && hint.startsWith("specify brokers with -b");
            return (advised ? "- " : "! ") + failure.kind() + " " + failure.getMessage() + " / " + hint;
        }
    }
}
