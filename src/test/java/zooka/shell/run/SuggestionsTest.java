package zooka.shell.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zooka.clients.Failure;
import zooka.clients.Failure.Noun;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeZnodes;

final class SuggestionsTest {

    private final FakeZnodes znodes = new FakeZnodes()
            .put("/", "", TestRun.NOW)
            .put("/brokers/ids/1", "", TestRun.NOW)
            .put("/brokers/topics/orders", "", TestRun.NOW)
            .put("/config", "", TestRun.NOW);
    private final FakeClusters clusters = new FakeClusters().with(znodes);
    private final Suggestions suggestions = new Suggestions(new NameCache(() -> clusters));

    @ParameterizedTest
    @CsvSource({
        "/brokers/topic, did you mean /brokers/topics?",
        "/brkers/topics/orders, did you mean /brokers?",
        "/Brokers/IDS, did you mean /brokers?",
        "/brokers/nothing/like/it, ls /brokers",
        "/nothing, ls /",
        // It has come meanwhile, or is another ensemble's.
        "/brokers/ids/1, ls /brokers/ids",
        // Nobody tells what is below.
        "/config/x, ls /config"
    })
    void names_the_znode_that_is_nearest_or_where_to_look(String typed, String hint) {
        Failure failure = suggestions.on(Failure.absent(Noun.ZNODE, typed));
        assertThat(failure.hint()).contains(hint);
        assertThat(failure).hasMessage("no znode " + typed);
        assertThat(failure.kind()).isEqualTo(Failure.Kind.NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({"TOPIC, topics", "GROUP, groups"})
    void what_cannot_be_asked_leaves_the_failure_as_it_was(Noun noun, String hint) {
        assertThat(suggestions.on(Failure.absent(noun, "orders")).hint()).contains(hint);
        assertThat(suggestions.on(Failure.absent(noun, "ord*")).hint()).contains(hint);
        assertThat(suggestions.on(Failure.conflict("another")).hint()).isEmpty();
    }
}
