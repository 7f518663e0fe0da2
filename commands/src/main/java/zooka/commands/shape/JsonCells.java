package zooka.commands.shape;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;

/** JSON as typed cells: objects are groups, arrays are lists. */
final class JsonCells {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonCells() {}

    /** The value of a JSON text; empty where it is not JSON, and for a bare number, which is as good as a text. */
    static Optional<Cell> of(String json) {
        String text = json.strip();
        if (text.isEmpty() || "{[\"tfn".indexOf(text.charAt(0)) < 0) {
            return Optional.empty();
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            Cell cell = value(parser);
            return parser.nextToken() == null ? Optional.of(cell) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Cell value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IOException("no value");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> Cell.text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE -> Cell.flag(true);
            case VALUE_FALSE -> Cell.flag(false);
            default -> Cell.missing();
        };
    }

    /** A number keeps its spelling unless it is whole. */
    private static Cell number(JsonParser parser) throws IOException {
        JsonParser.NumberType type = parser.getNumberType();
        return type == JsonParser.NumberType.INT || type == JsonParser.NumberType.LONG
                ? Cell.id(parser.getLongValue())
                : new Cell.Json(parser.getText());
    }

    private static Cell object(JsonParser parser) throws IOException {
        List<Field> fields = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            fields.add(Field.of(name, name, value(parser)));
        }
        return new Cell.Group(fields);
    }

    private static Cell array(JsonParser parser) throws IOException {
        List<Cell> cells = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            cells.add(value(parser));
        }
        return new Cell.Many(cells);
    }
}
