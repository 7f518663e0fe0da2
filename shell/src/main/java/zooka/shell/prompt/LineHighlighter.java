package zooka.shell.prompt;

import org.jline.reader.LineReader;
import org.jline.reader.impl.DefaultHighlighter;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import zooka.commands.action.Catalog;
import zooka.commands.text.Grammar;

/** Shows whether a line begins with a command while it is typed: the command is bold. */
final class LineHighlighter extends DefaultHighlighter {

    private final boolean colour;

    LineHighlighter(boolean colour) {
        this.colour = colour;
    }

    @Override
    public AttributedString highlight(LineReader reader, String line) {
        Grammar.Cursor typed = Grammar.cursor(line);
        int command = Catalog.find(typed.words())
                .map(found -> String.join(" ", typed.words().subList(0, found.length())))
                .filter(line::startsWith)
                .map(String::length)
                .orElse(0);
        if (!colour || command == 0) {
            return new AttributedString(line);
        }
        return new AttributedStringBuilder()
                .styled(AttributedStyle.BOLD, line.substring(0, command))
                .append(line.substring(command))
                .toAttributedString();
    }
}
