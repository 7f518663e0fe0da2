package zooka.shell.prompt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import zooka.clients.Failure;
import zooka.clients.net.Deadline;
import zooka.clients.zookeeper.servers.FourLetterWord;
import zooka.commands.action.Candidates;
import zooka.commands.action.Catalog;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Invocation;
import zooka.commands.kafka.group.GroupList;
import zooka.commands.result.Table.Column;
import zooka.commands.zk.watch.Watch;
import zooka.shell.render.Format;
import zooka.shell.run.Aliases;
import zooka.shell.run.NameCache;
import zooka.shell.run.Session;

/**
 * Completes command names from the catalogue, options from the command itself, and values from the cluster. {@link
 * Completes} declares the kind of an argument's value where the argument is.
 *
 * <p>A keystroke never waits for a server: names that are not known within {@link #PATIENCE} are requested in the
 * background and are there at the next TAB.
 */
final class Completion implements Completer {

    /** How long TAB waits for names at the prompt: with what it does besides, a key takes less than 50 ms. */
    private static final Duration PATIENCE = Duration.ofMillis(25);

    /**
     * The statement at the cursor.
     *
     * @param typed the words behind the name of the command and before the word
     * @param arguments those that are neither options nor their values
     * @param word the begun word
     */
    private record Input(Catalog.Entry entry, List<String> typed, List<String> arguments, String word) {
        String command() {
            return entry.words();
        }
    }

    private final Supplier<String> place;
    private final Supplier<List<String>> contexts;
    private final NameCache names;
    private final Supplier<Deadline> patience;
    private final SettingCompletion settings;
    private final Supplier<Optional<Aliases>> aliases;
    private final Function<VariableName, List<String>> variables;

    /** The completion of one TAB at the prompt: its time begins now, since the first one has classes to load. */
    Completion(Session session, NameCache names) {
        this(session, names, Deadline.in(PATIENCE));
    }

    /** The same with another time. */
    Completion(Session session, NameCache names, Deadline end) {
        this(
                session::place,
                () -> session.contexts().file().names(),
                names,
                () -> end,
                () -> session.hasAliases() ? Optional.of(session.aliases()) : Optional.empty(),
                begun -> begun.candidates(session.variableNames(), session.environment()));
    }

    /**
     * A completion without a session.
     *
     * @param place the znode to which relative paths refer
     * @param contexts the names in the config file
     * @param patience until when names are waited for, at each word that is completed
     */
    Completion(Supplier<String> place, Supplier<List<String>> contexts, NameCache names, Supplier<Deadline> patience) {
        this(place, contexts, names, patience, Optional::empty, begun -> List.of());
    }

