package zooka.commands.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import zooka.commands.action.Catalog;
import zooka.commands.action.Invocation;
import zooka.shell.options.Options;
import zooka.shell.render.Format;
import zooka.testing.Golden;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;

/** {@code help --json}: what the help says, as data. */
final class HelpDataTest {

    private final TestRun run = new TestRun(new FakeClusters());

    @Test
    void has_every_command_with_each_argument_that_the_help_shows() {
        List<Map<String, Object>> commands = run.rows("help");
        assertThat(commands.stream().map(command -> command.get("command")))
                .containsExactlyElementsOf(
                        Catalog.entries().stream().map(Catalog.Entry::words).toList());
        for (Map<String, Object> command : commands) {
            Catalog.Entry entry = Catalog.find(
                            List.of(command.get("command").toString().split(" ", -1)))
                    .orElseThrow()
                    .entry();
            List<Object> names = new ArrayList<>();
            List<Object> labels = new ArrayList<>();
            for (ArgSpec argument : Invocation.spec(entry).args()) {
                if (argument instanceof OptionSpec option && !option.hidden()) {
                    names.add(Arrays.asList(option.names()));
                } else if (!argument.hidden()) {
                    labels.add(argument.paramLabel());
                }
            }
            assertThat(of(command, "options").map(option -> option.get("names")))
                    .as(entry.words())
                    .containsExactlyInAnyOrderElementsOf(names);
            assertThat(of(command, "parameters").map(parameter -> parameter.get("label")))
                    .as(entry.words())
                    .containsExactlyElementsOf(labels);
            assertThat((List<?>) command.get("examples")).as(entry.words()).isNotEmpty();
        }
    }

    @SuppressWarnings("unchecked")
    private static Stream<Map<String, Object>> of(Map<String, Object> command, String key) {
        return ((List<Map<String, Object>>) command.get(key)).stream();
    }

    @Test
    void of_one_command_is_the_same_and_its_text() {
        Map<String, Object> all = run.rows("help", "topic").get(1);
        Map<?, ?> one = new HashMap<>((Map<?, ?>) run.json("help", "topic", "describe"));
        assertThat(one.remove("help").toString()).startsWith("Usage: topic describe ");
        assertThat(one).isEqualTo(all);
        Golden.assertText(
                "commands/session/help-topic-create",
                Golden.rendered(Format.YAML, run.query("help", "topic", "create")));
    }

    @Test
    void of_the_program_is_what_its_own_help_says() {
        Map<?, ?> program = (Map<?, ?>) run.json("help", "zooka");
        assertThat(program.get("command")).isEqualTo("zooka");
        assertThat(program.get("help").toString()).isEqualTo(Options.usage().stripTrailing());
        List<Object> names = new ArrayList<>();
        for (OptionSpec option : Options.shown()) {
            names.add(Arrays.asList(option.names()));
        }
        assertThat(((List<?>) program.get("options"))
                        .stream()
                                .map(option -> ((Map<?, ?>) option).get("names"))
                                .toList())
                .isEqualTo(names);
        assertThat((List<?>) program.get("synopsis")).hasSize(4);
        assertThat((List<?>) program.get("examples")).isNotEmpty();
    }

    @Test
    void names_the_keys_of_what_a_command_shows() {
        Map<Object, List<Object>> keys = new HashMap<>();
        run.rows("help")
                .forEach(command -> keys.put(
                        command.get("command"),
                        Stream.concat(of(command, "columns"), of(command, "fields"))
                                .map(column -> column.get("key"))
                                .toList()));
        assertThat(keys.get("stat")).startsWith("czxid", "mzxid").hasSize(11);
        assertThat(keys.get("get")).containsExactly("path", "data", "stat");
        assertThat(keys.get("topic describe")).contains("topic", "replication", "partitions");
        assertThat(keys.get("status")).containsExactly("zookeeper", "quorum", "kafka", "groups", "findings");
        assertThat(keys.get("create")).containsExactly("path");
    }

    @Test
    void says_what_running_a_command_does() {
        Map<Object, Object> kinds = new HashMap<>();
        run.rows("help").forEach(command -> kinds.put(command.get("command"), command.get("kind")));
        assertThat(kinds)
                .containsEntry("ls", "query")
                .containsEntry("set", "change")
                .containsEntry("edit", "change")
                .containsEntry("tail", "follow")
                .containsEntry("watch", "follow")
                .containsEntry("leaders", "live")
                .containsEntry("quit", "shell");
    }
}
