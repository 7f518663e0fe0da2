package zooka.commands.zk.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.clients.zookeeper.servers.FourLetterWord;
import zooka.clients.zookeeper.servers.Owners;
import zooka.clients.zookeeper.servers.Quorum;
import zooka.clients.zookeeper.servers.Server;
import zooka.clients.zookeeper.servers.Storage;
import zooka.clients.zookeeper.servers.Votes;
import zooka.commands.action.Invocation;
import zooka.commands.result.Result;
import zooka.testing.ResultText;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeEnsemble;
import zooka.testing.fake.FakeZnodes;

/** {@code ensemble} and the words that are short for it, on servers that say what the test wants. */
final class EnsembleListTest {

    private static final Map<String, Long> ALL_IN_SYNC = Map.of("quorum_size", 3L, "synced_followers", 2L);

    private static Server server(String address, String role, long zxid, Map<String, Long> gauges) {
        return new Server(
                address,
                Optional.of(role),
                Optional.of("3.9.5"),
                OptionalLong.of(zxid),
                Optional.of(0.5),
                OptionalLong.of(4),
                OptionalLong.of(2),
                OptionalLong.of(9),
                Optional.empty(),
                Optional.of("4lw"),
                gauges);
    }

    private static Server follower(String address) {
        return server(address, "follower", 0x100000005L, Map.of());
    }

    private static TestRun run(Server... servers) {
        return new TestRun(new FakeClusters().with(new FakeEnsemble(List.of(servers))));
    }

    private static List<String> told(Server... servers) {
        TestRun run = run(servers);
        run.query("ensemble");
        return run.missing();
    }

    @Test
    void tells_all_of_each_server() {
        Server leader = server(
                "zk-0:2181",
                "leader",
                0x100000009L,
                Map.of("uptime", 61_500L, "ephemerals_count", 3L, "outstanding_requests", 1L));
        assertThat(ResultText.table(run(leader, follower("zk-1:2181"), Server.unreachable("zk-2:2181", "timed out"))
                        .table("ensemble")))
                .isEqualTo("""
                        server=zk-0:2181 role=leader version=3.9.5 zxid=0x100000009 zxidLag=0 latencyMs=0.5ms \
                        connections=4 watches=2 znodes=9 outstanding=1 ephemerals=3 approximateDataSize=- \
                        openFileDescriptors=- uptimeSeconds=61 via=4lw trouble=-
                        server=zk-1:2181 role=follower version=3.9.5 zxid=0x100000005 zxidLag=4 latencyMs=0.5ms \
                        connections=4 watches=2 znodes=9 outstanding=- ephemerals=- approximateDataSize=- \
                        openFileDescriptors=- uptimeSeconds=- via=4lw trouble=-
                        server=zk-2:2181 role=unreachable! version=- zxid=- zxidLag=- latencyMs=- connections=- watches=- \
                        znodes=- outstanding=- ephemerals=- approximateDataSize=- openFileDescriptors=- \
                        uptimeSeconds=- via=- trouble=timed out""");
    }

    @Test
    void warns_where_the_next_failure_is_the_last() {
        Server follower = follower("b:1");
        assertThat(told(server("a:1", "leader", 0x100000005L, ALL_IN_SYNC), follower))
                .isEmpty();
        assertThat(told(
                        server("a:1", "leader", 5, Map.of("quorum_size", 3L, "synced_followers", 1L)),
                        Server.unreachable("c:1", "connection refused")))
                .containsExactly(
                        "c:1: connection refused", "quorum: 2 of 3 voters in sync; tolerates no more failures");
        // A follower without a vote is no help.
        Map<String, Long> oneWithoutVote =
                Map.of("quorum_size", 3L, "synced_followers", 2L, "synced_non_voting_followers", 1L);
        assertThat(told(server("a:1", "leader", 5, oneWithoutVote)))
                .containsExactly("quorum: 2 of 3 voters in sync; tolerates no more failures");
        assertThat(told(server("a:1", "standalone", 5, Map.of()))).isEmpty();
        assertThat(told(Server.unreachable("a:1", Server.NO_QUORUM), Server.unreachable("b:1", "connection refused")))
                .contains("no quorum");
    }

