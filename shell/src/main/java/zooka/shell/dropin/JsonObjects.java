package zooka.shell.dropin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zooka.clients.Failure;
import zooka.clients.text.TextFile;

/**
 * The objects in the JSON file of a stock tool, {@code {"partitions": [{"topic": "foo", "partition": 1}], "version": 1}}: those within
 * the list of the outermost object.
 */
final class JsonObjects {

    /** How deep the objects are that count. */
    private static final int DEPTH = 2;

    private final String path;
    private final List<Map<String, String>> objects = new ArrayList<>();

    private JsonObjects(String path) {
        this.path = path;
    }

    /**
     * Reads a file.
     *
     * @param example what such a file looks like, for the hint
     * @param keys what each object must have
     * @return of each object its values as text, of lists joined by commas
     * @throws Failure {@code USAGE} for a file that cannot be read or has another form
     */
    static List<Map<String, String>> read(String path, String example, String... keys) {
        return of(TextFile.utf8(TextFile.path(path)), path, example, keys);
    }

    /** The same of a text. */
    static List<Map<String, String>> of(String text, String path, String example, String... keys) {
        JsonObjects reader = new JsonObjects(path);
        try (JsonParser json = new JsonFactory().createParser(text)) {
            reader.read(json);
        } catch (IOException e) {
            throw Failure.usage(path + ": invalid JSON").cause(e);
        }
        boolean whole = !reader.objects.isEmpty();
        for (Map<String, String> object : reader.objects) {
            for (String key : keys) {
                whole &= object.containsKey(key);
            }
        }
        if (!whole) {
            throw Failure.usage(path + ": unexpected JSON").hint("example: " + example);
        }
        return reader.objects;
    }

    private void read(JsonParser json) throws IOException {
        Map<String, String> object = Map.of();
        StringBuilder list = null;
        String listName = "";
        int depth = 0;
        boolean over = false;
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
            if (over) {
                throw Failure.usage(path + " has more than one JSON document");
            }
            if (token == JsonToken.START_OBJECT) {
                depth++;
                object = depth == DEPTH ? new LinkedHashMap<>() : object;
            } else if (token == JsonToken.END_OBJECT) {
                if (depth == DEPTH) {
                    objects.add(object);
                }
                depth--;
                over = depth == 0;
            } else if (token == JsonToken.START_ARRAY && depth == DEPTH) {
                list = new StringBuilder();
                listName = json.currentName();
            } else if (token == JsonToken.END_ARRAY && list != null) {
                object.put(listName, list.toString());
                list = null;
            } else if (token.isScalarValue() && list != null) {
                list.append(list.isEmpty() ? "" : ",").append(json.getText());
            } else if (token.isScalarValue() && depth == DEPTH) {
                object.put(json.currentName(), json.getText());
            }
        }
    }
}
