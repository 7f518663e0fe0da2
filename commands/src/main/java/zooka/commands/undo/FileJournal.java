package zooka.commands.undo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import zooka.clients.Failure;
import zooka.commands.undo.JournalFormat.End;
import zooka.commands.undo.JournalFormat.Header;

/**
 * A folder with one file for each command, readable by its owner only: what is behind an ACL shall stay there. A command that
 * was killed leaves a file that can be read as far as it goes.
 */
public final class FileJournal implements Journal {

    /** Bytes that one command's file may have. */
    static final long LARGEST = 256L << 20;

    /** Bytes that all files together may have, beyond which the oldest are dropped. */
    private static final long ALL = 512L << 20;

    private static final int FILES = 100;
    private static final int LONGEST_HEADER = 1 << 20;
    private static final String SUFFIX = ".undo";
    private static final String LOCK = ".lock";
    private static final Pattern INCOMPLETE = Pattern.compile("-missing(\\d{1,18})\\.undo$");

    /** What a file system says that keeps nothing at all, as against one that is full. */
    private static final Pattern NOWHERE =
            Pattern.compile("(?i)read-only file system|not a directory|permission denied|not permitted");

    private final Path folder;
    private final long largest;

    /** @param folder made when it is first needed */
    public FileJournal(Path folder) {
        this(folder, LARGEST);
    }

    public FileJournal(Path folder, long largest) {
        this.folder = folder;
        this.largest = largest;
    }

