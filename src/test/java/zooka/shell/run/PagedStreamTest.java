package zooka.shell.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.shell.render.Output;

final class PagedStreamTest {

    /** The height of a terminal that nobody can be asked about. */
    private static final int ROWS = 24;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final Streams streams = new Streams(
            InputStream.nullInputStream(),
            Output.to(terminal, "the test"),
            Stderr.to(OutputStream.nullOutputStream()),
            true,
            true,
            true,
            false,
            false);

    private UserInterface with(Map<String, String> environment) {
        return new OneShotInterface(streams, environment, true, (session, line) -> List.of());
    }

    private UserInterface withPager(String command) {
        return with(Map.of("PAGER", command));
    }

    private String onTerminal() {
        streams.out().flush();
        return terminal.toString(StandardCharsets.UTF_8);
    }

    private static void print(Output out, int lines) {
        for (int i = 0; i < lines; i++) {
            out.println("row " + i);
            out.check();
        }
    }

    @Test
    void what_fits_on_the_screen_is_printed() {
        Path file = folder.resolve("paged");
        try (Output out = PagedStream.output(withPager("cat > " + file), streams, 80)) {
            print(out, ROWS - 1);
        }
        assertThat(onTerminal()).startsWith("row 0\n").endsWith("row 22\n");
        assertThat(file).doesNotExist();
    }

    @Test
    void what_is_longer_goes_to_the_pager_whole() throws IOException {
        Path file = folder.resolve("paged");
        try (Output out = PagedStream.output(withPager("cat > " + file), streams, 80)) {
            print(out, 1000);
        }
        assertThat(onTerminal()).isEmpty();
        assertThat(Files.readAllLines(file)).hasSize(1000).startsWith("row 0").endsWith("row 999");
    }

    @Test
    void lines_that_the_terminal_wraps_count_as_several() throws IOException {
        Path file = folder.resolve("paged");
        String wide = "\u001b[2mname\u001b[0m " + "名".repeat(100);
        try (Output out = PagedStream.output(withPager("cat > " + file), streams, 10)) {
            out.println(wide);
            out.println(wide);
            out.println(wide);
        }
        assertThat(onTerminal()).isEmpty();
        assertThat(Files.readAllLines(file)).containsExactly(wide, wide, wide);
    }

    @Test
    void leaving_the_pager_ends_the_answer_quietly() throws IOException {
        Path file = folder.resolve("paged");
        assertThatThrownBy(() -> {
                    try (Output out = PagedStream.output(withPager("head -n 3 > " + file), streams, 80)) {
                        print(out, Integer.MAX_VALUE);
                    }
                })
                .isInstanceOfSatisfying(
                        Output.Ended.class, ended -> assertThat(ended.failure()).isEmpty());
        assertThat(Files.readAllLines(file)).containsExactly("row 0", "row 1", "row 2");
    }

    @Test
    void a_pager_is_that_of_the_environment() {
        assertThat(PagerChoice.of(Map.of()).kind()).isEqualTo(PagerChoice.Kind.BUILT_IN);
        assertThat(PagerChoice.of(Map.of("TERM", "dumb")).kind()).isEqualTo(PagerChoice.Kind.NONE);
        assertThat(PagerChoice.of(Map.of("PAGER", "cat")).kind()).isEqualTo(PagerChoice.Kind.NONE);
        assertThat(PagerChoice.of(Map.of("PAGER", "less", "ZOOKA_PAGER", "")).kind())
                .isEqualTo(PagerChoice.Kind.NONE);
        assertThat(PagerChoice.of(Map.of("PAGER", "less", "ZOOKA_PAGER", "more -s")))
                .isEqualTo(new PagerChoice(PagerChoice.Kind.PROGRAM, "more -s"));
        assertThat(with(Map.of("ZOOKA_PAGER", "")).hasPager()).isFalse();
    }

    /** A program called less, of that version. */
    private String less(int version) throws IOException {
        Path less = folder.resolve(version + "/less");
        Files.createDirectories(less.getParent());
        Files.writeString(less, "#!/bin/sh\necho less " + version + " '(POSIX regular expressions)'\n");
        Files.setPosixFilePermissions(less, PosixFilePermissions.fromString("rwx------"));
        return less.toString();
    }

    private static String line(String command, boolean header) {
        return new PagerChoice(PagerChoice.Kind.PROGRAM, command)
                .program(header)
                .command()
                .get(2);
    }

    @Test
    void less_keeps_the_header_where_it_can() throws IOException {
        String old = less(590);
        String newer = less(643);
        assertThat(line(newer + " -R", true)).isEqualTo(newer + " -R --header=1");
        assertThat(line(newer, false)).isEqualTo(newer);
        assertThat(line(old, true)).isEqualTo(old);
        assertThat(line(newer + " | cat", true)).isEqualTo(newer + " | cat");
        assertThat(line("more", true)).isEqualTo("more");
    }
}
