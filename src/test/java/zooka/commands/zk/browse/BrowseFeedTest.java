package zooka.commands.zk.browse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Znodes.Event;
import zooka.clients.zookeeper.servers.FourLetterWord;
import zooka.commands.action.Action;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeEnsemble;
import zooka.testing.fake.FakeZnodes;
import zooka.testing.fake.MemorySession;

/** The feed of {@code browse}: it reads and watches what somebody looks at, and nothing else. */
@Timeout(20)
final class BrowseFeedTest {

    private final FakeZnodes znodes = new FakeZnodes()
            .put("/app", "x", TestRun.NOW)
            .put("/app/a", "one", TestRun.NOW)
            .put("/app/b", "x", TestRun.NOW)
            .put("/app/b/deep", "x", TestRun.NOW);
    private final BlockingQueue<ZnodeTree> states = new LinkedBlockingQueue<>();
    private final BlockingQueue<Failure> failures = new LinkedBlockingQueue<>();
    private Optional<BrowseFeed> opened = Optional.empty();

    private BrowseFeed open(FakeClusters clusters, String path) {
        BrowseFeed feed = (BrowseFeed) ((Action.Live) TestRun.action("browse", path))
                .open(new TestRun(clusters).context(), picture -> states.add((ZnodeTree) picture), failures::add);
        opened = Optional.of(feed);
        return feed;
    }

    private BrowseFeed open() {
        return open(new FakeClusters().with(znodes), "/app");
    }

    @AfterEach
    void close() {
        opened.ifPresent(BrowseFeed::close);
    }

    /** The first state from now on that is as wanted. */
    private ZnodeTree await(Predicate<ZnodeTree> wanted) throws InterruptedException {
        while (true) {
            ZnodeTree state = states.poll(10, TimeUnit.SECONDS);
            assertThat(state).as("a state as wanted").isNotNull();
            if (wanted.test(state)) {
                return state;
            }
        }
    }

    private static Viewport looking(String selected) {
        return new Viewport(Set.of("/app"), Set.of("/app", "/app/a", "/app/b"), Optional.of(selected));
    }

    private static boolean shows(ZnodeTree state, String path, int size) {
        return state.stats()
                .getOrDefault(path, Optional.empty())
                .filter(stat -> stat.dataLength() == size)
                .isPresent();
    }

    @Test
    void begins_with_the_root_and_its_children() throws InterruptedException {
        BrowseFeed feed = open();
        ZnodeTree first = await(any -> true);
        assertThat(first.root()).isEqualTo("/app");
        assertThat(first.live()).isTrue();
        assertThat(first.listed().get("/app").names()).containsExactly("a", "b");
        assertThat(first.detail().orElseThrow().path()).isEqualTo("/app");
        assertThat(znodes.watchedAlone()).containsExactly("/app");

        feed.show(looking("/app/a"));
        ZnodeTree seen = await(state -> state.stats().containsKey("/app/a"));
        assertThat(seen.detail().orElseThrow().path()).isEqualTo("/app/a");
        assertThat(znodes.watchedAlone()).containsExactly("/app", "/app/a", "/app/b");
    }

    @Test
    void tells_changes_of_what_is_visible() throws InterruptedException {
        BrowseFeed feed = open();
        feed.show(looking("/app/a"));
        await(state -> shows(state, "/app/a", 3));
        znodes.put("/app/a", "longer", TestRun.NOW);
        await(state -> shows(state, "/app/a", 6)
                && state.detail().orElseThrow().stat().orElseThrow().dataLength() == 6);
        znodes.put("/app/c", "x", TestRun.NOW);
        await(state -> state.listed().get("/app").names().contains("c"));
        znodes.put("/app/b/more", "x", TestRun.NOW);
        await(state -> state.stats().get("/app/b").orElseThrow().numChildren() == 2);
        znodes.remove("/app/a", TestRun.NOW);
        await(state -> !state.listed().get("/app").names().contains("a")
                && state.stats().get("/app/a").isEmpty());
    }

    @Test
    void watches_end_when_a_znode_is_out_of_sight_and_at_the_end() throws InterruptedException {
        BrowseFeed feed = open();
        feed.show(looking("/app/a"));
        await(state -> state.stats().containsKey("/app/b"));
        feed.show(new Viewport(Set.of("/app"), Set.of("/app", "/app/b"), Optional.of("/app/b")));
        await(state -> state.detail().orElseThrow().path().equals("/app/b"));
        assertThat(znodes.watchedAlone()).containsExactly("/app", "/app/b");
        feed.close();
        assertThat(znodes.watchedAlone()).isEmpty();
    }

