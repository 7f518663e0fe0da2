package zooka.shell.render;

import java.io.PrintStream;
import zooka.commands.result.Result;

/** Writes a result in one format. */
public interface Renderer {

    void render(Result result);

    /**
     * The renderer of a format; {@link Layout} has the one of an expression of {@link Format#JSONPATH}.
     *
     * @param out the destination of the payload
     * @param remarks the destination of remarks, such as that a list is empty
     */
    static Renderer of(Format format, Output out, PrintStream remarks, Screen screen) {
        return switch (format) {
            case TABLE -> new TableText(out, remarks, screen);
            case PLAIN -> new PlainText(out, remarks, screen);
            case LIST -> TableText.list(out, remarks, screen);
            case JSON -> new JsonText(out, screen, false);
            case YAML -> new JsonText(out, screen, true);
            case CSV -> new CsvText(out, remarks, screen);
            case NAME -> new NameText(out, remarks, screen);
            case JSONPATH -> new JsonPathText(JsonPath.of("{@}"), out, screen);
            case RAW -> new RawBytes(out);
            case ZKCLI -> new ZkCliText(out, remarks, screen);
        };
    }
}
