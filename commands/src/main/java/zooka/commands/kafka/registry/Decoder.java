package zooka.commands.kafka.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import zooka.clients.Failure;
import zooka.clients.kafka.RecordReader.Message;
import zooka.commands.value.Json;
import zooka.commands.value.Text;

/**
 * Decodes Confluent's wire format: a zero byte, the id of a schema, and the data. Data without that prefix, or that cannot be decoded to
 * its last byte, is returned unchanged, with one remark. A registry that does not answer is not asked again, nor asked for many unknown
 * ids, which other binary data yields.
 */
public final class Decoder {

    private static final int FRAME = 5;

    /** After this many unknown ids the registry is not asked any more. */
    private static final int MOST_UNKNOWN = 100;

    private final Registry registry;
    private final Consumer<String> remarks;
    private final Map<Integer, Optional<Form>> forms = new HashMap<>();
    private final Set<String> said = new HashSet<>();
    private boolean silent;
    private int unknown;

    /** A decoder of one schema. */
    @FunctionalInterface
    interface Form {
        /** The rest of a buffer as JSON; throws if it cannot be decoded. */
        String json(ByteBuffer data) throws IOException;
    }

    Decoder(Registry registry, Consumer<String> remarks) {
        this.registry = registry;
        this.remarks = remarks;
    }

    /** The record with key and value decoded, if possible. */
    public Message decoded(Message message) {
        return new Message(
                message.topic(),
                message.partition(),
                message.offset(),
                message.time(),
                decoded(message, message.key(), true),
                decoded(message, message.value(), false),
                message.headers());
    }

    private Optional<byte[]> decoded(Message message, Optional<byte[]> bytes, boolean key) {
        if (bytes.isEmpty()) {
            return bytes;
        }
        Optional<String> json = json(message, bytes.get(), key);
        return json.isPresent() ? Optional.of(json.get().getBytes(StandardCharsets.UTF_8)) : bytes;
    }

    /** A key or a value as JSON; empty without the prefix, or if it cannot be decoded. */
    public Optional<String> json(Message message, byte[] bytes, boolean key) {
        if (bytes.length < FRAME || bytes[0] != 0 || silent) {
            return Optional.empty();
        }
        ByteBuffer data = ByteBuffer.wrap(bytes);
        data.get();
        int id = data.getInt();
        if (id <= 0 || (unknown >= MOST_UNKNOWN && !forms.containsKey(id))) {
            return Optional.empty(); // registries count from 1
        }
        Optional<Form> form = forms.computeIfAbsent(id, this::form);
        if (form.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(form.get().json(data));
        } catch (IOException | RuntimeException e) {
            say("the " + (key ? "key" : "value") + " of " + message.topic() + "-" + message.partition() + " offset "
                    + message.offset() + " does not match schema " + id + "; shown undecoded");
            return Optional.empty();
        }
    }

    private Optional<Form> form(int id) {
        try {
            Optional<Registry.Schema> schema = registry.schema(id);
            if (schema.isEmpty()) {
                unknown++;
                say("schema " + id + " is not in the schema registry; its records are shown undecoded");
                return Optional.empty();
            }
            return Optional.of(form(schema.get()));
        } catch (Failure e) {
            silent = true;
            say(e.getMessage() + "; records are shown undecoded");
        } catch (RuntimeException e) {
            say("schema " + id + " cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static Form form(Registry.Schema schema) {
        return switch (schema.type()) {
            case "AVRO" -> new AvroForm(schema);
            case "PROTOBUF" -> new ProtobufForm(schema);
            case "JSON" -> Decoder::text;
            default -> throw new IllegalArgumentException("unknown type " + schema.type());
        };
    }

    /** JSON Schema only restricts the data, which is JSON itself. */
    private static String text(ByteBuffer data) throws IOException {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        return Text.of(bytes).flatMap(Json::of).map(Json::text).orElseThrow(() -> new IOException("invalid JSON"));
    }

    private void say(String what) {
        // Once for each kind of message: a million records would repeat it.
        if (said.add(what.replaceAll("\\d+", "#"))) {
            remarks.accept(what);
        }
    }
}
