package zooka.commands.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;
import zooka.clients.Failure;
import zooka.clients.text.TextFile;
import zooka.commands.text.Spelling;

/**
 * What the config file says.
 *
 * @param current the context that is used where none is named
 */
public record ConfigFile(Path path, String text, Optional<String> current, List<NamedContext> contexts) {

    private static final List<String> KEYS = List.of("current", "contexts");

    public ConfigFile {
        contexts = List.copyOf(contexts);
    }

    /** Reads it; one that is not there names no contexts. */
    public static ConfigFile read(Path path) {
        return Files.notExists(path)
                ? new ConfigFile(path, "", Optional.empty(), List.of())
                : parse(path, TextFile.lossless(path));
    }

    /** Its text, which need not be understood: empty where there is no file. */
    public static ConfigFile unread(Path path) {
        String text = Files.notExists(path) ? "" : TextFile.lossless(path);
        return new ConfigFile(path, text, Optional.empty(), List.of());
    }

    /** Understands a text as if it were in that file. */
    public static ConfigFile parse(Path path, String text) {
        Optional<Mapping> root = root(path, text);
        Optional<String> current = root.flatMap(keys -> keys.text("current"));
        List<NamedContext> contexts = new ArrayList<>();
        root.flatMap(keys -> keys.mapping("contexts", "'contexts'")).ifPresent(named -> named.keys()
                .forEach(name -> contexts.add(NamedContext.of(
                        name, named.mapping(name, "context " + name).orElseThrow()))));
        return new ConfigFile(path, text, current, contexts);
    }

    /** The file's keys; empty where it has none. */
    public static Optional<Mapping> root(Path path, String text) {
        LoaderOptions options = new LoaderOptions();
        try {
            Node node = new Composer(
                            new ParserImpl(new StreamReader(TextFile.printable(text)), options),
                            new Resolver(),
                            options)
                    .getSingleNode();
            if (!TextFile.isUtf8(text)) {
                checkUtf8(path, node);
            }
            return Optional.ofNullable(node).map(found -> new Mapping(path, "", found).knowing(KEYS));
        } catch (MarkedYAMLException e) {
            // Without the line itself, which the library would quote: it may hold a secret.
            throw Mapping.bad(path, e.getProblemMark(), "invalid YAML")
                    .hint("indent with spaces, put a space after each colon, quote strings with { } [ ] * # :");
        } catch (YAMLException | IllegalArgumentException e) {
            // The library's own exception of an escape for a character that does not exist has no place in the file.
            throw Failure.usage(path + ": invalid YAML: it contains a character that is not allowed")
                    .cause(e);
        }
    }

    /** Comments may be in any encoding; what a key or a value has of another one would not be what was meant. */
    private static void checkUtf8(Path path, Node node) {
        if (node instanceof ScalarNode scalar && scalar.getValue().indexOf('\uFFFD') >= 0) {
            throw Mapping.bad(path, node.getStartMark(), "not UTF-8");
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> checkUtf8(path, item));
        } else if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> {
                checkUtf8(path, tuple.getKeyNode());
                checkUtf8(path, tuple.getValueNode());
            });
        }
    }

    /** The names of its contexts. */
    public List<String> names() {
        return contexts.stream().map(NamedContext::name).toList();
    }

    /**
     * The context of that name.
     *
     * @throws Failure {@code NOT_FOUND} where there is none
     */
    public NamedContext context(String name) {
        return contexts.stream()
                .filter(context -> context.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> Failure.notFound("no context " + name + " in " + path)
                                .hint(
                                        Spelling.meant(name, names())
                                                .orElse(
                                                        "run contexts to list them; run context add NAME --zookeeper HOST:PORT to create one")));
    }

    /** Whether others than its owner can read secrets in it. */
    public boolean exposed() {
        if (contexts.stream().noneMatch(NamedContext::containsSecrets)) {
            return false;
        }
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            return permissions.contains(PosixFilePermission.GROUP_READ)
                    || permissions.contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false; // a file system without such permissions
        }
    }

    /** Where it is and which contexts it names; its text may hold secrets. */
    @Override
    public String toString() {
        return "ConfigFile[" + path + ", " + names() + "]";
    }
}
