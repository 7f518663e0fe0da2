package zooka.commands.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Brokers.Versions;
import zooka.clients.kafka.wire.BrokerHandshake;
import zooka.clients.net.AddressMap;
import zooka.commands.doctor.ProtocolFaults.ServerKind;
import zooka.commands.doctor.protocol.DetectedProtocol;
import zooka.commands.doctor.protocol.DetectedProtocol.Kind;
import zooka.commands.doctor.protocol.ZooKeeperProtocol;
import zooka.testing.Golden;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;

/** What is concluded from what was seen. */
final class DiagnosisTest {

    private static final Instant NOW = Instant.parse("2026-03-01T14:02:03Z");

    private static String id(String step, IOException e) {
        return NetworkFaults.of(step, e).fault().id();
    }

    @Test
    void networks_by_what_they_did() {
        assertThat(id("dns", new UnknownHostException("zk-0"))).isEqualTo("dns-unknown-host");
        assertThat(id("tcp", new SocketTimeoutException("Connect timed out"))).isEqualTo("tcp-dropped");
        assertThat(id("session", new SocketTimeoutException("Read timed out"))).isEqualTo("no-answer");
        assertThat(id("tcp", new ConnectException("Connection refused"))).isEqualTo("tcp-refused");
        assertThat(id("tcp", new ConnectException("Network is unreachable"))).isEqualTo("tcp-no-route");
        assertThat(id("session", new EOFException())).isEqualTo("hangs-up");
        assertThat(NetworkFaults.overdue("dns", 1500).fault().id()).isEqualTo("dns-no-answer");
        assertThat(NetworkFaults.overdue("tcp", 1500).detail()).isEqualTo("no answer within 1500 ms");
    }

