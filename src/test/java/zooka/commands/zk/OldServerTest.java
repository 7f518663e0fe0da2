package zooka.commands.zk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.clients.profile.ZooKeeperAddress;
import zooka.clients.zookeeper.ClientZnodes;
import zooka.clients.zookeeper.Kind;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.Znodes.Event;
import zooka.clients.zookeeper.servers.LiveEnsemble;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.zk.tree.Walk;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.RunsInParallel;
import zooka.testing.TestRun;
import zooka.testing.Trees;
import zooka.testing.fake.FakeClusters;

/** The gateway on ZooKeeper 3.5, which knows neither multi-reads nor persistent watches. */
@OnServers
@RunsInParallel
final class OldServerTest {

    private static final Kind PERSISTENT = Kind.PERSISTENT;

    @TempDir
    static Path folder;

    private static Process server;
    private static Znodes znodes;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Process fetch = new ProcessBuilder(
                        Program.HOME.resolve("scripts/servers/fetch").toString(), "zookeeper-3.5.10")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String jars = new String(fetch.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(fetch.waitFor()).isZero();
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path config = folder.resolve("zoo.cfg");
        Files.writeString(config, "dataDir=" + folder + "\nclientPort=" + port + "\nadmin.enableServer=false\n");
        server = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        jars + "/*",
                        "org.apache.zookeeper.server.quorum.QuorumPeerMain",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        ZooKeeperAddress address = ZooKeeperAddress.parse("127.0.0.1:" + port);
        awaitAnswer(address);
        znodes = ClientZnodes.lasting(address, Duration.ofSeconds(5));
    }

    private static void awaitAnswer(ZooKeeperAddress address) {
        LiveEnsemble ensemble = new LiveEnsemble(address.servers(), Duration.ofSeconds(1), Optional.empty());
        KafkaRun.until("it starts", () -> {
            assertThat(server.isAlive()).isTrue();
            return ensemble.servers().stream().anyMatch(Server::answers);
        });
    }

    @AfterAll
    static void stop() {
        znodes.close();
        server.destroyForcibly();
    }

    @Test
    void reads_many_one_by_one() {
        znodes.create("/many", Optional.empty(), PERSISTENT);
        List<String> paths = IntStream.range(0, 300).mapToObj(i -> "/many/" + i).toList();
        paths.forEach(path -> znodes.create(path, Optional.of(new byte[] {1}), PERSISTENT));
        assertThat(znodes.readAll(paths)).hasSize(300).allMatch(Optional::isPresent);
        List<String> walked = new ArrayList<>();
        Walk.names(znodes, new TestRun(new FakeClusters()).context().remarks(), Walk.EVERYTHING)
                .preorder("/many", visited -> walked.add(visited.path()));
        assertThat(walked).hasSize(301);
        Trees.delete(znodes, paths);
        assertThat(znodes.children("/many").names()).isEmpty();
    }

    @Test
    void watches_a_subtree() throws InterruptedException {
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        try (Znodes.Watch watch = znodes.watch("/watched", events::add)) {
            assertThat(watch).isNotNull();
            // Asked for a persistent watch, such a server hangs up; the watch goes on in the next session.
            assertThat(take(events).type()).isEqualTo(Event.Type.DISCONNECTED);
            assertThat(take(events).type()).isEqualTo(Event.Type.CONNECTED);
            znodes.create("/watched", Optional.empty(), PERSISTENT);
            expect(events, Event.Type.CREATED, "/watched");
            znodes.create("/watched/a", Optional.empty(), PERSISTENT);
            expect(events, Event.Type.CREATED, "/watched/a");
            znodes.create("/watched/a/b", Optional.empty(), PERSISTENT);
            expect(events, Event.Type.CREATED, "/watched/a/b");
            for (int i = 0; i < 3; i++) {
                znodes.set("/watched/a/b", Optional.of(new byte[] {1}), OptionalInt.empty());
                expect(events, Event.Type.CHANGED, "/watched/a/b");
            }
            znodes.delete("/watched/a/b", OptionalInt.empty());
            expect(events, Event.Type.DELETED, "/watched/a/b");
            znodes.create("/watched/a/b", Optional.empty(), PERSISTENT);
            expect(events, Event.Type.CREATED, "/watched/a/b");
            Trees.delete(znodes, List.of("/watched/a/b", "/watched/a", "/watched"));
            assertThat(List.of(take(events), take(events), take(events)))
                    .allMatch(event -> event.type() == Event.Type.DELETED);
            assertThat(events).isEmpty();
        }
    }

    private static Event take(BlockingQueue<Event> events) throws InterruptedException {
        Event event = events.poll(20, TimeUnit.SECONDS);
        assertThat(event).as("an event").isNotNull();
        return event;
    }

    private static void expect(BlockingQueue<Event> events, Event.Type type, String path) throws InterruptedException {
        Event event = take(events);
        assertThat(event.type() + " " + event.path()).isEqualTo(type + " " + path);
    }

    @Test
    void has_no_watches_of_single_znodes_and_says_so() {
        try (Znodes.Watches watches = znodes.watches(event -> {})) {
            assertThat(watches.only(Set.of("/", "/zookeeper"))).isFalse();
            assertThat(watches.only(Set.of("/"))).isFalse();
        }
        assertThat(znodes.stat("/")).isPresent();
    }
}
