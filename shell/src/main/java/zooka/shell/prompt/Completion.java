package zooka.shell.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import zooka.clients.Failure;
import zooka.clients.zookeeper.servers.FourLetterWord;
import zooka.commands.action.Catalog;
import zooka.commands.action.Context;
import zooka.commands.action.Invocation;
import zooka.commands.kafka.group.GroupList;
import zooka.commands.zk.watch.Watch;
import zooka.shell.run.NameCache;
import zooka.shell.run.Session;

/**
 * Completes command names from the catalogue, options from the command itself, and values from the cluster. What kind of
 * value a parameter wants is told by its label: {@code PATH}, {@code TOPIC}, {@code GROUP}, {@code COMMAND}, {@code FORMAT}.
 *
 * <p>A keystroke never waits for a server: what is not known within {@link #PATIENCE} is asked for in the background, and the
 * next TAB has it.
 */
final class Completion implements Completer {

    /** How long TAB may take, in milliseconds. */
    private static final int PATIENCE = 50;

    private final Session session;
    private final NameCache names;
    private final SettingCompletion settings;

    Completion(Session session, NameCache names) {
        this.session = session;
        this.names = names;
        this.settings = new SettingCompletion(names);
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        List<String> before = new ArrayList<>(line.words().subList(0, line.wordIndex()));
        String typed =
                line.word().substring(0, Math.min(line.wordCursor(), line.word().length()));
        complete(before, typed, candidates);
    }

    private void complete(List<String> before, String typed, List<Candidate> candidates) {
        if (before.isEmpty()) {
            commands(candidates);
            return;
        }
        Optional<Catalog.Found> found = Catalog.find(before);
        Optional<List<String>> watched = found.flatMap(entry -> watched(entry, before));
        if (watched.isPresent()) {
            complete(watched.get(), typed, candidates);
            return;
        }
        if (found.isEmpty() || found.get().length() > before.size()) {
            verbs(before.get(0), candidates);
            return;
        }
        verbs(String.join(" ", before), candidates);
        List<String> arguments = found.get().arguments(before);
        CommandSpec spec = Invocation.spec(found.get().entry());
        Optional<ArgSpec> wanted = wanted(spec, arguments);
        if (typed.startsWith("-") && !arguments.contains("--")) {
            options(spec, candidates);
        } else if (wanted.isPresent()) {
            String label = label(wanted.get());
            if (label.equals("KEY") || label.equals("KEYVALUE")) {
                String command = found.get().entry().words();
                settings.settings(command, plain(spec, arguments), label.equals("KEYVALUE"), typed, candidates);
            } else {
                values(label, typed, candidates);
            }
        }
    }

    /** The words of the command within a command, as in {@code watch -i 5s ls /a}; empty where there is none yet. */
    private static Optional<List<String>> watched(Catalog.Found found, List<String> before) {
        if (!found.entry().words().equals("watch")) {
            return Optional.empty();
        }
        CommandSpec spec = Invocation.spec(found.entry());
        for (int i = found.length(); i < before.size(); i++) {
            OptionSpec option = spec.findOption(before.get(i));
            if (option != null) {
                i += option.arity().max();
            } else if (!before.get(i).startsWith("-")) {
                return Watch.isPath(before.get(i)) ? Optional.empty() : Optional.of(before.subList(i, before.size()));
            }
        }
        return Optional.empty();
    }

    private static void commands(List<Candidate> candidates) {
        for (Catalog.Entry entry : Catalog.entries()) {
            String first = entry.words().split(" ", -1)[0];
            boolean noun = first.length() < entry.words().length();
            candidate(candidates, first, entry.area().title(), noun ? first + " ..." : entry.summary());
            for (String alias : entry.aliases()) {
                if (alias.indexOf(' ') < 0) {
                    candidate(candidates, alias, entry.area().title(), entry.summary());
                }
            }
        }
    }

    /** The second words of commands such as {@code topic list}. */
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

    /** What the word at the cursor is: the value of the option before it, or the next parameter. */
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

    /** The arguments that are neither options nor values of them. */
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

    private static String label(ArgSpec wanted) {
        String label = wanted instanceof PositionalParamSpec || wanted instanceof OptionSpec ? wanted.paramLabel() : "";
        return label.replaceAll("[^A-Z]", "");
    }

    private void values(String label, String typed, List<Candidate> candidates) {
        switch (label) {
            case "RESOURCE" -> settings.resources(typed, candidates);
            case "PATH" -> znodes(typed, candidates);
            case "TOPIC" -> plain(names.topics(), candidates);
            case "GROUP" -> plain(names.groups(), candidates);
            case "PARTITION" -> plain(names.partitions(), candidates);
            case "USER" -> plain(names.users(), candidates);
            case "TRANSACTION" -> plain(names.transactions(), candidates);
            case "BROKER" -> plain(names.brokers(), candidates);
            case "STATE" -> GroupList.STATES.forEach(state -> candidate(candidates, state, null, null));
            case "TYPE" -> GroupList.TYPES.forEach(type -> candidate(candidates, type, null, null));
            case "COMMAND" -> commands(candidates);
            case "PATHCOMMAND" -> {
                if (Watch.isPath(typed)) {
                    znodes(typed, candidates);
                } else {
                    commands(candidates);
                }
            }
            case "CONTEXT" -> contexts(candidates);
            case "WORD" -> FourLetterWord.names().forEach(word -> candidate(candidates, word, null, null));
            case "FORMAT" -> {
                for (zooka.shell.render.Format format : zooka.shell.render.Format.values()) {
                    candidate(candidates, format.name().toLowerCase(Locale.ROOT), null, null);
                }
            }
            default -> {}
        }
    }

    private static void plain(CompletableFuture<List<String>> known, List<Candidate> candidates) {
        patiently(known).forEach(name -> candidate(candidates, name, null, null));
    }

    /** The names in the config file; what is wrong with it is not said while somebody types. */
    private void contexts(List<Candidate> candidates) {
        try {
            session.contexts().file().names().forEach(name -> candidate(candidates, name, null, null));
        } catch (Failure e) {
            return;
        }
    }

    /** Children of the znode that the typed path is in, each with the path as it was begun. */
    private void znodes(String typed, List<Candidate> candidates) {
        String begun = typed.substring(0, typed.lastIndexOf('/') + 1);
        String parent = Context.resolve(session.place(), begun.isEmpty() ? "." : begun);
        for (String child : patiently(names.children(parent))) {
            // No space behind it: there may be more of the path to come.
            candidates.add(new Candidate(begun + child, child, null, null, null, null, false));
        }
    }

    /** What is known by now, or within {@link #PATIENCE}. */
    static <T> List<T> patiently(CompletableFuture<List<T>> known) {
        return NameCache.within(known, PATIENCE, TimeUnit.MILLISECONDS); // the next TAB may know more
    }
}
