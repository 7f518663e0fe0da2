package zooka.clients.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zooka.clients.Failure;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeZnodes;

final class ZnodePathTest {

    private final TestRun run = new TestRun(new FakeClusters().with(new FakeZnodes()));

    @ParameterizedTest
    @ValueSource(strings = {"/a\uD83D\uDE00", "/a\u0007b", "/\uE000", "/a\0", "b\uFFFF", "/\u0085"})
    void what_zookeeper_takes_for_no_path_is_a_usage_error(String path) {
        for (String[] words : new String[][] {
            {"create", path}, {"set", path, "x"}, {"delete", path}, {"mv", path, "/b"}, {"txn", "delete '" + path + "'"}
        }) {
            Failure failure = catchThrowableOfType(Failure.class, () -> run.plan(words));
            assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE);
            assertThat(failure).hasMessageContaining("cannot be the path of a znode");
        }
        for (String command : new String[] {"get", "ls", "stat", "getAcl", "owner"}) {
            Failure failure = catchThrowableOfType(Failure.class, () -> run.query(command, path));
            assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE);
        }
    }
}
