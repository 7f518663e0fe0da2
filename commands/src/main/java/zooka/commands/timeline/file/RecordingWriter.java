package zooka.commands.timeline.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.result.Health;
import zooka.commands.timeline.BrokerState;
import zooka.commands.timeline.Change;
import zooka.commands.timeline.Event;
import zooka.commands.timeline.Point;
import zooka.commands.timeline.Snapshot;
import zooka.commands.timeline.Timeline;
import zooka.commands.timeline.TopicState;
import zooka.commands.timeline.Voter;

/**
 * Writes a recording: the points of a timeline as JSON lines, each of them as soon as it is known. The first line is the
 * whole state; after it comes a line for each event, and for each change that no event tells of. The last line says how the
 * recording ended, so that one that was cut off can be told. {@link RecordingReader} reads it.
 */
public final class RecordingWriter {

    /** The version of the format. */
    static final int VERSION = 1;

    /** Why a recording ended. */
    public enum End {
        /** The cluster is healthy again. */
        HEALTHY,
        /** The time is up. */
        TIMEOUT,
        /** A person or a signal ended it. */
        INTERRUPTED,
        /** It was in memory, and was saved. */
        SAVED;

        /** The word for it in a recording. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A state that was current within this time after an event is taken as current at the event. */
    private static final Duration CURRENT = Duration.ofSeconds(1);

    private static final JsonFactory JSON = new JsonFactory();

    private final String cluster;
    private final JsonGenerator out;
    private Optional<Snapshot> last = Optional.empty();
    private long number;
    private boolean troubled;

    /**
     * A recording in a stream, which stays open.
     *
     * @param cluster the name of the cluster
     */
    public RecordingWriter(OutputStream stream, String cluster) throws IOException {
        this.cluster = cluster;
        this.out = JSON.createGenerator(stream);
        out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        // Each line is ended when it is written, and not when the next one begins.
        out.setPrettyPrinter(new MinimalPrettyPrinter(""));
    }

    /** Writes what a timeline holds, with its end line. */
    public static void write(Timeline timeline, String cluster, OutputStream stream) throws IOException {
        RecordingWriter writer = new RecordingWriter(stream, cluster);
        for (long i = timeline.first(); i <= timeline.last(); i++) {
            Snapshot later = timeline.get(i).state();
            writer.lines(timeline.noticed(i));
            writer.lines(new Point(later, List.of()));
        }
        if (!timeline.isEmpty()) {
            writer.end(timeline.get(timeline.last()).state().asOf(), End.SAVED);
        }
    }

    /** Writes a point, the first one as a whole state; flushed. */
    public void point(Point point) throws IOException {
        lines(point);
        out.flush();
    }

    private void lines(Point point) throws IOException {
        Snapshot state = point.state();
        if (last.isEmpty()) {
            whole(state);
        } else {
            resumed(state);
            new Lines(last.get(), point).write();
        }
        last = Optional.of(state);
    }

    /** Writes that the cluster cannot be followed, and that events may be missing from here on; flushed. */
    public void trouble(Instant at, String why) throws IOException {
        troubled = true;
        out.writeStartObject();
        out.writeStringField("time", at.toString());
        out.writeStringField("event", "trouble");
        out.writeStringField("message", why);
        endLine();
        out.flush();
    }

    /** Writes that the state is current again. */
    private void resumed(Snapshot state) throws IOException {
        if (troubled && state.asOf().isAfter(last.get().asOf())) {
            troubled = false;
            out.writeStartObject();
            out.writeStringField("time", state.asOf().toString());
            out.writeStringField("event", "resumed");
            endLine();
        }
    }

    /** Writes the last line; flushed. */
    public void end(Instant at, End reason) throws IOException {
        out.writeStartObject();
        out.writeStringField("time", at.toString());
        out.writeStringField("event", "end");
        out.writeStringField("health", word(last));
        out.writeStringField("reason", reason.word());
        endLine();
        out.flush();
    }

    private static String word(Optional<Snapshot> state) {
        return state.map(Snapshot::health).orElse(Health.UNREACHABLE).word();
    }

