package zooka.commands.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zooka.clients.Failure;
import zooka.testing.KafkaRun;
import zooka.testing.TestRun;

/** Groups, users and topics whose names are patterns, on brokers of any kind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class NamesAndPatternsContract {

    static final String TOPIC = "names-and-patterns";
    private static final List<String> GROUPS = List.of("nap-*", "nap-a", "nap-b", "nap[1]", "nap1");

    private final KafkaRun kafka;

    NamesAndPatternsContract(KafkaRun kafka) {
        this.kafka = kafka;
    }

    KafkaRun kafka() {
        return kafka;
    }

    @BeforeAll
    void make() {
        kafka.topic(TOPIC, "1,1,1,1");
        GROUPS.forEach(group ->
                run("group", "reset", group.replace("*", "\\*").replace("[", "\\["), "--to-latest", "--topic", TOPIC));
    }

    @AfterAll
    void delete() {
        try (KafkaRun closing = kafka) {
            closing.run().change("group", "delete", "--if-exists", "nap**");
            closing.delete(TOPIC);
        }
    }

    private String run(String... words) {
        return kafka.run().change(words);
    }

    private List<Object> groups(String... words) {
        return kafka.run().rows(words).stream()
                .map(row -> row.get("group"))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"group lag", "group describe", "group members", "groups"})
    void a_group_that_exists_is_meant_and_not_those_that_its_name_would_match(String command) {
        TestRun run = kafka.run();
        String[] line = (command + " nap[1]").split(" ");
        String[] star = (command + " nap-*").split(" ");
        boolean members = command.equals("group members");
        assertThat(groups(line)).isEqualTo(members ? List.of() : List.of("nap[1]"));
        run.takeMissing();
        assertThat(groups(star)).isEqualTo(members ? List.of() : List.of("nap-*"));
        assertThat(run.takeMissing())
                .isEqualTo(
                        command.equals("groups")
                                ? List.of()
                                : List.of("'nap-*' is the name of a group, and a pattern that matches 2 others"));
        if (!members) {
            assertThat(groups((command + " nap-**").split(" "))).isEqualTo(List.of("nap-*", "nap-a", "nap-b"));
            assertThat(groups((command + " nap\\[1]").split(" "))).isEqualTo(List.of("nap[1]"));
        }
    }

    @Test
    void a_change_of_groups_does_not_guess() {
        assertThatThrownBy(() -> kafka.run().plan("group", "delete", "nap-*"))
                .hasMessage("'nap-*' is the name of a group, and a pattern that matches 2 others")
                .matches(thrown -> ((Failure) thrown).kind() == Failure.Kind.USAGE);
        assertThatThrownBy(() -> kafka.run().plan("group", "delete", "nap[1]"))
                .hasMessage("'nap[1]' is the name of a group, and a pattern that matches 1 other");
        assertThat(kafka.run().plan("group", "delete", "nap-\\*").confirmation())
                .hasValue("nap-*");
    }

    @Test
    void no_group_or_user_or_acl_comes_to_be_by_a_pattern() {
        for (List<String> line : List.of(
                List.of("group", "reset", "zap-*", "--to-latest", "--topic", TOPIC),
                List.of("group", "reset", "nap-a", "--to-group", "zap-?", "--all-topics"),
                List.of("group", "delete-offsets", "nap-?", "--topic", TOPIC),
                List.of("user", "alter", "zap*", "--scram-sha-256", "--password-env", "HOME"),
                List.of("quota", "alter", "--user", "zap*", "producer_byte_rate=1"),
                List.of("acl", "create", "--allow", "a", "--operation", "Read", "--topic", "zap-*"),
                List.of("acl", "delete", "--group", "zap[1]"))) {
            assertThatThrownBy(() -> kafka.run().plan(line.toArray(new String[0])))
                    .as(line.toString())
                    .matches(thrown -> ((Failure) thrown).kind() == Failure.Kind.USAGE)
                    .hasMessageContaining("pattern");
        }
    }

    @Test
    void several_topics_show_what_there_is_and_name_what_is_not() {
        TestRun run = kafka.run();
        run.takeMissing();
        assertThat(run.rows("topic", "describe", TOPIC, "nosuch"))
                .extracting(topic -> topic.get("topic"))
                .containsExactly(TOPIC);
        assertThat(run.takeMissing()).contains("no topic nosuch");
        assertThat(run.rows("partitions", TOPIC + ":1-2", "nosuch:0")).hasSize(2);
        assertThat(run.takeMissing()).contains("no topic nosuch");
        assertThatThrownBy(() -> run.query("topic", "describe", "nosuch", "neither"))
                .hasMessageMatching("no topic (nosuch|neither)");
    }
}
