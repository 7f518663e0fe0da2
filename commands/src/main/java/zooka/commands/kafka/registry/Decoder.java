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
 * Decodes what stands behind Confluent's frame: a zero byte and the id of a schema. What has no frame, and what cannot be decoded to
 * its last byte, stays as it is; why is said once. A registry that does not answer is not asked again, nor is it asked for ever more ids
 * of which it knows none, as numbers give that are taken for frames.
 */
public final class Decoder {

    private static final int FRAME = 5;

    /** So many ids that the registry does not know, and it is asked for no others. */
    private static final int MOST_UNKNOWN = 100;

    private final Registry registry;
    private final Consumer<String> remarks;
    private final Map<Integer, Optional<Form>> forms = new HashMap<>();
    private final Set<String> said = new HashSet<>();
    private boolean silent;
    private int unknown;

    /** What a schema says of bytes. */
    @FunctionalInterface
    interface Form {
        /** The JSON that the rest of a buffer stands for; it throws where it stands for nothing. */
        String json(ByteBuffer data) throws IOException;
    }

    Decoder(Registry registry, Consumer<String> remarks) {
        this.registry = registry;
        this.remarks = remarks;
    }

    /** The same record with what can be decoded as JSON. */
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

    /** A key or a value as JSON; empty where it has no frame or cannot be decoded. */
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
                    + message.offset() + " is not what schema " + id + " says; such are shown as they are");
            return Optional.empty();
        }
    }

    private Optional<Form> form(int id) {
        try {
            Optional<Registry.Registered> schema = registry.schema(id);
            if (schema.isEmpty()) {
                unknown++;
                say("the schema registry knows no schema " + id + "; its records are shown as they are");
                return Optional.empty();
            }
            return Optional.of(form(schema.get()));
        } catch (Failure e) {
            silent = true;
            say(e.getMessage() + "; records are shown as they are");
        } catch (RuntimeException e) {
            say("schema " + id + " cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static Form form(Registry.Registered schema) {
        return switch (schema.type()) {
            case "AVRO" -> new AvroForm(schema);
            case "PROTOBUF" -> new ProtobufForm(schema);
            case "JSON" -> Decoder::text;
            default -> throw new IllegalArgumentException("its type is " + schema.type());
        };
    }

    /** JSON Schema only says what is allowed: the JSON itself stands behind the frame. */
    private static String text(ByteBuffer data) throws IOException {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        return Text.of(bytes).flatMap(Json::of).map(Json::text).orElseThrow(() -> new IOException("it is no JSON"));
    }

    private void say(String what) {
        // Once for each kind: a million records would say the same.
        if (said.add(what.replaceAll("\\d+", "#"))) {
            remarks.accept(what);
        }
    }
}
