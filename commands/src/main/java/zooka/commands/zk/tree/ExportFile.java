package zooka.commands.zk.tree;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import zooka.clients.Failure;
import zooka.clients.text.Counts;
import zooka.clients.text.TextFile;
import zooka.commands.action.Context;
import zooka.commands.copy.CopyFormat;
import zooka.commands.copy.ZnodeCopy;
import zooka.commands.result.Remarks;

/** An export in a file, as it is or packed by gzip; read as often as wanted, a znode at a time. */
public final class ExportFile implements AutoCloseable {

    /** Of the format; another one is refused. */
    public static final int VERSION = 1;

    /** Bytes of an export that is not read twice. */
    private static final long HELD = 8 << 20;

    /**
     * What it begins with.
     *
     * @param root the path that it was made from
     * @param acls whether it has the ACLs
     * @param marked whether its last line says how many znodes it has
     */
    public record Header(String root, boolean acls, boolean marked) {}

    private final Path file;
    private final String name;
    private final boolean temporary;
    private Optional<List<ZnodeCopy>> held = Optional.empty();

    private ExportFile(Path file, String name, boolean temporary) {
        this.file = file;
        this.name = name;
        this.temporary = temporary;
    }

    /**
     * Opens it.
     *
     * @param typed a file, or {@code -} for stdin, which is put aside in a temporary file
     */
    public static ExportFile open(String typed, Context context) {
        try {
            if (!typed.equals("-")) {
                if (!Files.exists(TextFile.path(typed))) {
                    throw new NoSuchFileException(typed);
                }
                if (Files.isDirectory(TextFile.path(typed))) {
                    throw Failure.usage(typed + " is a directory");
                }
                return new ExportFile(TextFile.path(typed), typed, false);
            }
            Path copy = Files.createTempFile("zooka-import", ".jsonl");
            // A plan that is only shown, or refused, ends without a word to us.
            copy.toFile().deleteOnExit();
            Files.copy(context.stdin(), copy, StandardCopyOption.REPLACE_EXISTING);
            return new ExportFile(copy, "stdin", true);
        } catch (NoSuchFileException e) {
            throw Failure.usage("no file " + typed);
        } catch (IOException e) {
            throw Failure.usage("cannot read " + typed + ": " + e.getMessage());
        }
    }

    /** What people call it. */
    public String name() {
        return name;
    }

    /** Says so where nothing would show that it was cut off. */
    public void remarkUnmarked(Remarks remarks) {
        if (!header().marked()) {
            remarks.warn(
                    "export-unmarked",
                    name + " has no last line with the znode count, so a truncated file cannot be detected");
        }
    }

    public Header header() {
        try (Reader reader = new Reader()) {
            return reader.header;
        }
    }

    /** Its znodes, with paths relative to the root; closed by being read to the end. */
    public Iterator<ZnodeCopy> copies() {
        return held.<Iterator<ZnodeCopy>>map(List::iterator).orElseGet(Reader::new);
    }

    /**
     * Reads it to its end, so that one that is broken is known for it before anything is done; a small one is held from then
     * on.
     *
     * @param each called for each znode
     */
    public void check(Consumer<ZnodeCopy> each) {
        List<ZnodeCopy> all = new ArrayList<>();
        long bytes = 0;
        for (Iterator<ZnodeCopy> copies = new Reader(); copies.hasNext(); ) {
            ZnodeCopy copy = copies.next();
            each.accept(copy);
            bytes += 300 + copy.data().map(data -> data.length).orElse(0);
            if (bytes <= HELD) {
                all.add(copy);
            } else {
                all.clear();
            }
        }
        held = bytes <= HELD ? Optional.of(all) : Optional.empty();
    }

    private final class Reader implements Iterator<ZnodeCopy>, AutoCloseable {
        private final JsonParser in;
        private final Header header;
        private Optional<ZnodeCopy> next;
        private String before = "";
        private long count;

