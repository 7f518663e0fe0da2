package zooka.commands.zk.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names have a number of create -s. */
final class CountersTest {

    @ParameterizedTest
    @CsvSource({
        "/q/job-0000000042, 42",
        "/q/0000000000, 0",
        "/0000000007, 7",
        "/q/_c_0f-lock-2147483647, 2147483647",
        "/q/job-2147483648, -1",
        "/q/job-042, -1",
        "/0000000042/x, -1",
        "/q/x000000042, -1",
        "/q/1764476000123, -1",
        "/q/job-000000004٢, -1",
        "/q, -1"
    })
    void tells_a_number_from_a_name(String path, long number) {
        assertThat(Counters.number(path)).isEqualTo(number);
    }
}
