package zooka.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Code that reads bytes which others have written.
 *
 * @param name as it is named in a finding
 * @param corpus inputs that it reads well; those that are tried are made of them
 * @param reader the code; a {@code Failure} is a right answer, every other exception a finding
 */
public record FuzzTarget(String name, List<byte[]> corpus, Reader reader) {

    /** The code that reads. */
    @FunctionalInterface
    public interface Reader {
        /** Reads bytes, and uses what it has read as a command would. */
        void read(byte[] bytes) throws Exception;
    }

    /** With texts as inputs. */
    public static FuzzTarget of(String name, Reader reader, String... corpus) {
        return new FuzzTarget(
                name,
                Stream.of(corpus)
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toList(),
                reader);
    }

    /** The bytes as text, as the program reads them where a person types. */
    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
