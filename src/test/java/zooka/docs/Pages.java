package zooka.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import zooka.testing.Program;

/** The pages that people read, in Markdown, and what is shown in them. */
public final class Pages {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

    private Pages() {}

    /** What is typed at a prompt in a page, and what follows it. */
    public record Step(String command, String expected) {}

    /** Those at the top level and those in {@code docs}. */
    public static List<Path> all() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path folder :
                List.of(Program.HOME, Program.HOME.resolve("docs"), Program.HOME.resolve("docs/reference"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages;
    }

    /** The blocks of code of a page that are marked with a word. */
    public static List<String> blocks(Path page, String word) throws IOException {
        return BLOCK.matcher(Files.readString(page))
                .results()
                .filter(block -> block.group(1).equals(word))
                .map(block -> block.group(2))
                .toList();
    }

    /** What is typed in the blocks of a page that are marked with a word. */
    public static List<Step> steps(Path page, String word) throws IOException {
        List<Step> steps = new ArrayList<>();
        for (String block : blocks(page, word)) {
            for (String step : block.split("(?m)^> ", -1)) {
                if (!step.isEmpty()) {
                    int end = step.indexOf('\n');
                    steps.add(new Step(step.substring(0, end), step.substring(end + 1)));
                }
            }
        }
        return steps;
    }
}