    @Override
    public Entry begin(String ensemble, Instant time, String what) {
        Path file = null;
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            file = create(time);
            return new FileEntry(file, new Header(time, ensemble, what), largest, this::prune);
        } catch (IOException e) {
            delete(file);
            return new NoJournal.None(reason(e) + " (" + folder + ")", nowhere(e));
        }
    }

    @Override
    public Optional<Path> folder() {
        return Optional.of(folder);
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            return; // an empty file that is passed over
        }
    }

    private static boolean nowhere(IOException e) {
        return e instanceof AccessDeniedException
                || e instanceof FileAlreadyExistsException
                || e instanceof NoSuchFileException
                || NOWHERE.matcher(String.valueOf(e.getMessage())).find();
    }

    /** Why a file cannot be written or read, in the system's words. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "a file exists in place of the directory";
        }
        if (e instanceof NoSuchFileException) {
            return "no such directory";
        }
        String said = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return said == null ? e.getClass().getSimpleName() : said.toLowerCase(Locale.ROOT);
    }

    private Path create(Instant time) throws IOException {
        var onlyOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        for (int n = 0; ; n++) {
            try {
                String name = String.format(Locale.ROOT, "%015d-%03d%s", time.toEpochMilli(), n, SUFFIX);
                return Files.createFile(folder.resolve(name), onlyOwner);
            } catch (FileAlreadyExistsException e) {
                // Two commands within a millisecond: the next number.
            }
        }
    }

    /** The name of a record with a number of missing changes. */
    static Path incomplete(Path file, long missing) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.length() - SUFFIX.length()) + "-missing" + missing + SUFFIX);
    }

    static long missing(String name) {
        Matcher matcher = INCOMPLETE.matcher(name);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    /** Drops the oldest beyond what may be kept, but never the newest, and none that a command or an undo has. */
    private void prune() {
        try {
            long bytes = 0;
            List<Path> files = files(SUFFIX);
            for (int i = 0; i < files.size(); i++) {
                bytes += Files.size(files.get(i));
                if (i > 0 && (i >= FILES || bytes > ALL) && !held(files.get(i)) && !held(lockOf(files.get(i)))) {
                    Files.deleteIfExists(files.get(i));
                }
            }
            for (Path lock : files(LOCK)) {
                String name = lock.toString();
                if (!Files.exists(Path.of(name.substring(0, name.length() - LOCK.length())))) {
                    Files.deleteIfExists(lock);
                }
            }
        } catch (IOException e) {
            return; // the next command tries again
        }
    }

    /** Those with this end of their name, the newest first. */
    private List<Path> files(String suffix) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(suffix))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    @Override
    public List<SavedRecord> saved() {
        List<SavedRecord> saved = new ArrayList<>();
        for (Path file : files(SUFFIX)) {
            header(file).ifPresent(header -> saved.add(saved(file, header)));
        }
        return saved;
    }

    @Override
    public List<String> unreadable() {
        return files(SUFFIX).stream()
                .filter(file -> header(file).isEmpty() && !held(file))
                .map(Path::toString)
                .toList();
    }

    private static SavedRecord saved(Path file, Header header) {
        String id = file.getFileName().toString();
        long missing = missing(id);
        State state = missing > 0
                ? State.INCOMPLETE
                : ended(file) ? State.WHOLE : held(file) ? State.RUNNING : State.INTERRUPTED;
        return new SavedRecord(id, header.time(), header.ensemble(), header.what(), state, missing);
    }

    private static Optional<Header> header(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            byte[] line = new byte[LONGEST_HEADER];
            int length = 0;
            for (int next = in.read(); next >= 0 && next != '\n' && length < line.length; next = in.read()) {
                line[length++] = (byte) next;
            }
            return JournalFormat.line(java.util.Arrays.copyOf(line, length))
                    .filter(Header.class::isInstance)
                    .map(Header.class::cast);
        } catch (IOException e) {
            return Optional.empty(); // gone by now, or another's
        }
    }

    private static boolean ended(Path file) {
        try (ReverseLines lines = new ReverseLines(file)) {
            return lines.line()
                    .flatMap(JournalFormat::line)
                    .filter(End.class::isInstance)
                    .isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a command, or an undo, has locked it. */
    private static boolean held(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path lockOf(Path file) {
        return file.resolveSibling(file.getFileName() + LOCK);
    }

    @Override
    public Contents read(SavedRecord saved) {
        try {
            return new FileReading(folder.resolve(saved.id()), saved.missing());
        } catch (IOException e) {
            throw unreadable(saved, e);
        }
    }

    private Failure unreadable(SavedRecord saved, IOException e) {
        boolean gone = e instanceof NoSuchFileException || !Files.exists(folder.resolve(saved.id()));
        return gone
                ? Failure.notFound("\"" + saved.what() + "\" has already been undone")
                        .hint("undo list")
                : new Failure(Failure.Kind.FAILED, "cannot read " + folder.resolve(saved.id()) + ": " + reason(e))
                        .cause(e);
    }

    @Override
    public Claim claim(SavedRecord saved) {
        Path file = folder.resolve(saved.id());
        if (held(file)) {
            throw Failure.conflict("\"" + saved.what() + "\" is still running");
        }
        // The file itself is opened and closed while it is undone, and a process loses its lock with the first of that.
        Path lock = lockOf(file);
        RandomAccessFile held;
        try {
            held = new RandomAccessFile(lock.toFile(), "rw");
        } catch (IOException e) {
            return () -> {}; // no room for a lock: better undone than not
        }
        try {
            if (held.getChannel().tryLock() == null) {
                throw new OverlappingFileLockException();
            }
        } catch (OverlappingFileLockException e) {
            close(held);
            throw Failure.conflict("\"" + saved.what() + "\" is being undone by another process");
        } catch (IOException e) {
            close(held);
            return () -> {}; // a file system without locks
        }
        Claim claim = () -> {
            delete(lock);
            close(held);
        };
        if (!Files.exists(file)) {
            claim.close();
            throw unreadable(saved, new NoSuchFileException(saved.id()));
        }
        return claim;
    }

    private static void close(RandomAccessFile file) {
        try {
            file.close();
        } catch (IOException e) {
            return; // nothing was written
        }
    }

    @Override
    public void delete(SavedRecord saved) {
        try {
            Files.deleteIfExists(folder.resolve(saved.id()));
        } catch (IOException e) {
            throw new Failure(Failure.Kind.FAILED, "cannot delete " + folder.resolve(saved.id()) + ": " + reason(e))
                    .cause(e);
        }
    }
}
