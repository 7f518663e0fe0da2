package zooka.commands.config;

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
import zooka.commands.Failure;
import zooka.commands.text.TextFile;

/**
 * Changes of the config file as text, so that all that a person has written there stays as it is, comments included. A new
 * text takes the place of the old one in one step, and only if it says what was wanted.
 */
final class ConfigEdit {

    private ConfigEdit() {}

    /** Makes a context the current one. */
    static void use(ConfigFile file, String name) {
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
    static void add(ConfigFile file, String name, List<String> lines) {
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
                        Failure.Kind.FAILED, file.path() + " is not laid out so that a context can be added by itself")
                .hint("write it there: " + name + ": {" + String.join(", ", lines) + "}");
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
            throw new Failure(Failure.Kind.FAILED, file.path() + " cannot be changed by itself: write there " + what);
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
