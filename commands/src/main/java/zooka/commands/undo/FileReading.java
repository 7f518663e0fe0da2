package zooka.commands.undo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.NoSuchElementException;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.commands.undo.Journal.Modification;
import zooka.commands.undo.JournalFormat.End;
import zooka.commands.undo.JournalFormat.Header;
import zooka.commands.undo.JournalFormat.Line;
import zooka.commands.undo.JournalFormat.NumberedModification;
import zooka.commands.undo.JournalFormat.Revocation;

/** A record read from a file, the last change first, as changes are undone. Damaged lines are counted. */
final class FileReading implements Journal.Contents {

    private final Path file;
    private final ReverseLines lines;
    /** The numbers of revoked modifications; a revocation follows its modification in the file. */
    private final BitSet revoked = new BitSet();

    private final long neverKept;
    private long count;
    private long seen;
    private Optional<Modification> next;

    /** @param neverKept the number of changes that are known to be missing */
    FileReading(Path file, long neverKept) throws IOException {
        this.file = file;
        this.neverKept = neverKept;
        this.lines = new ReverseLines(file);
        this.next = advance();
    }

    private Optional<Modification> advance() throws IOException {
        while (true) {
            Optional<byte[]> bytes = lines.line();
            if (bytes.isEmpty()) {
                lines.close();
                return Optional.empty();
            }
            Optional<Line> line = JournalFormat.line(bytes.get());
            if (line.isEmpty()) {
                continue;
            }
            Optional<Modification> taken = line.get().match(new Counting());
            if (taken.isPresent()) {
                return taken;
            }
        }
    }

    /** Reads a line, and returns the modification to undo, if it has one. */
    private final class Counting implements Line.Cases<Optional<Modification>> {
        @Override
        public Optional<Modification> header(Header line) {
            return Optional.empty();
        }

        @Override
        public Optional<Modification> numbered(NumberedModification line) {
            seen++;
            count = Math.max(count, line.number() + 1);
            return revoked.get(Math.toIntExact(line.number())) ? Optional.empty() : Optional.of(line.taken());
        }

        @Override
        public Optional<Modification> revoked(Revocation line) {
            revoked.set(Math.toIntExact(line.number()));
            return Optional.empty();
        }

        @Override
        public Optional<Modification> end(End line) {
            count = Math.max(count, line.count());
            return Optional.empty();
        }
    }

    @Override
    public boolean hasNext() {
        return next.isPresent();
    }

    @Override
    public Modification next() {
        Modification taken = next.orElseThrow(NoSuchElementException::new);
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
