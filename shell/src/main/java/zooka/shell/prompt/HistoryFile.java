package zooka.shell.prompt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;
import zooka.clients.Failure;
import zooka.clients.text.TextFile;

/** The file with the lines of earlier shells: a time and a line each, in JLine's format. */
public final class HistoryFile {

    /** A file that is longer loses its oldest lines, up to half of it. */
    static final int LONGEST = 2 << 20;

    private static final int MOST_DIGITS = 18;

    private HistoryFile() {}

    /**
     * Repairs the file: invalid lines are moved to a file beside it, and a very long file is shortened.
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
                if (TextFile.isUtf8(line) && isEntry(line)) {
                    good.append(line).append('\n');
                } else {
                    bad.append(line).append('\n');
                    lines++;
                }
            }
            boolean tooLong = good.length() > LONGEST;
            if (tooLong) {
                good.delete(0, good.indexOf("\n", good.length() - LONGEST / 2) + 1);
            }
            if (lines > 0) {
                Path unreadable = file.resolveSibling(file.getFileName() + ".unreadable");
                Files.write(
                        unreadable,
                        TextFile.bytes(bad.toString()),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
                warn.accept((lines == 1 ? "1 line" : lines + " lines") + " of " + file + " cannot be parsed, moved to "
                        + unreadable);
            }
            if (lines > 0 || tooLong) {
                Path next = Files.createTempFile(file.getParent(), ".history-", ""); // readable by the owner only
                Files.write(next, TextFile.bytes(good.toString()));
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Optional.of(file);
        } catch (Failure e) {
            warn.accept(e.getMessage() + "; the history is not saved");
        } catch (IOException e) {
            warn.accept(TextFile.unreadable(file.toString(), e).getMessage() + "; the history is not saved");
        }
        return Optional.empty();
    }

    /** Whether a line is a time in milliseconds, a colon and a text. */
    private static boolean isEntry(String line) {
        int digits = 0;
        while (digits < line.length() && line.charAt(digits) >= '0' && line.charAt(digits) <= '9') {
            digits++;
        }
        int end = line.indexOf('\r');
        return digits > 0
                && digits <= MOST_DIGITS
                && line.startsWith(":", digits)
                && (end < 0 || end == line.length() - 1);
    }
}
