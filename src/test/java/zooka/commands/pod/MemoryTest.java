package zooka.commands.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a container has left for a second JVM, by the files of its control group. */
final class MemoryTest extends PodFixture {

    @ParameterizedTest
    @CsvSource({
        "memory.max, 268435456, memory.current, 230000000, 128, true",
        "memory.max, 268435456, memory.current, 10000000, 64, false",
        "memory.max, 2147483648, memory.current, 230000000, 128, false",
        "memory.max, max, memory.current, 230000000, 128, false",
        "memory/memory.limit_in_bytes, 268435456, memory/memory.usage_in_bytes, 230000000, 128, true",
        "memory/memory.limit_in_bytes, 9223372036854771712, memory/memory.usage_in_bytes, 230000000, 128, false"
    })
    void warns_where_a_second_jvm_is_a_risk(
            String limit, String most, String usage, String used, long heap, boolean warned) throws IOException {
        file("sys/fs/cgroup/" + limit, most + "\n");
        file("sys/fs/cgroup/" + usage, used + "\n");
        assertThat(Memory.of(root).flatMap(memory -> memory.warning(heap << 20)).isPresent())
                .isEqualTo(warned);
    }

    @Test
    void what_the_kernel_gives_back_is_not_used() throws IOException {
        file("sys/fs/cgroup/memory.max", "268435456\n");
        file("sys/fs/cgroup/memory.current", "230000000\n");
        file("sys/fs/cgroup/memory.stat", "anon 1000\ninactive_file 220000000\n");
        assertThat(Memory.of(root)).contains(new Memory(268_435_456, 10_000_000));
        assertThat(Memory.of(root).orElseThrow().warning(240L << 20))
                .contains("this container has 246.5 MiB of 256 MiB left and zooka may need 304 MiB: the kernel may kill"
                        + " the server when memory runs out; set ZOOKA_JAVA_OPTS=-Xmx32m to use less");
    }
}
