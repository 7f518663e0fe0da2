package zooka.docs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import zooka.commands.action.Action;
import zooka.commands.action.Catalog;
import zooka.commands.action.CommonOptions;
import zooka.commands.action.Invocation;
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
    private static final Set<String> FOR_ALL = names(false);
    private static final Set<String> FOR_CHANGES = names(true);

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
        CommandSpec all = CommandSpec.create();
        CommonOptions.declare(all);
        CommandSpec changes = CommandSpec.create();
        CommonOptions.declareForChanges(changes, true);
        text.append("\n## Options of every command\n\n").append(table(List.copyOf(all.options())));
        text.append("\n## Options of commands that change something\n\n").append(table(List.copyOf(changes.options())));
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

    private static String command(Catalog.Entry entry) {
        CommandSpec spec = Invocation.spec(entry);
        StringBuilder text = new StringBuilder("\n## ").append(entry.words()).append("\n\n");
        text.append(sentence(entry.summary()));
        if (!entry.aliases().isEmpty()) {
            text.append(entry.aliases().stream().collect(Collectors.joining("`, `", " Also: `", "`.")));
        }
        text.append("\n\n```text\n").append(synopsis(entry)).append("\n```\n");
        List<ArgSpec> arguments = own(spec);
        if (!arguments.isEmpty()) {
            text.append('\n').append(table(arguments));
        }
        String kind = kind(entry.create(), spec);
        if (!kind.isEmpty()) {
            text.append('\n').append(kind).append('\n');
        }
        return text.append(footer(spec.usageMessage().footer())).toString();
    }

    /** What follows from the type of a command. */
    private static String kind(Action action, CommandSpec spec) {
        if (action instanceof Action.Live) {
            return "Full screen on a terminal.";
        }
        if (!spec.optionsMap().containsKey("--dry-run")) {
            return "";
        }
        return "Takes the [options of commands that change something](" + INDEX
                + "#options-of-commands-that-change-something)."
                + (spec.optionsMap().containsKey("--no-undo") ? " `undo` reverts it." : "");
    }

    private static String synopsis(Catalog.Entry entry) {
        List<String> lines = new ArrayList<>();
        for (String line : Invocation.usage(entry, COLUMNS).lines().toList()) {
            if (!lines.isEmpty() && !line.startsWith(" ")) {
                break;
            }
            lines.add(line.substring("Usage: ".length()));
        }
        return String.join("\n", lines);
    }

    /** Parameters, then options, without those that all commands have. */
    private static List<ArgSpec> own(CommandSpec spec) {
        List<ArgSpec> arguments = new ArrayList<>(spec.positionalParameters());
        boolean changes = spec.optionsMap().containsKey("--dry-run");
        for (OptionSpec option : spec.options()) {
            boolean common = changes && FOR_CHANGES.contains(option.longestName());
            if (!FOR_ALL.contains(option.longestName()) && !common) {
                arguments.add(option);
            }
        }
        arguments.removeIf(ArgSpec::hidden);
        return arguments;
    }

    private static String table(List<? extends ArgSpec> arguments) {
        StringBuilder text = new StringBuilder("| argument | |\n|---|---|\n");
        for (ArgSpec argument : arguments) {
            text.append("| ").append(named(argument)).append(" | ");
            text.append(escaped(plain(String.join(" ", argument.description()))))
                    .append(" |\n");
        }
        return text.toString();
    }

    private static String named(ArgSpec argument) {
        if (argument instanceof PositionalParamSpec) {
            return code(argument.paramLabel() + (argument.arity().max() > 1 ? "..." : ""));
        }
        OptionSpec option = (OptionSpec) argument;
        String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        return Arrays.stream(option.names())
                .map(name -> code(name + (name.equals(option.longestName()) ? value : "")))
                .collect(Collectors.joining(", "));
    }

    /** Paragraphs as they are, and what is indented as code. */
    private static String footer(String... lines) {
        StringBuilder text = new StringBuilder();
        boolean code = false;
        for (String line : lines) {
            boolean indented = line.startsWith(" ");
            if (indented != code) {
                text.append(code ? "```\n" : text.toString().endsWith("\n\n") ? "```sh\n" : "\n```sh\n");
                code = indented;
            }
            text.append(code ? plain(line.substring(2)) : escaped(plain(line))).append('\n');
        }
        return text.append(code ? "```\n" : "").toString();
    }

    private static Set<String> names(boolean changes) {
        CommandSpec spec = CommandSpec.create();
        if (changes) {
            CommonOptions.declareForChanges(spec, true);
        } else {
            CommonOptions.declare(spec);
        }
        return spec.options().stream().map(OptionSpec::longestName).collect(Collectors.toCollection(TreeSet::new));
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

    private static String sentence(String summary) {
        return escaped(summary.substring(0, 1).toUpperCase(Locale.ROOT) + summary.substring(1) + ".");
    }

    private static String plain(String text) {
        return text.replace("%%", "%");
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }

    private static String escaped(String text) {
        return text.replaceAll("[\\\\`*_|\\[\\]]", "\\\\$0").replace("<", "&lt;");
    }
}
