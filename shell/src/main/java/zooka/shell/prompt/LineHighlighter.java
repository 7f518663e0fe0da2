package zooka.shell.prompt;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import picocli.CommandLine.Model.OptionSpec;
import zooka.clients.net.Async;
import zooka.commands.action.Catalog;
import zooka.commands.action.Catalog.Entry;
import zooka.commands.action.Invocation;
import zooka.commands.zk.watch.Watch;
import zooka.shell.prompt.LineScan.Part;
import zooka.shell.prompt.LineScan.Word;

/**
 * Colours a line while it is typed: commands, options, strings, variables, paths and known names, and what is unknown or
 * not closed. It never waits and asks no server: a word is unknown only when all that it could be is known.
 */
final class LineHighlighter {

    /** The style of a suggestion, and of descriptions. */
    static final AttributedStyle SUGGESTION = AttributedStyle.DEFAULT.faint();

    /** Words before a command. */
    private static final Set<String> BEFORE_COMMAND = Set.of("if", "else", "time");

    /**
     * The options of a command.
     *
     * @param names with their dashes
     * @param withValue those whose value is the next word
     */
    record OptionNames(Set<String> names, Set<String> withValue) {

        static OptionNames of(Entry entry) {
            Set<String> names = new HashSet<>(List.of("--help", "-h", "-?"));
            Set<String> withValue = new HashSet<>();
            for (OptionSpec option : Invocation.spec(entry).options()) {
                List<String> all = List.of(option.names());
                names.addAll(all);
                if (option.arity().max() > 0) {
                    withValue.addAll(all);
                }
            }
            return new OptionNames(names, withValue);
        }
    }

    private final Supplier<? extends Collection<String>> topics;
    private final Supplier<? extends Collection<String>> aliases;
    private final Function<Entry, Optional<OptionNames>> options;

    /**
     * A highlighter.
     *
     * @param topics the topics that are known already
     * @param aliases the user's own commands
     * @param options the options of a command; empty where they are not known yet
     */
    LineHighlighter(
            Supplier<? extends Collection<String>> topics,
            Supplier<? extends Collection<String>> aliases,
            Function<Entry, Optional<OptionNames>> options) {
        this.topics = topics;
        this.aliases = aliases;
        this.options = options;
    }

    /** The options of commands, which are read in the background: a command's class takes longer to load than a key may. */
    static Function<Entry, Optional<OptionNames>> inBackground() {
        Map<Entry, Async<OptionNames>> asked = new HashMap<>();
        return entry -> {
            Async<OptionNames> known =
                    asked.computeIfAbsent(entry, one -> Async.ask("options", () -> OptionNames.of(one)));
            return known.isDone() && !known.failed() ? Optional.of(known.answer()) : Optional.empty();
        };
    }

    AttributedString highlight(String line) {
        return scan(line).painted();
    }

    /** The line with all its parts marked. */
    LineScan scan(String line) {
        LineScan scan = LineScan.of(line);
        for (List<Word> words : scan.statements()) {
            statement(scan, words);
        }
        return scan;
    }

    private void statement(LineScan scan, List<Word> words) {
        int at = 0;
        while (at < words.size()
                && words.get(at).plain()
                && BEFORE_COMMAND.contains(words.get(at).text())) {
            scan.mark(words.get(at), Part.COMMAND);
            at++;
        }
        List<Word> rest = words.subList(at, words.size());
        if (rest.isEmpty()) {
            return;
        }
        Word first = rest.get(0);
        boolean defines = rest.size() > 1 && is(rest.get(1), "=");
        if (defines) {
            scan.mark(first, Part.VARIABLE);
            values(scan, rest.subList(2, rest.size()));
        } else if (is(first, "for")) {
            scan.mark(first, Part.COMMAND);
            if (rest.size() > 2 && is(rest.get(2), "in")) {
                scan.mark(rest.get(1), Part.VARIABLE);
                scan.mark(rest.get(2), Part.COMMAND);
                values(scan, rest.subList(3, rest.size()));
            }
        } else if (is(first, "alias") && rest.size() > 2 && is(rest.get(2), "=")) {
            scan.mark(first, Part.COMMAND);
            statement(scan, rest.subList(3, rest.size()));
        } else {
            command(scan, rest);
        }
    }

