package zooka.shell.prompt;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jline.reader.Candidate;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;

/** Completes paths of files: those in the directory of the word, as it was begun. */
final class FileCompletion {

    private FileCompletion() {}

    /**
     * Adds the files; none if the directory cannot be read, or not in time, as on a file server.
     *
     * @param patience until when the directory is waited for
     */
    static void complete(String typed, Deadline patience, List<Candidate> candidates) {
        int name = typed.lastIndexOf('/') + 1;
        String begun = typed.substring(0, name);
        boolean hidden = typed.startsWith(".", name);
        Async.ask("files", () -> files(begun)).answer(patience).orElse(List.of()).stream()
                .filter(file -> hidden || !file.startsWith("."))
                .forEach(file ->
                        candidates.add(new Candidate(begun + file, file, null, null, null, null, !file.endsWith("/"))));
    }

    /** The names in a directory, sorted; those of directories end with a slash. */
    private static List<String> files(String directory) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(directory.isEmpty() ? "." : directory))) {
            for (Path file : files) {
                names.add(file.getFileName() + (Files.isDirectory(file) ? "/" : ""));
            }
        } catch (IOException | InvalidPathException e) {
            return List.of();
        }
        Collections.sort(names);
        return names;
    }
}
