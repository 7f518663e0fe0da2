package zooka.clients.kafka.wire;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import zooka.clients.Failure;
import zooka.clients.kafka.ClusterState;
import zooka.clients.net.Addresses;
import zooka.clients.net.Deadline;

/**
 * Reads the metadata of a cluster and its controller by three short requests on a PLAINTEXT connection. The Kafka library's network client
 * loads some 900 classes before it sends its first byte; a command that only lists topics does without. If this
 * fails for any reason, {@link BrokerConnections} is used, which finds out why.
 */
final class FastMetadata {

    /** The ApiVersions request, in the version that every broker supports. */
    private static final short API_VERSIONS = 18;

    /** The DescribeQuorum request of KRaft brokers, in version 0, which contains the leader. */
    private static final short DESCRIBE_QUORUM = 55;

    private static final byte[] QUORUM = "__cluster_metadata".getBytes(StandardCharsets.US_ASCII);

    /** The timeout for the quorum: without a leader it does not answer, which must not delay the metadata. */
    private static final long QUORUM_MILLIS = 1_000;

    /** The Metadata request of version 7, which contains all that a list shows and which every broker from 2.1 on supports. */
    private static final short METADATA = 3;

    private static final short VERSION = 7;

    private static final byte[] CLIENT = "zooka".getBytes(StandardCharsets.US_ASCII);
    private static final int ALL_TOPICS = -1;
    private static final int CORRELATION = 1;
    private static final int LONGEST_ANSWER = 256 << 20;

    private FastMetadata() {}

    /** @param controller empty without a controller, or if unknown */
    record Response(MetadataResponseData metadata, ClusterState.Mode mode, OptionalInt controller) {
        ClusterState state(Instant asOf) {
            return Metadata.state(metadata, asOf, mode).withController(controller, OptionalInt.empty());
        }
    }

    /** Whether a client's configuration uses PLAINTEXT connections without an address map. */
    static boolean inTheClear(Map<String, ?> config) {
        Object protocol = config.get("security.protocol");
        return protocol == null || protocol.toString().equals("PLAINTEXT");
    }

    /** The metadata of the first broker that answers; empty if none does. */
    static Optional<Response> at(List<String> brokers, Deadline deadline) {
        for (String broker : brokers) {
            Deadline share = deadline.within(deadline.millis() / brokers.size());
            Optional<Response> told = at(broker, share);
            if (told.isPresent()) {
                return told;
            }
        }
        return Optional.empty();
    }

    private static Optional<Response> at(String broker, Deadline deadline) {
        try (SocketChannel channel = SocketChannel.open()) {
            List<InetAddress> found = new Lookup()
                    .begin(Addresses.host(broker), () -> {})
                    .answer(deadline)
                    .orElse(List.of());
            if (found.isEmpty()) {
                return Optional.empty();
            }
            // The socket of a channel, unlike a plain socket, is interruptible.
            Socket socket = channel.socket();
            socket.connect(
                    new InetSocketAddress(found.get(0), Addresses.port(broker)), (int) Math.max(1, deadline.millis()));
            socket.getOutputStream().write(question());
            socket.setSoTimeout((int) Math.max(1, deadline.millis()));
            DataInputStream input = new DataInputStream(socket.getInputStream());
            boolean quorum = knowsQuorum(answer(input));
            MetadataResponseData metadata = new MetadataResponseData(new ByteBufferAccessor(answer(input)), VERSION);
            return Optional.of(
                    quorum
                            ? new Response(metadata, ClusterState.Mode.KRAFT, leader(socket, input, deadline))
                            : new Response(
                                    metadata, ClusterState.Mode.ZOOKEEPER, Metadata.known(metadata.controllerId())));
        } catch (IOException | BufferUnderflowException | IllegalArgumentException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw Failure.interrupted().cause(e);
            }
            return Optional.empty();
        }
    }

    /** Sends the ApiVersions and Metadata requests, pipelined. */
    private static byte[] question() {
        ByteBuffer bytes = ByteBuffer.allocate(128);
        header(bytes, API_VERSIONS, (short) 0, 0);
        header(bytes, METADATA, VERSION, 4 + 1);
        bytes.putInt(ALL_TOPICS).put((byte) 0); // create no topic
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** @param body the number of bytes after the header */
    private static void header(ByteBuffer bytes, short request, short version, int body) {
        bytes.putInt(2 + 2 + 4 + 2 + CLIENT.length + body)
                .putShort(request)
                .putShort(version)
                .putInt(CORRELATION)
                .putShort((short) CLIENT.length)
                .put(CLIENT);
    }

    /** The body of the next response, after its correlation id. */
    private static ByteBuffer answer(DataInputStream input) throws IOException {
        int length = input.readInt();
        if (length < 4 || length > LONGEST_ANSWER || input.readInt() != CORRELATION) {
            throw new IOException("unexpected response");
        }
        byte[] bytes = new byte[length - 4];
        input.readFully(bytes);
        return ByteBuffer.wrap(bytes);
    }

    /** Whether the broker supports this version of DescribeQuorum. */
    private static boolean knowsQuorum(ByteBuffer versions) {
        versions.getShort(); // there is no error in this version
        for (int left = versions.getInt(); left > 0; left--) {
            short request = versions.getShort();
            short oldest = versions.getShort();
            versions.getShort();
            if (request == DESCRIBE_QUORUM) {
                return oldest == 0;
            }
        }
        return false;
    }

    /** The quorum's leader; empty without one, or without permission. */
    private static OptionalInt leader(Socket socket, DataInputStream input, Deadline deadline) throws IOException {
        // Compact lengths are one larger, and each part ends with the number of tagged fields: none.
        int body = 1 + 1 + 1 + QUORUM.length + 1 + 4 + 1 + 1 + 1;
        ByteBuffer bytes = ByteBuffer.allocate(128);
        header(bytes, DESCRIBE_QUORUM, (short) 0, body);
        bytes.put((byte) 0)
                .put((byte) 2)
                .put((byte) (QUORUM.length + 1))
                .put(QUORUM)
                .put((byte) 2)
                .putInt(0)
                .put(new byte[3]);
        socket.getOutputStream().write(bytes.array(), 0, bytes.position());
        socket.setSoTimeout((int) Math.max(1, deadline.within(QUORUM_MILLIS).millis()));
        try {
            ByteBuffer told = answer(input);
            told.get();
            if (told.getShort() != 0 || told.get() != 2) {
                return OptionalInt.empty();
            }
            told.position(told.position() + 1 + QUORUM.length + 1 + 4);
            return told.getShort() == 0 ? Metadata.known(told.getInt()) : OptionalInt.empty();
        } catch (SocketTimeoutException none) {
            return OptionalInt.empty();
        }
    }
}
