package zooka.commands.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a text of several lines may be complete, as the grammar sees it. */
final class OpenTextTest {

    private static boolean unfinished(String text) {
        try {
            Grammar.parse(text);
            return false;
        } catch (Grammar.Unfinished e) {
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ls /\n",
                "ls \\\n /\n",
                "re\\\nd\\\n #x\n",
                "re\\\n#d 'x\n'\n",
                "get 'a\nb' 'c\n\\' \"d\n\\\"e\n\" f\n",
                "get 'a\n# b' \\\r\n c\n",
                "ls &&\n\n# not yet \\\n ls ||\n;\nls # it's done \\\n",
                "ls | grep '#\n' # it's \\\nhere'\n",
                "ls | sort || ls # \"\n",
                "ls a&b\\\n&& ls > 'a\nb'; ls \\\\\n",
                "ls \\",
                "ls 'a\n",
                "ls \\\r\n",
                "for x in a {\nls\n}\n",
                "for x in $(ls\n) b {\n get \"$x\n\" }\nls\n",
                "if ls &&\n get {\nls | sort }\n ls } else {\n a { }\n",
                "if ls { a } else if b {\n c\n} else {\nd '}\n' }\n",
                "x = \"a $(get (\n) ) \n $(b\n)\"\n",
                "echo {\necho }\necho for x in {\n for x in '{' { }\n",
                "for x in a { for y in b {\n}\n} | cat\n",
                "x = $(for y in a {\n ls | sort } )\n",
                "ls | grep $(\nls | grep \"$(\"\n"
            })
    void is_complete_with_the_line_with_which_the_grammar_understands_it(String text) {
        OpenText open = new OpenText();
        StringBuilder all = new StringBuilder();
        for (String line : text.split("(?<=\n)", -1)) {
            if (line.isEmpty()) {
                continue;
            }
            all.append(line);
            assertThat(open.isCompletedBy(line)).as(all.toString()).isEqualTo(!unfinished(all.toString()));
        }
    }
}
