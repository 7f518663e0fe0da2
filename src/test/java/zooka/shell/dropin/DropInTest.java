package zooka.shell.dropin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.commands.session.Links;

/** What all tools have in common. */
final class DropInTest {

    @Test
    void links_have_the_names_of_the_tools() {
        assertThat(Links.TOOLS)
                .containsAll(Tools.names())
                .hasSize(Tools.names().size() + 1)
                .contains("zkCli");
    }

    @Test
    void a_tool_has_its_name_with_and_without_its_suffix() {
        for (String name : Tools.names()) {
            assertThat(DropIn.of(List.of(name, "--help")).help()).isTrue();
            assertThat(DropIn.of(List.of(name + ".sh", "--version")).version()).isTrue();
        }
        assertThatThrownBy(() -> DropIn.of(List.of("kafka-mirror-maker", "--help")))
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure).hasMessage("kafka-mirror-maker is not supported");
                    assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE);
                    assertThat(failure.hint())
                            .hasValueSatisfying(hint -> assertThat(hint).contains("kafka-topics"));
                });
    }

    @Test
    void options_for_the_connection_become_those_of_zooka_and_nothing_is_asked() {
        assertThat(DropIn.of(List.of(
                                "kafka-topics",
                                "--list",
                                "--bootstrap-server=kafka:9092",
                                "--command-config",
                                "client.properties"))
                        .options())
                .containsExactly("--bootstrap", "kafka:9092", "--command-config", "client.properties", "--yes");
        assertThat(DropIn.of(List.of("kafka-topics", "--list", "--zookeeper", "zk:2181/kafka"))
                        .options())
                .containsExactly("--zookeeper", "zk:2181/kafka", "--yes");
        assertThat(DropIn.of(List.of("kafka-consumer-groups", "--list", "--timeout", "30000"))
                        .options())
                .containsExactly("--timeout", "30000ms", "--yes");
    }

    @Test
    void one_dash_is_as_good_as_two() {
        assertThat(DropIn.of(List.of("kafka-topics", "-list", "-bootstrap-server", "kafka:9092"))
                        .options())
                .containsExactly("--bootstrap", "kafka:9092", "--yes");
    }

    @Test
    void exit_codes_are_those_of_zooka_or_of_the_stock_tool() {
        DropIn honest = DropIn.of(List.of("kafka-topics", "--list"));
        assertThat(honest.exitCode(3)).isEqualTo(3);
        DropIn topics = DropIn.of(List.of("kafka-topics", "--list", "--faithful-exit-codes"));
        assertThat(topics.exitCode(0)).isZero();
        assertThat(topics.exitCode(3)).isEqualTo(1);
        assertThat(topics.exitCode(130)).isEqualTo(130);
        DropIn groups = DropIn.of(List.of("kafka-consumer-groups", "--faithful-exit-codes", "--list"));
        assertThat(groups.exitCode(3)).isZero();
        assertThat(DropIn.misunderstood(List.of("kafka-topics", "--nosuch"), 2)).isEqualTo(2);
        assertThat(DropIn.misunderstood(List.of("kafka-topics", "--nosuch", "--faithful-exit-codes"), 2))
                .isEqualTo(1);
    }

    @Test
    void the_help_tells_what_is_taken_ignored_and_refused() {
        assertThat(DropIn.of(List.of("kafka-topics", "--help")).usage())
                .contains("  --bootstrap-server VALUE\n")
                .contains("  --list\n")
                .contains("Options without an effect:\n  --partition-size-limit-per-response\n")
                .contains("Options that are not supported:\n  --disable-rack-aware (");
    }

    @Test
    void a_line_of_zkcli_is_one_of_zooka_in_its_form() {
        assertThat(DropIn.isZkCli("zkCli.sh")).isTrue();
        assertThat(DropIn.isZkCli("zkCli")).isTrue();
        assertThat(DropIn.zkCli(List.of("-server", "zk:2181", "ls", "/")))
                .containsExactly("-o", "zkcli", "--yes", "-server", "zk:2181", "ls", "/");
    }
}
