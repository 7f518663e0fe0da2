package zooka.commands.kafka.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.kafka.RecordReader.Header;
import zooka.clients.kafka.RecordReader.Message;
import zooka.commands.kafka.registry.Decoder;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.value.Json;
import zooka.commands.value.Text;

/** Formats records as rows; {@link MessageLines} parses their JSON. */
final class MessageRows {

    private static final Cell NO_HEADERS = new Cell.Group(List.of());

    private final boolean headers;
    private final boolean json;
    private final Optional<Decoder> decoder;

    /**
     * @param headers whether tables show headers
     * @param json whether keys and values that are JSON are embedded as JSON
     * @param decoder the decoder of a schema registry
     */
    MessageRows(boolean headers, boolean json, Optional<Decoder> decoder) {
        this.headers = headers;
        this.json = json;
        this.decoder = decoder;
    }

    List<Column> columns() {
        return List.of(
                Column.jsonOnly("topic"),
                Column.of("time", "TIME").time(),
                Column.of("partition", "PARTITION").number(),
                Column.of("offset", "OFFSET").number(),
                Column.of("key", "KEY"),
                Column.of("value", "VALUE"),
                headers
                        ? Column.of("headers", "HEADERS").object()
                        : Column.jsonOnly("headers").object());
    }

    Row row(Message message) {
        return Row.of(
                Cell.text(message.topic()),
                Cell.optional(message.time().map(Cell::at)),
                Cell.id(message.partition()),
                Cell.count(message.offset()),
                data(message, message.key(), true),
                data(message, message.value(), false),
                headers(message.headers()));
    }

    private Cell data(Message message, Optional<byte[]> bytes, boolean key) {
        if (bytes.isEmpty()) {
            return Cell.missing();
        }
        if (decoder.isPresent()) {
            Optional<String> decoded = decoder.get().json(message, bytes.get(), key);
            if (decoded.isPresent()) {
                return new Cell.Json(decoded.get());
            }
        }
        if (json) {
            Optional<String> text = Text.of(bytes.get());
            if (text.isPresent() && Json.of(text.get()).isPresent()) {
                return new Cell.Json(text.get());
            }
        }
        return new Cell.Bytes(bytes.get());
    }

    /**
     * Headers as an object, with an array for a repeated name; if other headers are in between, as an
     * array of names and values, which keeps the order.
     */
    private static Cell headers(List<Header> headers) {
        if (headers.isEmpty()) {
            return NO_HEADERS;
        }
        Map<String, List<Cell>> byName = new LinkedHashMap<>();
        String before = "";
        boolean mixed = false;
        for (Header header : headers) {
            mixed |= !header.name().equals(before) && byName.containsKey(header.name());
            before = header.name();
            byName.computeIfAbsent(header.name(), name -> new ArrayList<>()).add(bytes(header.value()));
        }
        if (mixed) {
            return new Cell.Many(headers.stream()
                    .map(header -> new Cell.Group(List.of(
                            Field.of("name", "name", Cell.text(header.name())),
                            Field.of("value", "value", bytes(header.value())))))
                    .toList());
        }
        List<Field> fields = new ArrayList<>();
        byName.forEach((name, values) ->
                fields.add(Field.of(name, name, values.size() == 1 ? values.get(0) : new Cell.Many(values))));
        return new Cell.Group(fields);
    }

    private static Cell bytes(Optional<byte[]> bytes) {
        return bytes.isPresent() ? new Cell.Bytes(bytes.get()) : Cell.missing();
    }
}
