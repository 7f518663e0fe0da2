package zooka.commands.kafka.client;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import zooka.commands.Failure;
import zooka.commands.net.Addresses;

/**
 * The metadata of a cluster by one request and one answer on a connection in the clear. The Kafka library's network client
 * loads some 900 classes before it sends its first byte; a command that only lists topics goes without. Where a glance
 * fails, whatever the reason, {@link Wire} is to be asked, which finds out why.
 */
final class Glance {

    /** Metadata of version 7, which has all that a list shows and which every broker from 2.1 on answers unasked. */
    private static final short METADATA = 3;

    private static final short VERSION = 7;

    private static final byte[] CLIENT = "zooka".getBytes(StandardCharsets.US_ASCII);
    private static final int ALL_TOPICS = -1;
    private static final int CORRELATION = 1;
    private static final int LONGEST_ANSWER = 256 << 20;

    private Glance() {}

    /** Whether a client's configuration asks for connections of the kind that a glance needs. */
    static boolean inTheClear(Map<String, ?> config) {
        Object protocol = config.get("security.protocol");
        return protocol == null || protocol.toString().equals("PLAINTEXT");
    }

    /** What the first of the brokers that answers says; empty where none does. */
    static Optional<MetadataResponseData> at(List<String> brokers, Deadline deadline) {
        for (String broker : brokers) {
            Deadline share = deadline.within(deadline.millis() / brokers.size());
            Optional<MetadataResponseData> told = at(broker, share);
            if (told.isPresent()) {
                return told;
            }
        }
        return Optional.empty();
    }

    private static Optional<MetadataResponseData> at(String broker, Deadline deadline) {
        try (SocketChannel channel = SocketChannel.open()) {
            InetAddress[] found = new Lookup()
                    .begin(Addresses.host(broker), () -> {})
                    .get(Math.max(1, deadline.millis()), TimeUnit.MILLISECONDS);
            // The channel's socket, unlike a plain one, ends its waiting when the thread is interrupted.
            channel.socket().connect(new InetSocketAddress(found[0], Addresses.port(broker)), (int)
                    Math.max(1, deadline.millis()));
            channel.socket().getOutputStream().write(question());
            channel.socket().setSoTimeout((int) Math.max(1, deadline.millis()));
            return answer(new DataInputStream(channel.socket().getInputStream()));
        } catch (IOException | ExecutionException | TimeoutException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw Failure.interrupted().cause(e);
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted().cause(e);
        }
    }

    private static byte[] question() {
        int length = 2 + 2 + 4 + 2 + CLIENT.length + 4 + 1;
        return ByteBuffer.allocate(4 + length)
                .putInt(length)
                .putShort(METADATA)
                .putShort(VERSION)
                .putInt(CORRELATION)
                .putShort((short) CLIENT.length)
                .put(CLIENT)
                .putInt(ALL_TOPICS)
                .put((byte) 0) // create no topic
                .array();
    }

    private static Optional<MetadataResponseData> answer(DataInputStream input) throws IOException {
        int length = input.readInt();
        if (length < 4 || length > LONGEST_ANSWER || input.readInt() != CORRELATION) {
            return Optional.empty();
        }
        byte[] bytes = new byte[length - 4];
        input.readFully(bytes);
        return Optional.of(new MetadataResponseData(new ByteBufferAccessor(ByteBuffer.wrap(bytes)), VERSION));
    }
}
