package zooka.commands.action;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import zooka.clients.Failure;
import zooka.commands.config.Setting;
import zooka.commands.result.Table.Column;
import zooka.commands.shape.Shaping;
import zooka.commands.text.Spelling;

/**
 * A line of words, understood.
 *
 * @param entry the command
 * @param action it, filled from the words
 * @param options the common options among the words
 * @param help whether its help was asked for instead
 * @param parameters the parameters that are not options, with their values; empty for help, and for what is watched
 */
public record Invocation(
        Catalog.Entry entry, Action action, CommonOptions options, boolean help, List<PositionalParamSpec> parameters) {

    /** By which lines are looked through for secrets: a long script has many, and to make one costs more than to read a line. */
    private static final Map<Catalog.Entry, CommandLine> LOOKING = new HashMap<>();

    /**
     * Understands a line of words.
     *
     * @throws Failure {@code USAGE} for an unknown command or option, a missing argument, and what {@link Action#check}
     *     refuses
     */
    public static Invocation of(List<String> words) {
        Optional<Catalog.Match> named = Catalog.find(words);
        if (named.isEmpty()
                && words.size() > 1
                && wantsHelp(words)
                && !verbs(words.get(0)).isEmpty()) {
            return of(List.of("help", words.get(0)));
        }
        Catalog.Match found = named.orElseThrow(() -> unknown(words));
        List<String> arguments = found.arguments(words);
        boolean shapes = mayShape(arguments);
        if (shapes) {
            arguments = CommonOptions.joined(arguments);
        }
        Action action = found.entry().create();
        if (wantsHelp(arguments)) {
            return new Invocation(found.entry(), action, CommonOptions.NONE, true, List.of());
        }
        CommandLine line = line(found.entry(), action, shapes);
        try {
            line.setStopAtPositional(action.takesWords());
            ParseResult parsed = line.parseArgs(arguments.toArray(new String[0]));
            refuseEmpty(found.entry(), parsed);
            if (action instanceof Action.Choice choice) {
                return chosen(found.entry(), choice, parsed, arguments);
            }
            action.check();
            return new Invocation(
                    found.entry(),
                    action,
                    options(found.entry(), action, parsed),
                    false,
                    line.getCommandSpec().positionalParameters());
        } catch (ParameterException e) {
            refuseShaping(found.entry(), line.getCommandSpec(), arguments);
            throw misunderstood(found.entry(), e);
        }
    }

    /** Refuses an option that chooses rows or columns by its name, where a command does not take it. */
    private static void refuseShaping(Catalog.Entry entry, CommandSpec spec, List<String> arguments) {
        for (String argument : arguments) {
            String option = argument.replaceFirst("=.*", "");
            if (argument.equals("--")) {
                return;
            }
            if (CommonOptions.isShaping(option) && !spec.optionsMap().containsKey(option)) {
                throw Failure.usage(entry.words() + ": " + option + " is not supported: the command shows no rows")
                        .hint("help " + entry.words());
            }
        }
    }

    private static Invocation chosen(
            Catalog.Entry entry, Action.Choice choice, ParseResult parsed, List<String> arguments) {
        if (choice.holdsCommand()) {
            choice.check();
            Action chosen = choice.chosen();
            if (!(chosen instanceof Action.Repeat repeat)) {
                return new Invocation(entry, chosen, options(entry, chosen, parsed), false, List.of());
            }
            CommonOptions options = repeat.options().over(options(entry, repeat.query(), parsed));
            return new Invocation(entry, chosen, options, false, List.of());
        }
        // The words are its own, and its options may stand behind them too.
        Action.Choice again = (Action.Choice) entry.create();
        ParseResult whole = line(entry, again, mayShape(arguments)).parseArgs(arguments.toArray(new String[0]));
        refuseEmpty(entry, whole);
        again.check();
        Action chosen = again.chosen();
        return new Invocation(entry, chosen, options(entry, chosen, whole), false, List.of());
    }

    /** Whether options that choose rows and columns may be among the arguments: to declare them for none would cost time. */
    private static boolean mayShape(List<String> arguments) {
        for (String argument : arguments) {
            if (argument.startsWith("--")) {
                return true;
            }
        }
        return false;
    }

    /** The common options; rows and columns that the action does not show are refused. */
    private static CommonOptions options(Catalog.Entry entry, Action action, ParseResult parsed) {
        CommonOptions options = CommonOptions.of(parsed);
        if (options.shaping().isPresent()) {
            Shaping shaping = options.shaping().get();
            shaping.check(entry.words(), columns(action), action.isList());
            if (options.output().filter("zkcli"::equalsIgnoreCase).isPresent()) {
                throw Failure.usage(shaping.options().get(0) + " and -o zkcli cannot be combined");
            }
        }
        return options;
    }

    /** The columns of the rows of an action, or the fields of the one thing that it shows. */
    static List<Column> columns(Action action) {
        boolean fields = action.columns().isEmpty() || !action.isList();
        return fields ? action.fields() : action.columns();
    }

    /**
     * The columns or fields that a command shows with the options that have been typed so far; they may be wrong.
     *
     * @param arguments those of the command, without the word that is being typed
     */
    public static List<Column> columns(Catalog.Entry entry, List<String> arguments) {
        Action action = entry.create();
        try {
            line(entry, action, true)
                    .setUnmatchedArgumentsAllowed(true)
                    .parseArgs(CommonOptions.joined(arguments).toArray(new String[0]));
            action.check();
            return columns(action);
        } catch (ParameterException | Failure e) {
            return columns(entry.create());
        }
    }

    /** Whether it reaches no server: help, and what is the shell's own affair. */
    public boolean needsNoServer() {
        return help || (entry.area() == Catalog.Area.SHELL && !action.runsCommands());
    }

    /** Whether it may run so long that its session should survive the loss of a server. */
    public boolean mayLast() {
        return !help && action.lasts();
    }

    /** Whether it may change a cluster or a file, so that what it shows is what it has done and no value. */
    public boolean changes() {
        return action instanceof Action.Change || action instanceof Action.Edit;
    }

    /**
     * The command with its paths and files, without values and secrets: {@code mv /demo/a /demo/b}. Defaults are included.
     *
     * @param at the znode where it is run
     */
    public String brief(String at) {
        StringBuilder brief = new StringBuilder(entry.words());
        for (PositionalParamSpec one : parameters) {
            Candidates declared = declared(one);
            boolean znode = declared == Candidates.ZNODE;
            if ((znode || declared == Candidates.FILE) && one.getValue() instanceof String typed) {
                brief.append(' ').append(znode && !typed.contains("://") ? Context.resolve(at, typed) : typed);
            }
        }
        return brief.toString();
    }

    /** The command's help, as text. */
    public static String usage(Catalog.Entry entry, int columns) {
        Action action = entry.create();
        CommandLine line = line(entry, action, false);
        CommandSpec spec = line.getCommandSpec();
        int width = Math.max(60, columns);
        List<String> footer = new ArrayList<>(ShapingHelp.lines(action, spec, width));
        footer.addAll(List.of(paragraphs(spec.usageMessage().footer())));
        footer.addAll(verbsBelow(entry.words()));
        spec.usageMessage()
                .sortOptions(false)
                .width(width)
                .parameterListHeading("%n")
                .description(capitalised(entry.summary()) + ".")
                .footer(footer.toArray(new String[0]));
        return line.getUsageMessage(Ansi.OFF);
    }

    /** What the help of a command such as {@code undo} says of {@code undo list}; empty for others. */
    private static List<String> verbsBelow(String noun) {
        List<Catalog.Entry> entries = entries(noun);
        List<String> lines = new ArrayList<>();
        if (!entries.isEmpty()) {
            lines.addAll(List.of("", "Commands that begin with " + noun + ":"));
        }
        int longest =
                entries.stream().mapToInt(entry -> entry.words().length()).max().orElse(0);
        for (Catalog.Entry entry : entries) {
            lines.add("  " + entry.words() + " ".repeat(longest - entry.words().length()) + "  " + entry.summary());
        }
        return lines;
    }

    /** Joins the lines of each paragraph, to be broken again where the width ends; indented lines stay as they are. */
    private static String[] paragraphs(String... lines) {
        List<String> joined = new ArrayList<>();
        boolean open = false;
        for (String line : lines) {
            boolean text = !line.isEmpty() && !line.startsWith(" ");
            if (text && open) {
                joined.add(joined.remove(joined.size() - 1) + " " + line);
            } else {
                joined.add(line);
            }
            open = text;
        }
        return joined.toArray(new String[0]);
    }

    /** The command's options and parameters, for completion. */
    public static CommandSpec spec(Catalog.Entry entry) {
        return line(entry, entry.create(), true).getCommandSpec();
    }

    /**
     * Whether a secret is among the arguments of a command; where they cannot be understood, whether one may.
     *
     * @param words the command's name, which may be slightly mistyped, and its arguments
     */
    static synchronized boolean holdsSecret(Catalog.Match found, List<String> words) {
        List<String> arguments = CommonOptions.joined(found.arguments(words));
        CommandLine line = LOOKING.computeIfAbsent(
                found.entry(), entry -> line(entry, entry.create(), true).setUnmatchedArgumentsAllowed(true));
        boolean declared = line.getCommandSpec().args().stream().anyMatch(Invocation::isSecret);
        if (declared && arguments.stream().anyMatch(word -> word.indexOf(':') > 0 && SecretArgument.isText(word))) {
            return true; // USER:PASSWORD, wherever it stands
        }
        try {
            ParseResult parsed = line.parseArgs(arguments.toArray(new String[0]));
            return (declared && !parsed.unmatched().isEmpty())
                    || parsed.matchedArgs().stream().anyMatch(arg -> isSecret(arg, parsed));
        } catch (ParameterException e) {
            return declared && arguments.size() > 1;
        }
    }

    private static boolean isSecret(ArgSpec arg) {
        return arg.type() == SecretArgument.class;
    }

    /** A password, or the value of a znode or of a field whose name says that it is one. */
    private static boolean isSecret(ArgSpec arg, ParseResult parsed) {
        boolean data = arg.isPositional() && declared(arg) == Candidates.DATA;
        boolean secret = isSecret(arg)
                || (data
                        && parsed.matchedPositionals().stream()
                                .filter(other -> other != arg)
                                .flatMap(other -> other.stringValues().stream())
                                .anyMatch(place -> Setting.secretive(place)));
        return secret && arg.stringValues().stream().anyMatch(SecretArgument::isText);
    }

    /** @param shaping whether the options that choose rows and columns are declared, where the action takes them */
    private static CommandLine line(Catalog.Entry entry, Action action, boolean shaping) {
        CommandLine line = new CommandLine(action);
        line.registerConverter(SecretArgument.class, new SecretArgument.Converter());
        CommandSpec spec = line.getCommandSpec().name(entry.words());
        if (action instanceof Action.Change || action instanceof Action.Edit) {
            boolean znodes = entry.area() == Catalog.Area.ZOOKEEPER || entry.area() == Catalog.Area.BOTH;
            CommonOptions.declareForChanges(
                    spec, znodes && !(action instanceof Action.Change change && !change.undoable()));
        }
        CommonOptions.declare(spec);
        if (shaping && shows(action) && !columns(action).isEmpty()) {
            CommonOptions.declareShaping(spec, action.isList());
        }
        // @FILE is a value that commands read; picocli must not read it as a file of arguments.
        line.setExpandAtFiles(false);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    /** Whether an action shows something and does not change anything. */
    static boolean shows(Action action) {
        return !(action instanceof Action.Change || action instanceof Action.Edit || action instanceof Action.Steer);
    }

    /** An empty word is not a path, name or id, but a variable that was not set. It may be a value. */
    private static void refuseEmpty(Catalog.Entry entry, ParseResult parsed) {
        for (ArgSpec argument : parsed.matchedArgs()) {
            if (argument.stringValues().contains("") && !declared(argument).mayBeEmpty()) {
                String name = argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
                String group = declared(argument) == Candidates.GROUP
                        ? "; use " + "\"''\"" + " for the group with the empty name"
                        : "";
                throw Failure.usage(entry.words() + ": " + name + " is empty").hint("help " + entry.words() + group);
            }
        }
    }

    private static Candidates declared(ArgSpec argument) {
        return Completes.Declaration.of(argument)
                .map(Completes.Declaration::candidates)
                .orElse(Candidates.FREE_TEXT);
    }

    private static boolean wantsHelp(List<String> arguments) {
        for (String argument : arguments) {
            if (argument.equals("--")) {
                return false;
            }
            if (argument.equals("--help") || argument.equals("-h") || argument.equals("-?")) {
                return true;
            }
        }
        return false;
    }

    /** The commands whose names begin with this word. */
    private static List<Catalog.Entry> entries(String noun) {
        return Catalog.entries().stream()
                .filter(entry -> entry.words().startsWith(noun + " "))
                .toList();
    }

    private static List<String> verbs(String noun) {
        return entries(noun).stream().map(Catalog.Entry::words).toList();
    }

    private static Failure unknown(List<String> words) {
        String typed = words.get(0);
        List<String> verbs = verbs(typed);
        if (!verbs.isEmpty()) {
            if (words.size() == 1) {
                return Failure.usage("incomplete command '" + typed + "'")
                        .hint("commands: " + String.join(", ", verbs));
            }
            String both = typed + " " + words.get(1);
            return Failure.usage("unknown command '" + both + "'")
                    .as("unknown-command")
                    .hint(Spelling.meant(both, verbs).orElse("commands: " + String.join(", ", verbs)));
        }
        // Of two words the first alone says less: topc list is not touch.
        Optional<String> meant =
                words.size() > 1 ? Spelling.meant(typed + " " + words.get(1), Catalog.names()) : Optional.empty();
        return Failure.usage("unknown command '" + typed + "'")
                .as("unknown-command")
                .hint(meant.or(() -> Spelling.meant(typed, Catalog.names())).orElse("run help to list the commands"));
    }

    /**
     * The failure of an unknown option.
     *
     * @param before the beginning of the message, such as {@code "ls: "}
     * @param hint where none is like it, and where it is a letter, which are all alike
     */
    public static Failure unknownOption(String before, UnmatchedArgumentException e, String hint) {
        String argument = e.getUnmatched().get(0);
        Set<String> known = e.getCommandLine().getCommandSpec().optionsMap().keySet();
        Optional<String> meant =
                argument.startsWith("--") ? Spelling.meant(argument.replaceFirst("=.*", ""), known) : Optional.empty();
        return Failure.usage(before + "unknown option '" + SecretLines.option(argument) + "'")
                .as("unknown-option")
                .hint(meant.orElse(hint));
    }

    private static Failure misunderstood(Catalog.Entry entry, ParameterException e) {
        String help = "help " + entry.words();
        String message = e.getMessage();
        if (e.getValue() != null && !SecretLines.masked(e.getValue()).equals(e.getValue())) {
            message = message.replace(e.getValue(), SecretLines.HIDDEN);
        }
        if (e.getArgSpec() != null
                && e.getArgSpec().isPositional()
                && e.getArgSpec().hidden()) {
            // Hidden parameters are old forms; what does not fit one is not a value of it.
            message = tooMany(entry, e.getValue());
        } else if (e instanceof UnmatchedArgumentException unmatched) {
            String argument = unmatched.getUnmatched().get(0);
            if (argument.startsWith("-")) {
                return unknownOption(
                        entry.words() + ": ",
                        unmatched,
                        help + "; put zooka's options before the command, and values that start with - after --");
            }
            message = tooMany(entry, argument);
        }
        return Failure.usage(entry.words() + ": " + lower(message)).hint(help);
    }

    /** Without the argument where it may be part of a secret. */
    private static String tooMany(Catalog.Entry entry, String argument) {
        boolean hidden = spec(entry).args().stream().anyMatch(Invocation::isSecret);
        return "unexpected argument" + (hidden ? "" : ": '" + SecretLines.masked(argument) + "'");
    }

    /** A sentence of the parser's, to stand behind a colon. */
    public static String lower(String sentence) {
        return sentence.isEmpty() ? "" : sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    private static String capitalised(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
