package zooka.commands.action;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import zooka.commands.result.Table.Column;

/**
 * What a command's help says, as data: {@code help --json}, the reference and the man pages are made from it. What is hidden
 * from the help, such as old forms of zkCli, is not in it.
 *
 * @param kind what running the command does
 * @param undo whether {@code undo} reverts it
 * @param parameters in the order of typing
 * @param options in the order of the help: those of the command, of changes, of all commands, of rows
 * @param columns of its result without options, as {@link Action#columns}
 * @param fields of its result without options, as {@link Action#fields}
 * @param notes the paragraphs below the options
 * @param examples as they are typed at the prompt; a line that ends with a backslash goes on in the next one
 */
public record CommandHelp(
        Catalog.Entry entry,
        Kind kind,
        boolean undo,
        List<Argument> parameters,
        List<Argument> options,
        List<Column> columns,
        List<Column> fields,
        List<String> notes,
        List<String> examples) {

    private static final Set<String> OF_ALL = names(false);
    private static final Set<String> OF_CHANGES = names(true);

    public CommandHelp {
        parameters = List.copyOf(parameters);
        options = List.copyOf(options);
        columns = List.copyOf(columns);
        fields = List.copyOf(fields);
        notes = List.copyOf(notes);
        examples = List.copyOf(examples);
    }

    /** What running a command does. */
    public enum Kind {
        /** Reads, and changes nothing. */
        QUERY,
        /** Changes a cluster or a file, after a plan. */
        CHANGE,
        /** Goes on until it is ended. */
        FOLLOW,
        /** Is full screen on a terminal. */
        LIVE,
        /** Changes the shell itself. */
        SHELL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which commands have an option. */
    public enum Scope {
        /** The program: it stands before the command. */
        PROGRAM,
        /** This command. */
        COMMAND,
        /** Every command that shows rows or fields; those that choose rows only where it shows rows. */
        ROWS,
        /** Every command that changes something. */
        CHANGES,
        /** Every command. */
        ALL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An option or a parameter.
     *
     * @param names what is typed: {@code -o}, {@code --output}; empty for a parameter
     * @param label what stands for the value; empty for an option without one
     * @param arity how many values it takes: {@code 0}, {@code 1}, {@code 0..1}, {@code 1..*}
     * @param required whether the command needs it
     * @param repeatable whether an option may be given again
     * @param byDefault what applies without it, as the description says it
     * @param completes what its value is; empty for an option without one
     */
    public record Argument(
            List<String> names,
            String label,
            String arity,
            boolean required,
            boolean repeatable,
            String description,
            Optional<String> byDefault,
            Optional<Completes.Declaration> completes,
            Scope scope) {

        private static final Pattern DEFAULT = Pattern.compile("Default: (.+?)\\.(?= |$)");

        public Argument {
            names = List.copyOf(names);
        }

        /** An argument as it is declared. */
        public static Argument of(ArgSpec declared, Scope scope) {
            boolean option = declared instanceof OptionSpec;
            boolean takesValue = declared.arity().max() > 0;
            String description = plain(String.join(" ", declared.description()));
            Matcher byDefault = DEFAULT.matcher(description);
            return new Argument(
                    option ? List.of(((OptionSpec) declared).names()) : List.of(),
                    takesValue ? declared.paramLabel() : "",
                    declared.arity().toString(),
                    declared.required(),
                    option && takesValue && declared.isMultiValue(),
                    description,
                    byDefault.find() ? Optional.of(byDefault.group(1)) : Optional.empty(),
                    Completes.Declaration.of(declared),
                    scope);
        }

        /** The longest name; the label of a parameter. */
        public String longestName() {
            return names.stream().max(Comparator.comparingInt(String::length)).orElse(label);
        }
    }

    /**
     * What stands below the options of a help text.
     *
     * @param notes its paragraphs, each in one line
     */
    public record Footer(List<String> notes, List<String> examples) {

        public Footer {
            notes = List.copyOf(notes);
            examples = List.copyOf(examples);
        }

        /** The notes and examples among lines: what is indented is an example, and the title above it is left out. */
        public static Footer of(String... lines) {
            List<String> notes = new ArrayList<>();
            List<String> examples = new ArrayList<>();
            String before = "";
            for (String line : lines) {
                String text = plain(line);
                if (text.startsWith(" ")) {
                    add(examples, text.substring(2), before.endsWith("\\") ? "\n" : "");
                } else if (text.matches("Examples?:")) {
                    text = "";
                } else if (!text.isEmpty()) {
                    add(notes, text, before.isEmpty() || before.startsWith(" ") ? "" : " ");
                }
                before = text;
            }
            return new Footer(notes, examples);
        }

        /** Adds a text, or joins it to the last one by a separator. */
        private static void add(List<String> texts, String text, String separator) {
            texts.add(separator.isEmpty() ? text : texts.remove(texts.size() - 1) + separator + text);
        }
    }

    /** The help of a command; the command's class is loaded for it. */
    public static CommandHelp of(Catalog.Entry entry) {
        CommandSpec spec = Invocation.spec(entry);
        boolean changes = spec.optionsMap().containsKey("--dry-run");
        List<Argument> options = new ArrayList<>();
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                options.add(Argument.of(option, scope(option, changes)));
            }
        }
        Footer footer = Footer.of(spec.usageMessage().footer());
        Action action = entry.create();
        return new CommandHelp(
                entry,
                action.match(new Kinds()),
                spec.optionsMap().containsKey("--no-undo"),
                spec.positionalParameters().stream()
                        .filter(parameter -> !parameter.hidden())
                        .map(parameter -> Argument.of(parameter, Scope.COMMAND))
                        .toList(),
                options,
                action.columns(),
                action.fields(),
                footer.notes(),
                footer.examples());
    }

    private static Scope scope(OptionSpec option, boolean changes) {
        String name = option.longestName();
        if (CommonOptions.isShaping(option)) {
            return Scope.ROWS;
        }
        return OF_ALL.contains(name) ? Scope.ALL : changes && OF_CHANGES.contains(name) ? Scope.CHANGES : Scope.COMMAND;
    }

    /** How the command is typed, in lines of at most this many columns. */
    public List<String> synopsis(int columns) {
        List<String> lines = new ArrayList<>();
        for (String line : Invocation.usage(entry, columns).lines().toList()) {
            if (!lines.isEmpty() && !line.startsWith(" ")) {
                break;
            }
            lines.add(line.substring("Usage: ".length()));
        }
        return lines;
    }

    /** The summary as a sentence. */
    public String sentence() {
        String summary = entry.summary();
        return summary.substring(0, 1).toUpperCase(Locale.ROOT) + summary.substring(1) + ".";
    }

    /** The titles of the columns that people see. */
    public List<String> titles() {
        return columns.stream()
                .map(Column::title)
                .filter(title -> !title.isEmpty())
                .toList();
    }

    /** The JSON names of its columns, or of its fields. */
    public List<String> keys() {
        return (columns.isEmpty() ? fields : columns)
                .stream().map(Column::key).filter(key -> !key.isEmpty()).toList();
    }

    /** The options of one scope. */
    public List<Argument> options(Scope scope) {
        return options.stream().filter(option -> option.scope() == scope).toList();
    }

    /** A text without the escapes of picocli's formats. */
    private static String plain(String text) {
        return text.replace("%%", "%");
    }

    private static Set<String> names(boolean changes) {
        CommandSpec spec = CommandSpec.create();
        if (changes) {
            CommonOptions.declareForChanges(spec, true);
        } else {
            CommonOptions.declare(spec);
        }
        Set<String> names = new HashSet<>();
        spec.options().forEach(option -> names.addAll(Arrays.asList(option.names())));
        return names;
    }

    private static final class Kinds implements Action.Cases<Kind> {
        @Override
        public Kind query(Action.Query action) {
            return Kind.QUERY;
        }

        @Override
        public Kind change(Action.Change action) {
            return Kind.CHANGE;
        }

        @Override
        public Kind edit(Action.Edit action) {
            return Kind.CHANGE;
        }

        @Override
        public Kind follow(Action.Follow action) {
            return Kind.FOLLOW;
        }

        @Override
        public Kind choice(Action.Choice action) {
            return Kind.FOLLOW;
        }

        @Override
        public Kind repeat(Action.Repeat action) {
            return Kind.FOLLOW;
        }

        @Override
        public Kind steer(Action.Steer action) {
            return Kind.SHELL;
        }

        @Override
        public Kind live(Action.Live action) {
            return Kind.LIVE;
        }
    }
}
