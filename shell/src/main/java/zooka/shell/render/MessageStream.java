package zooka.shell.render;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Field;
import zooka.commands.result.Result;

/**
 * The destination of messages: what is to be said beside a result. People get lines of text; programs can have each message
 * as one line of JSON with {@code id}, {@code level}, {@code text} and, where one helps, {@code hint}.
 */
public class MessageStream extends PrintStream {

    /** The kinds of messages. */
    public enum Kind {
        ERROR("error", "error: ", Level.BAD),
        /** A check has found that something is wrong. */
        FAULT("fault", "fault: ", Level.BAD),
        /** A part of the answer is missing. */
        INCOMPLETE("incomplete", "incomplete: ", Level.WARN),
        WARNING("warning", "warning: ", Level.WARN),
        NOTE("note", "", Level.DIM),
        /** What was done. */
        DONE("done", "", Level.PLAIN);

        private final String word;
        private final String prefix;
        private final Level level;

        Kind(String word, String prefix, Level level) {
            this.word = word;
            this.prefix = prefix;
            this.level = level;
        }
    }

    private final boolean json;

    /** @param json whether messages are lines of JSON */
    protected MessageStream(OutputStream out, boolean json) {
        super(out, false, StandardCharsets.UTF_8);
        this.json = json;
    }

    /** Whether messages are lines of JSON. */
    public final boolean json() {
        return json;
    }

    /** Prints a message and flushes it. */
    public void say(Kind kind, String id, String text, boolean colour) {
        say(this, kind, id, text, Optional.empty(), colour);
        flush();
    }

    /** Prints an error and flushes it. */
    public void say(String id, String text, Optional<String> hint, boolean colour) {
        say(this, Kind.ERROR, id, text, hint, colour);
        flush();
    }

    /** Prints a message to a stream that may be another one than this, in text. */
    static void say(PrintStream place, Kind kind, String id, String text, boolean colour) {
        say(place, kind, id, text, Optional.empty(), colour);
    }

    private static void say(
            PrintStream place, Kind kind, String id, String text, Optional<String> hint, boolean colour) {
        if (place instanceof MessageStream messages && messages.json) {
            place.print(json(kind, id, text, hint));
            return;
        }
        if (kind == Kind.ERROR) {
            // Only the first word is coloured: the text is often longer than a line.
            place.println(Theme.paint("error:", Level.BAD, colour) + " " + Escapes.visible(text));
            hint.ifPresent(
                    help -> place.println(Theme.paint("hint:", Level.DIM, colour) + " " + Escapes.visible(help)));
            return;
        }
        String shown = kind == Kind.DONE ? Escapes.visibleLines(text) : Escapes.visible(kind.prefix + text);
        place.println(Theme.paint(shown, kind.level, colour));
    }

    private static String json(Kind kind, String id, String text, Optional<String> hint) {
        List<Field> fields = new ArrayList<>(List.of(
                Field.of("id", "id", Cell.text(id)),
                Field.of("level", "level", Cell.text(kind.word)),
                Field.of("text", "text", Cell.text(text))));
        hint.ifPresent(help -> fields.add(Field.of("hint", "hint", Cell.text(help))));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Output out = Output.to(bytes, "the message");
        new JsonText(out, Screen.pipe(Instant.EPOCH), false).render(new Result.Details(fields));
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
