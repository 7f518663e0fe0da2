package zooka.commands.undo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.NoSuchElementException;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.commands.undo.Journal.Taken;
import zooka.commands.undo.TakenFormat.End;
import zooka.commands.undo.TakenFormat.Header;
import zooka.commands.undo.TakenFormat.Line;
import zooka.commands.undo.TakenFormat.Numbered;
import zooka.commands.undo.TakenFormat.Revoked;

/** A record in a file, the last change first: the order in which changes are undone. Lines that are damaged are counted. */
final class FileReading implements Journal.Reading {

    private final Path file;
    private final Backwards lines;
    /** Numbers of what was not taken; they stand behind what they speak of. */
    private final BitSet revoked = new BitSet();

    private final long neverKept;
    private long count;
    private long seen;
    private Optional<Taken> next;

    /** @param neverKept changes that are known to be missing */
    FileReading(Path file, long neverKept) throws IOException {
        this.file = file;
        this.neverKept = neverKept;
        this.lines = new Backwards(file);
        this.next = advance();
    }

    private Optional<Taken> advance() throws IOException {
        while (true) {
            Optional<byte[]> bytes = lines.line();
            if (bytes.isEmpty()) {
                lines.close();
                return Optional.empty();
            }
            Optional<Line> line = TakenFormat.line(bytes.get());
            if (line.isEmpty()) {
                continue;
            }
            Optional<Taken> taken = line.get().match(new Counting());
            if (taken.isPresent()) {
                return taken;
            }
        }
    }

    /** Takes a line in, and gives what is to be undone. */
    private final class Counting implements Line.Cases<Optional<Taken>> {
        @Override
        public Optional<Taken> header(Header line) {
            return Optional.empty();
        }

        @Override
        public Optional<Taken> numbered(Numbered line) {
            seen++;
            count = Math.max(count, line.number() + 1);
            return revoked.get(Math.toIntExact(line.number())) ? Optional.empty() : Optional.of(line.taken());
        }

        @Override
        public Optional<Taken> revoked(Revoked line) {
            revoked.set(Math.toIntExact(line.number()));
            return Optional.empty();
        }

        @Override
        public Optional<Taken> end(End line) {
            count = Math.max(count, line.count());
            return Optional.empty();
        }
    }

    @Override
    public boolean hasNext() {
        return next.isPresent();
    }

    @Override
    public Taken next() {
        Taken taken = next.orElseThrow(NoSuchElementException::new);
        try {
            next = advance();
        } catch (IOException e) {
            throw new Failure(Failure.Kind.FAILED, "cannot read " + file + ": " + FileJournal.reason(e)).cause(e);
        }
        return taken;
    }

    @Override
    public long missing() {
        return neverKept + Math.max(0, count - seen);
    }

    @Override
    public void close() {
        lines.close();
    }
}
