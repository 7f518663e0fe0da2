package zooka.clients.kafka.wire.log;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.DescribeQuorumResponseData;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchSnapshotRequestData;
import org.apache.kafka.common.message.FetchSnapshotResponseData;
import org.apache.kafka.common.message.ResponseHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.UnalignedMemoryRecords;
import org.apache.kafka.common.requests.RequestHeader;

/**
 * A controller on a port that leads a quorum of its own, with a log that begins after a snapshot. It does to who reads that what
 * happens on real ones seldom.
 */
final class ScriptedController implements AutoCloseable {

    private static final int ID = 1;
    private static final int EPOCH = 5;
    private static final List<ApiKeys> KNOWN =
            List.of(ApiKeys.API_VERSIONS, ApiKeys.FETCH, ApiKeys.FETCH_SNAPSHOT, ApiKeys.DESCRIBE_QUORUM);

    /**
     * A snapshot.
     *
     * @param end the offset at which the log begins
     */
    record Snapshot(long end, MemoryRecords records) {}

    private final ServerSocket server;
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final Deque<UnaryOperator<Errors>> faults = new ArrayDeque<>();
    private volatile Snapshot snapshot;
    private volatile MemoryRecords log;
    private volatile long highWatermark;

    /** @param log what follows the snapshot */
    ScriptedController(Snapshot snapshot, MemoryRecords log, long highWatermark) throws IOException {
        this.snapshot = snapshot;
        this.log = log;
        this.highWatermark = highWatermark;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "scripted controller");
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** The parts of snapshots that were asked for: {@code 10@0}, the end of the snapshot and the position in it. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** Replaces snapshot and log before the next part is given; the former snapshot does not exist any more. */
    void replaceBeforePart(int number, Snapshot other, MemoryRecords otherLog, long otherHighWatermark) {
        before(number, error -> {
            snapshot = other;
            log = otherLog;
            highWatermark = otherHighWatermark;
            return error;
        });
    }

    /** Answers the part of that number with an error. */
    void failPart(int number, Errors fault) {
        before(number, error -> fault);
    }

    private void before(int number, UnaryOperator<Errors> fault) {
        while (faults.size() < number) {
            faults.add(error -> error);
        }
        faults.add(fault);
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                DataInputStream in = new DataInputStream(client.getInputStream());
                DataOutputStream out = new DataOutputStream(client.getOutputStream());
                while (true) {
                    byte[] request = new byte[in.readInt()];
                    in.readFully(request);
                    byte[] answer = answer(ByteBuffer.wrap(request));
                    out.writeInt(answer.length);
                    out.write(answer);
                    out.flush();
                }
            } catch (IOException e) {
                // The client has closed the connection, or the test has ended.
            }
        }
    }

    private byte[] answer(ByteBuffer request) {
        RequestHeader header = RequestHeader.parse(request);
        short version = header.apiVersion();
        ByteBufferAccessor body = new ByteBufferAccessor(request);
        ApiMessage answer =
                switch (header.apiKey()) {
                    case API_VERSIONS -> versions();
                    case FETCH -> fetch(new FetchRequestData(body, version));
                    case FETCH_SNAPSHOT -> part(new FetchSnapshotRequestData(body, version));
                    default -> new DescribeQuorumResponseData();
                };
        ByteBuffer head = MessageUtil.toByteBufferAccessor(
                        new ResponseHeaderData().setCorrelationId(header.correlationId()),
                        header.apiKey().responseHeaderVersion(version))
                .buffer();
        ByteBuffer rest = MessageUtil.toByteBufferAccessor(answer, version).buffer();
        return ByteBuffer.allocate(head.remaining() + rest.remaining())
                .put(head)
                .put(rest)
                .array();
    }

    private static ApiVersionsResponseData versions() {
        ApiVersionsResponseData data = new ApiVersionsResponseData();
        KNOWN.forEach(api -> data.apiKeys()
                .add(new ApiVersionsResponseData.ApiVersion()
                        .setApiKey(api.id)
                        .setMinVersion(api.oldestVersion())
                        .setMaxVersion(api.latestVersion())));
        return data;
    }

    private FetchResponseData fetch(FetchRequestData request) {
        FetchRequestData.FetchPartition wanted =
                request.topics().get(0).partitions().get(0);
        FetchResponseData.PartitionData told = new FetchResponseData.PartitionData();
        told.currentLeader().setLeaderId(ID).setLeaderEpoch(EPOCH);
        told.setRecords(MemoryRecords.EMPTY);
        if (wanted.currentLeaderEpoch() != EPOCH) {
            told.setErrorCode(Errors.FENCED_LEADER_EPOCH.code());
        } else if (wanted.fetchOffset() < snapshot.end()) {
            told.snapshotId().setEndOffset(snapshot.end()).setEpoch(EPOCH);
        } else {
            told.setHighWatermark(highWatermark);
            if (wanted.fetchOffset() == snapshot.end()) {
                told.setRecords(log);
            }
        }
        FetchResponseData data = new FetchResponseData();
        data.responses()
                .add(new FetchResponseData.FetchableTopicResponse()
                        .setTopicId(Uuid.METADATA_TOPIC_ID)
                        .setPartitions(List.of(told)));
        return data;
    }

    private FetchSnapshotResponseData part(FetchSnapshotRequestData request) {
        FetchSnapshotRequestData.PartitionSnapshot wanted =
                request.topics().get(0).partitions().get(0);
        asked.add(wanted.snapshotId().endOffset() + "@" + wanted.position());
        Errors fault = faults.isEmpty() ? Errors.NONE : faults.remove().apply(Errors.NONE);
        ByteBuffer all = snapshot.records().buffer();
        FetchSnapshotResponseData.PartitionSnapshot told = new FetchSnapshotResponseData.PartitionSnapshot();
        told.currentLeader().setLeaderId(ID).setLeaderEpoch(EPOCH);
        told.setUnalignedRecords(new UnalignedMemoryRecords(ByteBuffer.allocate(0)));
        if (fault != Errors.NONE) {
            told.setErrorCode(fault.code());
        } else if (wanted.snapshotId().endOffset() != snapshot.end()) {
            told.setErrorCode(Errors.SNAPSHOT_NOT_FOUND.code());
        } else if (wanted.position() >= all.limit()) {
            told.setErrorCode(Errors.POSITION_OUT_OF_RANGE.code());
        } else {
            int from = (int) wanted.position();
            int length = Math.min(request.maxBytes(), all.limit() - from);
            told.snapshotId().setEndOffset(snapshot.end()).setEpoch(EPOCH);
            told.setSize(all.limit());
            told.setPosition(from);
            told.setUnalignedRecords(new UnalignedMemoryRecords(all.slice(from, length)));
        }
        FetchSnapshotResponseData data = new FetchSnapshotResponseData();
        FetchSnapshotResponseData.TopicSnapshot topic =
                new FetchSnapshotResponseData.TopicSnapshot().setName("__cluster_metadata");
        topic.partitions().add(told);
        data.topics().add(topic);
        return data;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
