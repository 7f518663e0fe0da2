package zooka.commands.timeline.file;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.timeline.Change;
import zooka.commands.timeline.TopicState;
import zooka.commands.timeline.Voter;

/**
 * Parts of a cluster as JSON, with the keys that they have in every command, and back. Where a broker is offline, what its
 * partitions were written with differs from what they are, and is in {@code written}.
 */
final class RecordingFormat {

    private RecordingFormat() {}

    static void optional(JsonGenerator out, String key, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            out.writeStringField(key, text.get());
        } else {
            out.writeNullField(key);
        }
    }

    static void optional(JsonGenerator out, String key, OptionalInt number) throws IOException {
        if (number.isPresent()) {
            out.writeNumberField(key, number.getAsInt());
        } else {
            out.writeNullField(key);
        }
    }

    private static void ids(JsonGenerator out, String key, List<Integer> ids) throws IOException {
        out.writeArrayFieldStart(key);
        for (int id : ids) {
            out.writeNumber(id);
        }
        out.writeEndArray();
    }

    private static void ids(JsonGenerator out, String key, Optional<List<Integer>> ids) throws IOException {
        if (ids.isPresent()) {
            ids(out, key, ids.get());
        } else {
            out.writeNullField(key);
        }
    }

    static void broker(JsonGenerator out, Broker broker, Broker.State state) throws IOException {
        out.writeNumberField("id", broker.id());
        out.writeStringField("host", broker.host());
        out.writeNumberField("port", broker.port());
        optional(out, "rack", broker.rack());
        out.writeStringField("state", state.word());
        optional(out, "trouble", broker.trouble());
    }

    /** A broker without its trouble, which is told apart from it. */
    static Broker broker(RecordingLine line) {
        return new Broker(
                line.number("id"),
                line.text("host"),
                line.number("port"),
                line.optionalText("rack"),
                line.text("state").equals(Broker.State.ONLINE.word()));
    }

    static void server(JsonGenerator out, Server server) throws IOException {
        out.writeStringField("server", server.address());
        optional(out, "role", server.role());
        optional(out, "version", server.version());
        optional(out, "trouble", server.trouble());
    }

    static Server server(RecordingLine line) {
        return new Server(
                line.text("server"),
                line.optionalText("role"),
                line.optionalText("version"),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                line.optionalText("trouble"));
    }

    static void change(JsonGenerator out, Change.OfServer change) throws IOException {
        out.writeStringField("name", change.name());
        if (change.after().isPresent()) {
            server(out, change.after().get());
        } else {
            out.writeStringField("server", change.before().orElseThrow().address());
            out.writeBooleanField("left", true);
        }
        out.writeFieldName("before");
        if (change.before().isEmpty()) {
            out.writeNull();
            return;
        }
        out.writeStartObject();
        optional(out, "role", change.before().get().role());
        optional(out, "trouble", change.before().get().trouble());
        out.writeEndObject();
    }

    static void voter(JsonGenerator out, Voter voter) throws IOException {
        out.writeNumberField("id", voter.id());
        out.writeStringField("state", voter.state().word());
        optional(out, "since", voter.since().map(Object::toString));
    }

    static Voter voter(RecordingLine line) {
        String word = line.text("state");
        Voter.State state = Stream.of(Voter.State.values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new RecordingLine.Malformed("invalid value of state"));
        return new Voter(line.number("id"), state, line.optionalTime("since"));
    }

    static void change(JsonGenerator out, Change.OfVoter change) throws IOException {
        if (change.after().isPresent()) {
            voter(out, change.after().get());
        } else {
            out.writeNumberField("id", change.id());
            out.writeBooleanField("left", true);
        }
        out.writeFieldName("before");
        if (change.before().isEmpty()) {
            out.writeNull();
            return;
        }
        out.writeStartObject();
        out.writeStringField("state", change.before().get().state().word());
        out.writeEndObject();
    }

    static void change(JsonGenerator out, Change.OfController change) throws IOException {
        optional(out, "controller", change.after());
        optional(out, "controllerEpoch", change.epoch());
        out.writeObjectFieldStart("before");
        optional(out, "controller", change.before());
        optional(out, "controllerEpoch", change.epochBefore());
        out.writeEndObject();
    }

    /** Puts a server in the place of the one with the same address, or at the end; empty for one that left. */
    static void apply(List<Server> servers, String address, Optional<Server> server) {
        for (int i = 0; i < servers.size(); i++) {
            if (servers.get(i).address().equals(address)) {
                if (server.isPresent()) {
                    servers.set(i, server.get());
                } else {
                    servers.remove(i);
                }
                return;
            }
        }
        server.ifPresent(servers::add);
    }

    /** Whether the servers are the same in all that a recording has of them but their versions. */
    static boolean sameRoles(List<Server> one, List<Server> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            Server server = one.get(i);
            Server same = other.get(i);
            if (!server.address().equals(same.address())
                    || !server.role().equals(same.role())
                    || !server.trouble().equals(same.trouble())) {
                return false;
            }
        }
        return true;
    }

    static void topic(JsonGenerator out, TopicState state) throws IOException {
        Topic topic = state.topic();
        out.writeStringField("topic", topic.name());
        optional(out, "id", topic.id());
        out.writeBooleanField("internal", topic.internal());
        optional(out, "minInSync", topic.minInSync());
        out.writeArrayFieldStart("partitions");
        for (Partition partition : topic.partitions()) {
            out.writeStartObject();
            partition(
                    out,
                    partition,
                    state.written().partition(partition.partition()).orElseThrow());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    static Topic topic(RecordingLine line) {
        return new Topic(
                line.text("topic"),
                line.optionalText("id"),
                line.flag("internal"),
                line.optionalNumber("minInSync"),
                line.objects("partitions").stream()
                        .map(RecordingFormat::partition)
                        .toList());
    }

    /** What a topic was before it was created, changed or deleted. */
    static void before(JsonGenerator out, Optional<Topic> topic) throws IOException {
        out.writeFieldName("before");
        if (topic.isEmpty()) {
            out.writeNull();
            return;
        }
        out.writeStartObject();
        out.writeNumberField("partitions", topic.get().partitions().size());
        optional(out, "minInSync", topic.get().minInSync());
        out.writeEndObject();
    }

    /** @param written the partition as it was written, whether its leader is online or not */
    static void partition(JsonGenerator out, Partition partition, Partition written) throws IOException {
        out.writeStringField("topic", partition.topic());
        out.writeNumberField("partition", partition.partition());
        optional(out, "leader", partition.leader());
        optional(out, "leaderEpoch", partition.leaderEpoch());
        ids(out, "replicas", partition.replicas());
        ids(out, "isr", partition.isr());
        ids(out, "elr", partition.elr());
        ids(out, "offlineReplicas", partition.offlineReplicas());
        optional(out, "since", partition.since().map(Object::toString));
        if (partition.lastKnownElr().isPresent()) {
            ids(out, "lastKnownElr", partition.lastKnownElr());
        }
        if (partition.reassigning()) {
            ids(out, "adding", partition.adding());
            ids(out, "removing", partition.removing());
        }
        if (!partition.equals(written)) {
            out.writeObjectFieldStart("written");
            optional(out, "leader", written.leader());
            ids(out, "offlineReplicas", written.offlineReplicas());
            out.writeEndObject();
        }
    }

    /** A partition as it was written. */
    static Partition partition(RecordingLine line) {
        RecordingLine written = line.object("written").orElse(line);
        line.skip(Set.of("leader", "offlineReplicas"));
        return new Partition(
                line.text("topic"),
                line.number("partition"),
                written.optionalNumber("leader"),
                line.optionalNumber("leaderEpoch"),
                line.ids("replicas"),
                line.ids("isr"),
                line.optionalIds("elr"),
                written.ids("offlineReplicas"),
                line.optionalTime("since"),
                line.optionalIds("lastKnownElr"),
                line.ids("adding"),
                line.ids("removing"));
    }

    /** What a partition was before a change. */
    static void before(JsonGenerator out, Partition partition) throws IOException {
        out.writeObjectFieldStart("before");
        optional(out, "leader", partition.leader());
        optional(out, "leaderEpoch", partition.leaderEpoch());
        ids(out, "isr", partition.isr());
        ids(out, "replicas", partition.replicas());
        out.writeEndObject();
    }
}
