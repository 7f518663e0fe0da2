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

/** The file with the lines that earlier shells have run: a time and a line each, as JLine writes and reads it. */
public final class HistoryFile {

    private static final Pattern LINE = Pattern.compile("\\d{1,18}:[^\\r]*\\r?");

    private HistoryFile() {}

    /**
     * Makes the file one that can be read: JLine refuses the whole of a file for one line. Lines that cannot be read are put
     * into a file beside it.
     *
     * @param warn told what was put aside, and of a file that cannot be used
     * @return the file; empty where there can be no history
     */
    public static Optional<Path> checked(Path file, Consumer<String> warn) {
        if (Files.notExists(file)) {
            return Optional.of(file);
        }
        try {
            String text = TextFile.kept(file);
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
                Path aside = file.resolveSibling(file.getFileName() + ".unreadable");
                Files.write(
                        aside, TextFile.bytes(bad.toString()), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                Path next = Files.createTempFile(file.getParent(), ".history-", ""); // the owner's alone
                Files.write(next, TextFile.bytes(good.toString()));
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
                warn.accept((lines == 1 ? "1 line" : lines + " lines") + " of " + file + " cannot be parsed, moved to "
                        + aside);
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
