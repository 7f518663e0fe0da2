package zooka.commands.undo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Kind;
import zooka.clients.zookeeper.Operation;
import zooka.commands.undo.Journal.Trouble;

/** Changes to be made later, in order: in memory if they are few, otherwise in a deleted file. */
public final class PendingChanges implements AutoCloseable {

    private static final int HELD = 1 << 20;

    /** A change, and its number in the record. */
    public record NumberedChange(Operation operation, long number) {}

    private final Optional<Path> place;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(held);
    private RandomAccessFile file;
    /** The lengths of the blocks of the file, in bytes. */
    private final List<Integer> chunks = new ArrayList<>();

    private Optional<Trouble> trouble = Optional.empty();

    /** @param place the file to create if they are many */
    public PendingChanges(Optional<Path> place) {
        this.place = place;
    }

    /** Why no more changes can be stored; those stored before remain available. */
    public Optional<Trouble> trouble() {
        return trouble;
    }

    public void add(Operation operation, long number) {
        try {
            out.writeLong(number);
            operation.match(new Writings()).run();
            if (held.size() > HELD && trouble.isEmpty()) {
                spill();
            }
        } catch (IOException e) {
            trouble = Optional.of(new Trouble(FileJournal.reason(e), false));
        }
    }

    private void spill() throws IOException {
        if (file == null) {
            Path path = place.orElseThrow(() -> new IOException("no directory"));
            Files.newByteChannel(
                            path,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                    .close();
            file = new RandomAccessFile(path.toFile(), "rw");
            Files.delete(path); // it disappears with this process, however that ends
        }
        byte[] chunk = held.toByteArray();
        file.write(chunk);
        chunks.add(chunk.length);
        held.reset();
    }

    /** Writes an operation. */
    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    private final class Writings implements Operation.Cases<Writing> {
        @Override
        public Writing create(Operation.Create create) {
            return () -> {
                head('c', create.path());
                data(create.data());
                out.writeUTF(create.kind().lifetime().name());
                out.writeLong(create.kind().ttlMillis());
                acl(create.acl());
            };
        }

        @Override
        public Writing put(Operation.Put put) {
            return () -> {
                head('p', put.path());
                data(put.data());
                version(put.version());
            };
        }

        @Override
        public Writing delete(Operation.Delete delete) {
            return () -> {
                head('d', delete.path());
                version(delete.version());
            };
        }

        @Override
        public Writing check(Operation.Check check) {
            throw new IllegalArgumentException("a check is only possible in a transaction");
        }

        @Override
        public Writing permit(Operation.Permit permit) {
            return () -> {
                head('a', permit.path());
                acl(permit.acl());
            };
        }
    }

    private void head(char type, String path) throws IOException {
        out.writeByte(type);
        data(Optional.of(path.getBytes(StandardCharsets.UTF_8)));
    }

    private void data(Optional<byte[]> bytes) throws IOException {
        out.writeInt(bytes.map(some -> some.length).orElse(-1));
        if (bytes.isPresent()) {
            out.write(bytes.get());
        }
    }

    private void version(OptionalInt version) throws IOException {
        out.writeBoolean(version.isPresent());
        out.writeInt(version.orElse(0));
    }

    private void acl(Acl acl) throws IOException {
        out.writeInt(acl.entries().size());
        for (Acl.Entry entry : acl.entries()) {
            for (String part : List.of(entry.scheme(), entry.id(), entry.permissions())) {
                data(Optional.of(part.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    /** All changes; to be called once, after the last was added. */
    public Iterator<NumberedChange> iterator() {
        return new Reader();
    }

    private final class Reader implements Iterator<NumberedChange> {
        private final Iterator<Integer> sizes = chunks.iterator();
        private DataInputStream in = new DataInputStream(InputStream.nullInputStream());
        private long at;
        private boolean last;

        @Override
        public boolean hasNext() {
            try {
                while (in.available() == 0 && !last) {
                    in = new DataInputStream(new ByteArrayInputStream(chunk()));
                }
                return in.available() > 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private byte[] chunk() throws IOException {
            if (!sizes.hasNext()) {
                last = true;
                return held.toByteArray();
            }
            byte[] chunk = new byte[sizes.next()];
            file.seek(at);
            file.readFully(chunk);
            at += chunk.length;
            return chunk;
        }

        @Override
        public NumberedChange next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            try {
                long number = in.readLong();
                return new NumberedChange(operation(in), number);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Operation operation(DataInputStream in) throws IOException {
        char type = (char) in.readByte();
        String path = text(in);
        return switch (type) {
            case 'c' -> {
                Optional<byte[]> data = data(in);
                Kind kind = new Kind(Kind.Lifetime.valueOf(in.readUTF()), false, in.readLong());
                yield new Operation.Create(path, data, kind, acl(in));
            }
            case 'p' -> new Operation.Put(path, data(in), version(in));
            case 'd' -> new Operation.Delete(path, version(in));
            default -> new Operation.Permit(path, acl(in));
        };
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(data(in).orElseThrow(), StandardCharsets.UTF_8);
    }

    private static Optional<byte[]> data(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? Optional.empty() : Optional.of(in.readNBytes(length));
    }

    private static OptionalInt version(DataInputStream in) throws IOException {
        boolean given = in.readBoolean();
        int version = in.readInt();
        return given ? OptionalInt.of(version) : OptionalInt.empty();
    }

    private static Acl acl(DataInputStream in) throws IOException {
        List<Acl.Entry> entries = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            entries.add(new Acl.Entry(text(in), text(in), text(in)));
        }
        return new Acl(entries);
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            return; // closing frees it
        }
    }
}
