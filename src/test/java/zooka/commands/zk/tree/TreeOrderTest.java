package zooka.commands.zk.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.MemoryZnodes;

/** Paths in the order of a walk. */
final class TreeOrderTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void is_that_of_a_walk(long seed) {
        MemoryZnodes znodes = MemoryZnodes.random(new Random(seed), 300);
        List<String> walked = new ArrayList<>();
        Walk.names(znodes, new TestRun(new FakeClusters()).context().remarks(), Walk.EVERYTHING)
                .preorder("/", visited -> walked.add(visited.path()));
        List<String> sorted = new ArrayList<>(walked);
        Collections.shuffle(sorted, new Random(seed));
        sorted.sort(TreeOrder::compare);
        assertThat(sorted).isEqualTo(walked).hasSize(300);
        for (String path : sorted) {
            assertThat(TreeOrder.compare(path, path)).isZero();
        }
    }
}
