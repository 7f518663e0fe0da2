package zooka.shell.render;

import java.io.PrintStream;
import zooka.commands.result.Result;

/** Writes a result in one format. */
public interface Renderer {

    void render(Result result);

    /**
     * The renderer of a format.
     *
     * @param out the destination of the payload
     * @param said the destination of remarks, such as that a list is empty
     */
    static Renderer of(Format format, Output out, PrintStream said, Screen screen) {
        return switch (format) {
            case TABLE -> new TableText(out, said, screen);
            case PLAIN -> new PlainText(out, said, screen);
            case JSON -> new JsonText(out, screen, false);
            case YAML -> new JsonText(out, screen, true);
            case RAW -> new RawBytes(out);
            case ZKCLI -> new ZkCliText(out, said, screen);
        };
    }
}
