package zooka.shell.render;

import zooka.commands.result.Cell.Level;

/** What the five levels and the parts of JSON look like: the only place that names a colour. */
public final class Theme {

    private static final String RESET = "\u001b[0m";

    /** The parts of JSON that look different. */
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

    /** A part of JSON, coloured. */
    static String paint(String text, Part part) {
        return part.style + text + RESET;
    }

    /** The text in the level's style, or as it is where nothing is coloured. */
    public static String paint(String text, Level level, boolean colour) {
        if (!colour || level == Level.PLAIN || text.isEmpty()) {
            return text;
        }
        return style(level) + text + RESET;
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