    private void whole(Snapshot state) throws IOException {
        out.writeStartObject();
        out.writeStringField("time", state.asOf().toString());
        out.writeStringField("event", "state");
        out.writeNumberField("recording", VERSION);
        out.writeStringField("cluster", cluster);
        source(state);
        RecordingFormat.optional(out, "controller", state.controller());
        RecordingFormat.optional(out, "controllerEpoch", state.controllerEpoch());
        unreachable(state);
        out.writeArrayFieldStart("brokers");
        for (BrokerState broker : state.brokers()) {
            out.writeStartObject();
            RecordingFormat.broker(out, broker.broker(), state.stateOf(broker.broker()));
            out.writeEndObject();
        }
        out.writeEndArray();
        ensemble(state.ensemble());
        voters(state.voters());
        out.writeArrayFieldStart("topics");
        for (TopicState topic : state.topics()) {
            out.writeStartObject();
            RecordingFormat.topic(out, topic);
            out.writeEndObject();
        }
        out.writeEndArray();
        endLine();
    }

    private void endLine() throws IOException {
        out.writeEndObject();
        out.writeRaw('\n');
    }

    private void source(Snapshot state) throws IOException {
        out.writeStringField("via", state.via().word());
        out.writeStringField("mode", state.mode().name().toLowerCase(Locale.ROOT));
        RecordingFormat.optional(out, "clusterId", state.clusterId());
    }

    private void unreachable(Snapshot state) throws IOException {
        out.writeObjectFieldStart("unreachable");
        for (Map.Entry<Integer, String> entry : state.unreachable().entrySet()) {
            out.writeStringField(Integer.toString(entry.getKey()), entry.getValue());
        }
        out.writeEndObject();
    }

