package zooka.shell.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.NonBlocking;
import org.jline.utils.NonBlockingReader;
import org.junit.jupiter.api.Test;

class KeyReaderTest {

    private static List<Key> keys(String typed) throws IOException {
        NonBlockingReader reader = NonBlocking.nonBlocking("test", new StringReader(typed));
        KeyReader keys = new KeyReader(reader);
        List<Key> read = new ArrayList<>();
        while (!keys.ended()) {
            keys.read(1000).ifPresent(read::add);
        }
        return read;
    }

    @Test
    void knows_the_keys_of_either_mode() throws IOException {
        assertThat(keys("\u001b[A\u001bOB\u001b[5~\u001b[6~\u001b[H\u001bOF\u001b[1~\u001b[4~"))
                .containsExactly(Key.UP, Key.DOWN, Key.PAGE_UP, Key.PAGE_DOWN, Key.HOME, Key.END, Key.HOME, Key.END);
        assertThat(keys("\u001b[1;5A")).containsExactly(Key.UP);
    }

    @Test
    void knows_characters_and_controls() throws IOException {
        assertThat(keys("j\r\n\u007f\b\u0003名🚀"))
                .containsExactly(
                        Key.of('j'),
                        Key.ENTER,
                        Key.ENTER,
                        Key.BACKSPACE,
                        Key.BACKSPACE,
                        Key.control('c'),
                        Key.of('名'),
                        Key.of(0x1f680));
    }

    @Test
    void swallows_unknown_sequences_whole() throws IOException {
        assertThat(keys("\u001b[200~q\u001b[15;2~q")).containsExactly(Key.of('q'), Key.of('q'));
    }

    @Test
    void an_escape_is_a_key_when_no_sequence_follows() throws IOException {
        assertThat(keys("\u001bq\u001b")).containsExactly(Key.ESCAPE, Key.of('q'), Key.ESCAPE);
    }

    @Test
    void takes_no_more_than_the_key() throws IOException {
        NonBlockingReader reader = NonBlocking.nonBlocking("test", new StringReader("q\u001b[Als"));
        KeyReader keys = new KeyReader(reader);

        assertThat(keys.read(1000)).contains(Key.of('q'));
        assertThat(keys.read(1000)).contains(Key.UP);
        assertThat(reader.read(1000)).isEqualTo('l');
    }
}