    @Test
    void names_the_server_whose_storage_is_slow() {
        Map<String, Long> slow = Map.of("max_fsynctime", 2026L, "cnt_fsynctime", 4L, "sum_fsynctime", 2100L);
        assertThat(told(
                        server("a:1", "standalone", 5, Map.of("max_fsynctime", 999L)),
                        server("b:1", "follower", 5, slow)))
                .containsExactly("b:1 has slow storage: a sync of its log took up to 2,026 ms, 525 ms on average");
        assertThat(Storage.ofMntr("zk_max_fsynctime\t1000\n").description())
                .isEqualTo("slow storage: a sync of its log took up to 1,000 ms");
        assertThat(Storage.ofMntr("mntr is not executed because it is not in the whitelist.")
                        .slow())
                .isFalse();
    }

    @Test
    void takes_the_voters_from_the_configuration_where_the_leader_does_not_tell() {
        String config = Stream.of(
                        "server.1=a:2:3:participant;1", "server.2=b:2:3;1", "server.3=c:2:3:observer;1", "version=0")
                .reduce("", (text, line) -> text + line + "\n");
        FakeZnodes znodes = new FakeZnodes().put("/zookeeper/config", config, TestRun.NOW);
        FakeEnsemble both = new FakeEnsemble(
                List.of(server("a:1", "leader", 5, Map.of()), follower("b:1"), server("c:1", "observer", 5, Map.of())));
        TestRun run = new TestRun(new FakeClusters().with(znodes).with(both));
        run.query("ensemble");
        assertThat(run.missing()).containsExactly("quorum: 2 of 2 voters in sync; tolerates no more failures");
        // Of servers that were named otherwise, this connection's configuration says nothing.
        TestRun others = new TestRun(new FakeClusters().with(znodes).with(both));
        others.query("ensemble", "--server", "d:1");
        assertThat(others.missing()).isEmpty();
        assertThat(both.asked()).containsExactly("[] []", "[d:1] []");
        // One of two was asked: the other may be well.
        Quorum part = Quorum.of(
                List.of(follower("b:1")), () -> Votes.of("server.1=a:2888:3888;2181\nserver.2=b:2888:3888;2181"));
        assertThat(part.description())
                .isEqualTo("quorum: at least 1 of 2 voters in sync; tolerates at least 0 more failures");
        assertThat(part.atTheEdge()).isFalse();
    }

    /** Two groups of which one has no weight, so that only three of five servers count. */
    private static final String HIERARCHY = """
            server.1=a:2888:3888:participant;0.0.0.0:2181
            server.2=b:2888:3888:participant;0.0.0.0:2181
            server.3=c:2888:3888:participant;0.0.0.0:2181
            server.4=d:2888:3888:participant;0.0.0.0:2181
            server.5=e:2888:3888:participant;0.0.0.0:2181
            group.1=1:2:3
            group.2=4:5
            weight.4=0
            weight.5=0
            version=100000000
            """;

    private static String quorum(String config, Server... servers) {
        return Quorum.of(List.of(servers), () -> Votes.of(config)).description();
    }

    @Test
    void groups_and_weights_decide_how_many_more_may_fail() {
        Server gone = Server.unreachable("c:2181", "connection refused");
        Server leader = server("a:2181", "leader", 5, ALL_IN_SYNC);
        assertThat(quorum(HIERARCHY, leader, follower("b:2181"), gone, follower("d:2181"), follower("e:2181")))
                .isEqualTo("quorum by groups and weights: 4 of 5 voters in sync; tolerates no more failures");
        assertThat(quorum(
                        HIERARCHY,
                        leader,
                        follower("b:2181"),
                        follower("c:2181"),
                        Server.unreachable("d:2181", "timed out"),
                        Server.unreachable("e:2181", "timed out")))
                .isEqualTo("quorum by groups and weights: 3 of 5 voters in sync; tolerates 1 more failure");
        // Three groups of three, the classic: two servers of one group and all of another may fail.
        String three = """
                server.1=a:1:2;1
                server.2=b:1:2;1
                server.3=c:1:2;1
                server.4=d:1:2;1
                server.5=e:1:2;1
                server.6=f:1:2;1
                server.7=g:1:2;1
                server.8=h:1:2;1
                server.9=i:1:2;1
                group.1=1:2:3
                group.2=4:5:6
                group.3=7:8:9""";
        assertThat(quorum(
                        three,
                        server("a:1", "leader", 5, ALL_IN_SYNC),
                        follower("b:1"),
                        follower("c:1"),
                        follower("d:1"),
                        follower("e:1"),
                        follower("f:1"),
                        follower("g:1"),
                        follower("h:1"),
                        follower("i:1")))
                .endsWith("9 of 9 voters in sync; tolerates 3 more failures");
    }

