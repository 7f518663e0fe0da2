package zooka.sandbox;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Claims ports for servers that are about to start. A server takes its port seconds after that was found free; a sandbox
 * that starts meanwhile must not choose the same one. A claim is the lock of one byte of a file that all sandboxes of a
 * user share, and ends with the process.
 */
final class PortClaims {

    // Closing a channel of a file gives back all locks that the process has in that file: there is only one.
    private static final Optional<FileChannel> FILE = open();

    private PortClaims() {}

    private static Optional<FileChannel> open() {
        Path file =
                Path.of(System.getProperty("java.io.tmpdir"), "zooka-sandbox-ports-" + System.getProperty("user.name"));
        try {
            return Optional.of(FileChannel.open(file, CREATE, WRITE, NOFOLLOW_LINKS));
        } catch (IOException unwritable) {
            // Without the file, two sandboxes may choose the same port now and then; the one that loses tries again.
            return Optional.empty();
        }
    }

    /** Claims a port; false if a process listens on it or another sandbox has claimed it. */
    static boolean claim(int port) {
        return free(port) && FILE.map(file -> lock(file, port)).orElse(true);
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static boolean lock(FileChannel file, int port) {
        try {
            return file.tryLock(port, 1, false) != null;
        } catch (OverlappingFileLockException own) {
            return false;
        } catch (IOException unsupported) {
            return true;
        }
    }
}
