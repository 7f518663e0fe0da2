package zooka.shell.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.testing.OnServers;

final class OutputTest {

    /** A file that has no room at first, or that says so only when closed. */
    private static final class Disk extends OutputStream {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private Optional<IOException> full = Optional.empty();
        private Optional<IOException> atClose = Optional.empty();

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (full.isPresent()) {
                throw full.get();
            }
            kept.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            if (atClose.isPresent()) {
                throw atClose.get();
            }
        }

        String text() {
            return kept.toString(StandardCharsets.UTF_8);
        }
    }

    private final Disk disk = new Disk();
    private final Output out = Output.to(disk, "backup.json");

    private static Optional<Failure> failure(Runnable step) {
        return catchThrowableOfType(Output.Ended.class, step::run).failure();
    }

    private static String message(Runnable step) {
        return failure(step).orElseThrow().getMessage();
    }

    @Test
    void a_write_that_fails_is_told_with_the_file_and_the_reason() {
        disk.full = Optional.of(new IOException("No space left on device"));
        out.print("lost");
        Failure failure = failure(out::check).orElseThrow();
        assertThat(failure).hasMessage("cannot write backup.json: No space left on device");
        assertThat(failure.kind()).isEqualTo(Failure.Kind.FAILED);
    }

    @Test
    void what_only_the_close_tells_is_told() {
        disk.atClose = Optional.of(new IOException("Disk quota exceeded"));
        out.print("lost on a server");
        assertThatCode(out::check).doesNotThrowAnyException();
        assertThat(message(out::close)).isEqualTo("cannot write backup.json: Disk quota exceeded");
    }

    @Test
    void a_failure_that_nobody_asked_for_is_told_at_the_close() {
        disk.full = Optional.of(new IOException("File too large"));
        out.print("x".repeat(1 << 20));
        disk.full = Optional.empty();
        out.print("nor may more be written behind a gap");
        assertThat(message(out::close)).endsWith("File too large");
        assertThat(disk.text()).isEmpty();
    }

    @Test
    void once_it_is_told_the_next_write_is_tried_anew_and_nothing_of_the_lost_one_comes_with_it() {
        disk.full = Optional.of(new IOException("No space left on device"));
        out.print("lost");
        failure(out::check);
        disk.full = Optional.empty();
        out.print("next");
        out.complete();
        out.close();
        assertThat(disk.text()).isEqualTo("next");
    }

    @Test
    @OnServers
    void a_reader_that_went_away_is_a_quiet_end() throws IOException {
        Process reader = new ProcessBuilder("true").start();
        Output toProgram = Output.toProgram(reader.getOutputStream());
        reader.onExit().join();
        toProgram.print("unread");
        assertThat(failure(toProgram::check)).isEmpty();
        disk.full = Optional.of(new IOException("Broken pipe"));
        out.print("unread");
        assertThat(failure(out::check)).isEmpty();
    }

    @Test
    void for_what_must_not_be_lost_a_reader_that_went_away_is_a_failure_like_any() {
        disk.full = Optional.of(new IOException("Broken pipe"));
        out.print("the way back");
        assertThatThrownBy(out::secure)
                .isInstanceOf(Failure.class)
                .hasMessage("cannot write backup.json: the reader has closed it; nothing was changed");
    }

    @Test
    void an_interrupted_write_is_an_interrupt() {
        disk.full = Optional.of(new java.nio.channels.ClosedByInterruptException());
        out.print("cut");
        assertThat(failure(out::check).orElseThrow().kind()).isEqualTo(Failure.Kind.INTERRUPTED);
    }
}