    @Test
    void servers_that_the_configuration_does_not_name_leave_the_margin_of_groups_unknown() {
        Server elsewhere = server("node1:30181", "leader", 5, ALL_IN_SYNC);
        assertThat(quorum(
                        HIERARCHY,
                        elsewhere,
                        follower("b:2181"),
                        follower("c:2181"),
                        follower("d:2181"),
                        follower("e:2181")))
                .isEqualTo(
                        "there is a quorum; the number of further failures tolerated is unknown: the ensemble has groups or weights");
        assertThat(Quorum.of(List.of(elsewhere), () -> Votes.of(HIERARCHY)).atTheEdge())
                .isFalse();
    }

    @Test
    void a_check_finds_what_is_wrong() {
        TestRun run = run(
                server("a:1", "leader", 0x100020000L, ALL_IN_SYNC),
                server("b:1", "follower", 0x100000000L, Map.of()),
                server("d:1", "leader", 0x100020000L, Map.of()),
                Server.unreachable("c:1", "connection refused"));
        run.query("chkzk");
        assertThat(run.missing())
                .containsExactly(
                        "fault: c:1: connection refused",
                        "fault: 2 servers claim to be the leader: they are not members of one ensemble",
                        "fault: b:1 is 131072 transactions behind");
    }

    @Test
    void gives_each_servers_answer_to_a_word() {
        FakeEnsemble ensemble = new FakeEnsemble(List.of())
                .answer(FourLetterWord.MNTR, "a:2181", "zk_version\t3.9.5\n")
                .refuse(FourLetterWord.MNTR, "b:2181");
        TestRun run = new TestRun(new FakeClusters().with(ensemble));
        Result.Texts texts = (Result.Texts) run.query("mntr", "a,b", "--admin", "8081");
        assertThat(texts.texts()).hasSize(1);
        assertThat(ResultText.fields(texts.texts().get(0).fields()))
                .isEqualTo("server=a:2181 word=mntr via=4lw text=zk_version\t3.9.5\n");
        assertThat(run.missing()).containsExactly("b:2181: does not allow mntr");
        assertThat(ensemble.asked()).containsExactly("[a:2181, b:2181] [:8081]");
        assertThat(run.query("ensemble", "monitor", "--server", "a:2181,b:2181"))
                .isEqualTo(texts);
    }

    @Test
    void says_what_it_cannot_ask() {
        FakeEnsemble refusing = new FakeEnsemble(List.of()).refuse(FourLetterWord.CONS, "a:1");
        fails(new FakeClusters().with(refusing), Failure.Kind.REFUSED, "a:1 does not allow cons", "cons");
        fails(new FakeClusters(), Failure.Kind.USAGE, "unknown four-letter word 'mnrt'", "ensemble", "mnrt");
        fails(
                new FakeClusters(),
                Failure.Kind.USAGE,
                "srst changes the state of the server, and ensemble is read-only",
                "ensemble",
                "srst");
        fails(
                new FakeClusters().with(Server.unreachable("a:1", "no such host")),
                Failure.Kind.UNREACHABLE,
                "no ZooKeeper server answers: a:1 no such host",
                "ensemble");
    }

