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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import zooka.clients.Failure;
import zooka.clients.kafka.ClusterState;
import zooka.clients.net.Addresses;
import zooka.clients.net.Deadline;

/**
 * The metadata of a cluster and whether it has a controller, by three short questions on a connection in the clear. The Kafka library's network client
 * loads some 900 classes before it sends its first byte; a command that only lists topics goes without. Where a glance
 * fails, whatever the reason, {@link BrokerConnections} is to be asked, which finds out why.
 */
final class FastMetadata {

    /** Which requests a broker knows, in the version that every broker answers. */
    private static final short API_VERSIONS = 18;

    /** The quorum, which brokers know that have one; its version 0 has the leader. */
    private static final short DESCRIBE_QUORUM = 55;

    private static final byte[] QUORUM = "__cluster_metadata".getBytes(StandardCharsets.US_ASCII);

    /** A quorum without a leader does not answer; that must not hold up what the brokers know. */
    private static final long QUORUM_MILLIS = 1_000;

    /** Metadata of version 7, which has all that a list shows and which every broker from 2.1 on answers unasked. */
    private static final short METADATA = 3;

    private static final short VERSION = 7;

    private static final byte[] CLIENT = "zooka".getBytes(StandardCharsets.US_ASCII);
    private static final int ALL_TOPICS = -1;
    private static final int CORRELATION = 1;
    private static final int LONGEST_ANSWER = 256 << 20;

    private FastMetadata() {}

    /** @param controller empty where there is none, or where that is not known */
    record Seen(MetadataResponseData metadata, ClusterState.Mode mode, OptionalInt controller) {
        ClusterState state(Instant asOf) {
            return Metadata.state(metadata, asOf, mode).withController(controller, OptionalInt.empty());
        }
    }

    /** Whether a client's configuration asks for connections of the kind that a glance needs. */
    static boolean inTheClear(Map<String, ?> config) {
        Object protocol = config.get("security.protocol");
        return protocol == null || protocol.toString().equals("PLAINTEXT");
    }

    /** What the first of the brokers that answers says; empty where none does. */
    static Optional<Seen> at(List<String> brokers, Deadline deadline) {
        for (String broker : brokers) {
            Deadline share = deadline.within(deadline.millis() / brokers.size());
            Optional<Seen> told = at(broker, share);
            if (told.isPresent()) {
                return told;
            }
        }
        return Optional.empty();
    }

    private static Optional<Seen> at(String broker, Deadline deadline) {
        try (SocketChannel channel = SocketChannel.open()) {
            InetAddress[] found = new Lookup()
                    .begin(Addresses.host(broker), () -> {})
                    .get(Math.max(1, deadline.millis()), TimeUnit.MILLISECONDS);
            // The channel's socket, unlike a plain one, ends its waiting when the thread is interrupted.
            Socket socket = channel.socket();
            socket.connect(
                    new InetSocketAddress(found[0], Addresses.port(broker)), (int) Math.max(1, deadline.millis()));
            socket.getOutputStream().write(question());
            socket.setSoTimeout((int) Math.max(1, deadline.millis()));
            DataInputStream input = new DataInputStream(socket.getInputStream());
            boolean quorum = knowsQuorum(answer(input));
            MetadataResponseData metadata = new MetadataResponseData(new ByteBufferAccessor(answer(input)), VERSION);
            return Optional.of(
                    quorum
                            ? new Seen(metadata, ClusterState.Mode.KRAFT, leader(socket, input, deadline))
                            : new Seen(metadata, ClusterState.Mode.ZOOKEEPER, Metadata.known(metadata.controllerId())));
        } catch (IOException
                | ExecutionException
                | TimeoutException
                | BufferUnderflowException
                | IllegalArgumentException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw Failure.interrupted().cause(e);
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted().cause(e);
        }
    }

    /** Which requests it knows and the metadata, one behind the other. */
    private static byte[] question() {
        ByteBuffer bytes = ByteBuffer.allocate(128);
        header(bytes, API_VERSIONS, (short) 0, 0);
        header(bytes, METADATA, VERSION, 4 + 1);
        bytes.putInt(ALL_TOPICS).put((byte) 0); // create no topic
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** @param body how many bytes come behind the header */
    private static void header(ByteBuffer bytes, short request, short version, int body) {
        bytes.putInt(2 + 2 + 4 + 2 + CLIENT.length + body)
                .putShort(request)
                .putShort(version)
                .putInt(CORRELATION)
                .putShort((short) CLIENT.length)
                .put(CLIENT);
    }

    /** What is behind the correlation of the next answer. */
    private static ByteBuffer answer(DataInputStream input) throws IOException {
        int length = input.readInt();
        if (length < 4 || length > LONGEST_ANSWER || input.readInt() != CORRELATION) {
            throw new IOException("no answer to what was asked");
        }
        byte[] bytes = new byte[length - 4];
        input.readFully(bytes);
        return ByteBuffer.wrap(bytes);
    }

    /** Whether the broker tells of a quorum in the version that is asked for here. */
    private static boolean knowsQuorum(ByteBuffer versions) {
        versions.getShort(); // no error is possible in this version
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

    /** The quorum's leader; empty where there is none, or where that may not be asked. */
    private static OptionalInt leader(Socket socket, DataInputStream input, Deadline deadline) throws IOException {
        // Lengths are one too great in this form, and each part ends in a count of what may come later: none.
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
