package zooka.commands.timeline.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState.Mode;
import zooka.clients.kafka.Topic;
import zooka.clients.text.TextFile;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.timeline.Edit;
import zooka.commands.timeline.Point;
import zooka.commands.timeline.Snapshot;
import zooka.commands.timeline.Via;
import zooka.commands.timeline.Voter;

/**
 * Reads a recording: one state after the other, with the events between them, which are found again by an {@link Edit}. Only
 * the present state is in memory. The file may be compressed with gzip.
 */
public final class RecordingReader implements AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();

    /** What a recording holds after its first state; called in order. */
    public interface Listener {
        void point(Point point);

        /** The cluster could not be followed from here on. */
        default void trouble(Instant at, String why) {}

        /** The cluster was followed again. */
        default void resumed(Instant at) {}

        /** The recording ended, and was not cut off. */
        default void end(Instant at) {}
    }

    private final String name;
    private final Consumer<String> remarks;
    private final JsonParser in;
    private final Set<String> said = new HashSet<>();

    /** The state at the beginning, until it is read on: it may be as large as all that follows. */
    private Optional<Snapshot> first;

    private Snapshot state = Snapshot.UNKNOWN;
    private String cluster = "";
    private Optional<Via> via = Optional.empty();
    private Instant last = Instant.EPOCH;
    private boolean complete;

    /** The lines of the next point. */
    private Optional<Group> group = Optional.empty();

    private RecordingReader(String name, InputStream stream, Consumer<String> remarks) {
        this.name = name;
        this.remarks = remarks;
        try {
            BufferedInputStream begin = new BufferedInputStream(TextFile.withoutMark(stream), 1 << 16);
            begin.mark(2);
            boolean packed = begin.read() == 0x1f && begin.read() == 0x8b;
            begin.reset();
            this.in = JSON.createParser(packed ? new GZIPInputStream(begin) : begin);
            Optional<Line> line = next();
            if (line.isEmpty() || !line.get().values().optionalText("event").equals(Optional.of("state"))) {
                throw new Failure(Failure.Kind.FAILED, name + " is not a recording").hint("failover record --out FILE");
            }
            this.first = Optional.of(parsed(line.get(), () -> whole(line.get()).state()));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * Opens a recording and reads its first state.
     *
     * @param typed a file, or {@code -} for stdin
     * @param remarks told of what is skipped, and of a recording that was cut off
     * @throws Failure {@code USAGE} for a file that cannot be opened, {@code FAILED} for one that is not a recording
     */
    public static RecordingReader open(String typed, InputStream stdin, Consumer<String> remarks) {
        if (typed.equals("-")) {
            return new RecordingReader("stdin", stdin, remarks);
        }
        try {
            if (Files.isDirectory(TextFile.path(typed))) {
                throw Failure.usage(typed + " is a directory");
            }
            return new RecordingReader(typed, Files.newInputStream(TextFile.path(typed)), remarks);
        } catch (IOException e) {
            throw TextFile.unreadable(typed, e);
        }
    }

    /** The name of the cluster. */
    public String cluster() {
        return cluster;
    }

    /** The state at the beginning; to be asked for before the others are read. */
    public Snapshot first() {
        return first.orElseThrow();
    }

    /** How the cluster was followed; empty if it is not told. */
    public Optional<Via> via() {
        return via;
    }

    /**
     * Reads on until the end.
     *
     * @return whether the recording is complete: false if it was cut off
     * @throws Failure {@code FAILED} for a line that is broken, by its number; what the listener throws
     */
    public boolean read(Listener listener) {
        first = Optional.empty();
        try {
            for (Optional<Line> line = next(); line.isPresent(); line = next()) {
                Line one = line.get();
                parsed(one, () -> {
                    take(one, listener);
                    return true;
                });
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        close(listener);
        if (!complete) {
            remarks.accept(name + " has no end line: the recording was cut off after " + last);
        }
        return complete;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param topics those of the line, which may be many, read one by one */
    private record Line(int number, RecordingLine values, List<Topic> topics) {}

    /** The next line; empty at the end, also at one within a line. */
    private Optional<Line> next() throws IOException {
        int number = 0;
        try {
            JsonToken token = in.nextToken();
            number = in.currentTokenLocation().getLineNr();
            if (token == null) {
                return Optional.empty();
            }
            if (token != JsonToken.START_OBJECT) {
                throw broken(number, "expected an object");
            }
            Map<String, Object> values = new LinkedHashMap<>();
            List<Topic> topics = new ArrayList<>();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String key = in.currentName();
                if (in.nextToken() == JsonToken.START_ARRAY && key.equals("topics")) {
                    while (in.nextToken() == JsonToken.START_OBJECT) {
                        RecordingLine topic = RecordingLine.read(in);
                        topics.add(RecordingFormat.topic(topic));
                        remark(number, topic);
                    }
                } else {
                    values.put(key, RecordingLine.value(in));
                }
            }
            return Optional.of(new Line(number, new RecordingLine(values), topics));
        } catch (JsonEOFException e) {
            complete = false;
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw broken(
                    e.getLocation() == null ? number : e.getLocation().getLineNr(),
                    e.getOriginalMessage().lines().findFirst().orElse("invalid JSON"));
        } catch (RecordingLine.Malformed e) {
            throw broken(number, e.getMessage());
        } catch (EOFException e) {
            complete = false;
            return Optional.empty();
        }
    }

    private interface Parsing<T> {
        T parse();
    }

    private <T> T parsed(Line line, Parsing<T> parsing) {
        try {
            T value = parsing.parse();
            remark(line.number(), line.values());
            return value;
        } catch (RecordingLine.Malformed e) {
            throw broken(line.number(), e.getMessage());
        }
    }

    private void remark(int number, RecordingLine values) {
        for (String key : values.unknown()) {
            if (said.add("key " + key)) {
                remarks.accept(name + " line " + number + ": unknown key '" + key + "' skipped");
            }
        }
    }

    private Failure broken(int line, String why) {
        return new Failure(Failure.Kind.FAILED, name + " line " + line + ": " + why);
    }

    private Failure unreadable(IOException e) {
        String why = e instanceof ZipException ? " is damaged" : " cannot be read: " + e.getMessage();
        return new Failure(Failure.Kind.FAILED, name + why).cause(e);
    }

    private void take(Line line, Listener listener) {
        RecordingLine values = line.values();
        Instant time = values.time("time");
        last = time;
        String event = values.text("event");
        complete = event.equals("end");
        switch (event) {
            case "state" -> {
                close(listener);
                listener.point(whole(line));
            }
            case "trouble" -> {
                close(listener);
                listener.trouble(time, values.optionalText("message").orElse(""));
            }
            case "resumed" -> {
                close(listener);
                listener.resumed(time);
            }
            case "end" -> {
                close(listener);
                values.skip(Set.of("health", "reason"));
                listener.end(time);
            }
            case "broker",
                    "server",
                    "controller",
                    "partition",
                    "topic",
                    "source",
                    "unreachable",
                    "ensemble",
                    "voter",
                    "voters" -> of(values, time, listener).add(event, values);
            default -> {
                values.skip(values.unknown());
                if (said.add("event " + event)) {
                    remarks.accept(name + " line " + line.number() + ": unknown event '" + event + "' skipped");
                }
            }
        }
    }

    private Group of(RecordingLine values, Instant time, Listener listener) {
        Instant seen = values.optionalTime("seen").orElse(time);
        // Lines without a number, as written by hand, belong together if they were seen together.
        String key = values.optionalNumber("point").isPresent() ? "point " + values.number("point") : seen.toString();
        if (group.isEmpty() || !group.get().key.equals(key)) {
            close(listener);
            group = Optional.of(new Group(key, seen));
        }
        return group.get();
    }

    private void close(Listener listener) {
        if (group.isPresent()) {
            Point point = group.get().done();
            group = Optional.empty();
            state = point.state();
            listener.point(point);
        }
    }

    private Point whole(Line line) {
        RecordingLine values = line.values();
        int version = values.number("recording");
        if (version != RecordingWriter.VERSION) {
            throw new Failure(
                    Failure.Kind.FAILED,
                    name + " has recording version " + version + ", which this version of zooka does not support");
        }
        cluster = values.optionalText("cluster").orElse("");
        Instant time = values.time("time");
        last = time;
        Edit edit = state.edit(time).asOf(time);
        source(edit, values);
        edit.controller(
                values.optionalNumber("controller"), values.optionalNumber("controllerEpoch"), Optional.empty());
        edit.unreachable(values.textsByNumber("unreachable"));
        edit.ensemble(
                values.objects("ensemble").stream().map(RecordingFormat::server).toList());
        edit.voters(
                values.objects("voters").stream().map(RecordingFormat::voter).toList());
        List<Broker> brokers = values.objects("brokers").stream()
                .map(RecordingReader::withoutTrouble)
                .toList();
        edit.allBrokers(brokers, any -> Optional.empty()).allTopics(line.topics(), any -> Optional.empty());
        Point point = edit.done();
        state = point.state();
        return point;
    }

    private static Broker withoutTrouble(RecordingLine values) {
        values.skip(Set.of("trouble"));
        return RecordingFormat.broker(values);
    }

    private void source(Edit edit, RecordingLine values) {
        String word = values.optionalText("via").orElse("");
        via = Stream.of(Via.values()).filter(one -> one.word().equals(word)).findFirst();
        String mode = values.text("mode").toUpperCase(Locale.ROOT);
        Mode known = Stream.of(Mode.values())
                .filter(one -> one.name().equals(mode))
                .findFirst()
                .orElseThrow(() -> new RecordingLine.Malformed("invalid value of mode"));
        edit.via(Via.RECORDING).cluster(known, values.optionalText("clusterId"));
    }

    /** The lines of one point, which make one edit. */
    private final class Group {
        private final String key;
        private final Instant seen;
        private final Edit edit;
        private final List<Server> servers = new ArrayList<>(state.ensemble());

        private final Map<Integer, Voter> voters = new TreeMap<>();

        private Group(String key, Instant seen) {
            this.key = key;
            this.seen = seen;
            this.edit = state.edit(seen);
            state.voters().forEach(voter -> voters.put(voter.id(), voter));
        }

        private Point done() {
            return edit.done();
        }

        private void add(String event, RecordingLine values) {
            Optional<Instant> happened = values.optionalTime("happened");
            edit.asOf(values.optionalTime("asOf").orElse(seen));
            switch (event) {
                case "broker" -> edit.broker(withoutTrouble(values), happened);
                case "server" -> server(values, happened);
                case "voter" -> voter(values);
                case "voters" ->
                    edit.voters(values.objects("voters").stream()
                            .map(RecordingFormat::voter)
                            .toList());
                case "ensemble" -> {
                    servers.clear();
                    values.objects("ensemble").forEach(one -> servers.add(RecordingFormat.server(one)));
                    edit.ensemble(servers);
                }
                case "controller" ->
                    edit.controller(
                            values.optionalNumber("controller"), values.optionalNumber("controllerEpoch"), happened);
                case "partition" -> edit.partition(RecordingFormat.partition(values));
                case "topic" -> {
                    if (values.flag("deleted")) {
                        edit.deleted(values.text("topic"));
                    } else {
                        edit.topic(RecordingFormat.topic(values), happened);
                    }
                }
                case "source" -> source(edit, values);
                case "unreachable" -> edit.unreachable(values.textsByNumber("unreachable"));
                default -> throw new IllegalStateException(event);
            }
        }

        private void voter(RecordingLine values) {
            if (values.flag("left")) {
                voters.remove(values.number("id"));
            } else {
                Voter voter = RecordingFormat.voter(values);
                voters.put(voter.id(), voter);
            }
            edit.voters(List.copyOf(voters.values()));
        }

        private void server(RecordingLine values, Optional<Instant> happened) {
            values.skip(Set.of("name"));
            String address = values.text("server");
            boolean left = values.flag("left");
            RecordingFormat.apply(
                    servers, address, left ? Optional.empty() : Optional.of(RecordingFormat.server(values)));
            edit.ensemble(servers, happened.map(time -> Map.of(address, time)).orElse(Map.of()));
        }
    }
}
