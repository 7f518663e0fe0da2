package zooka.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.OptionSpec;
import zooka.clients.Failure;
import zooka.commands.action.Catalog;
import zooka.commands.action.Invocation;
import zooka.commands.text.Grammar;
import zooka.shell.options.Options;
import zooka.testing.Program;

/** What the pages name exists: files, headings, commands and options. */
final class PagesTest {

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]*)(#[^)]*)?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--?[a-z][a-z0-9-]*");

    private static List<Path> handWritten() throws IOException {
        return Pages.all().stream()
                .filter(page -> !page.getParent().endsWith("reference")
                        && !page.getFileName().toString().equals("CHANGELOG.md"))
                .toList();
    }

    @Test
    void links_lead_somewhere() throws IOException {
        int links = 0;
        for (Path page : Pages.all()) {
            Matcher link = LINK.matcher(FENCED.matcher(Files.readString(page)).replaceAll(""));
            while (link.find()) {
                links++;
                Path target = link.group(1).isEmpty()
                        ? page
                        : page.resolveSibling(link.group(1)).normalize();
                assertThat(target).as("%s in %s", link.group(), page).exists();
                if (link.group(2) != null) {
                    assertThat(anchors(target))
                            .as("headings of %s, for %s", target, page)
                            .contains(link.group(2));
                }
            }
        }
        assertThat(links).isGreaterThan(150);
    }

    private static Set<String> anchors(Path page) throws IOException {
        Set<String> anchors = new HashSet<>();
        Matcher heading = HEADING.matcher(FENCED.matcher(Files.readString(page)).replaceAll(""));
        while (heading.find()) {
            anchors.add("#"
                    + heading.group(1)
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\w\\- ]", "")
                            .replace(' ', '-'));
        }
        return anchors;
    }

    @Test
    void every_command_line_that_is_shown_is_one() throws IOException {
        int lines = 0;
        List<String> faults = new ArrayList<>();
        for (Path page : Pages.all()) {
            for (String block : Pages.blocks(page, "sh")) {
                for (List<String> line : lines(block, page.getParent().endsWith("reference"))) {
                    lines++;
                    try {
                        Invocation.of(line);
                    } catch (Failure e) {
                        faults.add(page + ": " + line + ": " + e.getMessage());
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(lines).isGreaterThan(200);
    }

    /**
     * The commands of zooka in a block.
     *
     * @param prompt whether its lines are typed at the prompt of zooka, and not of sh
     */
    private static List<List<String>> lines(String block, boolean prompt) {
        List<List<String>> commands = new ArrayList<>();
        for (String line : block.replace("\\\n", " ").lines().toList()) {
            boolean zooka = line.matches("(.*\\| |scripts/)?zooka .*");
            // What sh does with a line begins at < or &&.
            for (Grammar.Line statement : Grammar.lines(
                    zooka
                            ? line.replaceFirst(".*?(?=zooka )", "").replaceFirst(" (<|&&|\\|\\|) .*", "")
                            : prompt ? line : "")) {
                List<String> words = statement.words();
                if (zooka) {
                    Options options =
                            Options.parse(words.subList(1, words.size()).toArray(new String[0]));
                    commands.add(options.words());
                    options.commands().ifPresent(text -> Grammar.lines(text).forEach(one -> commands.add(one.words())));
                } else {
                    commands.add(words);
                }
            }
        }
        commands.removeIf(List::isEmpty);
        return commands;
    }

    /** The pages for people with the habits of other tools: what is typed here is the second column of their tables. */
    @Test
    void every_line_that_takes_the_place_of_another_tool_s_is_one() throws IOException {
        int lines = 0;
        List<String> faults = new ArrayList<>();
        for (Path page : handWritten()) {
            if (!page.getFileName().toString().startsWith("from-")) {
                continue;
            }
            for (String row : Files.readString(page).lines().toList()) {
                String[] columns = row.split("(?<!\\\\)\\|", -1);
                if (!row.startsWith("| ") || columns.length < 4 || columns[2].matches(" (here|type) ")) {
                    continue;
                }
                Matcher code = CODE.matcher(columns[2]);
                assertThat(code.find()).as("a command in %s of %s", row, page).isTrue();
                do {
                    String text = code.group(1).replace("\\|", "|");
                    for (List<String> line : lines(text, true)) {
                        lines++;
                        try {
                            Invocation.of(line);
                        } catch (Failure e) {
                            faults.add(page + ": " + line + ": " + e.getMessage());
                        }
                    }
                } while (code.find());
            }
        }
        assertThat(faults).isEmpty();
        assertThat(lines).isGreaterThan(150);
    }

    @Test
    void every_option_that_is_named_is_one() throws IOException {
        Set<String> known = new HashSet<>(List.of("-timeout", "-waitforconnection")); // zkCli's, not shown by --help
        OPTION.matcher(Options.usage()).results().forEach(option -> known.add(option.group()));
        for (Catalog.Entry entry : Catalog.entries()) {
            for (OptionSpec option : Invocation.spec(entry).options()) {
                known.addAll(Arrays.asList(option.names()));
            }
        }
        for (Path page : handWritten()) {
            Matcher code = CODE.matcher(FENCED.matcher(Files.readString(page)).replaceAll(""));
            while (code.find()) {
                if (code.group(1)
                        .matches(
                                "(scripts/|mvn |kill |-D|ZOOKA_|kafka-|kafkactl |kcat |kubectl |zkCli|zookeepercli ).*")) {
                    continue; // another program's
                }
                OPTION.matcher(code.group(1)).results().forEach(option -> assertThat(known)
                        .as("%s in %s", code.group(), page)
                        .contains(option.group()));
            }
        }
    }

    @Test
    void every_command_has_its_place_in_the_index() throws IOException {
        String index = Files.readString(Program.HOME.resolve("docs/reference/README.md"));
        assertThat(Catalog.entries()).allSatisfy(entry -> assertThat(index).contains("[`" + entry.words() + "`]"));
    }
}