    private void ensemble(List<Server> servers) throws IOException {
        out.writeArrayFieldStart("ensemble");
        for (Server server : servers) {
            out.writeStartObject();
            RecordingFormat.server(out, server);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void voters(List<Voter> voters) throws IOException {
        out.writeArrayFieldStart("voters");
        for (Voter voter : voters) {
            out.writeStartObject();
            RecordingFormat.voter(out, voter);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private interface Values {
        void write() throws IOException;
    }

    /** The lines of one point. */
    private final class Lines {
        private final Snapshot before;
        private final Snapshot state;
        private final Point point;
        private final Instant seen;
        private final Set<String> told = new HashSet<>();
        private final List<Server> servers;
        private boolean votersTold;
        private boolean begun;

        private Lines(Snapshot before, Point point) {
            this.before = before;
            this.state = point.state();
            this.point = point;
            this.seen = point.at();
            this.servers = new ArrayList<>(before.ensemble());
        }

        private void write() throws IOException {
            if (before.via() != state.via()
                    || before.mode() != state.mode()
                    || !before.clusterId().equals(state.clusterId())) {
                line("source", Optional.empty(), () -> source(state));
            }
            if (!before.unreachable().equals(state.unreachable())) {
                line("unreachable", Optional.empty(), () -> unreachable(state));
            }
            for (Event event : point.events()) {
                event(event);
            }
            untold();
        }

        /** Writes a line; the first one of a point has the time of its state, if that is another one. */
        private void line(String event, Optional<Instant> happened, Values values) throws IOException {
            if (!begun) {
                begun = true;
                number++;
            }
            out.writeStartObject();
            out.writeStringField("time", happened.orElse(seen).toString());
            out.writeStringField("event", event);
            values.write();
            out.writeStringField("seen", seen.toString());
            RecordingFormat.optional(out, "happened", happened.map(Instant::toString));
            boolean current = !state.asOf().isBefore(seen) && state.asOf().isBefore(seen.plus(CURRENT));
            if (!current) {
                out.writeStringField("asOf", state.asOf().toString());
            }
            out.writeNumberField("point", number);
            endLine();
        }

        private void event(Event event) throws IOException {
            Optional<Instant> happened = event.happened();
            Values values = event.change().match(new Change.Cases<>() {
                @Override
                public Values broker(Change.OfBroker change) {
                    return () -> told(change, happened);
                }

                @Override
                public Values server(Change.OfServer change) {
                    return () -> told(change, happened);
                }

                @Override
                public Values voter(Change.OfVoter change) {
                    return () -> {
                        votersTold = true;
                        line("voter", happened, () -> RecordingFormat.change(out, change));
                    };
                }

                @Override
                public Values controller(Change.OfController change) {
                    return () -> line("controller", happened, () -> RecordingFormat.change(out, change));
                }

                @Override
                public Values partition(Change.OfPartition change) {
                    return () -> told(change, happened);
                }

                @Override
                public Values topic(Change.OfTopic change) {
                    return () -> told(change, happened);
                }
            });
            values.write();
        }

        private void told(Change.OfBroker change, Optional<Instant> happened) throws IOException {
            told.add("broker " + change.after().id());
            line("broker", happened, () -> {
                RecordingFormat.broker(out, change.after(), state.stateOf(change.after()));
                out.writeFieldName("before");
                if (change.before().isEmpty()) {
                    out.writeNull();
                    return;
                }
                Broker known = change.before().get();
                out.writeStartObject();
                out.writeStringField("state", before.stateOf(known).word());
                RecordingFormat.optional(out, "trouble", known.trouble());
                out.writeEndObject();
            });
        }

        private void told(Change.OfServer change, Optional<Instant> happened) throws IOException {
            Server one = change.after().or(change::before).orElseThrow();
            RecordingFormat.apply(servers, one.address(), change.after());
            line("server", happened, () -> RecordingFormat.change(out, change));
        }

        private void told(Change.OfPartition change, Optional<Instant> happened) throws IOException {
            told.add(change.after().name());
            line("partition", happened, () -> {
                Partition after = change.after();
                partition(after.topic(), after.partition());
                RecordingFormat.before(out, change.before());
            });
        }

        private void partition(String topic, int partition) throws IOException {
            TopicState known = state.topic(topic).orElseThrow();
            RecordingFormat.partition(
                    out,
                    known.topic().partition(partition).orElseThrow(),
                    known.written().partition(partition).orElseThrow());
        }

        private void told(Change.OfTopic change, Optional<Instant> happened) throws IOException {
            String name = change.after().or(change::before).orElseThrow().name();
            told.add("topic " + name);
            line("topic", happened, () -> {
                if (change.after().isEmpty()) {
                    out.writeStringField("topic", name);
                    out.writeBooleanField("deleted", true);
                } else {
                    RecordingFormat.topic(out, state.topic(name).orElseThrow());
                }
                RecordingFormat.before(out, change.before());
            });
        }

        /** Writes the changes without an event, which count when the state is built again. */
        private void untold() throws IOException {
            if (!RecordingFormat.sameRoles(servers, state.ensemble())) {
                line("ensemble", Optional.empty(), () -> ensemble(state.ensemble()));
            }
            if (!votersTold && !before.voters().equals(state.voters())) {
                line("voters", Optional.empty(), () -> voters(state.voters()));
            }
            if (!before.sharesBrokers(state)) {
                for (BrokerState broker : state.brokers()) {
                    untold(broker.broker());
                }
            }
            if (!before.sharesTopics(state)) {
                topics();
            }
        }

        private void untold(Broker broker) throws IOException {
            Optional<Broker> known = before.broker(broker.id()).map(BrokerState::broker);
            boolean named = known.isEmpty() && broker.equals(Broker.unregistered(broker.id()));
            if (!named && !known.equals(Optional.of(broker)) && !told.contains("broker " + broker.id())) {
                line("broker", Optional.empty(), () -> RecordingFormat.broker(out, broker, state.stateOf(broker)));
            }
        }

        /** Compares the topics, which are the same objects as before as long as nothing is different. */
        @SuppressWarnings("ReferenceEquality")
        private void topics() throws IOException {
            if (!before.sharesTopicNames(state)) {
                for (TopicState topic : state.topics()) {
                    Optional<TopicState> known = before.topic(topic.written().name());
                    if (known.isPresent() && known.get() != topic) {
                        untold(known.get(), topic);
                    }
                }
                return;
            }
            Iterator<TopicState> former = before.topics().iterator();
            for (TopicState topic : state.topics()) {
                TopicState known = former.next();
                if (known != topic) {
                    untold(known, topic);
                }
            }
        }

        private void untold(TopicState known, TopicState topic) throws IOException {
            Topic one = known.written();
            Topic other = topic.written();
            String name = other.name();
            if (told.contains("topic " + name)) {
                return;
            }
            if (one.internal() != other.internal()
                    || !one.id().equals(other.id())
                    || !one.minInSync().equals(other.minInSync())) {
                line("topic", Optional.empty(), () -> RecordingFormat.topic(out, topic));
                return;
            }
            for (int i = 0; i < other.partitions().size(); i++) {
                Partition partition = other.partitions().get(i);
                if (!partition.equals(one.partitions().get(i)) && !told.contains(partition.name())) {
                    line("partition", Optional.empty(), () -> partition(name, partition.partition()));
                }
            }
        }
    }
}
