package zooka.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lines of Kafka's tools as a table of cases has them, with a prefix in place of {@code @}. {@code ./x} is a file in a folder of the
 * case; {@code << TEXT} behind a tool's line is its stdin, and behind a file's name what is written there.
 */
public final class StockLines {

    private static final String HERE = " << ";
    private static final String FOLDER = "./";

    private final String prefix;
    private final Path folder;

    /** @param folder where its files are; it exists */
    public StockLines(String prefix, Path folder) {
        this.prefix = prefix;
        this.folder = folder;
    }

    /**
     * A line of a tool.
     *
     * @param stdin empty for none
     */
    public record ToolLine(String tool, List<String> words, String stdin) {
        public ToolLine {
            words = List.copyOf(words);
        }
    }

    public String prefix() {
        return prefix;
    }

    /** Reads a line; one that writes a file is done with that, and is empty. */
    public Optional<ToolLine> read(String line) {
        String text = line.replace("@", prefix);
        int here = text.indexOf(HERE);
        List<String> words = Stream.of((here < 0 ? text : text.substring(0, here)).split(" ", -1))
                .map(this::word)
                .toList();
        String stdin = here < 0 ? "" : text.substring(here + HERE.length());
        if (line.startsWith(FOLDER)) {
            try {
                Files.writeString(Path.of(words.get(0)), stdin);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Optional.empty();
        }
        return Optional.of(new ToolLine(words.get(0), words.subList(1, words.size()), stdin));
    }

    private String word(String word) {
        return word.startsWith(FOLDER)
                ? folder.resolve(word.substring(FOLDER.length())).toString()
                : word;
    }

    /** A text with {@code @} in place of the prefix. */
    public String same(String text) {
        return text.replace(prefix, "@").replace(folder.toString(), ".");
    }
}
