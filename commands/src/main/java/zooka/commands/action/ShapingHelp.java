package zooka.commands.action;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import zooka.commands.result.Table.Column;

/** What the help of a command says of the rows and columns that it shows, below its options. */
final class ShapingHelp {

    private ShapingHelp() {}

    /**
     * The options that choose rows and columns, and the columns with their JSON keys; empty for a command that has none.
     *
     * @param spec the command without these options
     */
    static List<String> lines(Action action, CommandSpec spec, int width) {
        List<Column> columns = Invocation.columns(action).stream()
                .filter(column -> !column.key().isEmpty())
                .toList();
        List<String> lines = new ArrayList<>();
        if (columns.isEmpty() || !Invocation.shows(action)) {
            return lines;
        }
        lines.add("");
        lines.add(action.isList() ? "Rows and columns:" : "Fields:");
        lines.addAll(options(action, spec, width));
        lines.add("");
        lines.add(action.isList() ? "Columns, by JSON key:" : "Fields, by JSON key:");
        int keys =
                columns.stream().mapToInt(column -> column.key().length()).max().orElse(0);
        int types = columns.stream()
                .mapToInt(column -> column.type().word().length())
                .max()
                .orElse(0);
        for (Column column : columns) {
            String line = "  " + padded(column.key(), keys) + "  "
                    + padded(column.type().word(), types) + "  " + column.title();
            lines.add(literal(line.stripTrailing()));
        }
        return lines;
    }

    private static List<String> options(Action action, CommandSpec spec, int width) {
        CommandSpec shaping = CommandSpec.create();
        CommandSpec all = CommandSpec.create();
        CommonOptions.declareShaping(all, action.isList());
        for (OptionSpec option : all.options()) {
            if (!spec.optionsMap().containsKey(option.longestName())) {
                shaping.addOption(option);
            }
        }
        shaping.usageMessage().sortOptions(false).width(width);
        return new Help(shaping, Help.defaultColorScheme(Ansi.OFF))
                .optionList()
                .lines()
                .map(ShapingHelp::literal)
                .toList();
    }

    private static String padded(String text, int length) {
        return text + " ".repeat(length - text.length());
    }

    /** A line of a footer, in which a percent sign begins a format. */
    private static String literal(String line) {
        return line.replace("%", "%%");
    }
}
