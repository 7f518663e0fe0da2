package zooka.commands.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;
import zooka.commands.Failure;
import zooka.commands.Spelling;

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
        try {
            return parse(path, Files.readString(path));
        } catch (NoSuchFileException e) {
            return new ConfigFile(path, "", Optional.empty(), List.of());
        } catch (IOException e) {
            throw Failure.usage("cannot read " + path + ": " + e.getClass().getSimpleName());
        }
    }

    /** Understands a text as if it were in that file. */
    static ConfigFile parse(Path path, String text) {
        Optional<Mapping> root = root(path, text);
        Optional<String> current = root.flatMap(keys -> keys.text("current"));
        List<NamedContext> contexts = new ArrayList<>();
        root.flatMap(keys -> keys.mapping("contexts", "'contexts'")).ifPresent(named -> named.keys()
                .forEach(name -> contexts.add(NamedContext.of(
                        name, named.mapping(name, "context " + name).orElseThrow()))));
        return new ConfigFile(path, text, current, contexts);
    }

    /** The file's keys; empty where it has none. */
    static Optional<Mapping> root(Path path, String text) {
        LoaderOptions options = new LoaderOptions();
        try {
            Node node = new Composer(new ParserImpl(new StreamReader(text), options), new Resolver(), options)
                    .getSingleNode();
            return Optional.ofNullable(node).map(found -> new Mapping(path, "", found).knowing(KEYS));
        } catch (MarkedYAMLException e) {
            // Without the line itself, which the library would quote: it may hold a secret.
            throw Mapping.bad(path, e.getProblemMark(), "this is no YAML")
                    .hint("indentation by spaces, and a space behind each colon; texts with { } [ ] * # : in quotes");
        } catch (YAMLException e) {
            throw Failure.usage(path + ": this is no YAML: it holds a character that no text has");
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
                .orElseThrow(() -> Failure.notFound("no context " + name + " in " + path)
                        .hint(Spelling.meant(name, names()).orElse("contexts lists them, context add makes one")));
    }

    /** Whether others than its owner can read secrets in it. */
    public boolean exposed() {
        if (contexts.stream().noneMatch(NamedContext::tellsSecrets)) {
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
