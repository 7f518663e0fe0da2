package zooka.commands.zk.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Znodes;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.MemoryZnodes;

/** Trees of many shapes, from the root down. */
final class WalkTest {

    private final TestRun run = new TestRun(new FakeClusters());

    private List<String> walked(MemoryZnodes znodes, String root, boolean values, int deepest) {
        List<String> paths = new ArrayList<>();
        Walk walk = values
                ? Walk.values(znodes, run.context().remarks(), deepest)
                : Walk.names(znodes, run.context().remarks(), deepest);
        walk.preorder(root, visited -> {
            assertThat(visited.znode().isPresent()).isEqualTo(values);
            assertThat(visited.name())
                    .isEqualTo(visited.path().substring(visited.path().lastIndexOf('/') + 1));
            paths.add(visited.path());
        });
        return paths;
    }

    /** The same by the simplest of means: one after the other. */
    private static void plainly(MemoryZnodes znodes, String path, int depth, List<String> into) {
        into.add(path);
        if (depth > 0) {
            for (String name : znodes.childrenOfAll(List.of(path)).get(0).orElseThrow()) {
                plainly(znodes, Znodes.child(path, name), depth - 1, into);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void sees_each_znode_once_in_order_down_to_a_depth(long seed) {
        MemoryZnodes znodes = MemoryZnodes.random(new Random(seed), 3000);
        for (int depth : new int[] {0, 1, 2, 5, Walk.EVERYTHING}) {
            List<String> expected = new ArrayList<>();
            plainly(znodes, "/", depth, expected);
            assertThat(walked(znodes, "/", false, depth)).isEqualTo(expected);
            assertThat(walked(znodes, "/", true, depth)).isEqualTo(expected);
        }
        assertThat(walked(znodes, "/", true, Walk.EVERYTHING)).hasSize(3000).doesNotHaveDuplicates();
        assertThat(run.missing()).isEmpty();
    }

    @Test
    void asks_for_no_more_than_it_can_hold() {
        MemoryZnodes wide = new MemoryZnodes();
        for (int i = 0; i < 60_000; i++) {
            wide.add("/" + i, 10);
        }
        assertThat(walked(wide, "/", true, Walk.EVERYTHING)).hasSize(60_001);
        assertThat(wide.mostZnodes()).isEqualTo(1000);
        MemoryZnodes bushy = new MemoryZnodes();
        for (int i = 0; i < 100; i++) {
            bushy.add("/" + i, 0);
            for (int j = 0; j < 1000; j++) {
                bushy.add("/" + i + "/" + j, 0);
            }
        }
        assertThat(walked(bushy, "/", false, Walk.EVERYTHING)).hasSize(100_101);
        assertThat(bushy.mostNames()).isLessThanOrEqualTo(20_000);
        assertThat(walked(bushy, "/", true, Walk.EVERYTHING)).hasSize(100_101);
        assertThat(bushy.mostNames()).isLessThanOrEqualTo(21_000);
        MemoryZnodes heavy = new MemoryZnodes();
        for (int i = 0; i < 2000; i++) {
            heavy.add("/" + i, 16 << 10);
        }
        assertThat(walked(heavy, "/", true, Walk.EVERYTHING)).hasSize(2001);
        assertThat(heavy.mostBytes()).isLessThanOrEqualTo(600 << 10);
    }

    @Test
    void learns_from_the_first_large_values_to_ask_for_few() {
        MemoryZnodes heavy = new MemoryZnodes();
        for (int i = 0; i < 200; i++) {
            heavy.add("/" + i, 1_000_000);
        }
        assertThat(walked(heavy, "/", true, Walk.EVERYTHING)).hasSize(201);
        // The first time nobody knows better.
        assertThat(heavy.mostBytes()).isLessThanOrEqualTo(33_000_000);
    }

    @Test
    void goes_as_deep_as_there_is_something() {
        MemoryZnodes deep = new MemoryZnodes();
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            deep.add(path.append("/d").toString(), 1);
        }
        assertThat(walked(deep, "/", true, Walk.EVERYTHING))
                .hasSize(2001)
                .last()
                .isEqualTo(path.toString());
    }

    @Test
    void leaves_out_what_has_gone_meanwhile() {
        MemoryZnodes znodes = new MemoryZnodes();
        for (String path : List.of("/a", "/a/x", "/b", "/b/y", "/c")) {
            znodes.add(path, 1);
        }
        znodes.gone("/b").gone("/a/x");
        assertThat(walked(znodes, "/", false, Walk.EVERYTHING)).containsExactly("/", "/a", "/c");
        assertThat(walked(znodes, "/", true, Walk.EVERYTHING)).containsExactly("/", "/a", "/c");
        assertThat(run.missing()).isEmpty();
        assertThatThrownBy(() -> walked(znodes, "/b", true, Walk.EVERYTHING)).hasMessage("no znode /b");
        assertThatThrownBy(() -> walked(znodes, "/nosuch", false, Walk.EVERYTHING))
                .hasMessage("no znode /nosuch");
    }

    @Test
    void names_once_what_may_not_be_read_and_goes_on() {
        MemoryZnodes znodes = new MemoryZnodes();
        for (String path : List.of("/a", "/a/x", "/b", "/b/y", "/c", "/c/z")) {
            znodes.add(path, 1);
        }
        znodes.close("/b");
        assertThat(walked(znodes, "/", true, Walk.EVERYTHING)).containsExactly("/", "/a", "/a/x", "/c", "/c/z");
        assertThat(run.takeMissing()).containsExactly("no permission for reading /b");
        // It can be seen to exist without being listed.
        assertThat(walked(znodes, "/", false, Walk.EVERYTHING)).containsExactly("/", "/a", "/a/x", "/b", "/c", "/c/z");
        assertThat(run.takeMissing()).containsExactly("no permission for listing /b");
        assertThatThrownBy(() -> walked(znodes, "/b", true, Walk.EVERYTHING))
                .isInstanceOf(Failure.class)
                .hasMessage("no permission for reading /b");
        assertThat(run.missing()).isEmpty();
    }
}
