package zooka.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.commands.action.Catalog;
import zooka.commands.action.Invocation;
import zooka.commands.text.Grammar;
import zooka.testing.Program;
import zooka.words.AdviceSource.Advice;

/**
 * No hint and no remedy names a command, an option or a value that does not exist. A clause of advice that begins with the name
 * of a command, or has one after {@code run}, {@code see} or {@code use}, is a command line, up to what says what it is for;
 * so that prose must not begin with such a word.
 */
final class AdviceTest {

    /** What a part that is not known may be; a command line is right where one of these makes it right. */
    private static final List<String> FILLERS = List.of("/a", "1", "a", "topic/a", "2181", "SCRAM-SHA-256");

    private static final Pattern CLAUSE = Pattern.compile("; (?:then )?|: | \\(|\\)");
    private static final Pattern MARKED = Pattern.compile("\\b(?:run|see|use) (.*)");
    private static final Pattern PURPOSE =
            Pattern.compile("(?:, (?!\\.\\.\\.)| (?:to|shows|lists|names|tells|and|or) | \\().*", Pattern.DOTALL);

    /** Words in capitals stand for what the user knows: {@code set PATH DATA}. */
    private static final Pattern VARIABLE = Pattern.compile("\\b[A-Z]{1,}\\b(?!-)");

    private static final Set<String> FIRST_WORDS = Catalog.names().stream()
            .map(name -> name.split(" ", 2)[0])
            .collect(Collectors.toCollection(LinkedHashSet::new));

    @Test
    void advice_names_only_what_exists() throws IOException {
        List<Advice> all = AdviceSource.of(sources());
        List<Advice> commands =
                all.stream().filter(advice -> !lines(advice).isEmpty()).toList();
        assertThat(all).as("hints and remedies in the sources").hasSizeGreaterThan(300);
        assertThat(commands).as("those with a command").hasSizeGreaterThan(100);
        assertThat(all.stream().flatMap(advice -> wrong(advice).stream()).toList())
                .as("advice that is no command line, or prose that begins like one")
                .isEmpty();
    }

    @Test
    void finds_advice_however_it_is_put_together() throws IOException {
        assertThat(texts("hint(\"ls \" + path)")).containsExactly("ls " + AdviceSource.UNKNOWN);
        assertThat(texts("hint(found ? \"brokers\" : \"topics\")")).containsExactly("brokers", "topics");
        assertThat(texts("hint(meant.orElse(LIST))")).contains("topic list");
        assertThat(texts("fail(\"x\", kind(3))")).containsExactly("get /a", "get /b");
        assertThat(texts("new Finding(\"x\", \"undo\")")).containsExactly("undo");
    }

    @Test
    void tells_a_command_line_that_is_wrong() {
        assertThat(wrong("partition moves; partition stale-reassignment")).isPresent();
        assertThat(wrong("topic create " + AdviceSource.UNKNOWN + " --partition 3"))
                .isPresent();
        assertThat(wrong("run brokerz to see the brokers")).isPresent();
        assertThat(wrong("set x=y on the servers")).isPresent();
        assertThat(wrong("audit --check nosuch")).isPresent();
        assertThat(wrong("audit --check stale-leader")).isEmpty();
        assertThat(wrong("run get -o raw " + AdviceSource.UNKNOWN + " > FILE; set PATH @FILE"))
                .isEmpty();
        assertThat(wrong("group lag " + AdviceSource.UNKNOWN + " shows the lag"))
                .isEmpty();
        assertThat(wrong("use --force to override")).isEmpty();
    }

    private static Optional<String> wrong(String text) {
        return wrong(new Advice("here", text)).stream().findFirst();
    }

    private static List<String> wrong(Advice advice) {
        return lines(advice).stream()
                .flatMap(line -> trouble(line).stream().map(why -> advice.place() + ": " + line + ": " + why))
                .map(line -> line.replace(AdviceSource.UNKNOWN, '*'))
                .toList();
    }

    /** The command lines in it. */
    private static List<String> lines(Advice advice) {
        List<String> lines = new ArrayList<>();
        for (String clause : CLAUSE.split(advice.text(), -1)) {
            Matcher marked = MARKED.matcher(clause);
            boolean run = clause.startsWith("run ");
            String line = marked.find() ? marked.group(1) : clause;
            String first = line.split("[ ,]", 2)[0];
            boolean other = first.indexOf('/') >= 0 || first.equals("zooka"); // another program
            if (FIRST_WORDS.contains(first) || (run && !other)) {
                lines.add(PURPOSE.matcher(line).replaceFirst(""));
            }
        }
        return lines;
    }

    /** Why it is no command line, whatever its unknown parts are; empty where it is one. */
    private static Optional<String> trouble(String line) {
        String shape = VARIABLE.matcher(line).replaceAll(String.valueOf(AdviceSource.UNKNOWN));
        Optional<String> trouble = Optional.empty();
        for (String filler : FILLERS) {
            trouble = problem(shape.replace(String.valueOf(AdviceSource.UNKNOWN), filler));
            if (trouble.isEmpty()) {
                return trouble;
            }
        }
        return trouble;
    }

    private static Optional<String> problem(String line) {
        try {
            for (Grammar.Line statement : Grammar.lines(line)) {
                Invocation unused = Invocation.of(statement.words());
            }
            return Optional.empty();
        } catch (Failure | Grammar.Unfinished e) {
            return Optional.of(e.getMessage());
        }
    }

    private static List<Path> sources() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String module : List.of("commands/clients", "commands", "shell", "src/sandbox")) {
            try (Stream<Path> files = Files.walk(Program.HOME.resolve(module).resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(all::add);
            }
        }
        return all;
    }

    private static List<String> texts(String expression) throws IOException {
        String source =
                "class A { static final String LIST = \"topic list\"; record Finding(String what, String remedy) {}"
                        + " void fail(String what, String hint) {} String kind(int n) { if (n > 1) { return \"get /a\"; } return \"get /b\"; }"
                        + " void m(String path, boolean found) { f." + expression.replaceFirst("^new ", "g(new ")
                        + (expression.startsWith("new ") ? ")" : "") + "; } }";
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject file = new SimpleJavaFileObject(URI.create("mem:/A.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            return AdviceSource.of(compiler, manager, List.of(file)).stream()
                    .map(Advice::text)
                    .toList();
        }
    }
}
