package zooka.commands.undo;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import zooka.commands.undo.Journal.Modification;
import zooka.commands.undo.Journal.Trouble;
import zooka.commands.undo.JournalFormat.End;
import zooka.commands.undo.JournalFormat.Header;
import zooka.commands.undo.JournalFormat.Line;
import zooka.commands.undo.JournalFormat.NumberedModification;
import zooka.commands.undo.JournalFormat.Revocation;

/**
 * The record of a running command, in a file that is locked until the command ends, and deleted then if there is nothing to
 * undo. If the rest cannot be recorded, the name of the file tells how much is missing: a name needs no space on a full disk.
 */
final class FileEntry implements Journal.Entry {

    private final Path file;
    private final long largest;
    private final Runnable closed;
    /** Not a channel: an interrupt would close it before the end is written. */
    private final FileOutputStream bytes;

    private final OutputStream out;
    private Optional<Trouble> trouble = Optional.empty();
    private long size;
    private long kept;
    private long revoked;
    private long missing;
    private boolean unsafe;
    /** The length up to the last mark, in bytes. */
    private long marked;

    /** The length to which the file is truncated at its end, in bytes; empty if it stays whole. */
    private OptionalLong cut = OptionalLong.empty();

    /**
     * A new record.
     *
     * @param file an empty file
     * @param largest the maximum length, in bytes
     * @param closed called at the end
     */
    FileEntry(Path file, Header header, long largest, Runnable closed) throws IOException {
        this.file = file;
        this.largest = largest;
        this.closed = closed;
        this.bytes = new FileOutputStream(file.toFile());
        this.out = new BufferedOutputStream(bytes, 1 << 16);
        lock();
        write(header);
    }

    /** Shows other processes that the command is running; not possible on file systems without locks. */
    private void lock() {
        try {
            bytes.getChannel().tryLock();
        } catch (IOException e) {
            return;
        }
    }

    private void write(Line line) throws IOException {
        byte[] text = JournalFormat.bytes(line);
        out.write(text);
        size += text.length;
    }

    @Override
    public long record(Modification taken) {
        if (trouble.isPresent()) {
            missing++;
            return -1;
        }
        try {
            write(new NumberedModification(kept, taken));
            unsafe |= !(taken instanceof Modification.Created);
            if (size > largest) {
                trouble = Optional.of(new Trouble("it is larger than " + (largest >> 20) + " MiB", false));
            }
            return kept++;
        } catch (IOException e) {
            fail(e);
            missing++;
            return -1;
        }
    }

    private void fail(IOException e) {
        trouble = Optional.of(new Trouble(FileJournal.reason(e), false));
    }

    @Override
    public void secure() {
        if (trouble.isPresent()) {
            return;
        }
        try {
            out.flush();
            if (unsafe) {
                bytes.getFD().sync(); // a full disk of a network file system may fail only now
                unsafe = false;
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    @Override
    public void revoke(long number) {
        if (number < 0) {
            missing--;
            return;
        }
        revoked++;
        if (trouble.isEmpty()) {
            try {
                write(new Revocation(number));
            } catch (IOException e) {
                fail(e);
            }
        }
    }

    @Override
    public long mark() {
        marked = size;
        return kept;
    }

    @Override
    public void backTo(long mark) {
        kept = mark;
        missing = 0;
        cut = OptionalLong.of(marked);
    }

    @Override
    public Optional<Trouble> trouble() {
        return trouble;
    }

    /** Determines how much of the record has reached the file. */
    private void count() {
        try (FileReading reading = new FileReading(file, 0)) {
            long there = 0;
            for (; reading.hasNext(); reading.next()) {
                there++;
            }
            missing += kept - revoked - there;
            kept = there == 0 ? revoked : kept;
        } catch (IOException e) {
            return; // counted again by undo
        }
    }

    /** Truncates the record at the last mark. */
    private void cut() {
        try (RandomAccessFile whole = new RandomAccessFile(file.toFile(), "rw")) {
            whole.setLength(cut.orElseThrow());
            whole.seek(cut.orElseThrow());
            whole.write(JournalFormat.bytes(new End(kept)));
        } catch (IOException e) {
            return; // the rest was not changed, which undo notices
        }
    }

    @Override
    public Optional<Path> spareFile() {
        return Optional.of(file.resolveSibling(file.getFileName() + ".next"));
    }

    @Override
    public void close() {
        boolean broken = trouble.isPresent();
        try {
            if (!broken && cut.isEmpty()) {
                write(new End(kept));
            }
            out.close();
        } catch (IOException e) {
            broken = true;
        }
        if (cut.isPresent() && kept > revoked) {
            cut();
        } else if (broken && kept > revoked) {
            count();
        }
        try {
            bytes.close();
            if (kept == revoked) {
                Files.deleteIfExists(file);
            } else if (missing > 0) {
                Files.move(file, FileJournal.incomplete(file, missing));
            }
        } catch (IOException e) {
            return; // the content of the file can be undone anyway
        }
        closed.run();
    }
}
