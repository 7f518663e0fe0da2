package zooka.shell.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zooka.shell.prompt.LineHighlighter.OptionNames;

/** What is coloured while it is typed. */
final class LineHighlighterTest {

    private final LineHighlighter highlighter = new LineHighlighter(
            () -> List.of("orders"), () -> List.of("lagging"), entry -> Optional.of(OptionNames.of(entry)));

    /** A letter for each character: C command, O option, S string, N name, V variable, x wrong. */
    private String parts(String line) {
        return highlighter.scan(line).parts().stream()
                .map(part -> switch (part) {
                    case PLAIN -> ".";
                    case COMMAND -> "C";
                    case OPTION -> "O";
                    case STRING -> "S";
                    case NAME -> "N";
                    case VARIABLE -> "V";
                    case COMMENT -> "#";
                    case WRONG -> "x";
                })
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "ls /a                       ~CC.NN",
                "topic list                  ~CCCCC.CCCC",
                "topi                        ~....",
                "topic describe orders       ~CCCCC.CCCCCCCC.NNNNNN",
                "topic describe other        ~CCCCC.CCCCCCCC......",
                "topic nosuch x              ~CCCCC.xxxxxx..",
                "lagging orders              ~CCCCCCC.NNNNNN",
                "nosuch /a                   ~xxxxxx...",
                "ls -R /a                    ~CC.OO.NN",
                "ls --nosuch /a              ~CC.xxxxxxxx.NN",
                "watch -i 5s ls -R /a        ~CCCCC.OO....CC.OO.NN",
                "get -- -x                   ~CCC.OO...",
                "get 'a b' # c               ~CCC.SSSSS.###",
                "get \"a$x\" ${env:HOME}     ~CCC.SSVVS.VVVVVVVVVVV",
                "get 'a                      ~CCC.xS",
                "x = $(get /a)               ~V...VVCCC.NNV",
                "x = $(get /a                ~V...xxCCC.NN",
                "for i in a/b { ls $i }      ~CCC.V.CC.NNN.V.CC.VV.V",
                "if check /a { pwd           ~CC.CCCCC.NN.x.CCC",
                "ls | grep -x                ~CC..........",
                "get /a > b                  ~CCC.NN...N",
                "pwd; ls && nosuch x         ~CCC..CC....xxxxxx..",
            })
    void marks_each_character(String line, String parts) {
        assertThat(parts(line)).isEqualTo(parts);
    }

    @Test
    void a_word_in_the_making_is_not_wrong_until_it_can_become_nothing() {
        assertThat(parts("stat")).isEqualTo("CCCC");
        assertThat(parts("statu")).isEqualTo(".....");
        assertThat(parts("statx")).isEqualTo("xxxxx");
        assertThat(parts("statu ")).isEqualTo("xxxxx.");
        assertThat(parts("ls --hel")).isEqualTo("CC.OOOOO");
    }

    @Test
    void options_that_are_not_known_yet_are_not_wrong() {
        LineHighlighter early = new LineHighlighter(List::of, List::of, entry -> Optional.empty());
        assertThat(early.scan("ls --nosuch ").parts()).doesNotContain(LineScan.Part.WRONG);
    }

    @Test
    void whatever_is_typed_it_keeps_the_text() {
        Random random = new Random(1);
        String alphabet = "ls topic /a-x'\"\\$(){}|&;<>#=! \n\t\u540d";
        for (int run = 0; run < 3000; run++) {
            StringBuilder line = new StringBuilder();
            int length = random.nextInt(30);
            for (int i = 0; i < length; i++) {
                line.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(highlighter.highlight(line.toString()).toString()).isEqualTo(line.toString());
        }
    }
}
