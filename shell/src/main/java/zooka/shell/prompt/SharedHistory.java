package zooka.shell.prompt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.reader.impl.history.DefaultHistory;
import zooka.commands.action.SecretLines;

/**
 * The lines of this shell and of all others that use the same file. A line is appended as soon as it is entered, and
 * those that others have appended are read before each prompt. Lines with a secret are not kept.
 */
final class SharedHistory extends DefaultHistory {

    /** The most lines that are held in memory. */
    static final int MOST = 5000;

    /** The most bytes that are read of the file: old lines stay in it, and are not searched. */
    private static final int LONGEST = 1 << 20;

    private final Optional<Path> file;

    /** Own lines in the file that have not been read again. */
    private final List<String> own = new ArrayList<>();

    /** Up to where the file is known, in bytes. */
    private long known;

    private boolean loaded;

    /** @param file the file with a time and a line each; empty for a history that ends with the shell */
    SharedHistory(Optional<Path> file) {
        this.file = file;
    }

    @Override
    public void add(Instant time, String line) {
        if (SecretLines.containsSecret(line)) {
            return;
        }
        int before = last();
        super.add(time, line);
        if (last() != before) {
            file.ifPresent(path -> append(path, time, line));
        }
    }

    /** Reads the lines that this and other shells have appended since; a file that cannot be read has none. */
    void refresh() {
        file.filter(Files::exists).ifPresent(this::read);
        loaded = true;
    }

    private void read(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < known) {
                known = size; // another shell has put lines aside; those that are left are known
                own.clear();
            }
            long from = Math.max(known, size - LONGEST);
            ByteBuffer bytes = ByteBuffer.allocate((int) (size - from));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                // Goes on until all of it is read.
            }
            int end = bytes.position();
            while (end > 0 && bytes.get(end - 1) != '\n') {
                end--; // the last line is being written
            }
            boolean cut = from > known;
            known = from + end;
            String text = new String(bytes.array(), 0, end, StandardCharsets.UTF_8);
            for (String entry : text.substring(cut ? text.indexOf('\n') + 1 : 0).split("\n", -1)) {
                if (!own.remove(entry)) {
                    remember(entry);
                }
            }
        } catch (IOException e) {
            return; // said when the shell was started
        }
    }

    private void remember(String entry) {
        int colon = entry.indexOf(':');
        if (colon <= 0) {
            return;
        }
        Instant time;
        try {
            time = Instant.ofEpochMilli(Long.parseLong(entry.substring(0, colon)));
        } catch (NumberFormatException e) {
            return;
        }
        String line = unescaped(entry.substring(colon + 1));
        if (!line.isEmpty() && (isEmpty() || !line.equals(get(last())))) {
            internalAdd(time, line);
        }
    }

    private void append(Path path, Instant time, String line) {
        String entry = time.toEpochMilli() + ":" + escaped(line);
        try {
            if (Files.notExists(path)) {
                Files.createFile(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            // One write, so that the lines of several shells do not mix.
            Files.write(path, (entry + "\n").getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
            if (loaded) {
                own.add(entry);
            }
        } catch (IOException | UnsupportedOperationException e) {
            return; // a full disk costs the line, and nothing else
        }
    }

    private static String escaped(String line) {
        return line.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescaped(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escape = c == '\\' && i + 1 < text.length();
            char next = escape ? text.charAt(++i) : c;
            line.append(escape && next == 'n' ? '\n' : escape && next == 'r' ? '\r' : next);
        }
        return line.toString();
    }
}
