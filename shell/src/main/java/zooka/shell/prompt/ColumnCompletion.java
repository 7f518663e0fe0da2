package zooka.shell.prompt;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import zooka.commands.action.Candidates;
import zooka.commands.result.Table.Column;

/** Completes keys of columns: each in a list with commas, and where an expression expects one. */
final class ColumnCompletion {

    /** The words after which an expression expects a column. */
    private static final Set<String> BEFORE_COLUMN = Set.of("and", "or", "not");

    /** The characters that end a word of an expression. */
    private static final String SPECIAL = "()=!<>'\"";

    private ColumnCompletion() {}

    /**
     * A key that can be typed.
     *
     * @param word the whole word, with what was typed before the key
     */
    record Proposal(String word, String name, String description) {}

    /**
     * The keys that can stand at the end of a word.
     *
     * @param kind {@code COLUMNS} or {@code WHERE}; nothing is proposed for others
     * @param typed the word as it is begun
     */
    static List<Proposal> complete(Candidates kind, List<Column> columns, String typed) {
        int begin = kind == Candidates.COLUMNS ? inList(typed) : kind == Candidates.WHERE ? inExpression(typed) : -1;
        if (begin < 0) {
            return List.of();
        }
        String before = typed.substring(0, begin);
        return columns.stream()
                .filter(column -> !column.key().isEmpty())
                .map(column -> new Proposal(before + column.key(), column.key(), description(column)))
                .toList();
    }

    private static String description(Column column) {
        return column.type().word();
    }

    /** Where the last key of a list begins, behind its sign. */
    private static int inList(String typed) {
        int begin = typed.lastIndexOf(',') + 1;
        return begin < typed.length() && "+-".indexOf(typed.charAt(begin)) >= 0 ? begin + 1 : begin;
    }

    /** Where the key at the end of an expression begins; -1 where none is expected. */
    private static int inExpression(String typed) {
        int begin = word(typed, typed.length());
        String before = typed.substring(0, begin).stripTrailing();
        if (before.isEmpty() || before.endsWith("(")) {
            return begin;
        }
        String last = before.substring(word(before, before.length()));
        return BEFORE_COLUMN.contains(last.toLowerCase(Locale.ROOT)) ? begin : -1;
    }

    /** Where the word before a place begins. */
    private static int word(String text, int end) {
        int begin = end;
        while (begin > 0
                && !Character.isWhitespace(text.charAt(begin - 1))
                && SPECIAL.indexOf(text.charAt(begin - 1)) < 0) {
            begin--;
        }
        return begin;
    }
}
