package zooka.shell.man;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.clients.Failure;
import zooka.commands.action.Catalog;
import zooka.commands.action.CommandHelp;
import zooka.testing.Golden;

final class ManualPagesTest {

    /** A request, or a text: escaped, so that nothing in it is another request. */
    private static final String LINE =
            "\\.(TH \"[^\"]+\" 1 \"\" \"[^\"]+\" \"zooka manual\"|S[HS] .+|PP|TP|RS 4|RE|nf|fi|nh|ad l|\\\\\" .*)"
                    + "|([^.'\\\\]|\\\\(-|&|f[BIR]|\\((rs|aq|dq|ga|ha|ti)|\\[u[0-9A-F]{4,5}]))"
                    + "([^\\\\\"'`^~]|\\\\(-|&|f[BIR]|\\((rs|aq|dq|ga|ha|ti)|\\[u[0-9A-F]{4,5}]))*|";

    @TempDir
    Path folder;

    @Test
    void the_page_of_a_command_is_that_of_its_help() {
        Golden.assertText("shell/man/zooka-topic-describe", ManualPages.all().get("zooka-topic-describe.1"));
    }

    @Test
    void every_command_has_a_page_with_all_that_its_help_says() {
        Map<String, String> pages = ManualPages.all();
        assertThat(pages).hasSize(Catalog.entries().size() + 1);
        for (Catalog.Entry entry : Catalog.entries()) {
            String page = pages.get("zooka-" + entry.words().replace(' ', '-') + ".1");
            CommandHelp help = CommandHelp.of(entry);
            Stream.of(
                            help.options().stream().flatMap(option -> option.names().stream()),
                            help.options().stream().map(CommandHelp.Argument::description),
                            help.parameters().stream().map(CommandHelp.Argument::label),
                            help.notes().stream(),
                            help.examples().stream().flatMap(String::lines))
                    .flatMap(texts -> texts)
                    .forEach(text -> assertThat(page).as(entry.words()).contains(Roff.text(text)));
            assertThat(pages.get("zooka.1")).contains(Roff.bold(entry.words()));
        }
    }

    @Test
    void no_text_is_a_request() {
        ManualPages.all()
                .forEach((name, page) -> assertThat(page.lines()).as(name).allMatch(line -> line.matches(LINE)));
        assertThat(new Roff("a", "b").paragraph(".SH 'x' \\fB").toString())
                .endsWith("\n.PP\n\\&.SH \\(aqx\\(aq \\(rsfB\n");
    }

    @Test
    void writes_a_file_for_each_page() throws IOException {
        Path man1 = folder.resolve("man/man1");
        ManualPages.write(man1);
        try (Stream<Path> files = Files.list(man1)) {
            assertThat(files.map(file -> file.getFileName().toString()).toList())
                    .containsExactlyInAnyOrderElementsOf(ManualPages.all().keySet());
        }
        Path file = man1.resolve("zooka.1");
        assertThatThrownBy(() -> ManualPages.write(file))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.FAILED));
        assertThat(Files.readString(file).lines().toList())
                .contains(".SH SYNOPSIS", ".SH OPTIONS", ".SH COMMANDS", ".SH EXIT STATUS", "\\fB130\\fR");
    }
}
