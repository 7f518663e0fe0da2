package zooka.commands.session;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import zooka.clients.Failure;
import zooka.clients.text.TextFile;
import zooka.commands.config.ConfigFile;
import zooka.commands.config.Mapping;

/**
 * Changes of the config file as text, so that all that a person has written there stays as it is, comments included. A new
 * text takes the place of the old one in one step, and only if it says what was wanted.
 */
public final class ConfigEdit {

    private ConfigEdit() {}

    /** Makes a context the current one. */
    public static void use(ConfigFile file, String name) {
        String wanted = file.context(name).name();
        Optional<Mapping> root = ConfigFile.root(file.path(), file.text());
        String line = "current: " + quoted(wanted);
        String text;
        Optional<Node> value = root.flatMap(keys -> keys.raw("current"));
        if (value.isPresent()) {
            Node key = root.flatMap(keys -> keys.key("current")).orElseThrow();
            text = spliced(
                    file.text(),
                    at(file.text(), key.getStartMark().getIndex()),
                    at(file.text(), value.get().getEndMark().getIndex()),
                    line);
        } else {
            int begin = at(file.text(), root.orElseThrow().node().getStartMark().getIndex());
            text = spliced(file.text(), begin, begin, line + "\n");
        }
        replace(file, text, "current: " + name, changed -> changed.current().equals(Optional.of(name)));
    }

    /**
     * Adds a context behind the others.
     *
     * @param lines what it says, indented from its name on: {@code zookeeper: zk-0:2181}
     */
    public static void add(ConfigFile file, String name, List<String> lines) {
        Optional<Mapping> root = ConfigFile.root(file.path(), file.text());
        Optional<Node> contexts = root.flatMap(keys -> keys.raw("contexts"));
        String old = file.text();
        String text;
        if (contexts.isEmpty()) {
            String before = old.isEmpty() || old.endsWith("\n") ? old : old + "\n";
            text = before + "contexts:\n" + block(name, lines, 2);
        } else if (contexts.get() instanceof MappingNode mapping
                && mapping.getFlowStyle() != FlowStyle.FLOW
                && !mapping.getValue().isEmpty()) {
            NodeTuple first = mapping.getValue().get(0);
            int column = first.getKeyNode().getStartMark().getColumn();
            int end = endOfBlock(old, at(old, first.getKeyNode().getStartMark().getIndex()), column);
            String between = end > 0 && old.charAt(end - 1) != '\n' ? "\n" : "";
            text = spliced(old, end, end, between + block(name, lines, column));
        } else if (contexts.get() instanceof MappingNode mapping
                && !mapping.getValue().isEmpty()) {
            throw byHand(file, name, lines);
        } else {
            Node key = root.flatMap(keys -> keys.key("contexts")).orElseThrow();
            int begin = at(old, key.getStartMark().getIndex());
            int end = at(old, contexts.get().getEndMark().getIndex());
            String rest = old.substring(Math.max(end, begin + "contexts:".length()));
            text = old.substring(0, begin) + "contexts:\n" + block(name, lines, 2)
                    + rest.replaceFirst("^[ \\t]*\\n", "");
        }
        replace(
                file,
                text,
                "context " + name,
                changed -> changed.names().contains(name)
                        && changed.names().containsAll(file.names())
                        && changed.current().equals(file.current()));
    }

    /** Takes a context out; where it is the current one, none is afterwards. */
    static void remove(ConfigFile file, String name) {
        Entry entry = Entry.of(file, name);
        String text = spliced(file.text(), entry.begin(), entry.end(), "");
        Optional<String> current = file.current().filter(other -> !other.equals(name));
        if (current.isEmpty() && file.current().isPresent()) {
            text = withoutCurrent(file.path(), text);
        }
        List<String> names =
                file.names().stream().filter(other -> !other.equals(name)).toList();
        replace(
                file,
                text,
                "no context " + name,
                changed -> changed.names().equals(names) && changed.current().equals(current));
    }

    /** Gives a context another name, also where it is the current one. */
    static void rename(ConfigFile file, String name, String other) {
        Entry entry = Entry.of(file, name);
        String text = spliced(file.text(), entry.key(), entry.keyEnd(), quoted(other));
        Optional<String> current = file.current().map(now -> now.equals(name) ? other : now);
        if (!current.equals(file.current())) {
            Mapping root = ConfigFile.root(file.path(), text).orElseThrow();
            Node value = root.raw("current").orElseThrow();
            text = spliced(
                    text,
                    at(text, value.getStartMark().getIndex()),
                    at(text, value.getEndMark().getIndex()),
                    quoted(other));
        }
        List<String> names =
                file.names().stream().map(now -> now.equals(name) ? other : now).toList();
        replace(
                file,
                text,
                "context " + other + " in place of " + name,
                changed -> changed.names().equals(names) && changed.current().equals(current));
    }