    private static DetectedProtocol spoken(String answer) {
        return DetectedProtocol.of(answer.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void languages_by_their_first_words() {
        assertThat(spoken("Zookeeper version: 3.9.5-abc, built on").kind()).isEqualTo(Kind.ZOOKEEPER);
        assertThat(spoken("srvr is not executed because it is not in the whitelist.")
                        .kind())
                .isEqualTo(Kind.ZOOKEEPER);
        assertThat(spoken("HTTP/1.1 400 Bad Request\r\n").kind()).isEqualTo(Kind.HTTP);
        assertThat(spoken("\u0015\u0003\u0003\u0000\u0002\u0002F").kind()).isEqualTo(Kind.TLS);
        assertThat(spoken("SSH-2.0-OpenSSH_9.2\r\n").words())
                .isEqualTo("another protocol (it sends SSH-2.0-OpenSSH_9.2)");
        assertThat(spoken("").kind()).isEqualTo(Kind.HANGS_UP);
        assertThat(DetectedProtocol.best(
                                List.of(new DetectedProtocol(Kind.SILENT, ""), new DetectedProtocol(Kind.KAFKA, "")))
                        .kind())
                .isEqualTo(Kind.KAFKA);
        assertThat(ProtocolFaults.blocked(ServerKind.KAFKA, true, new DetectedProtocol(Kind.KAFKA, ""))
                        .fault()
                        .id())
                .isEqualTo("speaks-clear");
    }

    private static Broker broker(int id, String host) {
        return new Broker(id, host, 9092, Optional.empty(), true);
    }

    private static String remedy(Map<Integer, String> known, Optional<String> listener, AddressMap map) {
        List<Broker> brokers = List.of(broker(0, "kafka-0.kafka-headless"), broker(1, "kafka-1.kafka-headless"));
        Step step = Step.timed(
                "broker 0", "dns", 1, "no such host", Optional.of(Fault.of("dns-unknown-host", "see the name")));
        return new MapSuggestions(brokers, known, listener, map)
                .remedied(step, brokers.get(0))
                .fault()
                .orElseThrow()
                .remedy();
    }

    @Test
    void maps_that_would_do() {
        assertThat(remedy(Map.of(), Optional.empty(), AddressMap.NONE))
                .endsWith("--map 'kafka-{n}.kafka-headless:9092=NODE:{PORT+n}'");
        assertThat(remedy(Map.of(1, "node1:30093"), Optional.empty(), AddressMap.NONE))
                .endsWith("--map 'kafka-{n}.kafka-headless:9092=node1:{30092+n}'");
        assertThat(remedy(Map.of(0, "node1:30100", 1, "node1:30120"), Optional.empty(), AddressMap.NONE))
                .endsWith("--map 'kafka-{n}.kafka-headless:9092=node1:{30100+20*n}'");
        assertThat(remedy(Map.of(), Optional.of("--listener EXTERNAL"), AddressMap.NONE))
                .isEqualTo("--listener EXTERNAL");
        assertThat(remedy(Map.of(), Optional.empty(), AddressMap.parse(List.of("0=node1:30092"))))
                .startsWith("the address map leads to node1:30092");
    }

    @Test
    void a_map_that_is_printed_is_one_that_is_taken() {
        String option = remedy(Map.of(1, "node1:30093"), Optional.empty(), AddressMap.NONE);
        String entry = option.substring(option.indexOf('\'') + 1, option.lastIndexOf('\''));
        assertThat(AddressMap.parse(List.of(entry)).reachable(OptionalInt.of(2), "kafka-2.kafka-headless", 9092))
                .contains("node1:30094");
    }

    private static ZooKeeperFacts keeper(
            String address, String role, String config, Optional<String> cluster, long id) {
        return new ZooKeeperFacts(
                address,
                ServerWords.of("Zookeeper version: 3.9.5-1, built on\nZxid: 0x10000002a\nMode: " + role + "\n"),
                new ZooKeeperProtocol.Session(id, 6000, false),
                config,
                cluster,
                List.of());
    }

    private static Optional<String> fault(List<Step> steps) {
        return steps.stream()
                .flatMap(step -> step.fault().stream())
                .map(Fault::id)
                .findFirst();
    }

    @Test
    void ensembles_that_are_one_and_that_are_two() {
        String three = "server.1=a:1:2\nserver.2=b:1:2\nserver.3=c:1:2:observer\nversion=0";
        ZooKeeperFacts leader = keeper("a:2181", "leader", three, Optional.of("x"), 1);
        ZooKeeperFacts follower = keeper("b:2181", "follower", three, Optional.of("x"), 2);
        assertThat(fault(CrossChecks.ensemble(List.of(leader, follower), List.of())))
                .isEmpty();
        assertThat(CrossChecks.ensemble(List.of(leader, follower), List.of())
                        .get(0)
                        .detail())
                .isEqualTo("1 leader, 1 follower; 2 voting servers");
        ZooKeeperFacts stranger = keeper("d:2181", "leader", "server.1=d:1:2", Optional.of("x"), 3);
        assertThat(fault(CrossChecks.ensemble(List.of(leader, stranger), List.of())))
                .contains("other-ensemble");
        ZooKeeperFacts otherKafka = keeper("b:2181", "follower", three, Optional.of("y"), 3);
        assertThat(fault(CrossChecks.ensemble(List.of(leader, otherKafka), List.of())))
                .contains("other-ensemble");
        ZooKeeperFacts alone = keeper("e:2181", "standalone", "", Optional.empty(), 7L << 40);
        ZooKeeperFacts same = keeper("f:2181", "standalone", "", Optional.empty(), (7L << 40) + 1);
        ZooKeeperFacts other = keeper("g:2181", "standalone", "", Optional.empty(), 9L << 40);
        assertThat(fault(CrossChecks.ensemble(List.of(alone, same), List.of()))).isEmpty();
        assertThat(fault(CrossChecks.ensemble(List.of(alone, other), List.of())))
                .contains("other-ensemble");
    }

    /** Two groups, of which one weighs nothing: three of the five servers count. */
    private static final String GROUPS = """
            server.1=a:1:2;2181
            server.2=b:1:2;2181
            server.3=c:1:2;2181
            server.4=d:1:2;2181
            server.5=e:1:2;2181
            group.1=1:2:3
            group.2=4:5
            weight.4=0
            weight.5=0
            """;

    private static String quorumStep(List<String> asked, ZooKeeperFacts... servers) {
        Step step = CrossChecks.ensemble(List.of(servers), asked).get(0);
        assertThat(step.name()).isEqualTo("quorum");
        return step.detail();
    }

    private static ZooKeeperFacts grouped(String host, String role) {
        return keeper(host + ":2181", role, GROUPS, Optional.of("x"), 1);
    }

    @Test
    void groups_and_weights_decide_what_is_said_of_the_quorum() {
        List<String> all = List.of("a:2181", "b:2181", "c:2181", "d:2181", "e:2181");
        ZooKeeperFacts leader = grouped("a", "leader");
        ZooKeeperFacts second = grouped("b", "follower");
        ZooKeeperFacts third = grouped("c", "follower");
        ZooKeeperFacts light = grouped("d", "follower");
        assertThat(quorumStep(all, leader, second, third, light))
                .isEqualTo(
                        "1 leader, 3 follower; quorum by groups and weights: 4 of 5 voters in sync; tolerates 1 more failure");
        // As many of them, of which one counts less.
        assertThat(quorumStep(all, leader, second, light, grouped("e", "follower")))
                .isEqualTo(
                        "1 leader, 3 follower; quorum by groups and weights: 4 of 5 voters in sync; tolerates no more failures");
        // Those that were not asked may be in sync or not.
        assertThat(quorumStep(List.of("a:2181", "b:2181"), leader, second))
                .isEqualTo(
                        "1 leader, 1 follower; there is a quorum; the number of further failures tolerated is unknown:"
                                + " the ensemble has groups or weights");
        assertThat(quorumStep(all, grouped("a", "read-only"))).isEqualTo("lost: 1 read-only; 5 voting servers");
    }

    private static BrokerHandshake.Response told(String cluster) {
        return new BrokerHandshake.Response(
                Optional.of(cluster),
                List.of(),
                new Versions(List.of(), List.of(), java.util.OptionalLong.empty()),
                Optional.empty());
    }

    @Test
    void clusters_by_their_ids() {
        assertThat(fault(CrossChecks.cluster(Map.of("a:9092", told("x"), "b:9092", told("x")), Optional.of("x"))))
                .isEmpty();
        assertThat(fault(CrossChecks.cluster(Map.of("a:9092", told("x"), "b:9092", told("y")), Optional.empty())))
                .contains("other-cluster");
        assertThat(fault(CrossChecks.cluster(Map.of("a:9092", told("x")), Optional.of("z"))))
                .contains("other-cluster");
    }

    @Test
    void clocks_by_what_others_show() {
        assertThat(Clocks.date("HTTP/1.1 200 OK\r\nDate: Sun, 01 Mar 2026 14:02:03 GMT\r\n\r\n"))
                .contains(NOW);
        assertThat(Clocks.date("HTTP/1.1 200 OK\r\n\r\nDate: Sun, 01 Mar 2026 14:02:03 GMT"))
                .isEmpty();
        assertThat(CrossChecks.clock(NOW, Optional.empty(), Map.of()).detail()).startsWith("unknown");
        assertThat(CrossChecks.clock(NOW, Optional.of(NOW.minusSeconds(60)), Map.of("zk-0", Duration.ofSeconds(1)))
                        .fault())
                .isEmpty();
        assertThat(CrossChecks.clock(NOW, Optional.empty(), Map.of("zk-0", Duration.ofSeconds(-90)))
                        .detail())
                .isEqualTo("90 s behind the clock of zk-0");
        assertThat(CrossChecks.clock(NOW, Optional.of(NOW.plusSeconds(3600)), Map.of())
                        .fault()
                        .orElseThrow()
                        .id())
                .isEqualTo("clock-off");
    }

    @Test
    void registrations_with_all_their_listeners() {
        Registration broker = Registration.of("2", """
                        {"listener_security_protocol_map":{"INTERNAL":"PLAINTEXT","EXTERNAL":"SASL_SSL"},
                         "endpoints":["INTERNAL://kafka-2.kafka-headless:9092","EXTERNAL://node1:30094"],
                         "timestamp":"1772373723000","version":5}""").orElseThrow();
        assertThat(broker.listener("SASL_SSL").orElseThrow().address()).isEqualTo("node1:30094");
        assertThat(broker.listener("SASL_SSL").orElseThrow().name()).isEqualTo("EXTERNAL");
        assertThat(broker.time()).contains(NOW);
        assertThat(Registration.of("2", "no json")).isEmpty();
        assertThat(Registration.clusterId("{\"version\":\"1\",\"id\":\"abc\"}")).contains("abc");
    }

    @Test
    void steps_are_laid_out_for_people() {
        List<Broker> brokers = List.of(broker(0, "kafka-0.kafka-headless"), broker(1, "kafka-1.kafka-headless"));
        Step unknown = Step.timed(
                "broker 0", "dns", 1, "no such host", Optional.of(Fault.of("dns-unknown-host", "see the name")));
        NetworkFaults.Explanation refused = NetworkFaults.of("tcp", new ConnectException("Connection refused"));
        NetworkFaults.Explanation late = NetworkFaults.overdue("tcp", 1500);
        StepFailed clear = ProtocolFaults.blocked(ServerKind.KAFKA, true, spoken(""));
        String three = "server.1=a:1:2\nserver.2=b:1:2\nserver.3=c:1:2:observer\nversion=0";
        List<Step> steps = new ArrayList<>(CrossChecks.ensemble(
                List.of(
                        keeper("a:2181", "leader", three, Optional.of("x"), 1),
                        keeper("d:2181", "leader", "server.1=d:1:2", Optional.of("x"), 3)),
                List.of()));
        steps.add(Step.timed("zk-0:2181", "dns", 2, "10.0.0.7", Optional.empty()));
        steps.add(Step.timed("zk-0:2181", "tcp", 3, refused.detail(), Optional.of(refused.fault())));
        steps.add(Step.timed("zk-1:2181", "tcp", 1500, late.detail(), Optional.of(late.fault())));
        steps.add(new MapSuggestions(brokers, Map.of(1, "node1:30093"), Optional.empty(), AddressMap.NONE)
                .remedied(unknown, brokers.get(0)));
        steps.add(Step.timed("broker 1", "protocol", 4, clear.getMessage(), Optional.of(clear.fault())));
        TestRun run = new TestRun(new FakeClusters());
        Doctor.remark(steps, run.context().remarks());

        Golden.assertText(
                "commands/doctor/doctor",
                "> doctor\n" + Golden.shown(Doctor.table(steps)) + String.join("\n", run.missing()) + "\n");
    }
}
