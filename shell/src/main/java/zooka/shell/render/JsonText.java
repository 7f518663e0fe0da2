package zooka.shell.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Flow;
import zooka.commands.result.Flow.Pace;
import zooka.commands.result.Payload;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.value.Json;
import zooka.commands.value.JsonBytes;

/** Renders results as JSON, or as YAML with another generator. */
final class JsonText implements Renderer, Result.Cases<Void> {

    private final Output out;
    private final Screen screen;
    private final boolean yaml;
    private final JsonFactory factory;

    JsonText(Output out, Screen screen, boolean yaml) {
        this.out = out;
        this.screen = screen;
        this.yaml = yaml;
        this.factory = yaml ? Yaml.factory() : new JsonFactory().setRootValueSeparator(null);
    }

    /** YAML's factory in a class of its own: its classes are many and are loaded only when YAML is requested. */
    private static final class Yaml {
        static JsonFactory factory() {
            return com.fasterxml.jackson.dataformat.yaml.YAMLFactory.builder()
                    .disable(com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .build();
        }
    }

    /** Writes one part of a document. */
    @FunctionalInterface
    private interface Part {
        void write(JsonGenerator json) throws IOException;
    }

    @Override
    public void render(Result result) {
        result.match(this);
        out.check();
    }

    /** Writes one document and a newline; indented on a terminal. */
    private void document(Part part) {
        write(json -> {
            if (!yaml && screen.terminal()) {
                DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
                printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
                json.setPrettyPrinter(printer);
            }
            part.write(json);
        });
        out.print(yaml ? "" : "\n");
    }

