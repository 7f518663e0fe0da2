package zooka.clients.kafka.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.memory.MemoryPool;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.ChannelBuilder;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.utils.Time;

/** A selector that connects to brokers by an address map, or at their advertised addresses. */
final class MappedSelector extends Selector {

    private final Map<String, InetSocketAddress> addresses = new HashMap<>();

    MappedSelector(int longestAnswer, ChannelBuilder builder) {
        super(
                longestAnswer,
                NO_IDLE_TIMEOUT_MS,
                NO_FAILED_AUTHENTICATION_DELAY,
                new Metrics(),
                Time.SYSTEM,
                "zooka",
                Map.of(),
                false,
                false,
                builder,
                MemoryPool.NONE,
                Channels.QUIET);
    }

    /** Sets the address of a node, in place of the one that the network client uses. */
    void move(String id, InetSocketAddress address) {
        addresses.put(id, address);
    }

    @Override
    public void connect(String id, InetSocketAddress address, int sendBufferSize, int receiveBufferSize)
            throws IOException {
        super.connect(id, addresses.getOrDefault(id, address), sendBufferSize, receiveBufferSize);
    }
}
