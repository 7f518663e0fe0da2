import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** Listens on a port and passes bytes to another and back, each so many microseconds later, as a longer cable would. */
public final class DelayProxy {

    private record Piece(long due, byte[] bytes) {}

    private DelayProxy() {}

    /** Arguments: the port to listen on, the port to pass to, microseconds one way. */
    public static void main(String[] arguments) throws IOException {
        long nanos = Long.parseLong(arguments[2]) * 1000;
        try (ServerSocket listener = new ServerSocket(Integer.parseInt(arguments[0]), 50, InetAddress.getLoopbackAddress())) {
            while (true) {
                Socket near = listener.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1]));
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                pass(near, far, nanos);
                pass(far, near, nanos);
            }
        }
    }

    private static void pass(Socket from, Socket to, long nanos) {
        BlockingQueue<Piece> onTheWay = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> {
            byte[] buffer = new byte[1 << 16];
            try {
                InputStream in = from.getInputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    onTheWay.add(new Piece(System.nanoTime() + nanos, Arrays.copyOf(buffer, read)));
                }
            } catch (IOException e) {
                // The end of the connection, like the other end of it.
            }
            onTheWay.add(new Piece(System.nanoTime(), new byte[0]));
        });
        Thread writer = new Thread(() -> {
            try (from; to) {
                OutputStream out = to.getOutputStream();
                for (Piece piece = onTheWay.take(); piece.bytes().length > 0; piece = onTheWay.take()) {
                    for (long left = piece.due() - System.nanoTime(); left > 0; left = piece.due() - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                    out.write(piece.bytes());
                }
            } catch (IOException | InterruptedException e) {
                // Likewise.
            }
        });
        reader.setDaemon(true);
        writer.setDaemon(true);
        reader.start();
        writer.start();
    }
}