    /**
     * Has the file say this and nothing else.
     *
     * @throws Failure {@code USAGE} for an invalid config file, with the line
     */
    static void replaceAll(ConfigFile file, String text) {
        ConfigFile.parse(file.path(), text);
        replace(file, text, "", changed -> true);
    }

    private static String withoutCurrent(Path path, String text) {
        Mapping root = ConfigFile.root(path, text).orElseThrow();
        int begin = at(text, root.key("current").orElseThrow().getStartMark().getIndex());
        int end = text.indexOf('\n', begin);
        return spliced(text, begin, end < 0 ? text.length() : end + 1, "");
    }

    /**
     * Where a context is in the text.
     *
     * @param begin of its first line
     * @param key of its name
     * @param end behind its last line
     */
    private record Entry(int begin, int key, int keyEnd, int end) {

        static Entry of(ConfigFile file, String name) {
            String text = file.text();
            Optional<Node> contexts = ConfigFile.root(file.path(), text).flatMap(keys -> keys.raw("contexts"));
            if (!(contexts.orElseThrow() instanceof MappingNode mapping) || mapping.getFlowStyle() == FlowStyle.FLOW) {
                throw byHand(file);
            }
            Node key = mapping.getValue().stream()
                    .map(NodeTuple::getKeyNode)
                    .filter(node -> node instanceof ScalarNode scalar
                            && scalar.getValue().equals(name))
                    .findFirst()
                    .orElseThrow(() -> byHand(file));
            int start = at(text, key.getStartMark().getIndex());
            int line = text.lastIndexOf('\n', start) + 1;
            if (!text.substring(line, start).isBlank()) {
                throw byHand(file);
            }
            int next = text.indexOf('\n', start) + 1;
            int end = next == 0
                    ? text.length()
                    : endOfBlock(text, next, key.getStartMark().getColumn() + 1);
            return new Entry(line, start, at(text, key.getEndMark().getIndex()), Math.max(end, next));
        }
    }

    private static Failure byHand(ConfigFile file) {
        return new Failure(
                        Failure.Kind.FAILED,
                        file.path() + " has a layout in which a single context cannot be edited automatically")
                .hint("run context edit to open the file");
    }

    private static String block(String name, List<String> lines, int column) {
        String indent = " ".repeat(column);
        return indent + quoted(name) + ":\n"
                + lines.stream().map(line -> indent + "  " + line + "\n").collect(Collectors.joining());
    }

    /** Where the lines end that are indented as far as the first: what comes behind is another key's. */
    private static int endOfBlock(String text, int first, int column) {
        int end = first;
        int line = text.lastIndexOf('\n', first) + 1;
        while (line < text.length()) {
            int next = text.indexOf('\n', line) < 0 ? text.length() : text.indexOf('\n', line) + 1;
            String content = text.substring(line, next);
            int indent = content.length() - content.stripLeading().length();
            if (!content.isBlank()) {
                if (indent < column) {
                    break;
                }
                end = next;
            }
            line = next;
        }
        return end;
    }

    private static Failure byHand(ConfigFile file, String name, List<String> lines) {
        return new Failure(
                        Failure.Kind.FAILED,
                        file.path() + " has a layout to which a context cannot be added automatically")
                .hint("add to the file: " + name + ": {" + String.join(", ", lines) + "}");
    }

    /** A place that the library counts in characters, and Java in units of UTF-16. */
    private static int at(String text, int index) {
        return text.offsetByCodePoints(0, Math.min(index, text.codePointCount(0, text.length())));
    }

    private static String spliced(String text, int begin, int end, String between) {
        return text.substring(0, begin) + between + text.substring(Math.max(begin, end));
    }

    /** A text as YAML takes it; plain where that is safe. */
    static String quoted(String text) {
        boolean plain = text.matches("[A-Za-z0-9/][A-Za-z0-9_./:,@-]*")
                && !text.endsWith(":")
                && !text.matches("(?i)true|false|yes|no|on|off|null");
        return plain ? text : "'" + text.replace("'", "''") + "'";
    }

    private static void replace(ConfigFile file, String text, String what, Predicate<ConfigFile> wanted) {
        boolean right;
        try {
            right = wanted.test(ConfigFile.parse(file.path(), text));
        } catch (Failure e) {
            right = false;
        }
        if (!right) {
            throw new Failure(Failure.Kind.FAILED, file.path() + " cannot be edited automatically: add " + what);
        }
        try {
            write(file.path(), text);
        } catch (IOException e) {
            String why = e instanceof FileSystemException failed && failed.getReason() != null
                    ? failed.getReason()
                    : e.getClass().getSimpleName();
            throw new Failure(Failure.Kind.FAILED, "cannot write " + file.path() + ": " + why).cause(e);
        }
    }

    /** In one step, for the owner alone; where the file is a link, what it leads to is replaced and not the link. */
    private static void write(Path path, String text) throws IOException {
        Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        Path folder = target.getParent();
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path next = Files.createTempFile(folder, ".config-", ".yaml"); // the owner's alone
        try {
            Files.write(next, TextFile.bytes(text));
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next);
        }
    }
}
