package zooka.commands.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import picocli.CommandLine.TypeConversionException;
import zooka.clients.Failure;
import zooka.commands.text.Durations;
import zooka.commands.text.Spelling;

/**
 * A mapping of the config file. What is wrong with it is told with the file and the line, and never with the value, which
 * may be a secret.
 */
public final class Mapping {

    private static final List<String> SECRET_KEYS = List.of("file", "env", "command", "prompt");

    private final Path file;
    private final String where;
    private final MappingNode node;
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Map<String, Node> values = new LinkedHashMap<>();

    /**
     * Takes a mapping apart.
     *
     * @param where what it is of: {@code context prod}; empty for the whole file
     * @throws Failure {@code USAGE} for anything but a mapping, and for a duplicate key
     */
    Mapping(Path file, String where, Node node) {
        this.file = file;
        this.where = where;
        if (!(node instanceof MappingNode mapping)) {
            throw bad(node, (where.isEmpty() ? "the file" : where) + " must be a mapping");
        }
        this.node = mapping;
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw bad(tuple.getKeyNode(), "a key must be a scalar");
            }
            if (keys.put(key.getValue(), key) != null) {
                throw bad(key, "'" + key.getValue() + "' appears twice" + in());
            }
            values.put(key.getValue(), tuple.getValueNode());
        }
    }

    /** The same, where it has no other keys than these. */
    Mapping knowing(Collection<String> known) {
        for (String key : keys.keySet()) {
            if (!known.contains(key)) {
                throw bad(keys.get(key), "unknown key '" + key + "'" + in())
                        .hint(Spelling.meant(key, known)
                                        .map(question -> question + " ")
                                        .orElse("") + "known keys: " + String.join(", ", known));
            }
        }
        return this;
    }

    private String in() {
        return where.isEmpty() ? "" : " in " + where;
    }

    /** The keys, without those that have nothing behind them. */
    List<String> keys() {
        return values.keySet().stream().filter(key -> value(key).isPresent()).toList();
    }

    /** The line of a key; the line of the mapping if the key is missing. */
    int line(String key) {
        return line(keys.getOrDefault(key, node));
    }

    private static int line(Node at) {
        return at.getStartMark().getLine() + 1;
    }

    public MappingNode node() {
        return node;
    }

    public Optional<Node> key(String key) {
        return Optional.ofNullable(keys.get(key));
    }

    /** The value of a key, which may be null. */
    public Optional<Node> raw(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The value of a key; empty also for null. */
    Optional<Node> value(String key) {
        return raw(key).filter(value -> !value.getTag().equals(Tag.NULL));
    }

    Optional<Mapping> mapping(String key, String what) {
        return value(key).map(value -> new Mapping(file, what, value));
    }

    Optional<String> text(String key) {
        return value(key).map(value -> text(value, key));
    }

    private String text(Node value, String key) {
        if (value instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue().strip();
        }
        throw bad(value, "'" + key + "' must be a string" + in());
    }

    /** A list of texts, or one text alone. */
    List<String> texts(String key) {
        Optional<Node> value = value(key);
        if (value.isPresent() && value.get() instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(item -> text(item, key)).toList();
        }
        return text(key).map(List::of).orElse(List.of());
    }

    /** Mappings in a list. */
    List<Mapping> mappings(String key, String what) {
        Optional<Node> value = value(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get() instanceof SequenceNode sequence)) {
            throw bad(value.get(), "'" + key + "' must be a list" + in());
        }
        List<Mapping> mappings = new ArrayList<>();
        sequence.getValue().forEach(item -> mappings.add(new Mapping(file, what, item)));
        return mappings;
    }

    boolean flag(String key) {
        return text(key)
                .map(text -> switch (text) {
                    case "true", "yes", "on" -> true;
                    case "false", "no", "off" -> false;
                    default -> throw bad(values.get(key), "'" + key + "' must be true or false" + in());
                })
                .orElse(false);
    }

    Optional<Duration> duration(String key) {
        return text(key).map(text -> {
            try {
                return new Durations().convert(text);
            } catch (TypeConversionException e) {
                throw bad(values.get(key), key + ": " + e.getMessage());
            }
        });
    }

    /** A path; a relative one begins where the config file is. */
    Optional<Path> path(String key) {
        return text(key).map(text -> {
            try {
                return resolved(text);
            } catch (InvalidPathException e) {
                throw bad(key, "'" + key + "' is not a valid file path");
            }
        });
    }

    private Path resolved(String text) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        Path home = Path.of(System.getProperty("user.home", "/"));
        return (text.startsWith("~/") ? home.resolve(text.substring(2)) : folder.resolve(text)).normalize();
    }

    /** One of some words. */
    Optional<String> word(String key, List<String> words) {
        Optional<String> text = text(key);
        if (text.isPresent() && !words.contains(text.get())) {
            throw bad(values.get(key), "'" + key + "' must be one of " + String.join(", ", words) + in());
        }
        return text;
    }

    /**
     * A secret: {@code {file: PATH}}, {@code {env: NAME}}, {@code {command: [PROGRAM, ARGUMENT]}},
     * {@code {prompt: true}}, or the text as it is.
     */
    Optional<SecretText> secret(String key) {
        Optional<Node> value = value(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof ScalarNode scalar) {
            return Optional.of(new SecretText.Literal(scalar.getValue()));
        }
        Mapping source = new Mapping(file, "'" + key + "'" + in(), value.get()).knowing(SECRET_KEYS);
        if (source.keys().size() != 1) {
            throw bad(value.get(), "'" + key + "' must have one of the keys file, env, command and prompt" + in());
        }
        if (source.value("file").isPresent()) {
            return source.path("file").map(SecretText.InFile::new);
        }
        if (source.value("env").isPresent()) {
            return source.text("env").map(SecretText.InVariable::new);
        }
        if (source.value("command").isPresent()) {
            return Optional.of(new SecretText.ByCommand(source.command()));
        }
        if (!source.flag("prompt")) {
            throw bad(value.get(), "'prompt' can only be true" + in());
        }
        return Optional.of(new SecretText.Prompt());
    }

    /** A program and its arguments; a program with a slash in its name begins where the config file is. */
    private List<String> command() {
        Node value = values.get("command");
        List<String> words = new ArrayList<>();
        if (value instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                if (!(item instanceof ScalarNode word) || word.getValue().indexOf('\0') >= 0) {
                    throw bad(item, "each item of 'command' must be a string" + in());
                }
                words.add(word.getValue());
            }
        }
        if (words.isEmpty() || words.get(0).isBlank()) {
            throw bad(value, "'command' must be a list of a program and its arguments" + in())
                    .hint("example: {command: [pass, show, kafka]}");
        }
        if (words.get(0).contains("/")) {
            words.set(0, resolved(words.get(0)).toString());
        }
        return words;
    }

    Failure bad(String key, String what) {
        return bad(values.getOrDefault(key, node), what + in());
    }

    private Failure bad(Node at, String what) {
        return bad(file, at.getStartMark(), what);
    }

    static Failure bad(Path file, Mark mark, String what) {
        return Failure.usage(file + " line " + (mark.getLine() + 1) + ": " + what);
    }
}
