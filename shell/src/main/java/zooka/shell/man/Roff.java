package zooka.shell.man;

import java.util.List;
import java.util.Locale;

/** A manual page in roff, by the macros of {@code man(7)} that groff and mandoc have. Texts are plain; it escapes them. */
final class Roff {

    private static final String BOLD = "\\fB";
    private static final String ITALIC = "\\fI";
    private static final String ROMAN = "\\fR";

    private final StringBuilder page = new StringBuilder();

    /**
     * Begins a page.
     *
     * @param name as it is typed after {@code man}
     * @param source what the foot of the page names: the program and its version. There is no date, so that a page is the same
     *     whenever it is made.
     */
    Roff(String name, String source) {
        page.append(".\\\" Written by zooka from its commands.\n.TH \"")
                .append(text(name.toUpperCase(Locale.ROOT)))
                .append("\" 1 \"\" \"")
                .append(text(source))
                .append("\" \"zooka manual\"\n");
        // Words such as names of options are not hyphenated, and lines are not stretched.
        page.append(".nh\n.ad l\n");
    }

    Roff section(String title) {
        page.append(".SH ").append(text(title)).append('\n');
        return this;
    }

    Roff subsection(String title) {
        page.append(".SS ").append(text(title)).append('\n');
        return this;
    }

    /** A paragraph. */
    Roff paragraph(String text) {
        page.append(".PP\n").append(line(text(text)));
        return this;
    }

    /** The line below NAME, by which {@code apropos} finds the page. */
    Roff name(List<String> names, String summary) {
        page.append(line(text(String.join(", ", names)) + " \\- " + text(summary)));
        return this;
    }

    /** A command line: its first part in bold. */
    Roff usage(String command, String arguments) {
        page.append(".PP\n")
                .append(line(BOLD + text(command) + ROMAN + (arguments.isEmpty() ? "" : " " + text(arguments))));
        return this;
    }

    /** A term, and below it what it means. */
    Roff item(String term, String meaning) {
        page.append(".TP\n").append(line(term)).append(line(meaning.isEmpty() ? "\\&" : text(meaning)));
        return this;
    }

    /** Lines as they are. */
    Roff code(List<String> lines) {
        page.append(".PP\n.RS 4\n.nf\n");
        lines.forEach(line -> page.append(line(text(line))));
        page.append(".fi\n.RE\n");
        return this;
    }

    @Override
    public String toString() {
        return page.toString();
    }

    static String bold(String text) {
        return BOLD + text(text) + ROMAN;
    }

    static String italic(String text) {
        return ITALIC + text(text) + ROMAN;
    }

    /** A line that is no request: a dot or an apostrophe at its beginning would make it one. */
    private static String line(String escaped) {
        boolean request = escaped.startsWith(".") || escaped.startsWith("'");
        return (request ? "\\&" : "") + escaped + "\n";
    }

    /** A text with what roff reads otherwise, and with quotes and hyphens that can be copied from the page. */
    static String text(String plain) {
        StringBuilder escaped = new StringBuilder();
        plain.codePoints().forEach(point -> {
            switch (point) {
                case '\\' -> escaped.append("\\(rs");
                case '-' -> escaped.append("\\-");
                case '\'' -> escaped.append("\\(aq");
                case '"' -> escaped.append("\\(dq");
                case '`' -> escaped.append("\\(ga");
                case '^' -> escaped.append("\\(ha");
                case '~' -> escaped.append("\\(ti");
                case '\n' -> escaped.append(' ');
                default -> {
                    if (point < 127) {
                        escaped.appendCodePoint(point);
                    } else {
                        escaped.append(String.format(Locale.ROOT, "\\[u%04X]", point));
                    }
                }
            }
        });
        return escaped.toString();
    }
}
