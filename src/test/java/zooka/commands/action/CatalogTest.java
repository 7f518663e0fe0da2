package zooka.commands.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import zooka.clients.Failure;

final class CatalogTest {

    /** What may be an empty text. */
    private static final Set<String> TEXTS = Set.of("DATA", "VALUE", "POINTER", "REGEX", "WORD", "TEXT");

    @Test
    void every_command_can_be_made_and_explains_itself_with_an_example() {
        for (Catalog.Entry entry : Catalog.entries()) {
            assertThat(entry.create()).as(entry.words()).isNotNull();
            String usage = Invocation.usage(entry, 100);
            assertThat(usage).as(entry.words()).contains("Usage: " + entry.words());
            assertThat(usage.substring(usage.indexOf("Example")))
                    .as(entry.words())
                    .containsPattern("\n  \\S");
        }
    }

    @Test
    void help_fits_a_terminal_of_80_columns_and_examples_stay_whole() {
        for (Catalog.Entry entry : Catalog.entries()) {
            List<String> lines = Invocation.usage(entry, 80).lines().toList();
            assertThat(lines).as(entry.words()).allMatch(line -> line.length() <= 80);
            assertThat(lines)
                    .as(entry.words())
                    .containsAll(Arrays.stream(new CommandLine(entry.create())
                                    .getCommandSpec()
                                    .usageMessage()
                                    .footer())
                            .filter(line -> line.startsWith(" "))
                            .map(line -> line.replace("%%", "%"))
                            .toList());
        }
        // A paragraph is broken where the width ends, however its lines are in the code.
        assertThat(Invocation.usage(Catalog.find(List.of("undo")).orElseThrow().entry(), 80))
                .containsPattern("\n\nRestores .{50,70}\n\\w.{60,80}\n\\w");
    }

    @Test
    void only_what_undo_reverts_can_be_done_without_it() {
        for (String words : List.of("set", "deleteall", "edit", "setquota", "import", "verify")) {
            Catalog.Entry entry = Catalog.find(List.of(words)).orElseThrow().entry();
            assertThat(Invocation.usage(entry, 80)).as(words).contains("\n      --no-undo ");
        }
        for (String words : List.of("group delete", "config alter", "context add", "undo", "ls")) {
            Catalog.Entry entry =
                    Catalog.find(List.of(words.split(" ", -1))).orElseThrow().entry();
            assertThat(Invocation.usage(entry, 80)).as(words).doesNotContain("\n      --no-undo ");
        }
    }

    @Test
    void no_name_means_two_commands() {
        assertThat(Catalog.names()).doesNotHaveDuplicates();
    }

    @Test
    void finds_commands_of_two_words_and_their_aliases() {
        assertThat(Catalog.find(List.of("topic", "list", "a")).orElseThrow().length())
                .isEqualTo(2);
        assertThat(Catalog.find(List.of("topics", "a")).orElseThrow().entry().words())
                .isEqualTo("topic list");
        assertThat(Catalog.find(List.of("topic"))).isEmpty();
    }

    @Test
    void every_argument_says_what_it_completes_to_or_that_it_is_free_text() {
        for (Catalog.Entry entry : Catalog.entries()) {
            for (ArgSpec argument : Invocation.spec(entry).args()) {
                boolean takesValue = argument.arity().max() > 0;
                String name = entry.words() + ' ' + argument;
                assertThat(Completes.Declaration.of(argument).isPresent())
                        .as(name)
                        .isEqualTo(takesValue);
                Completes.Declaration.of(argument).ifPresent(declared -> assertThat(declared.words())
                        .as(name)
                        .matches(words -> words.isEmpty() == (declared.candidates() != Candidates.WORDS)));
            }
        }
    }

    private static void refuses(String message, String hint, String... words) {
        assertThatThrownBy(() -> Invocation.of(List.of(words))).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE);
            assertThat(failure.getMessage()).isEqualTo(message);
            assertThat(failure.hint()).contains(hint);
        });
    }

    @Test
    void says_what_is_wrong_with_a_line_and_what_was_meant() {
        refuses("unknown command 'lss'", "did you mean ls?", "lss");
        refuses("unknown command 'xyzzy'", "run help to list the commands", "xyzzy");
        refuses("incomplete command 'json'", "commands: json get, json keys, json set, json delete", "json");
        refuses("unknown command 'json gt'", "did you mean json get?", "json", "gt");
        refuses(
                "unknown command 'json forget'",
                "commands: json get, json keys, json set, json delete",
                "json",
                "forget");
        refuses("unknown command 'topc'", "did you mean topic list?", "topc", "list");
        refuses(
                "ls: unknown option '-q'",
                "help ls; put zooka's options before the command, and values that start with - after --",
                "ls",
                "-q");
        refuses("tail: unknown option '--form=end'", "did you mean --from?", "tail", "orders", "--form=end");
        refuses("set: unexpected argument: 'world'", "help set", "set", "/a", "hello", "world");
        refuses("set: missing required parameter: 'DATA'", "help set", "set", "/a");
    }

    @Test
    void an_empty_word_is_no_path_name_or_id_in_any_command() {
        for (Catalog.Entry entry : Catalog.entries()) {
            List<PositionalParamSpec> positionals = Invocation.spec(entry).positionalParameters().stream()
                    .filter(one -> !one.hidden())
                    .toList();
            for (PositionalParamSpec empty : positionals) {
                if (TEXTS.contains(empty.paramLabel())) {
                    continue;
                }
                List<String> words = new ArrayList<>(List.of(entry.words().split(" ")));
                positionals.stream()
                        .limit(positionals.indexOf(empty))
                        .forEach(one -> words.add(one.type() == Integer.class || one.type() == int.class ? "1" : "x"));
                words.add("");
                positionals.stream()
                        .skip(positionals.indexOf(empty) + 1L)
                        .filter(one -> one.arity().min() > 0)
                        .forEach(one -> words.add("x"));
                assertThatThrownBy(() -> Invocation.of(words))
                        .as(words.toString())
                        .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.kind())
                                .isEqualTo(Failure.Kind.USAGE));
            }
        }
        refuses("deleteall: PATH is empty", "help deleteall", "deleteall", "-y", "");
        refuses("group reset: --topic is empty", "help group reset", "group", "reset", "g", "--topic", "");
        refuses(
                "group delete: GROUP is empty",
                "help group delete; use \"''\" for the group with the empty name",
                "group",
                "delete",
                "");
        refuses("txn: COMMANDS is empty", "help txn", "txn", "");
        assertThat(Invocation.of(List.of("set", "/a", "")).action()).isInstanceOf(Action.Change.class);
    }

    @Test
    void takes_options_in_any_place_and_negative_values() {
        Invocation invocation = Invocation.of(List.of("set", "/a", "-5", "-o", "json", "-v", "3"));
        assertThat(invocation.options().output()).contains("json");
        assertThat(invocation.action()).isInstanceOf(Action.Change.class);
    }
}
