package zooka.shell.render;

import java.util.function.BiConsumer;
import zooka.commands.result.Cell.Level;

/** The styles of the five levels and of the parts of JSON; the only class that names colours. */
public final class Theme {

    private static final String RESET = "\u001b[0m";

    /** The parts of JSON with a style of their own. */
    enum Part {
        KEY("\u001b[36m"),
        STRING("\u001b[32m"),
        NUMBER("\u001b[35m"),
        /** {@code true}, {@code false} and {@code null}. */
        LITERAL("\u001b[35;2m");

        private final String style;

        Part(String style) {
            this.style = style;
        }
    }

    private Theme() {}

    /** A part of JSON in its colour. */
    static String paint(String text, Part part) {
        return part.style + text + RESET;
    }

    /** The text in the style of a level; unchanged without colour. */
    public static String paint(String text, Level level, boolean colour) {
        if (!colour || level == Level.PLAIN || text.isEmpty()) {
            return text;
        }
        return style(level) + text + RESET;
    }

    /**
     * Splits a line that was painted here into its parts.
     *
     * @param part receives the text of each part and its level, from left to right
     */
    public static void parts(String line, BiConsumer<String, Level> part) {
        Level level = Level.PLAIN;
        int begin = 0;
        int escape = line.indexOf('\u001b');
        while (escape >= 0) {
            if (escape > begin) {
                part.accept(line.substring(begin, escape), level);
            }
            int end = line.indexOf('m', escape) + 1;
            level = level(line.substring(escape, end));
            begin = end;
            escape = line.indexOf('\u001b', begin);
        }
        if (begin < line.length()) {
            part.accept(line.substring(begin), level);
        }
    }

    private static Level level(String style) {
        for (Level level : Level.values()) {
            if (style(level).equals(style)) {
                return level;
            }
        }
        return Level.PLAIN;
    }

    private static String style(Level level) {
        return switch (level) {
            case PLAIN -> "";
            case DIM -> "\u001b[2m";
            case GOOD -> "\u001b[32m";
            case WARN -> "\u001b[33m";
            case BAD -> "\u001b[31;1m";
        };
    }
}
