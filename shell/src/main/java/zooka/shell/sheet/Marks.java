package zooka.shell.sheet;

import zooka.shell.render.Glyphs;

/** The characters of sheets for a terminal, and their ASCII forms. */
final class Marks {

    private Marks() {}

    /** A text that may be from a server, escaped; the signs that sheets use have ASCII forms. */
    static String text(Glyphs look, String text) {
        return look.safe(
                look.ascii() ? text.replace("–", "-").replace("≥", ">=").replace("→", "->") : text);
    }

    /** The direction of an order. */
    static String order(Glyphs look, boolean ascending) {
        if (look.ascii()) {
            return ascending ? "^" : "v";
        }
        return ascending ? "▴" : "▾";
    }
}