        Reader() {
            try {
                InputStream stream = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                stream.mark(2);
                boolean packed = stream.read() == 0x1f && stream.read() == 0x8b;
                stream.reset();
                in = CopyFormat.JSON.createParser(packed ? new GZIPInputStream(stream) : stream);
                // Of two values for one key, one would be dropped without a word.
                in.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
                header = readHeader();
                next = advance();
            } catch (JsonProcessingException e) {
                throw broken(e);
            } catch (IOException e) {
                throw unreadable(e);
            }
        }

        private Header readHeader() throws IOException {
            String root = "/";
            boolean acls = true;
            boolean marked = false;
            Optional<JsonProcessingException> unknown = Optional.empty();
            int version = 0;
            if (in.nextToken() == JsonToken.START_OBJECT) {
                while (in.nextToken() == JsonToken.FIELD_NAME) {
                    switch (in.currentName()) {
                        case "zookaExport" -> version = in.nextIntValue(0);
                        case "root" -> root = in.nextTextValue();
                        case "acls" -> acls = flag();
                        case "end" -> marked = flag();
                        default -> {
                            String key = in.currentName();
                            unknown = unknown.or(() -> Optional.of(CopyFormat.broken(in, "unknown key '" + key + "'")));
                            in.nextToken();
                            in.skipChildren();
                        }
                    }
                }
            }
            if (version != VERSION) {
                throw new Failure(
                        Failure.Kind.FAILED,
                        version == 0
                                ? name + " is not an export"
                                : name + " has export version " + version
                                        + ", which this version of zooka does not support");
            }
            if (unknown.isPresent()) {
                throw unknown.get(); // only now: a header of another version has other keys
            }
            if (root == null || !root.startsWith("/")) {
                throw CopyFormat.broken(in, "the root is not a path");
            }
            return new Header(root, acls, marked);
        }

        private boolean flag() throws IOException {
            String key = in.currentName();
            Boolean value = in.nextBooleanValue();
            if (value == null) {
                throw CopyFormat.broken(in, key + " must be true or false");
            }
            return value;
        }

        private Optional<ZnodeCopy> advance() throws IOException {
            JsonToken token = in.nextToken();
            if (token == null) {
                if (header.marked()) {
                    throw cut("no last line");
                }
                in.close();
                return Optional.empty();
            }
            if (token != JsonToken.START_OBJECT) {
                throw CopyFormat.broken(in, "expected a znode");
            }
            if ("end".equals(in.nextFieldName())) {
                if (in.nextLongValue(-1) != count) {
                    throw cut("its last line says " + in.getText());
                }
                if (in.nextToken() != JsonToken.END_OBJECT || in.nextToken() != null) {
                    throw CopyFormat.broken(in, "unexpected content after the last line");
                }
                in.close();
                return Optional.empty();
            }
            count++;
            ZnodeCopy copy = CopyFormat.fields(in);
            if (TreeOrder.compare(before, copy.path()) >= 0) {
                throw CopyFormat.broken(in, copy.path() + " is out of order");
            }
            before = copy.path();
            return Optional.of(copy);
        }

        @Override
        public boolean hasNext() {
            return next.isPresent();
        }

        @Override
        public ZnodeCopy next() {
            ZnodeCopy copy = next.orElseThrow(NoSuchElementException::new);
            try {
                next = advance();
            } catch (JsonProcessingException e) {
                throw broken(e);
            } catch (IOException e) {
                throw unreadable(e);
            }
            return copy;
        }

        private Failure cut(String how) {
            return new Failure(
                            Failure.Kind.FAILED,
                            name + " is incomplete: it has " + Counts.of(count, "znode") + ", " + how)
                    .hint("repeat the export; to import the incomplete file, delete \"end\" from its first line");
        }

        private Failure broken(JsonProcessingException e) {
            // What is longer or deeper than the library takes has no place.
            String line =
                    e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
            return new Failure(Failure.Kind.FAILED, name + line + ": " + e.getOriginalMessage()).cause(e);
        }

        private Failure unreadable(IOException e) {
            boolean packed = e instanceof EOFException || e instanceof ZipException;
            String why = packed ? " is truncated or damaged" : " cannot be read: " + e.getMessage();
            return new Failure(Failure.Kind.FAILED, name + why).cause(e);
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        if (temporary) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