    private static boolean is(Word word, String text) {
        return word.plain() && word.text().equals(text);
    }

    private void command(LineScan scan, List<Word> words) {
        Optional<Catalog.Match> found =
                Catalog.find(words.stream().limit(2).map(Word::text).toList());
        Word first = words.get(0);
        if (found.isPresent()) {
            words.subList(0, found.get().length()).forEach(word -> scan.mark(word, Part.COMMAND));
            arguments(scan, found.get().entry(), words.subList(found.get().length(), words.size()));
        } else if (aliases.get().contains(first.text())
                || (first.text().startsWith("!") && first.end() - first.begin() > 1)) {
            scan.mark(first, Part.COMMAND);
            values(scan, words.subList(1, words.size()));
        } else {
            Set<String> verbs = verbs(first.text());
            if (verbs.isEmpty()) {
                unknown(scan, first, names());
                return;
            }
            scan.mark(first, Part.COMMAND);
            if (words.size() > 1) {
                unknown(scan, words.get(1), verbs);
            }
        }
    }

    /** Marks a word that cannot become one of the known ones any more. */
    private static void unknown(LineScan scan, Word word, Collection<String> known) {
        boolean becoming = scan.isLast(word) && startsAny(known, word.text());
        if (word.plain() && !becoming && !known.contains(word.text())) {
            scan.mark(word, Part.WRONG);
        }
    }

    private static boolean startsAny(Collection<String> known, String begun) {
        return known.stream().anyMatch(name -> name.startsWith(begun));
    }

    private Set<String> names() {
        Set<String> names = new HashSet<>(Catalog.names());
        names.addAll(aliases.get());
        names.addAll(BEFORE_COMMAND);
        names.addAll(List.of("for", "alias"));
        return names;
    }

    private static Set<String> verbs(String noun) {
        Set<String> verbs = new HashSet<>();
        for (String name : Catalog.names()) {
            if (name.startsWith(noun + " ")) {
                verbs.add(name.substring(noun.length() + 1));
            }
        }
        return verbs;
    }

    private void arguments(LineScan scan, Entry entry, List<Word> words) {
        Optional<OptionNames> known = options.apply(entry);
        boolean choice = entry.words().equals("watch");
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            if (is(word, "--")) {
                scan.mark(word, Part.OPTION);
                values(scan, words.subList(i + 1, words.size()));
                return;
            }
            if (isOption(word)) {
                option(scan, known, word);
                if (known.isPresent() && known.get().withValue().contains(word.text()) && i + 1 < words.size()) {
                    i++;
                    value(scan, words.get(i));
                }
            } else if (choice && !Watch.isPath(word.text())) {
                statement(scan, words.subList(i, words.size()));
                return;
            } else {
                value(scan, word);
            }
        }
    }

    /** Whether a word is an option and no number. */
    private static boolean isOption(Word word) {
        String text = word.text();
        return word.plain() && text.length() > 1 && text.charAt(0) == '-' && !Character.isDigit(text.charAt(1));
    }

    private static void option(LineScan scan, Optional<OptionNames> known, Word word) {
        int equals = word.text().indexOf('=');
        String name = equals < 0 ? word.text() : word.text().substring(0, equals);
        // Options of one letter may stand together, or before their value.
        boolean letters = name.length() > 1
                && !name.startsWith("--")
                && known.isPresent()
                && known.get().names().contains(name.substring(0, 2));
        if (known.isEmpty() || letters) {
            scan.mark(word, Part.OPTION);
            return;
        }
        unknown(
                scan,
                new Word(word.begin(), word.end(), name, true),
                known.get().names());
        scan.mark(word, Part.OPTION);
    }

    private void values(LineScan scan, List<Word> words) {
        words.forEach(word -> value(scan, word));
    }

    private void value(LineScan scan, Word word) {
        if (word.text().indexOf('/') >= 0 || topics.get().contains(word.text())) {
            scan.mark(word, Part.NAME);
        }
    }
}