    private static void fails(FakeClusters clusters, Failure.Kind kind, String message, String... words) {
        assertThatThrownBy(() -> new TestRun(clusters).query(words)).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.getMessage()).isEqualTo(message);
        });
    }

    @Test
    void the_short_words_explain_the_command_they_are_short_for() {
        assertThat(Invocation.of(List.of("mntr", "--help")).entry().words()).isEqualTo("ensemble");
    }

    @Test
    void finds_the_owner_of_an_ephemeral_znode_in_either_form() {
        String text = """
                 /10.0.0.7:56142[1](queued=0,recved=2,sent=2,sid=0x1000d3f0ab40002,lop=PING,est=1,to=6000,lcxid=0x1)
                 /10.0.0.8:57068[0](queued=0,recved=1,sent=0)
                """;
        String json = "{\"connections\": [], \"secure_connections\": [{\"remote_socket_address\": \"10.0.0.7:56142\","
                + " \"session_id\": 72072158451597314, \"session_timeout\": 6000}]}";
        long session = 0x1000d3f0ab40002L;
        assertThat(session).isEqualTo(72072158451597314L);
        Owners.Client client = new Owners.Client("10.0.0.7:56142", OptionalLong.of(6000));
        assertThat(Owners.client(text, session)).contains(client);
        assertThat(Owners.client(json, session)).contains(client);
        assertThat(Owners.client(text, 7)).isEmpty();
        String odd =
                " /10.0.0.8:1[1](sid=0x1000d3f0ab400021000d3f0ab40002,to=1)\n /[::1]:2[0](x,sid=0x1000d3f0ab40002,to=99999999999999999999)";
        assertThat(Owners.client(odd, session)).contains(new Owners.Client("[::1]:2", OptionalLong.empty()));
        assertThat(Owners.client(json, 7)).isEmpty();
        String dump = """
                Sessions with Ephemerals (2):
                0x1000d3f0ab40001:
                \t/x
                0x1000d3f0ab40002:
                \t/b
                \t/a
                Connections dump:
                \tip: /10.0.0.7:56142 sessionId: 0x1000d3f0ab40002
                """;
        assertThat(Owners.ephemerals(dump, session)).containsExactly("/a", "/b");
        assertThat(Owners.ephemerals(
                        "{\"session_id_to_ephemeral_paths\": {\"72072158451597314\": [\"/b\", \"/a\"]}}", session))
                .containsExactly("/a", "/b");
        FakeEnsemble ensemble = new FakeEnsemble(List.of())
                .answer(FourLetterWord.CONS, "a:1", "")
                .answer(FourLetterWord.CONS, "b:1", text)
                .answer(FourLetterWord.DUMP, "a:1", dump);
        TestRun run = new TestRun(new FakeClusters().with(ensemble));
        Result.Details owner = (Result.Details) run.query("owner", "0x1000D3F0AB40002");
        assertThat(ResultText.fields(owner.fields()))
                .isEqualTo("path=- session=0x1000d3f0ab40002 client=10.0.0.7:56142 server=b:1 timeoutMs=6000.0ms"
                        + " ephemerals=[/a,/b]");
        assertThat(run.missing()).isEmpty();
        fails(
                new FakeClusters().with(ensemble),
                Failure.Kind.NOT_FOUND,
                "no session 0x77 has a connection or an ephemeral znode",
                "session_endpoint",
                "0x77");
    }

    @Test
    void names_what_is_missing_of_an_owner() {
        FakeEnsemble ensemble = new FakeEnsemble(List.of())
                .refuse(FourLetterWord.CONS, "a:1")
                .refuse(FourLetterWord.CONS, "b:1")
                .refuse(FourLetterWord.DUMP, "a:1");
        TestRun run = new TestRun(new FakeClusters().with(ensemble));
        Result.Details owner = (Result.Details) run.query("owner", "0x77");
        assertThat(ResultText.fields(owner.fields()))
                .isEqualTo("path=- session=0x77 client=- server=- timeoutMs=- ephemerals=-");
        assertThat(run.missing())
                .containsExactly(
                        "the address of the client: a:1, b:1 does not allow cons (allow it)",
                        "the other ephemeral znodes of the session: a:1 does not allow dump (allow it)");
    }

    @Test
    void knows_the_znodes_that_no_session_holds() {
        assertThat(Owner.kind(0)).contains("a persistent znode");
        assertThat(Owner.kind(0x8000000000000000L)).contains("a container znode");
        assertThat(Owner.kind(0xff000000000003e8L)).contains("a TTL znode of 1000 ms");
        assertThat(Owner.kind(0x1000d3f0ab40002L)).isEmpty();
        assertThat(Owner.kind(0xff0d3f0ab40002L)).isEmpty();
    }
}
