package zooka.clients.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zooka.clients.Failure;
import zooka.commands.config.PropertiesFile;

/** Text in the encodings that people's editors write. */
final class TextFileTest {

    private static final Charset GBK = Charset.forName("GBK");

    @TempDir
    Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("file"), bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_byte_order_mark_is_skipped_however_a_text_is_read() throws IOException {
        byte[] marked = utf8("\uFEFFa=ü\n");
        assertThat(TextFile.utf8(file(marked))).isEqualTo("a=ü\n");
        assertThat(TextFile.orLatin1(file(marked))).isEqualTo("a=ü\n");
        assertThat(TextFile.lossless(marked)).isEqualTo("a=ü\n");
        assertThat(TextFile.withoutMark(new ByteArrayInputStream(marked)).readAllBytes())
                .isEqualTo(utf8("a=ü\n"));
        assertThat(PropertiesFile.read(file(utf8("\uFEFFsecurity.protocol=SSL\r\nb=c\r\n"))))
                .containsEntry("security.protocol", "SSL")
                .containsEntry("b", "c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "\u00EF", "\u00EF\u00BB", "\u00EF\u00BBx", "\u00EF\u00BBxyz"})
    void only_a_whole_byte_order_mark_is_skipped(String latin) throws IOException {
        byte[] bytes = latin.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(TextFile.withoutMark(new ByteArrayInputStream(bytes)).readAllBytes())
                .isEqualTo(bytes);
        assertThat(TextFile.bytes(TextFile.lossless(bytes))).isEqualTo(bytes);
    }

    @Test
    void what_the_stock_tools_read_is_iso_8859_1_where_it_is_not_utf_8() throws IOException {
        assertThat(PropertiesFile.read(file("# \u00fcber\nuser=J\u00f6rg\n".getBytes(StandardCharsets.ISO_8859_1))))
                .containsEntry("user", "J\u00f6rg");
        assertThat(PropertiesFile.read(file("# 配置\nsecurity.protocol=SSL\n".getBytes(GBK))))
                .containsEntry("security.protocol", "SSL");
    }

    @Test
    void text_that_must_be_utf_8_is_refused_by_line() throws IOException {
        Path file = file("a\nb\nü\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> TextFile.utf8(file))
                .isInstanceOf(Failure.class)
                .hasMessage(file + ", line 3: not UTF-8");
    }

    @Test
    void bytes_of_another_encoding_are_kept_and_told_from_text() {
        byte[] mixed = "ä # 配置\n".getBytes(GBK);
        String kept = TextFile.lossless(mixed);
        assertThat(TextFile.isUtf8(kept)).isFalse();
        assertThat(TextFile.bytes(kept)).isEqualTo(mixed);
        assertThat(TextFile.printable(kept)).contains("\uFFFD").endsWith("\n");
        assertThat(TextFile.isUtf8("ä 配置 \uD83D\uDE00")).isTrue();
    }

    @Test
    void a_file_that_cannot_be_read_is_named() {
        assertThatThrownBy(() -> TextFile.utf8(folder))
                .isInstanceOf(Failure.class)
                .hasMessage("cannot read " + folder + ": is a directory");
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> PropertiesFile.read(missing)).hasMessage("no file " + missing);
        assertThatThrownBy(() -> TextFile.path("a\0b")).isInstanceOf(Failure.class);
    }
}
