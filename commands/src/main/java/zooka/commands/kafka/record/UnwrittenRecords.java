package zooka.commands.kafka.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.kafka.RecordReader.Header;
import zooka.clients.kafka.RecordWriter.Outgoing;
import zooka.clients.text.TextFile;
import zooka.commands.value.JsonBytes;

/**
 * The file of records that were not acknowledged, one JSON object per line, as {@link MessageLines} parses them. It is created
 * with the first record, never overwrites a file, and is readable by its owner only. Thread-safe.
 */
final class UnwrittenRecords implements AutoCloseable {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final String topic;
    private final Optional<Path> chosen;
    private final Instant now;
    private Optional<Path> file = Optional.empty();
    private Optional<OutputStream> out = Optional.empty();
    private Optional<String> trouble = Optional.empty();

    private boolean partitions;
    private boolean times;

    /**
     * @param chosen the file; without one, a new file in the current directory, or else in the directory for temporary files
     * @throws Failure {@code CONFLICT} for a file that exists; {@code USAGE} for one that cannot be created
     */
    UnwrittenRecords(String topic, Optional<String> chosen, Instant now) {
        this.topic = topic;
        this.chosen = chosen.map(TextFile::path);
        this.now = now;
        if (this.chosen.isPresent()) {
            Path wanted = this.chosen.get().toAbsolutePath();
            if (Files.exists(wanted)) {
                throw Failure.conflict("--unwritten: " + wanted + " already exists");
            }
            if (!Files.isWritable(wanted.getParent())) {
                throw Failure.usage("--unwritten: cannot create a file in " + wanted.getParent());
            }
        }
    }

    /** Adds a record; false if it cannot be saved. */
    synchronized boolean keep(Outgoing record) {
        if (trouble.isPresent()) {
            return false;
        }
        try {
            if (out.isEmpty()) {
                open();
            }
            out.get().write(line(record));
            partitions |= record.partition().isPresent();
            times |= record.time().isPresent();
            return true;
        } catch (IOException e) {
            trouble = Optional.of(String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** The file; empty without records. */
    synchronized Optional<Path> file() {
        return file;
    }

    /** Why records could not be saved. */
    synchronized Optional<String> trouble() {
        return trouble;
    }

    /** The command that writes them again. */
    synchronized String again() {
        return "produce " + topic + " --json-lines" + (times ? " --keep-time" : "")
                + (partitions ? " --keep-partition" : "") + " < "
                + file.map(Path::toString).orElse("FILE");
    }

    private void open() throws IOException {
        if (chosen.isPresent()) {
            file = Optional.of(create(chosen.get().toAbsolutePath()));
        } else {
            try {
                file = Optional.of(createNew(Path.of("").toAbsolutePath()));
            } catch (IOException e) {
                // A read-only directory, such as the root of a container.
                file = Optional.of(createNew(Path.of(System.getProperty("java.io.tmpdir"))));
            }
        }
        out = Optional.of(Files.newOutputStream(file.get(), StandardOpenOption.WRITE));
    }

    private Path createNew(Path folder) throws IOException {
        for (int n = 1; ; n++) {
            try {
                return create(
                        folder.resolve(topic + "-unwritten-" + STAMP.format(now) + (n == 1 ? "" : "-" + n) + ".jsonl"));
            } catch (FileAlreadyExistsException e) {
                // Another command within the same second: the next number.
            }
        }
    }

    private static Path create(Path path) throws IOException {
        return Files.createFile(
                path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static byte[] line(Outgoing record) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(line)) {
            json.writeStartObject();
            if (record.time().isPresent()) {
                json.writeStringField("time", record.time().get().toString());
            }
            if (record.partition().isPresent()) {
                json.writeNumberField("partition", record.partition().getAsInt());
            }
            json.writeFieldName("key");
            bytes(record.key(), json);
            json.writeFieldName("value");
            bytes(record.value(), json);
            headers(record.headers(), json);
            json.writeEndObject();
        }
        line.write('\n');
        return line.toByteArray();
    }

    private static void headers(List<Header> headers, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("headers");
        for (Header header : headers) {
            json.writeStartObject();
            json.writeStringField("name", header.name());
            json.writeFieldName("value");
            bytes(header.value(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void bytes(Optional<byte[]> bytes, JsonGenerator json) throws IOException {
        if (bytes.isEmpty()) {
            json.writeNull();
        } else {
            JsonBytes.write(bytes.get(), json);
        }
    }

    @Override
    public synchronized void close() {
        if (out.isPresent()) {
            try {
                out.get().close();
            } catch (IOException e) {
                trouble = Optional.of(String.valueOf(e.getMessage()));
            }
        }
    }
}
