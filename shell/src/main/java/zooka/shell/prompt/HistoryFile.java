package zooka.shell.prompt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import zooka.clients.Failure;
import zooka.clients.text.TextFile;

/** The file with the lines of earlier shells: a time and a line each, in JLine's format. */
public final class HistoryFile {

    private static final Pattern LINE = Pattern.compile("\\d{1,18}:[^\\r]*\\r?");

    private HistoryFile() {}

    /**
     * Repairs the file, since JLine rejects the whole file for one invalid line. Invalid lines are moved to a file
     * beside it.
     *
     * @param warn receives warnings about moved lines and about an unusable file
     * @return the file; empty if the history cannot be saved
     */
    public static Optional<Path> checked(Path file, Consumer<String> warn) {
        if (Files.notExists(file)) {
            return Optional.of(file);
        }
        try {
            String text = TextFile.lossless(file);
            StringBuilder good = new StringBuilder(text.length());
            StringBuilder bad = new StringBuilder();
            int lines = 0;
            for (String line : text.split("\n", -1)) {
                if (line.isEmpty()) {
                    continue;
                }
                if (TextFile.isUtf8(line) && LINE.matcher(line).matches()) {
                    good.append(line).append('\n');
                } else {
                    bad.append(line).append('\n');
                    lines++;
                }
            }
            if (lines > 0) {
                Path unreadable = file.resolveSibling(file.getFileName() + ".unreadable");
                Files.write(
                        unreadable,
                        TextFile.bytes(bad.toString()),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
                Path next = Files.createTempFile(file.getParent(), ".history-", ""); // readable by the owner only
                Files.write(next, TextFile.bytes(good.toString()));
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
                warn.accept((lines == 1 ? "1 line" : lines + " lines") + " of " + file + " cannot be parsed, moved to "
                        + unreadable);
            }
            return Optional.of(file);
        } catch (Failure e) {
            warn.accept(e.getMessage() + "; the history is not saved");
        } catch (IOException e) {
            warn.accept(TextFile.unreadable(file.toString(), e).getMessage() + "; the history is not saved");
        }
        return Optional.empty();
    }
}