    @Test
    void reads_everything_again_after_the_loss_of_the_connection() throws InterruptedException {
        BrowseFeed feed = open();
        feed.show(looking("/app/a"));
        await(state -> shows(state, "/app/a", 3));
        znodes.connection(Event.Type.DISCONNECTED, TestRun.NOW);
        assertThat(failures.poll(10, TimeUnit.SECONDS)).hasMessageContaining("connection to ZooKeeper lost");
        states.clear();
        znodes.connection(Event.Type.CONNECTED, TestRun.NOW);
        assertThat(await(any -> true).stats()).containsKeys("/app", "/app/a", "/app/b");
    }

    @Test
    void goes_on_after_a_failure_and_says_so() throws InterruptedException {
        BrowseFeed feed = open();
        await(any -> true);
        znodes.fail(Optional.of(Failure.unreachable("no server")));
        feed.refresh();
        assertThat(failures.poll(10, TimeUnit.SECONDS)).hasMessage("no server");
        states.clear();
        znodes.fail(Optional.empty());
        await(state -> state.listed().containsKey("/app"));
    }

    @Test
    void begins_without_a_server_and_shows_it_when_it_is_there() throws InterruptedException {
        znodes.fail(Optional.of(Failure.unreachable("no server")));
        open();
        assertThat(failures.poll(10, TimeUnit.SECONDS)).hasMessage("no server");
        znodes.fail(Optional.empty());
        await(state -> state.listed().containsKey("/app"));
    }

    @Test
    void old_servers_are_polled() throws InterruptedException {
        znodes.old();
        open();
        assertThat(await(any -> true).live()).isFalse();
        znodes.put("/app/c", "x", TestRun.NOW);
        await(state -> state.listed().get("/app").names().contains("c"));
    }

    @Test
    void searches_names_below() throws InterruptedException {
        BrowseFeed feed = open();
        feed.search("/", "dee", name -> name.startsWith("dee"));
        ZnodeTree state = await(one -> one.found()
                .filter(found -> found.state() == SearchResult.State.DONE)
                .isPresent());
        assertThat(state.found().orElseThrow().paths()).containsExactly("/app/b/deep");
        assertThat(state.found().orElseThrow().searched()).isEqualTo(5);
        feed.stopSearch();
        feed.show(looking("/app/a"));
        assertThat(await(one -> one.stats().containsKey("/app/a")).found()).isEmpty();
    }

    @Test
    void a_search_ends_at_its_bound() throws InterruptedException {
        for (int i = 0; i < SearchResult.MOST + 10; i++) {
            znodes.put("/app/b/match-" + i, "", TestRun.NOW);
        }
        open().search("/app", "match", name -> name.startsWith("match"));
        ZnodeTree state = await(one -> one.found()
                .filter(found -> found.state() != SearchResult.State.RUNNING)
                .isPresent());
        assertThat(state.found().orElseThrow().state()).isEqualTo(SearchResult.State.CUT);
        assertThat(state.found().orElseThrow().paths()).hasSize(SearchResult.MOST);
    }

    @Test
    void asks_who_watches_when_somebody_wants_to_know() throws InterruptedException {
        FakeEnsemble ensemble = new FakeEnsemble(List.of())
                .answer(FourLetterWord.WCHP, "zk-1:2181", "/app\n\t0x1\n")
                .refuse(FourLetterWord.WCHP, "zk-2:2181");
        MemorySession session = new MemorySession(znodes, notice -> {});
        BrowseFeed feed = open(new FakeClusters().with(znodes).with(session).with(ensemble), "/app");
        assertThat(await(any -> true).detail().orElseThrow().watchers()).isEmpty();
        feed.askWatchers("/app");
        Watchers watchers = await(
                        state -> state.detail().orElseThrow().watchers().isPresent())
                .detail()
                .orElseThrow()
                .watchers()
                .orElseThrow();
        assertThat(watchers.sessions()).containsExactly(new Watchers.Watcher(1, "zk-1:2181", Optional.empty(), true));
        assertThat(watchers.unknown()).containsExactly("zk-2:2181 does not allow wchp");
    }

    @Test
    void a_znode_that_does_not_exist_is_a_failure() {
        assertThatThrownBy(() -> open(new FakeClusters().with(znodes), "/nosuch"))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.NOT_FOUND));
    }
}
