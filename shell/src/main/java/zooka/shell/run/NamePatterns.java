package zooka.shell.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import zooka.clients.Failure;
import zooka.clients.Quoting;
import zooka.clients.text.Glob;
import zooka.clients.text.Selector;
import zooka.clients.text.ZnodePath;
import zooka.commands.action.Candidates;
import zooka.commands.action.Catalog;
import zooka.commands.action.Clusters;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Invocation;

/**
 * Replaces the patterns among the words of a command by the names that match. The kind of a parameter decides what a pattern
 * stands for; options, and parameters whose command matches patterns itself, stay as they are.
 */
final class NamePatterns {

    private final Clusters clusters;
    private final String place;

    /** @param place the current znode */
    NamePatterns(Clusters clusters, String place) {
        this.clusters = clusters;
        this.place = place;
    }

    /** The words of a command. */
    List<String> words(List<Argument> arguments) {
        List<String> texts = arguments.stream().map(Argument::text).toList();
        Optional<Catalog.Match> found = Catalog.find(texts);
        if (found.isEmpty() || found.get().entry().create().takesWords()) {
            return texts;
        }
        CommandSpec spec = Invocation.spec(found.get().entry());
        List<String> words = new ArrayList<>(texts.subList(0, found.get().length()));
        int index = (int) found.get().preset().stream()
                .filter(word -> !word.startsWith("-"))
                .count();
        boolean options = true;
        for (int i = words.size(); i < arguments.size(); i++) {
            String text = texts.get(i);
            if (options && text.startsWith("-") && text.length() > 1) {
                words.add(text);
                options = !text.equals("--");
                OptionSpec option = spec.findOption(text);
                if (option != null && option.arity().max() > 0 && i + 1 < arguments.size()) {
                    i++;
                    words.add(texts.get(i));
                }
            } else {
                words.addAll(words(found.get().entry().words(), parameter(spec, index), arguments.get(i)));
                index++;
            }
        }
        return words;
    }

    /** The words of a loop, whose patterns stand for znodes. */
    List<String> loop(List<Argument> arguments) {
        List<String> words = new ArrayList<>();
        for (Argument argument : arguments) {
            if (argument.pattern().isEmpty()) {
                words.add(argument.text());
                continue;
            }
            for (String one : Braces.alternatives(argument.pattern().get())) {
                if (Selector.isPattern(one)) {
                    List<String> found = new ZnodePattern(clusters.znodes(), one).matches(place);
                    words.addAll(some(found, "znode", argument));
                } else {
                    words.add(ZnodePattern.unescaped(one));
                }
            }
        }
        return words;
    }

    private static Optional<PositionalParamSpec> parameter(CommandSpec spec, int index) {
        return spec.positionalParameters().stream()
                .filter(parameter -> parameter.index().contains(index) && !parameter.hidden())
                .findFirst();
    }

    private List<String> words(String command, Optional<PositionalParamSpec> parameter, Argument argument) {
        Optional<Completes.Declaration> declared = parameter.flatMap(Completes.Declaration::of);
        if (argument.pattern().isEmpty() || declared.isEmpty()) {
            return List.of(argument.text());
        }
        boolean several = parameter.orElseThrow().isMultiValue();
        Candidates kind = declared.get().candidates();
        Optional<Supplier<Collection<String>>> names = names(kind);
        List<String> words;
        if (kind == Candidates.ZNODE && !declared.get().asTyped()) {
            words = znodes(argument);
        } else if (names.isPresent() && !declared.get().asTyped() && (!several || kind == Candidates.BROKER)) {
            words = selected(noun(kind), names.get().get(), argument);
        } else if (several && isName(kind)) {
            return alternatives(argument); // the command matches patterns itself
        } else {
            return List.of(argument.text());
        }
        if (!several && words.size() > 1) {
            String label = parameter.get().paramLabel();
            throw Failure.usage(command + ": " + label + " must be one " + noun(kind) + "; '" + argument.text()
                            + "' matches " + words.size() + ": " + shown(words))
                    .hint("for x in " + loop(kind, argument, words) + " { " + command + " $x }");
        }
        return words;
    }

    /** What a loop over the same names has for its words. */
    private static String loop(Candidates kind, Argument argument, List<String> words) {
        boolean all = kind != Candidates.ZNODE && words.size() <= 3;
        return kind == Candidates.ZNODE ? argument.text() : all ? String.join(" ", words) : "NAMES";
    }

    private static String shown(List<String> words) {
        return words.size() <= 3 ? String.join(", ", words) : String.join(", ", words.subList(0, 3)) + ", ...";
    }

    private static boolean isName(Candidates kind) {
        return switch (kind) {
            case TOPIC, GROUP, BROKER, USER, TRANSACTION, PARTITION, CONFIG_RESOURCE -> true;
            default -> false;
        };
    }

    private static String noun(Candidates kind) {
        return kind == Candidates.ZNODE
                ? "znode"
                : kind == Candidates.TOPIC ? "topic" : kind == Candidates.GROUP ? "group" : "broker";
    }

    private Optional<Supplier<Collection<String>>> names(Candidates kind) {
        return switch (kind) {
            case TOPIC -> Optional.of(() -> clusters.topics().names());
            case GROUP -> Optional.of(() -> clusters.groups().names());
            case BROKER ->
                Optional.of(() -> clusters.topics().state(List.of()).brokers().stream()
                        .map(broker -> Integer.toString(broker.id()))
                        .toList());
            default -> Optional.empty();
        };
    }

    private List<String> znodes(Argument argument) {
        List<String> alternatives = Braces.alternatives(argument.pattern().orElseThrow());
        if (alternatives.size() == 1 && !Selector.isPattern(alternatives.get(0))) {
            return List.of(argument.text());
        }
        String literal = Context.resolve(place, argument.text());
        if (ZnodePath.canBe(literal) && clusters.znodes().stat(literal).isPresent()) {
            return List.of(argument.text()); // a name that exists takes precedence
        }
        Set<String> words = new LinkedHashSet<>();
        for (String one : alternatives) {
            if (Selector.isPattern(one)) {
                words.addAll(new ZnodePattern(clusters.znodes(), one).matches(place));
            } else {
                words.add(ZnodePattern.unescaped(one));
            }
        }
        return some(List.copyOf(words), "znode", argument);
    }

    private static List<String> selected(String noun, Collection<String> names, Argument argument) {
        if (names.contains(argument.text())) {
            return List.of(name(argument.text()));
        }
        Set<String> words = new LinkedHashSet<>();
        for (String one : Braces.alternatives(argument.pattern().orElseThrow())) {
            if (Selector.isPattern(one)) {
                Glob glob = new Glob(one);
                names.stream()
                        .filter(glob::matches)
                        .sorted()
                        .map(NamePatterns::name)
                        .forEach(words::add);
            } else {
                words.add(name(ZnodePattern.unescaped(one)));
            }
        }
        return some(List.copyOf(words), noun, argument);
    }

    /** A name as a command takes it. */
    private static String name(String name) {
        return name.isEmpty() ? Selector.EMPTY : name;
    }

    private static List<String> alternatives(Argument argument) {
        List<String> alternatives = Braces.alternatives(argument.pattern().orElseThrow());
        return alternatives.size() == 1 ? List.of(argument.text()) : alternatives;
    }

    private static List<String> some(List<String> words, String noun, Argument argument) {
        if (words.isEmpty()) {
            throw Failure.notFound("no " + noun + " matches '" + argument.text() + "'")
                    .hint("for a " + noun + " with this name, put it in quotes: " + Quoting.inQuotes(argument.text()));
        }
        return words;
    }
}
