package zooka.commands.zk.browse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.clients.zookeeper.Kind;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.action.Action;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;
import zooka.testing.Sandboxes;
import zooka.testing.TestRun;
import zooka.testing.Trees;

/** {@code browse} on real servers, which change what it shows and know who watches it. */
@OnServers
@Timeout(60)
final class BrowseLiveTest {

    private static final String ROOT = "/browse-live";

    private final BlockingQueue<ZnodeTree> states = new LinkedBlockingQueue<>();

    private ZnodeTree await(Predicate<ZnodeTree> wanted) throws InterruptedException {
        while (true) {
            ZnodeTree state = states.poll(20, TimeUnit.SECONDS);
            assertThat(state).as("a state as wanted").isNotNull();
            if (wanted.test(state)) {
                return state;
            }
        }
    }

    private static Optional<byte[]> bytes(String text) {
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void follows_what_is_visible_and_names_its_own_watch() throws InterruptedException {
        Profile profile = new Profile(
                "test",
                Sandboxes.zookeeper().zookeeper(),
                Optional.empty(),
                ClientSettings.OPEN,
                Duration.ofSeconds(10),
                true);
        try (KafkaRun run = KafkaRun.on(profile)) {
            Znodes znodes = run.run().context().clusters().znodes();
            znodes.create(ROOT, bytes("{}"), Kind.PERSISTENT);
            znodes.create(ROOT + "/a", bytes("one"), Kind.PERSISTENT);
            try (BrowseFeed feed = (BrowseFeed) ((Action.Live) TestRun.action("browse", ROOT))
                    .open(run.run().context(), picture -> states.add((ZnodeTree) picture), failure -> {})) {
                assertThat(await(any -> true).live()).isTrue();
                feed.show(new Viewport(Set.of(ROOT), Set.of(ROOT, ROOT + "/a"), Optional.of(ROOT + "/a")));
                await(state -> state.stats().containsKey(ROOT + "/a"));

                znodes.set(ROOT + "/a", bytes("longer"), OptionalInt.empty());
                ZnodeDetail changed = await(state -> state.detail()
                                .flatMap(ZnodeDetail::value)
                                .filter(value -> value.size() == 6)
                                .isPresent())
                        .detail()
                        .orElseThrow();
                assertThat(changed.stat().orElseThrow().version()).isEqualTo(1);
                assertThat(changed.acl())
                        .hasValueSatisfying(acl -> assertThat(acl).hasToString("world:anyone:cdrwa"));

                feed.askWatchers(ROOT + "/a");
                Watchers watchers = await(state ->
                                state.detail().flatMap(ZnodeDetail::watchers).isPresent())
                        .detail()
                        .orElseThrow()
                        .watchers()
                        .orElseThrow();
                assertThat(watchers.unknown()).isEmpty();
                assertThat(watchers.sessions()).hasSize(1).allSatisfy(one -> {
                    assertThat(one.own()).isTrue();
                    assertThat(one.client()).isPresent();
                });

                znodes.create(ROOT + "/b", bytes(""), Kind.EPHEMERAL);
                await(state -> state.listed().get(ROOT).names().equals(List.of("a", "b")));
                Trees.delete(znodes, List.of(ROOT + "/b", ROOT + "/a"));
                await(state -> state.listed().get(ROOT).names().isEmpty()
                        && state.detail().orElseThrow().stat().isEmpty());
            } finally {
                Trees.delete(znodes, List.of(ROOT + "/b", ROOT + "/a", ROOT));
            }
        }
    }
}
