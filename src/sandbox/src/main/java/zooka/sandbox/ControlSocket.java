package zooka.sandbox;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import zooka.clients.Failure;

/**
 * The socket in a sandbox's folder through which processes of its user control it. A connection carries one request, a
 * line of words such as {@code kill kafka-2}, and one answer, a JSON object on a line.
 */
final class ControlSocket {

    static final String FILE = "control";

    private ControlSocket() {}

    /**
     * Serves requests, each in a thread of its own.
     *
     * @param handler answers the words of a request; its failures are sent to the client
     */
    static void serve(Path folder, Function<String[], Map<String, Object>> handler) {
        try {
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(folder.resolve(FILE)));
            Thread acceptor = new Thread(() -> acceptAll(server, handler), "control");
            acceptor.setDaemon(true);
            acceptor.start();
        } catch (IOException error) {
            throw new Failure(Failure.Kind.FAILED, "cannot open " + folder.resolve(FILE) + ": " + error.getMessage())
                    .cause(error);
        }
    }

    private static void acceptAll(ServerSocketChannel server, Function<String[], Map<String, Object>> handler) {
        while (true) {
            try {
                SocketChannel connection = server.accept();
                Thread thread = new Thread(() -> answer(connection, handler), "control request");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void answer(SocketChannel channel, Function<String[], Map<String, Object>> handler) {
        try (SocketChannel connection = channel) {
            String request = readLine(connection);
            if (request == null) {
                return;
            }
            Map<String, Object> answer;
            try {
                answer = handler.apply(request.split(" "));
            } catch (Failure failure) {
                answer = Map.of("failure", failureToMap(failure));
            }
            write(connection, JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).asString(answer));
        } catch (IOException gone) {
            // The client does not wait for the answer.
        }
    }

    /**
     * Sends a request to the supervisor of a sandbox.
     *
     * @param request its words, separated by blanks
     * @throws Failure not found if no sandbox runs in the folder, or the supervisor's failure
     */
    static Map<String, Object> ask(Path folder, String request) {
        Optional<String> answer = send(folder, request);
        try {
            Map<String, Object> map = JSON.std.mapFrom(answer.orElseThrow(
                    () -> new Failure(Failure.Kind.FAILED, "the sandbox in " + folder + " has ended")));
            if (map.get("failure") instanceof Map<?, ?> failure) {
                throw failureFromMap(failure);
            }
            return map;
        } catch (IOException garbled) {
            throw new Failure(Failure.Kind.FAILED, "invalid response from the sandbox").cause(garbled);
        }
    }

    /**
     * Sends a request to the supervisor of a sandbox, and returns when it has answered or has ended.
     *
     * @return its answer; empty if it has ended
     * @throws Failure not found if no sandbox runs in the folder
     */
    static Optional<String> send(Path folder, String request) {
        try (SocketChannel connection = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve(FILE)))) {
            write(connection, request);
            return Optional.ofNullable(readLine(connection));
        } catch (IOException nobody) {
            throw Failure.notFound("no sandbox is running in " + folder)
                    .hint("scripts/sandbox up")
                    .cause(nobody);
        }
    }

    private static String readLine(SocketChannel connection) throws IOException {
        return new BufferedReader(new InputStreamReader(Channels.newInputStream(connection), StandardCharsets.UTF_8))
                .readLine();
    }

    private static void write(SocketChannel connection, String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            connection.write(bytes);
        }
    }

    static Map<String, Object> failureToMap(Failure failure) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", failure.kind().name());
        map.put("message", failure.getMessage());
        failure.hint().ifPresent(hint -> map.put("hint", hint));
        return map;
    }

    static Failure failureFromMap(Map<?, ?> map) {
        Failure failure = new Failure(Failure.Kind.valueOf((String) map.get("kind")), (String) map.get("message"));
        return Optional.ofNullable((String) map.get("hint")).map(failure::hint).orElse(failure);
    }
}
