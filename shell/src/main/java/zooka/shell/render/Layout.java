package zooka.shell.render;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.commands.action.CommonOptions;
import zooka.commands.result.Result;
import zooka.commands.shape.Shaping;

/**
 * How results are shown.
 *
 * @param expression that of {@link Format#JSONPATH}; empty in other formats
 * @param shaping which rows and columns; empty where all are shown
 */
public record Layout(Format format, String expression, Optional<Shaping> shaping) {

    /** All rows and columns in a format. */
    public Layout(Format format) {
        this(format, "", Optional.empty());
    }

    /**
     * What the options ask for.
     *
     * @param byDefault the format where they name none
     * @throws Failure {@code USAGE} for an unknown format, an expression that cannot be read, and for rows and columns in zkCli's format
     */
    public static Layout of(CommonOptions options, Format byDefault) {
        if (options.output().isEmpty()) {
            return new Layout(byDefault, "", options.shaping());
        }
        String typed = options.output().get();
        Format format = Format.of(typed);
        if (format == Format.ZKCLI && options.shaping().isPresent()) {
            throw Failure.usage(options.shaping().get().options().get(0) + " and -o zkcli cannot be combined");
        }
        String expression = "";
        if (format == Format.JSONPATH) {
            expression = typed.substring(Math.min(typed.length(), "jsonpath=".length()));
            JsonPath.of(expression);
        }
        return new Layout(format, expression, options.shaping());
    }

    /** All rows and columns in the same format. */
    public Layout whole() {
        return new Layout(format, expression, Optional.empty());
    }

    /**
     * Shows a result.
     *
     * @param remarks the destination of remarks, such as that a list is empty
     * @param clock tells the ages of moments
     */
    public void render(Result result, Output out, PrintStream remarks, Screen screen, Clock clock) {
        Result shown = shaping.isPresent() ? shaping.get().apply(result, clock) : result;
        Renderer renderer = format == Format.JSONPATH
                ? new JsonPathText(JsonPath.of(expression), out, screen)
                : Renderer.of(format, out, remarks, screen);
        renderer.render(shown);
    }
}
