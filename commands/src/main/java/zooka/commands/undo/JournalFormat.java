package zooka.commands.undo;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import zooka.clients.text.ZnodePath;
import zooka.clients.zookeeper.Kind;
import zooka.commands.copy.CopyFormat;
import zooka.commands.copy.ZnodeCopy;
import zooka.commands.undo.Journal.Modification;
import zooka.commands.undo.Journal.Modification.Access;
import zooka.commands.undo.Journal.Modification.Created;
import zooka.commands.undo.Journal.Modification.Deleted;
import zooka.commands.undo.Journal.Modification.Replaced;

/**
 * The lines of a record, each a JSON object: a header, numbered modifications, revocations of those that were not made after
 * all, and an end with the count, which is missing if the command was killed.
 */
final class JournalFormat {

    /** The version of the format; records of another version cannot be undone. */
    private static final int VERSION = 2;

    /** The maximum number of changes in a record: each line has more than 16 bytes. */
    private static final long MOST = FileJournal.LARGEST / 16;

    private JournalFormat() {}

    /** The content of a line. */
    sealed interface Line {
        <R> R match(Cases<R> cases);

        /** One case per kind, so that a new kind does not compile until every consumer handles it. */
        interface Cases<R> {
            R header(Header line);

            R numbered(NumberedModification line);

            R revoked(Revocation line);

            R end(End line);
        }
    }

    /** The first line. */
    record Header(Instant time, String ensemble, String what) implements Line {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.header(this);
        }
    }

    /** A modification with its number. */
    record NumberedModification(long number, Modification taken) implements Line {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.numbered(this);
        }
    }

    /** The number of a modification that was not made. */
    record Revocation(long number) implements Line {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.revoked(this);
        }
    }

    /** The last line. */
    record End(long count) implements Line {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.end(this);
        }
    }

    /** The bytes of a line, including the line feed. */
    static byte[] bytes(Line line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = CopyFormat.JSON.createGenerator(bytes)) {
            out.writeStartObject();
            line.match(LINES).to(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException(e); // in memory
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    /** Writes the fields of a line. */
    @FunctionalInterface
    private interface Fields {
        void to(JsonGenerator out) throws IOException;
    }

    private static final Line.Cases<Fields> LINES = new Line.Cases<>() {
        @Override
        public Fields header(Header line) {
            return out -> {
                out.writeNumberField("undo", VERSION);
                out.writeStringField("time", line.time().toString());
                out.writeStringField("ensemble", line.ensemble());
                out.writeStringField("what", line.what());
            };
        }

        @Override
        public Fields numbered(NumberedModification line) {
            return out -> {
                out.writeNumberField("n", line.number());
                line.taken().match(TAKEN).to(out);
            };
        }

        @Override
        public Fields revoked(Revocation line) {
            return out -> out.writeNumberField("not", line.number());
        }

        @Override
        public Fields end(End line) {
            return out -> out.writeNumberField("end", line.count());
        }
    };

    private static final Modification.Cases<Fields> TAKEN = new Modification.Cases<>() {
        @Override
        public Fields deleted(Deleted taken) {
            return out -> {
                out.writeFieldName("deleted");
                CopyFormat.write(out, taken.before());
            };
        }

        @Override
        public Fields replaced(Replaced taken) {
            return out -> {
                out.writeNumberField("version", taken.version());
                out.writeFieldName("replaced");
                CopyFormat.write(out, taken.before());
            };
        }

        @Override
        public Fields access(Access taken) {
            return out -> {
                out.writeNumberField("version", taken.version());
                out.writeFieldName("access");
                CopyFormat.write(out, new ZnodeCopy(taken.path(), Optional.empty(), Kind.PERSISTENT, taken.before()));
            };
        }

        @Override
        public Fields created(Created taken) {
            return out -> {
                out.writeNumberField("version", taken.version());
                out.writeStringField("created", taken.path());
            };
        }
    };

    /** Parses a line; empty for one of another format, or a damaged one. */
    static Optional<Line> line(byte[] bytes) {
        try (JsonParser in = CopyFormat.JSON.createParser(bytes)) {
            if (in.nextToken() != JsonToken.START_OBJECT || in.nextToken() != JsonToken.FIELD_NAME) {
                return Optional.empty();
            }
            Optional<Line> line =
                    switch (in.currentName()) {
                        case "undo" -> header(in);
                        case "n" -> numbered(in).map(numbered -> numbered);
                        case "not" -> Optional.of(new Revocation(ordinal(in)));
                        case "end" -> Optional.of(new End(ordinal(in)));
                        default -> Optional.empty();
                    };
            boolean whole = in.nextToken() == JsonToken.END_OBJECT && in.nextToken() == null;
            return whole ? line : Optional.empty();
        } catch (IOException | java.time.DateTimeException e) {
            return Optional.empty();
        }
    }

    private static long number(JsonParser in) throws IOException {
        if (in.nextToken() != JsonToken.VALUE_NUMBER_INT) {
            throw CopyFormat.broken(in, "expected a number");
        }
        return in.getLongValue();
    }

    /** A number or count of modifications, if it is possible in a record of this size. */
    private static long ordinal(JsonParser in) throws IOException {
        long number = number(in);
        if (number < 0 || number > MOST) {
            throw CopyFormat.broken(in, "too many changes");
        }
        return number;
    }

    private static String text(JsonParser in, String name) throws IOException {
        String text = name.equals(in.nextFieldName()) ? in.nextTextValue() : null;
        if (text == null) {
            throw CopyFormat.broken(in, "expected " + name);
        }
        return text;
    }

    private static Optional<Line> header(JsonParser in) throws IOException {
        if (number(in) != VERSION) {
            return Optional.empty();
        }
        Instant time = Instant.parse(text(in, "time"));
        return Optional.of(new Header(time, text(in, "ensemble"), text(in, "what")));
    }

    private static Optional<NumberedModification> numbered(JsonParser in) throws IOException {
        long number = ordinal(in);
        OptionalLong version = OptionalLong.empty();
        String name = in.nextFieldName();
        if ("version".equals(name)) {
            version = OptionalLong.of(number(in));
            name = in.nextFieldName();
        }
        if (name == null) {
            return Optional.empty();
        }
        int before = (int) version.orElse(0);
        return switch (name) {
            case "deleted" -> Optional.of(new NumberedModification(number, new Deleted(CopyFormat.read(in))));
            case "replaced" -> Optional.of(new NumberedModification(number, new Replaced(CopyFormat.read(in), before)));
            case "access" -> {
                ZnodeCopy copy = CopyFormat.read(in);
                yield Optional.of(new NumberedModification(number, new Access(copy.path(), copy.acl(), before)));
            }
            case "created" -> {
                String path = in.nextTextValue();
                yield path != null && ZnodePath.canBe(path)
                        ? Optional.of(new NumberedModification(number, new Created(path, before)))
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }
}
