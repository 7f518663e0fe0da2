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
import zooka.commands.undo.Journal.Taken;
import zooka.commands.undo.Journal.Taken.Access;
import zooka.commands.undo.Journal.Taken.Created;
import zooka.commands.undo.Journal.Taken.Deleted;
import zooka.commands.undo.Journal.Taken.Replaced;

/**
 * The lines of a record, each an object of JSON: a header, what was taken with its number, the numbers of what was not
 * taken after all, and an end with the count, which a record of a command that was killed lacks.
 */
final class TakenFormat {

    /** Of the format; records of another one cannot be undone. */
    private static final int VERSION = 2;

    /** Changes that a record can have: each is a line of more than so many bytes. */
    private static final long MOST = FileJournal.LARGEST / 16;

    private TakenFormat() {}

    /** What a line says. */
    sealed interface Line {}

    /** The first line. */
    record Header(Instant time, String ensemble, String what) implements Line {}

    /** Something that was taken. */
    record Numbered(long number, Taken taken) implements Line {}

    /** What has this number was not taken. */
    record Revoked(long number) implements Line {}

    /** The last line. */
    record End(long count) implements Line {}

    /** The bytes of a line, with its end. */
    static byte[] bytes(Line line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = CopyFormat.JSON.createGenerator(bytes)) {
            out.writeStartObject();
            if (line instanceof Header header) {
                out.writeNumberField("undo", VERSION);
                out.writeStringField("time", header.time().toString());
                out.writeStringField("ensemble", header.ensemble());
                out.writeStringField("what", header.what());
            } else if (line instanceof Numbered numbered) {
                out.writeNumberField("n", numbered.number());
                write(out, numbered.taken());
            } else if (line instanceof Revoked revoked) {
                out.writeNumberField("not", revoked.number());
            } else if (line instanceof End end) {
                out.writeNumberField("end", end.count());
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException(e); // nothing of it leaves memory
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, Taken taken) throws IOException {
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
            out.writeNumberField("version", created.version());
            out.writeStringField("created", created.path());
        }
    }

    /** Reads a line; empty for one that is not of this format, or damaged. */
    static Optional<Line> line(byte[] bytes) {
        try (JsonParser in = CopyFormat.JSON.createParser(bytes)) {
            if (in.nextToken() != JsonToken.START_OBJECT || in.nextToken() != JsonToken.FIELD_NAME) {
                return Optional.empty();
            }
            Optional<Line> line =
                    switch (in.currentName()) {
                        case "undo" -> header(in);
                        case "n" -> numbered(in).map(numbered -> numbered);
                        case "not" -> Optional.of(new Revoked(ordinal(in)));
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

    /** The number of a change, or how many there are: none that no record has room for. */
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

    private static Optional<Numbered> numbered(JsonParser in) throws IOException {
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
            case "deleted" -> Optional.of(new Numbered(number, new Deleted(CopyFormat.read(in))));
            case "replaced" -> Optional.of(new Numbered(number, new Replaced(CopyFormat.read(in), before)));
            case "access" -> {
                ZnodeCopy copy = CopyFormat.read(in);
                yield Optional.of(new Numbered(number, new Access(copy.path(), copy.acl(), before)));
            }
            case "created" -> {
                String path = in.nextTextValue();
                yield path != null && ZnodePath.canBe(path)
                        ? Optional.of(new Numbered(number, new Created(path, before)))
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }
}