    private void write(Part part) {
        Writer writer = new EscapingWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), yaml);
        try (JsonGenerator json = factory.createGenerator(writer)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            part.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Void table(Table table) {
        document(json -> rows(json, table));
        return null;
    }

    private void rows(JsonGenerator json, Table table) throws IOException {
        json.writeStartArray();
        for (Row row : table.rows()) {
            row(json, table.columns(), row);
        }
        json.writeEndArray();
    }

    private void row(JsonGenerator json, List<Column> columns, Row row) {
        try {
            json.writeStartObject();
            for (int i = 0; i < columns.size(); i++) {
                if (!columns.get(i).key().isEmpty()) {
                    json.writeFieldName(columns.get(i).key());
                    cell(json, row.cells().get(i));
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Void details(Result.Details details) {
        document(json -> details(json, details));
        return null;
    }

    @Override
    public Void detailsList(Result.DetailsList several) {
        List<Result.Details> things = several.things().get();
        document(json -> {
            json.writeStartArray();
            for (Result.Details thing : things) {
                details(json, thing);
            }
            json.writeEndArray();
        });
        return null;
    }

    private void details(JsonGenerator json, Result.Details details) throws IOException {
        json.writeStartObject();
        fields(json, details.fields());
        if (details.table().isPresent() && !details.tableKey().isEmpty()) {
            json.writeFieldName(details.tableKey());
            rows(json, details.table().get());
        }
        json.writeEndObject();
    }

    private void fields(JsonGenerator json, List<Field> fields) throws IOException {
        for (Field field : fields) {
            if (!field.key().isEmpty()) {
                json.writeFieldName(field.key());
                cell(json, field.cell());
            }
        }
    }

    private void object(List<Field> fields) {
        document(json -> {
            json.writeStartObject();
            fields(json, fields);
            json.writeEndObject();
        });
    }

    @Override
    public Void document(Result.Document document) {
        DocumentText.write(document, out, screen.terminal());
        return null;
    }

    @Override
    public Void tree(Result.Tree tree) {
        document(json -> {
            int[] open = {0}; // the number of open objects
            tree.branches().forEach(branch -> {
                try {
                    close(json, open, branch.depth());
                    json.writeStartObject();
                    json.writeStringField("name", branch.name());
                    json.writeArrayFieldStart("children");
                    open[0]++;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            close(json, open, 0);
        });
        return null;
    }

    private static void close(JsonGenerator json, int[] open, int depth) throws IOException {
        for (; open[0] > depth; open[0]--) {
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    @Override
    public Void payload(Payload payload) {
        object(payload.fields());
        return null;
    }

    @Override
    public Void texts(Result.Texts texts) {
        document(json -> {
            json.writeStartArray();
            for (Result.Text text : texts.texts()) {
                json.writeStartObject();
                fields(json, text.fields());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
        return null;
    }

    @Override
    public Void flow(Flow flow) {
        if (flow.pace() == Pace.LIST) {
            document(json -> {
                json.writeStartArray();
                flow.source().forEach(row -> row(json, flow.columns(), row));
                json.writeEndArray();
            });
        } else if (yaml) {
            flow.source().forEach(row -> {
                out.print("---\n");
                write(json -> row(json, flow.columns(), row));
                out.check();
            });
        } else {
            write(json -> flow.source().forEach(row -> line(json, flow, row)));
        }
        return null;
    }

    /** Writes one object of a stream, on a line of its own. */
    private void line(JsonGenerator json, Flow flow, Row row) {
        row(json, flow.columns(), row);
        try {
            json.writeRaw('\n');
            if (flow.pace() == Pace.LIVE) {
                json.flush();
                out.check();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Void change(Result.Change done) {
        object(done.fields());
        return null;
    }

    @Override
    public Void restorable(Result.Restorable restorable) {
        document(json -> {
            json.writeStartObject();
            fields(json, restorable.fields());
            json.flush();
            out.secure();
            if (restorable.change().get() instanceof Result.Change done) {
                Set<String> written =
                        restorable.fields().stream().map(Field::key).collect(Collectors.toSet());
                fields(
                        json,
                        done.fields().stream()
                                .filter(field -> !written.contains(field.key()))
                                .toList());
            }
            json.writeEndObject();
        });
        return null;
    }

    @Override
    public Void drawn(Result.Drawing drawn) {
        object(drawn.fields().get());
        return null;
    }

    /** A cell as JSON on one line. */
    String text(Cell cell) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = factory.createGenerator(new EscapingWriter(text, yaml))) {
            cell(json, cell);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Copies JSON token by token, so that it gets the layout of the document; numbers keep their spelling. */
    private static void copy(String value, JsonGenerator to) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(value)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isNumeric()) {
                    to.writeNumber(parser.getText());
                } else {
                    to.copyCurrentEvent(parser);
                }
            }
        }
    }

    private void cell(JsonGenerator json, Cell cell) throws IOException {
        cell.match(new Cell.Cases<Part>() {
                    @Override
                    public Part text(Cell.Text cell) {
                        // YAML's generator would combine an unpaired surrogate with the character after it.
                        return to -> to.writeString(yaml ? Json.withoutHalves(cell.text()) : cell.text());
                    }

                    @Override
                    public Part count(Cell.Count cell) {
                        return to -> to.writeNumber(cell.value());
                    }

                    @Override
                    public Part size(Cell.Size cell) {
                        return to -> to.writeNumber(cell.bytes());
                    }

                    @Override
                    public Part millis(Cell.Millis cell) {
                        return to -> to.writeNumber(cell.value());
                    }

                    @Override
                    public Part at(Cell.At cell) {
                        return to -> to.writeString(cell.instant().toString());
                    }

                    @Override
                    public Part flag(Cell.Flag cell) {
                        return to -> to.writeBoolean(cell.value());
                    }

                    @Override
                    public Part bytes(Cell.Bytes cell) {
                        return to -> JsonBytes.write(cell.bytes(), to);
                    }

                    @Override
                    public Part json(Cell.Json cell) {
                        return to -> copy(cell.json(), to);
                    }

                    @Override
                    public Part many(Cell.Many cell) {
                        return to -> {
                            to.writeStartArray();
                            for (Cell one : cell.cells()) {
                                cell(to, one);
                            }
                            to.writeEndArray();
                        };
                    }

                    @Override
                    public Part group(Cell.Group cell) {
                        return to -> {
                            to.writeStartObject();
                            fields(to, cell.fields());
                            to.writeEndObject();
                        };
                    }

                    @Override
                    public Part missing(Cell.Missing cell) {
                        return JsonGenerator::writeNull;
                    }
                })
                .write(json);
    }
}
