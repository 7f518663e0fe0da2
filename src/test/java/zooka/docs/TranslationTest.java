package zooka.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import zooka.testing.Program;

/**
 * {@code README.zh-CN.md} keeps in step with {@code README.md}: the same sections, in each the same blocks, the same commands and
 * the same links. What is typed in the blocks is run by {@code ReadmeTest}.
 */
final class TranslationTest {

    private static final Pattern SECTION = Pattern.compile("(?m)^(?=#+ )");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern CODE = Pattern.compile("`[^`\n]+`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");

    /** What must be the same in a section, however it is told. */
    private record Section(int level, List<String> blocks, List<String> code, List<String> links) {

        static Section of(String text) {
            String prose = FENCED.matcher(text).replaceAll("");
            return new Section(
                    text.indexOf(' '),
                    all(FENCED, text),
                    all(CODE, prose).stream().sorted().toList(),
                    all(LINK, prose).stream()
                            .filter(link -> !link.matches("\\]\\(README(\\.zh-CN)?\\.md\\)")) // one leads to the other
                            .sorted()
                            .toList());
        }

        private static List<String> all(Pattern pattern, String text) {
            return pattern.matcher(text).results().map(MatchResult::group).toList();
        }
    }

    @Test
    void the_chinese_page_has_the_sections_blocks_commands_and_links_of_the_english_one() throws IOException {
        List<Section> english = sections("README.md");
        assertThat(english).hasSizeGreaterThan(4);
        assertThat(sections("README.zh-CN.md")).containsExactlyElementsOf(english);
    }

    @Test
    void each_page_leads_to_the_other() throws IOException {
        assertThat(text("README.md")).contains("(README.zh-CN.md)");
        assertThat(text("README.zh-CN.md")).contains("(README.md)");
    }

    /** The sections of a page; a line of a block that looks like a heading begins none. */
    private static List<Section> sections(String page) throws IOException {
        String text = text(page);
        String masked = FENCED.matcher(text)
                .replaceAll(block -> Matcher.quoteReplacement(block.group().replaceAll("(?m)^#", "\0")));
        return SECTION.splitAsStream(masked)
                .map(section -> Section.of(section.replace('\0', '#')))
                .toList();
    }

    private static String text(String page) throws IOException {
        return Files.readString(Program.HOME.resolve(page));
    }
}