    private Completion(
            Supplier<String> place,
            Supplier<List<String>> contexts,
            NameCache names,
            Supplier<Deadline> patience,
            Supplier<Optional<Aliases>> aliases,
            Function<VariableName, List<String>> variables) {
        this.aliases = aliases;
        this.variables = variables;
        this.place = place;
        this.contexts = contexts;
        this.names = names;
        this.patience = patience;
        this.settings = new SettingCompletion(names, patience);
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line instanceof LineParser.VariableLine begun) {
            variables
                    .apply(begun.variable())
                    .forEach(word -> candidates.add(new Candidate(word, word, null, null, null, null, false)));
            return;
        }
        List<String> before = new ArrayList<>(line.words().subList(0, line.wordIndex()));
        String typed =
                line.word().substring(0, Math.min(line.wordCursor(), line.word().length()));
        complete(before, typed, candidates);
    }

    /**
     * Completes a word.
     *
     * @param before the words of the statement before it
     * @param typed the beginning of the word
     */
    void complete(List<String> before, String typed, List<Candidate> candidates) {
        Optional<Aliases> defined = aliases.get();
        if (before.isEmpty() || before.equals(List.of("unalias"))) {
            defined.ifPresent(all -> all.names().forEach(name -> candidate(candidates, name, "Aliases", null)));
        }
        Optional<List<String>> meant =
                before.isEmpty() ? Optional.empty() : defined.flatMap(all -> all.words(before.get(0)));
        List<String> words = new ArrayList<>(meant.orElse(List.of()));
        words.addAll(before.subList(meant.isPresent() ? 1 : 0, before.size()));
        completeCommand(words, typed, candidates);
    }

    private void completeCommand(List<String> before, String typed, List<Candidate> candidates) {
        if (before.isEmpty()) {
            commands(candidates);
            return;
        }
        Optional<Catalog.Match> found = Catalog.find(before);
        Optional<List<String>> watched = found.flatMap(entry -> watched(entry, before));
        if (watched.isPresent()) {
            completeCommand(watched.get(), typed, candidates);
            return;
        }
        if (found.isEmpty() || found.get().length() > before.size()) {
            verbs(before.get(0), candidates);
            if (!candidates.isEmpty() && typed.startsWith("-")) {
                candidate(candidates, "--help", null, "list the commands that begin with " + before.get(0));
            }
            return;
        }
        verbs(String.join(" ", before), candidates);
        List<String> arguments = found.get().arguments(before);
        CommandSpec spec = Invocation.spec(found.get().entry());
        Optional<Completes.Declaration> wanted = wanted(spec, arguments).flatMap(Completes.Declaration::of);
        boolean option = typed.startsWith("-")
                && !arguments.contains("--")
                && wanted.filter(declared -> declared.candidates() == Candidates.COLUMNS)
                        .isEmpty();
        Input here = new Input(found.get().entry(), arguments, plain(spec, arguments), typed);
        if (option && typed.indexOf('=') > 0) {
            joined(spec, here, candidates);
        } else if (option) {
            options(spec, candidates);
        } else {
            wanted.ifPresent(declared -> values(declared, here, candidates));
        }
    }

    /** Completes the value behind an equals sign, where it is one of columns. */
    private void joined(CommandSpec spec, Input typed, List<Candidate> candidates) {
        int end = typed.word().indexOf('=');
        String name = typed.word().substring(0, end);
        OptionSpec option = spec.findOption(name.equals("--json") ? "--columns" : name);
        Optional<Completes.Declaration> declared = Optional.ofNullable(option).flatMap(Completes.Declaration::of);
        if (declared.isPresent()) {
            String value = typed.word().substring(end + 1);
            ColumnCompletion.complete(
                            declared.get().candidates(), Invocation.columns(typed.entry(), typed.typed()), value)
                    .forEach(key -> candidates.add(new Candidate(
                            name + "=" + key.word(), key.name(), null, key.description(), null, null, false)));
        }
    }

    /** The words of the command within a command, as in {@code watch -i 5s ls /a} and {@code time ls /a}; empty without an inner command. */
    private static Optional<List<String>> watched(Catalog.Match found, List<String> before) {
        boolean time = found.entry().words().equals("time");
        if (!time && !found.entry().words().equals("watch")) {
            return Optional.empty();
        }
        CommandSpec spec = Invocation.spec(found.entry());
        for (int i = found.length(); i < before.size(); i++) {
            OptionSpec option = spec.findOption(before.get(i));
            if (option != null) {
                i += option.arity().max();
            } else if (!before.get(i).startsWith("-")) {
                return !time && Watch.isPath(before.get(i))
                        ? Optional.empty()
                        : Optional.of(before.subList(i, before.size()));
            }
        }
        return Optional.empty();
    }

    private static void commands(List<Candidate> candidates) {
        for (Catalog.Entry entry : Catalog.entries()) {
            String first = entry.words().split(" ", -1)[0];
            boolean noun = first.length() < entry.words().length();
            candidate(candidates, first, entry.area().title(), noun ? about(first) : entry.summary());
            for (String alias : entry.aliases()) {
                if (alias.indexOf(' ') < 0) {
                    candidate(candidates, alias, entry.area().title(), entry.summary());
                }
            }
        }
    }

    /** The second words of the commands that begin so, or what the word does alone. */
    private static String about(String noun) {
        List<String> verbs = new ArrayList<>();
        for (Catalog.Entry entry : Catalog.entries()) {
            if (entry.words().equals(noun)) {
                return entry.summary();
            }
            if (entry.words().startsWith(noun + " ")) {
                verbs.add(entry.words().substring(noun.length() + 1));
            }
        }
        return String.join(", ", verbs);
    }

    /** Completes the second words of commands such as {@code topic list}. */
    private static void verbs(String noun, List<Candidate> candidates) {
        for (Catalog.Entry entry : Catalog.entries()) {
            if (entry.words().startsWith(noun + " ")) {
                candidate(candidates, entry.words().substring(noun.length() + 1), null, entry.summary());
            }
        }
    }

    private static void candidate(List<Candidate> candidates, String value, String group, String description) {
        if (candidates.stream().noneMatch(known -> known.value().equals(value))) {
            candidates.add(new Candidate(value, value, group, description, null, null, true));
        }
    }

    private static void options(CommandSpec spec, List<Candidate> candidates) {
        for (OptionSpec option : spec.options()) {
            String description = option.description().length == 0 ? null : option.description()[0];
            candidates.add(
                    new Candidate(option.longestName(), option.longestName(), null, description, null, null, true));
        }
    }

    /** The argument at the cursor: the value of the option before it, or the next parameter. */
    private static Optional<ArgSpec> wanted(CommandSpec spec, List<String> arguments) {
        if (!arguments.isEmpty()) {
            OptionSpec last = spec.findOption(arguments.get(arguments.size() - 1));
            if (last != null && last.arity().max() > 0) {
                return Optional.of(last);
            }
        }
        int index = plain(spec, arguments).size();
        return spec.positionalParameters().stream()
                .filter(parameter -> parameter.index().contains(index))
                .map(ArgSpec.class::cast)
                .findFirst();
    }

    /** The arguments without options and their values. */
    private static List<String> plain(CommandSpec spec, List<String> arguments) {
        List<String> plain = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            OptionSpec option = spec.findOption(arguments.get(i));
            if (option != null && option.arity().max() > 0) {
                i++;
            } else if (!arguments.get(i).startsWith("-")) {
                plain.add(arguments.get(i));
            }
        }
        return plain;
    }

    private void values(Completes.Declaration declared, Input typed, List<Candidate> candidates) {
        switch (declared.candidates()) {
            case FREE_TEXT, TEXT, DATA -> {}
            case WORDS -> words(declared.words(), candidates);
            case FILE -> FileCompletion.complete(typed.word(), patience.get(), candidates);
            case ZNODE -> znodes(typed.word(), candidates);
            case ZNODE_OR_COMMAND -> {
                if (Watch.isPath(typed.word())) {
                    znodes(typed.word(), candidates);
                } else {
                    commands(candidates);
                }
            }
            case COMMAND -> {
                if (typed.arguments().isEmpty()) {
                    commands(candidates);
                } else {
                    verbs(String.join(" ", typed.arguments()), candidates);
                }
            }
            case CONTEXT -> contexts(candidates);
            case FORMAT ->
                Format.names()
                        .forEach(format -> candidates.add(
                                new Candidate(format, format, null, null, null, null, !format.endsWith("="))));
            case COLUMNS, WHERE ->
                ColumnCompletion.complete(declared.candidates(), columns(typed), typed.word())
                        .forEach(key -> candidates.add(
                                new Candidate(key.word(), key.name(), null, key.description(), null, null, false)));
            case FOUR_LETTER_WORD -> words(FourLetterWord.names(), candidates);
            case TOPIC -> known(names.topics(), candidates);
            case PARTITION -> known(names.partitions(), candidates);
            case BROKER -> known(names.brokers(), candidates);
            case GROUP -> known(names.groups(), candidates);
            case GROUP_STATE -> words(GroupList.STATES, candidates);
            case GROUP_TYPE -> words(GroupList.TYPES, candidates);
            case USER -> known(names.users(), candidates);
            case TRANSACTION -> known(names.transactions(), candidates);
            case CONFIG_RESOURCE -> settings.resources(typed.word(), candidates);
            case CONFIG_KEY -> settings.settings(typed.command(), typed.arguments(), false, typed.word(), candidates);
            case CONFIG_SETTING ->
                settings.settings(typed.command(), typed.arguments(), true, typed.word(), candidates);
        }
    }

    /** The columns of the command; the last word before the one that is typed is the option that chooses them. */
    private static List<Column> columns(Input typed) {
        return Invocation.columns(
                typed.entry(), typed.typed().subList(0, typed.typed().size() - 1));
    }

    private static void words(Collection<String> words, List<Candidate> candidates) {
        words.forEach(word -> candidate(candidates, word, null, null));
    }

    private void known(NameCache.Names<String> known, List<Candidate> candidates) {
        words(known.by(patience.get()), candidates);
    }

    /** Completes the names in the config file; errors in the file are not reported while the user types. */
    private void contexts(List<Candidate> candidates) {
        try {
            words(contexts.get(), candidates);
        } catch (Failure e) {
            return;
        }
    }

    /** Completes the children of the typed path's parent; each candidate keeps the path as it was begun. */
    private void znodes(String typed, List<Candidate> candidates) {
        String begun = typed.substring(0, typed.lastIndexOf('/') + 1);
        String parent = Context.resolve(place.get(), begun.isEmpty() ? "." : begun);
        for (String child : names.children(parent).by(patience.get())) {
            // Without a space after it: the path may continue.
            candidates.add(new Candidate(begun + child, child, null, null, null, null, false));
        }
    }
}
