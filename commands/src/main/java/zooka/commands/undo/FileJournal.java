package zooka.commands.undo;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import zooka.commands.undo.Journal.Taken.Access;
import zooka.commands.undo.Journal.Taken.Created;
import zooka.commands.undo.Journal.Taken.Deleted;
import zooka.commands.undo.Journal.Taken.Replaced;
import zooka.commands.zk.client.Acl;
import zooka.commands.zk.client.Kind;
import zooka.commands.zk.tree.CopyFormat;
import zooka.commands.zk.tree.ZnodeCopy;

/**
 * A folder with one file for each command, readable by its owner only: what is behind an ACL shall stay there. A file is JSON
 * lines, the first of which says when, where and what; a command that was killed leaves one that can be read as far as it
 * goes.
 */
public final class FileJournal implements Journal {

    /** Bytes that one command's file may have; what takes more cannot be undone. */
    static final long LARGEST = 256L << 20;

    /** Bytes that all files together may have, beyond which the oldest are dropped. */
    private static final long ALL = 512L << 20;

    private static final int FILES = 100;
    private static final String SUFFIX = ".undo";

    private final Path folder;
    private final long largest;

    /** @param folder made when it is first needed */
    public FileJournal(Path folder) {
        this(folder, LARGEST);
    }

    FileJournal(Path folder, long largest) {
        this.folder = folder;
        this.largest = largest;
    }

    @Override
    public Entry begin(String ensemble, Instant time, String what) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return new FileEntry(create(time), new Saved("", time, ensemble, what));
        } catch (IOException e) {
            return NONE.begin(ensemble, time, what);
        }
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

    /** The file of a command that is at work; gone at its end where there was nothing to keep. */
    private final class FileEntry implements Entry {

        private final Path file;
        private final JsonGenerator out;
        private Optional<String> trouble = Optional.empty();
        private long kept;
        /** Since the file's size was last asked for. */
        private long bytes;

        FileEntry(Path file, Saved header) throws IOException {
            this.file = file;
            OutputStream stream = Files.newOutputStream(file, StandardOpenOption.WRITE);
            out = CopyFormat.JSON.createGenerator(stream);
            out.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
            out.writeStartObject();
            out.writeStringField("time", header.time().toString());
            out.writeStringField("ensemble", header.ensemble());
            out.writeStringField("what", header.what());
            out.writeEndObject();
        }

        @Override
        public void keep(Taken taken) {
            if (trouble.isPresent()) {
                return;
            }
            try {
                write(taken);
                kept++;
                bytes += size(taken);
                if ((kept % 1000 == 1 || bytes > 1 << 20) && tooLarge()) {
                    trouble = Optional.of("it is more than " + (largest >> 20) + " MiB");
                }
            } catch (IOException e) {
                trouble = Optional.of("it cannot be kept: " + e.getMessage());
            }
        }

        private boolean tooLarge() throws IOException {
            bytes = 0;
            return Files.size(file) > largest;
        }

        private static int size(Taken taken) {
            Optional<byte[]> data = Optional.empty();
            if (taken instanceof Deleted deleted) {
                data = deleted.before().data();
            } else if (taken instanceof Replaced replaced) {
                data = replaced.before().data();
            }
            return data.map(value -> value.length).orElse(0);
        }

        private void write(Taken taken) throws IOException {
            out.writeStartObject();
            if (taken instanceof Deleted deleted) {
                out.writeFieldName("deleted");
                CopyFormat.write(out, deleted.before());
            } else if (taken instanceof Replaced replaced) {
                out.writeNumberField("version", replaced.version());
                out.writeFieldName("replaced");
                CopyFormat.write(out, replaced.before());
            } else if (taken instanceof Access access) {
                out.writeNumberField("version", access.version());
                out.writeFieldName("access");
                CopyFormat.write(out, new ZnodeCopy(access.path(), Optional.empty(), Kind.PERSISTENT, access.before()));
            } else if (taken instanceof Created created) {
                out.writeStringField("created", created.path());
            }
            out.writeEndObject();
        }

        @Override
        public void flush() {
            try {
                out.flush();
            } catch (IOException e) {
                trouble = Optional.of("it cannot be kept: " + e.getMessage());
            }
        }

        @Override
        public void drop() {
            kept = 0;
        }

        @Override
        public Optional<String> trouble() {
            return trouble;
        }

        @Override
        public void close() {
            try {
                out.close();
                if (kept == 0 || trouble.isPresent()) {
                    Files.deleteIfExists(file);
                }
                prune();
            } catch (IOException e) {
                trouble = Optional.of("it cannot be kept: " + e.getMessage());
            }
        }
    }

    /** Drops the oldest beyond what may be kept; never the newest. */
    private void prune() throws IOException {
        long bytes = 0;
        List<Path> files = files();
        for (int i = 0; i < files.size(); i++) {
            bytes += Files.size(files.get(i));
            if (i > 0 && (i >= FILES || bytes > ALL)) {
                Files.deleteIfExists(files.get(i));
            }
        }
    }

    /** The newest first. */
    private List<Path> files() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    @Override
    public List<Saved> saved() {
        List<Saved> saved = new ArrayList<>();
        for (Path file : files()) {
            try (JsonParser in = CopyFormat.JSON.createParser(file.toFile())) {
                saved.add(header(in, file.getFileName().toString()));
            } catch (IOException | java.time.DateTimeException e) {
                // One that another program is just making, or has spoilt, is none that can be undone.
            }
        }
        return saved;
    }

    private static Saved header(JsonParser in, String id) throws IOException {
        Instant time = Instant.EPOCH;
        String ensemble = "";
        String what = "";
        in.nextToken();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String value = Optional.ofNullable(in.nextTextValue()).orElse("");
            switch (in.currentName()) {
                case "time" -> time = Instant.parse(value);
                case "ensemble" -> ensemble = value;
                default -> what = value;
            }
        }
        return new Saved(id, time, ensemble, what);
    }

    @Override
    public Iterator<Taken> read(Saved saved) {
        try {
            BufferedReader lines = Files.newBufferedReader(folder.resolve(saved.id()));
            lines.readLine();
            return new Iterator<>() {
                private Optional<Taken> next = advance();

                private Optional<Taken> advance() throws IOException {
                    String line = lines.readLine();
                    // The last line of a command that was killed may be broken off.
                    Optional<Taken> taken = line == null ? Optional.empty() : taken(line);
                    if (taken.isEmpty()) {
                        lines.close();
                    }
                    return taken;
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
                        throw new UncheckedIOException(e);
                    }
                    return taken;
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Taken> taken(String line) {
        try (JsonParser in = CopyFormat.JSON.createParser(line)) {
            int version = 0;
            in.nextToken();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                switch (in.currentName()) {
                    case "version" -> version = in.nextIntValue(0);
                    case "created" -> {
                        return Optional.of(new Created(in.nextTextValue()));
                    }
                    case "deleted" -> {
                        return Optional.of(new Deleted(CopyFormat.read(in)));
                    }
                    case "replaced" -> {
                        return Optional.of(new Replaced(CopyFormat.read(in), version));
                    }
                    default -> {
                        ZnodeCopy copy = CopyFormat.read(in);
                        Acl before = copy.acl();
                        return Optional.of(new Access(copy.path(), before, version));
                    }
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void forget(Saved saved) {
        try {
            Files.deleteIfExists(folder.resolve(saved.id()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
