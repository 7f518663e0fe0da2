package zooka.commands.doctor;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import zooka.testing.Certificates;
import zooka.testing.ZooKeeperProcess;

/** Ports behind which there is no server, or not the one that somebody looks for. */
final class Ports implements AutoCloseable {

    private static final int LONGEST_QUEUE = 64;

    private final List<AutoCloseable> open = new ArrayList<>();

    private <T extends AutoCloseable> T kept(T resource) {
        open.add(resource);
        return resource;
    }

    private static String address(int port) {
        return "127.0.0.1:" + port;
    }

    /** Where nobody listens. */
    String refusing() {
        return address(ZooKeeperProcess.freePort());
    }

    /** Where connections are taken, by the system, and nobody ever looks at them. */
    String silent() throws IOException {
        return address(
                kept(new ServerSocket(0, 50, InetAddress.getLoopbackAddress())).getLocalPort());
    }

    /** Where packets are lost: the queue of those who want to be let in is full, and the system answers no more of them. */
    String dropping() throws IOException {
        ServerSocket full = kept(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        for (int i = 0; i < LONGEST_QUEUE; i++) {
            Socket waiting = kept(new Socket());
            try {
                waiting.connect(full.getLocalSocketAddress(), (int)
                        Duration.ofMillis(200).toMillis());
            } catch (IOException lost) {
                return address(full.getLocalPort());
            }
        }
        throw new IllegalStateException("the queue is never full");
    }

    /** A web server. */
    String http() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        // One that hears one client at a time would hear nobody while the first says nothing that it understands.
        ExecutorService threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.start();
        open.add(() -> {
            server.stop(0);
            threads.shutdownNow();
        });
        return address(server.getAddress().getPort());
    }

    /** Something that speaks TLS, and nothing over it. */
    String tls(Certificates.Identity identity) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(identity.pkcs12().toString()))) {
            keys.load(in, Certificates.PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, Certificates.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        ServerSocket server =
                kept(context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(() -> greet(server), "a port that speaks TLS");
        thread.setDaemon(true);
        thread.start();
        return address(server.getLocalPort());
    }

    private static void greet(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> hear(socket), "a connection over TLS");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private static void hear(Socket socket) {
        try (socket) {
            // Reading is what makes the other side's hello be answered.
            int unused = socket.getInputStream().read();
        } catch (IOException e) {
            return; // that was no TLS, or the other side did not like ours
        }
    }

    @Override
    public void close() {
        for (AutoCloseable resource : open) {
            try {
                resource.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
