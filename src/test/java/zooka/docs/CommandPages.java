package zooka.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import zooka.commands.action.Catalog;
import zooka.commands.action.CommandHelp;
import zooka.commands.action.CommandHelp.Argument;
import zooka.commands.action.CommandHelp.Scope;
import zooka.shell.options.Options;

/**
 * The pages of {@code docs/reference}, in Markdown, from the same models as {@code help} and {@code --help}: one page
 * for each package of commands, one for the options of the program, and an index.
 */
final class CommandPages {

    /** Width of a synopsis, in columns. */
    private static final int COLUMNS = 100;

    private static final String INDEX = "README.md";
    private static final String OPTIONS = "options.md";

    private CommandPages() {}

    /** Each page's text by its file name. */
    static Map<String, String> all() {
        Map<String, StringBuilder> pages = new LinkedHashMap<>();
        pages.put(INDEX, new StringBuilder(index()));
        pages.put(OPTIONS, new StringBuilder(options()));
        for (Catalog.Entry entry : Catalog.entries()) {
            pages.computeIfAbsent(page(entry), name -> new StringBuilder("# " + title(entry) + "\n\n" + about()))
                    .append(command(entry));
        }
        Map<String, String> texts = new LinkedHashMap<>();
        pages.forEach((name, text) -> texts.put(name, text.toString()));
        return texts;
    }

    /** Where a command is explained, seen from the folder of the pages. */
    static String link(Catalog.Entry entry) {
        return page(entry) + "#" + entry.words().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static String index() {
        StringBuilder text = new StringBuilder("# Commands\n\n");
        text.append(
                "Every command by what it is about. `help COMMAND` and `COMMAND --help` show the same text. The program's own\n"
                        + "options are in [options](" + OPTIONS
                        + "), formats and exit codes in [scripts](../scripts.md).\n");
        for (Catalog.Area area : Catalog.Area.values()) {
            text.append("\n## ").append(area.title()).append("\n\n| command | |\n|---|---|\n");
            for (Catalog.Entry entry : Catalog.entries()) {
                if (entry.area() == area) {
                    text.append("| [`")
                            .append(entry.words())
                            .append("`](")
                            .append(link(entry))
                            .append(")");
                    entry.aliases()
                            .forEach(alias -> text.append(" · `").append(alias).append('`'));
                    text.append(" | ").append(escaped(entry.summary())).append(" |\n");
                }
            }
        }
        text.append("\n## Options of every command\n\n").append(table(common(Scope.ALL)));
        text.append("\n## Options of commands that show rows\n\n")
                .append(table(
                        CommandHelp.of(Catalog.find(List.of("ls")).orElseThrow().entry())
                                .options(Scope.ROWS)))
                .append("""

                        [Rows and columns](../shaping.md) has examples. An option of a command's own with one of these names keeps its
                        meaning; `--columns` alone applies to a command that shows one thing.
                        """);
        text.append("\n## Options of commands that change something\n\n").append(table(common(Scope.CHANGES)));
        return text.append("\n`--no-undo` is an option of commands that change znodes and that `undo` can revert.\n")
                .toString();
    }

    private static String options() {
        return "# Options of the program\n\n" + about() + "\nThey are placed before the command.\n\n```text\n"
                + Options.usage().stripTrailing() + "\n```\n";
    }

    /** What a reader who wants to edit a page has to know. */
    private static String about() {
        return "<!-- Written by CommandPages from the commands themselves: edit those, not this file. -->\n";
    }

    /** The options that commands have in common: those of one that has them all. */
    private static List<Argument> common(Scope scope) {
        return CommandHelp.of(Catalog.find(List.of("set")).orElseThrow().entry())
                .options(scope);
    }

    private static String command(Catalog.Entry entry) {
        CommandHelp help = CommandHelp.of(entry);
        StringBuilder text = new StringBuilder("\n## ").append(entry.words()).append("\n\n");
        text.append(escaped(help.sentence()));
        if (!entry.aliases().isEmpty()) {
            text.append(entry.aliases().stream().collect(Collectors.joining("`, `", " Also: `", "`.")));
        }
        text.append("\n\n```text\n")
                .append(String.join("\n", help.synopsis(COLUMNS)))
                .append("\n```\n");
        List<Argument> arguments = new ArrayList<>(help.parameters());
        arguments.addAll(help.options(Scope.COMMAND));
        if (!arguments.isEmpty()) {
            text.append('\n').append(table(arguments));
        }
        String kind = kind(help);
        if (!kind.isEmpty()) {
            text.append('\n').append(kind).append('\n');
        }
        if (!help.columns().isEmpty()) {
            text.append("\nColumns: ")
                    .append(escaped(String.join(", ", help.titles())))
                    .append('.');
        }
        if (!help.keys().isEmpty()) {
            text.append(help.keys().stream()
                    .collect(Collectors.joining(
                            "`, `", help.columns().isEmpty() ? "\nJSON keys: `" : " JSON keys: `", "`.\n")));
        }
        help.notes().forEach(note -> text.append('\n').append(escaped(note)).append('\n'));
        return text.append(help.examples().size() == 1 ? "\nExample:\n" : "\nExamples:\n")
                .append("\n```sh\n")
                .append(String.join("\n", help.examples()))
                .append("\n```\n")
                .toString();
    }

    /** What follows from the kind of a command. */
    private static String kind(CommandHelp help) {
        if (help.kind() == CommandHelp.Kind.LIVE) {
            return "Full screen on a terminal.";
        }
        if (help.options(Scope.CHANGES).isEmpty()) {
            return "";
        }
        return "Takes the [options of commands that change something](" + INDEX
                + "#options-of-commands-that-change-something)."
                + (help.undo() ? " `undo` reverts it." : "");
    }

    private static String table(List<Argument> arguments) {
        StringBuilder text = new StringBuilder("| argument | |\n|---|---|\n");
        for (Argument argument : arguments) {
            text.append("| ").append(named(argument)).append(" | ");
            text.append(escaped(argument.description())).append(" |\n");
        }
        return text.toString();
    }

    private static String named(Argument argument) {
        if (argument.names().isEmpty()) {
            return code(argument.label() + (argument.arity().endsWith("*") ? "..." : ""));
        }
        String value = argument.label().isEmpty() ? "" : " " + argument.label();
        return argument.names().stream()
                .map(name -> code(name + (name.equals(argument.longestName()) ? value : "")))
                .collect(Collectors.joining(", "));
    }

    private static String page(Catalog.Entry entry) {
        return area(entry).replace('.', '-') + ".md";
    }

    private static String title(Catalog.Entry entry) {
        return entry.area().title() + ": " + area(entry).replaceFirst(".*\\.", "");
    }

    /** The package of a command, in full words: {@code zookeeper.znode}. */
    private static String area(Catalog.Entry entry) {
        String name = entry.type().substring(0, entry.type().lastIndexOf('.'));
        return name.startsWith("zk.") ? "zookeeper" + name.substring(2) : name;
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }

    private static String escaped(String text) {
        return text.replaceAll("[\\\\`*_|\\[\\]]", "\\\\$0").replace("<", "&lt;");
    }
}
