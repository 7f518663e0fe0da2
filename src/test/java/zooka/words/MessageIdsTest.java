package zooka.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.testing.Program;

/** The ids of messages are well formed, and the page for scripts lists each of them. */
final class MessageIdsTest {

    private static final Pattern ID = Pattern.compile(
            "\\.(?:incomplete|fault|warn|note|as)\\(\\s*\"([^\" ]*)\"[,)]|Kind\\.(?:NOTE|WARNING|DONE), \"([^\" ]*)\"");

    private static Set<String> ids() throws IOException {
        Set<String> ids = new TreeSet<>(List.of("no-such-znode", "no-such-topic", "no-such-group"));
        for (Failure.Kind kind : Failure.Kind.values()) {
            ids.add(kind.id());
        }
        for (String root : List.of("commands/clients/src/main", "commands/src/main", "shell/src/main")) {
            try (Stream<Path> files = Files.walk(Program.HOME.resolve(root))) {
                for (Path file :
                        files.filter(one -> one.toString().endsWith(".java")).toList()) {
                    Matcher matcher = ID.matcher(Files.readString(file));
                    while (matcher.find()) {
                        ids.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
                    }
                }
            }
        }
        return ids;
    }

    @Test
    void the_page_for_scripts_lists_all() throws IOException {
        Set<String> ids = ids();
        assertThat(ids).hasSizeGreaterThan(60).allMatch(id -> id.matches("[a-z]+(-[a-z]+)*"));
        String page = Files.readString(Program.HOME.resolve("docs/scripts.md"));
        List<String> missing =
                ids.stream().filter(id -> !page.contains("`" + id + "`")).toList();
        assertThat(missing).isEmpty();
    }
}
