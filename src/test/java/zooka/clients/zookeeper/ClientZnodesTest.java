package zooka.clients.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zooka.clients.Failure;
import zooka.clients.profile.ZooKeeperAddress;
import zooka.clients.zookeeper.Znodes.Event;
import zooka.clients.zookeeper.security.SessionSecurity;
import zooka.clients.zookeeper.servers.FourLetterWord;
import zooka.clients.zookeeper.servers.LiveEnsemble;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.result.Flow;
import zooka.commands.result.Table;
import zooka.commands.zk.tree.Walk;
import zooka.commands.zk.watch.WatchEvents;
import zooka.sandbox.Mode;
import zooka.sandbox.Options;
import zooka.sandbox.Sandbox;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;
import zooka.testing.ResultText;
import zooka.testing.RunsInParallel;
import zooka.testing.Sandboxes;
import zooka.testing.TestRun;
import zooka.testing.Trees;
import zooka.testing.fake.FakeClusters;

/** The gateway on real servers, over a direct session and over Curator's. */
@OnServers
@RunsInParallel(seconds = 27)
final class ClientZnodesTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Kind PERSISTENT = Kind.PERSISTENT;

    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = Sandboxes.fresh(Mode.ZOOKEEPER, Options.bare(3, 0));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static ZooKeeperAddress address() {
        return ZooKeeperAddress.parse(sandbox.zookeeper().orElseThrow());
    }

    private static Znodes open(boolean lasting) {
        return lasting ? ClientZnodes.lasting(address(), TIMEOUT) : ClientZnodes.once(address(), TIMEOUT);
    }

    private static Optional<byte[]> bytes(String text) {
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void fails(Failure.Kind kind, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.kind())
                .isEqualTo(kind));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void reads_and_changes_znodes_and_says_why_it_cannot(boolean lasting) {
        try (Znodes znodes = open(lasting)) {
            String root = "/basics-" + lasting;
            assertThat(znodes.stat(root)).isEmpty();
            assertThat(znodes.create(root, Optional.empty(), PERSISTENT)).isEqualTo(root);
            assertThat(znodes.read(root).data()).isEmpty();
            assertThat(znodes.set(root, bytes("名前"), OptionalInt.of(0)).version())
                    .isEqualTo(1);
            assertThat(znodes.read(root).data())
                    .hasValueSatisfying(data ->
                            assertThat(data).asString(StandardCharsets.UTF_8).isEqualTo("名前"));
            assertThat(znodes.create(root + "/s-", bytes(""), Kind.EPHEMERAL.asSequential()))
                    .isEqualTo(root + "/s-0000000000");
            assertThat(znodes.children(root).names()).containsExactly("s-0000000000");
            fails(Failure.Kind.CONFLICT, () -> znodes.create(root, Optional.empty(), PERSISTENT));
            fails(Failure.Kind.CONFLICT, () -> znodes.set(root, bytes("x"), OptionalInt.of(0)));
            fails(Failure.Kind.CONFLICT, () -> znodes.delete(root, OptionalInt.empty()));
            fails(Failure.Kind.CONFLICT, () -> znodes.create(root + "/s-0000000000/x", bytes("x"), PERSISTENT));
            fails(Failure.Kind.NOT_FOUND, () -> znodes.read(root + "/nosuch"));
            fails(Failure.Kind.NOT_FOUND, () -> znodes.children(root + "/nosuch"));
            fails(Failure.Kind.NOT_FOUND, () -> znodes.create(root + "/no/such", Optional.empty(), PERSISTENT));
            Trees.delete(znodes, List.of(root + "/s-0000000000", root + "/gone", root));
            assertThat(znodes.stat(root)).isEmpty();
        }
    }

    @Test
    void reads_many_znodes_at_once_and_leaves_the_missing_empty() {
        try (Znodes znodes = open(false)) {
            znodes.create("/many", Optional.empty(), PERSISTENT);
            List<String> paths =
                    IntStream.range(0, 1000).mapToObj(i -> "/many/" + i).toList();
            paths.forEach(path -> znodes.create(path, bytes(path), PERSISTENT));
            List<String> asked = new ArrayList<>(paths);
            asked.add(500, "/many/nosuch");
            List<Optional<Znodes.Znode>> read = znodes.readAll(asked);
            assertThat(read).hasSize(1001);
            assertThat(read.get(500)).isEmpty();
            assertThat(read.get(501).orElseThrow().path()).isEqualTo("/many/500");
            assertThat(znodes.statAll(asked).get(500)).isEmpty();
            List<String> walked = new ArrayList<>();
            Walk.names(znodes, new TestRun(new FakeClusters()).context().remarks(), Walk.EVERYTHING)
                    .preorder("/many", visited -> walked.add(visited.path()));
            assertThat(walked).hasSize(1001).isSorted().startsWith("/many", "/many/0", "/many/1", "/many/10");
            List<String> children = new ArrayList<>(paths);
            children.add("/many");
            Trees.delete(znodes, children);
            assertThat(znodes.stat("/many")).isEmpty();
        }
    }

    @Test
    void sees_only_what_is_below_a_chroot() {
        try (Znodes all = open(false)) {
            all.create("/chroot", Optional.empty(), PERSISTENT);
            try (Znodes below =
                    ClientZnodes.once(ZooKeeperAddress.parse(sandbox.zookeeper().orElseThrow() + "/chroot"), TIMEOUT)) {
                assertThat(below.create("/a", bytes("x"), PERSISTENT)).isEqualTo("/a");
                assertThat(below.children("/").names()).containsExactly("a");
            }
            assertThat(all.read("/chroot/a").data()).isPresent();
        }
    }

    private static Event next(BlockingQueue<Event> events) throws InterruptedException {
        Event event = events.poll(20, TimeUnit.SECONDS);
        assertThat(event).as("an event").isNotNull();
        return event;
    }

    private static Event next(BlockingQueue<Event> events, Event.Type type) throws InterruptedException {
        Event event = next(events);
        while (event.type() != type) {
            event = next(events);
        }
        return event;
    }

    @Test
    void watches_a_subtree_over_the_loss_of_each_server() throws Exception {
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        try (Znodes znodes = open(true);
                Znodes.Watch watch = znodes.watch("/watched", events::add)) {
            assertThat(watch).isNotNull();
            znodes.create("/watched", Optional.empty(), PERSISTENT);
            assertThat(next(events))
                    .matches(e -> e.type() == Event.Type.CREATED && e.path().equals("/watched") && e.zxid() > 0);
            for (String server : List.of("zk-1", "zk-2", "zk-3")) {
                sandbox.kill(server);
                // A read finds another server; a change is not repeated, so it waits for that.
                znodes.stat("/watched");
                znodes.create("/watched/" + server, bytes(server), PERSISTENT);
                assertThat(next(events, Event.Type.CREATED).path()).isEqualTo("/watched/" + server);
                sandbox.start(server);
            }
        }
    }

    @Test
    void watches_single_znodes_for_as_long_as_somebody_looks_at_them() throws Exception {
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        LiveEnsemble ensemble = new LiveEnsemble(address().servers(), TIMEOUT, Optional.empty());
        try (Znodes znodes = open(true);
                Znodes.Watches watches = znodes.watches(events::add)) {
            znodes.create("/seen", Optional.empty(), PERSISTENT);
            znodes.create("/seen/a", Optional.empty(), PERSISTENT);
            assertThat(watches.only(Set.of("/seen", "/seen/a", "/seen/later"))).isTrue();
            assertThat(watched(ensemble)).contains("/seen", "/seen/a", "/seen/later");

            znodes.create("/seen/a/below", Optional.empty(), PERSISTENT);
            assertThat(next(events))
                    .matches(e -> e.type() == Event.Type.CHILDREN && e.path().equals("/seen/a"));
            znodes.create("/seen/later", Optional.empty(), PERSISTENT);
            assertThat(List.of(next(events), next(events)))
                    .extracting(e -> e.type() + " " + e.path())
                    .containsExactlyInAnyOrder("CREATED /seen/later", "CHILDREN /seen");

            // What is not looked at any more is not watched by the server either.
            assertThat(watches.only(Set.of("/seen/later"))).isTrue();
            KafkaRun.until("the watches are removed", () -> watched(ensemble).equals(Set.of("/seen/later")));
            assertThat(watches.only(Set.of("/seen/a", "/seen/later"))).isTrue();
            assertThat(watched(ensemble)).containsExactlyInAnyOrder("/seen/a", "/seen/later");

            for (String server : List.of("zk-1", "zk-2", "zk-3")) {
                sandbox.kill(server);
                znodes.stat("/seen");
                znodes.set("/seen/a", bytes(server), OptionalInt.empty());
                assertThat(next(events, Event.Type.CHANGED).path()).isEqualTo("/seen/a");
                sandbox.start(server);
            }
        }
    }

    @Test
    void watches_below_a_chroot_are_removed_where_the_server_has_them() {
        LiveEnsemble ensemble = new LiveEnsemble(address().servers(), TIMEOUT, Optional.empty());
        ZooKeeperAddress below = ZooKeeperAddress.parse(sandbox.zookeeper().orElseThrow() + "/seen-below");
        try (Znodes all = open(true)) {
            all.create("/seen-below", Optional.empty(), PERSISTENT);
        }
        try (Znodes znodes = ClientZnodes.lasting(below, TIMEOUT);
                Znodes.Watches watches = znodes.watches(event -> {})) {
            assertThat(watches.only(Set.of("/", "/a", "/b"))).isTrue();
            assertThat(watched(ensemble)).containsExactlyInAnyOrder("/seen-below", "/seen-below/a", "/seen-below/b");
            assertThat(watches.only(Set.of("/b"))).isTrue();
            KafkaRun.until("the watches are removed", () -> watched(ensemble).equals(Set.of("/seen-below/b")));
        }
    }

    @Test
    void a_watch_of_somebody_else_in_the_session_stays() throws Exception {
        BlockingQueue<ZooKeeperSession.Notice> notices = new LinkedBlockingQueue<>();
        try (ClientZnodes znodes = ClientZnodes.lasting(address(), TIMEOUT)) {
            znodes.create("/shared", Optional.empty(), PERSISTENT);
            ZooKeeperSession session = znodes.session(notices::add);
            session.watch(ZooKeeperSession.WatchMode.PERSISTENT, "/shared");
            try (Znodes.Watches watches = znodes.watches(event -> {})) {
                assertThat(watches.only(Set.of("/shared"))).isTrue();
                assertThat(watches.only(Set.of())).isTrue();
            }
            znodes.sync("/");
            znodes.set("/shared", bytes("x"), OptionalInt.empty());
            assertThat(notices.poll(10, TimeUnit.SECONDS)).isNotNull();
        }
    }

    /** What is watched below /seen by any session at any server. */
    private static Set<String> watched(LiveEnsemble ensemble) {
        return ensemble.ask(FourLetterWord.WCHP).stream()
                .flatMap(answer -> answer.text().orElse("").lines())
                .filter(line -> line.startsWith("/seen"))
                .collect(Collectors.toSet());
    }

    @Test
    void a_stream_of_events_tells_what_happened_while_it_had_no_server() throws Exception {
        ZooKeeperAddress first =
                ZooKeeperAddress.parse(sandbox.zookeeper().orElseThrow().split(",", 2)[0]);
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        try (Znodes other = open(true);
                Znodes watching = ClientZnodes.lasting(first, TIMEOUT)) {
            other.create("/lost", bytes("0"), PERSISTENT);
            other.create("/lost/gone", bytes("g"), PERSISTENT);
            Flow events = new WatchEvents("/lost", Long.MAX_VALUE)
                    .follow(new TestRun(new FakeClusters().with(watching)).context());
            Thread following = new Thread(() -> {
                try {
                    events.source()
                            .forEach(row -> told.add(ResultText.table(new Table(events.columns(), List.of(row), ""))));
                } catch (Failure e) {
                    told.add(String.valueOf(e.kind())); // interrupted, at the end
                }
            });
            following.start();
            // Nobody says when the watch is set; there are changes until it has seen one.
            do {
                other.set("/lost", bytes("1"), OptionalInt.empty());
            } while (told.poll(500, TimeUnit.MILLISECONDS) == null);
            sandbox.kill("zk-1");
            await(told, "type=disconnected");
            KafkaRun.until("a change by another server", () -> changed(other));
            other.delete("/lost/gone", OptionalInt.empty());
            other.create("/lost/new", bytes("n"), PERSISTENT);
            sandbox.start("zk-1");
            await(told, "type=connected");
            await(told, "type=changed path=/lost data='2' old='1'");
            await(told, "type=deleted! path=/lost/gone data=- old='g'");
            await(told, "type=created path=/lost/new data='n' old=-");
            following.interrupt();
            await(told, "INTERRUPTED");
        }
    }

    /** The server that was killed may have been this session's, too, or have led the others: no change is repeated by itself. */
    private static boolean changed(Znodes znodes) {
        try {
            znodes.set("/lost", bytes("2"), OptionalInt.empty());
            return true;
        } catch (Failure lost) {
            return false;
        }
    }

    private static void await(BlockingQueue<String> told, String wanted) throws InterruptedException {
        String line = told.poll(30, TimeUnit.SECONDS);
        while (line != null && !line.contains(wanted)) {
            line = told.poll(30, TimeUnit.SECONDS);
        }
        assertThat(line).as(wanted).isNotNull();
    }

    @Test
    void outlives_the_expiry_of_its_session() throws Exception {
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        try (CuratorConnection connection = new CuratorConnection(address(), SessionSecurity.OPEN, TIMEOUT, false)) {
            try (RecursiveWatch watch = new RecursiveWatch(connection, "/expired", events::add)) {
                assertThat(watch).isNotNull();
                ZooKeeper first = connection.handle();
                expire(sandbox, first);
                assertThat(next(events, Event.Type.DISCONNECTED).path()).isEqualTo("/expired");
                next(events, Event.Type.CONNECTED);
                assertThat(connection.handle().getSessionId()).isNotEqualTo(first.getSessionId());
                try (Znodes other = open(false)) {
                    other.create("/expired", Optional.empty(), PERSISTENT);
                }
                assertThat(next(events, Event.Type.CREATED).path()).isEqualTo("/expired");
            }
        }
    }

    /** Ends a session as the ensemble would: another client takes it over and closes it. */
    static void expire(Sandbox sandbox, ZooKeeper session) throws Exception {
        BlockingQueue<Boolean> connected = new LinkedBlockingQueue<>();
        ZooKeeper thief = new ZooKeeper(
                sandbox.zookeeper().orElseThrow(),
                10_000,
                event -> connected.add(true),
                session.getSessionId(),
                session.getSessionPasswd());
        assertThat(connected.poll(10, TimeUnit.SECONDS)).isTrue();
        thief.close();
    }

    @Test
    void waits_no_longer_than_its_timeout_for_servers_that_have_stopped() {
        sandbox.pause("zk-1", "zk-2", "zk-3");
        try {
            long begin = System.nanoTime();
            fails(Failure.Kind.UNREACHABLE, () -> {
                try (Znodes znodes = ClientZnodes.once(address(), Duration.ofSeconds(2))) {
                    znodes.stat("/");
                }
            });
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
        } finally {
            sandbox.resume("zk-1", "zk-2", "zk-3");
        }
    }

    @Test
    void asks_each_server_of_the_ensemble_and_names_the_silent_one() {
        List<String> addresses = new ArrayList<>(address().servers());
        addresses.add("127.0.0.1:1");
        List<Server> servers = new LiveEnsemble(addresses, TIMEOUT, Optional.empty()).servers();
        assertThat(servers.stream().filter(Server::leads)).hasSize(1);
        assertThat(servers.stream().filter(Server::answers))
                .hasSize(3)
                .allMatch(s -> s.version().orElse("").equals("3.9.5"));
        assertThat(servers.get(3).trouble()).contains("connection refused");
    }
}
