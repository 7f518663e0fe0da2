package zooka.shell.leaders;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import zooka.clients.Failure;
import zooka.clients.kafka.ClusterState.Mode;
import zooka.clients.zookeeper.servers.Server;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Health;
import zooka.commands.timeline.BrokerState;
import zooka.commands.timeline.ServerNames;
import zooka.commands.timeline.Snapshot;
import zooka.commands.timeline.Totals;
import zooka.commands.timeline.Via;
import zooka.commands.timeline.Voter;
import zooka.shell.render.Ages;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Style;
import zooka.shell.screen.FrameParts;
import zooka.shell.screen.Pen;

/** The two lines at the top: which cluster, its health, the age of the state. Parts without room are omitted. */
final class Header {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final int WIDE = 100;
    private static final int GAP = 3;
    private static final int LONGEST_NAME = 24;
    private static final int SHORTEST_NAME = 10;

    /** The amount of detail about the ensemble. */
    private enum Detail {
        COUNT,
        LEADER,
        ALL
    }

    private final LeadersModel model;
    private final Glyphs look;
    private final int columns;
    private final Instant now;
    private final boolean wide;

    Header(LeadersModel model, int columns, Instant now) {
        this.model = model;
        this.look = model.look();
        this.columns = columns;
        this.now = now;
        this.wide = columns >= WIDE;
    }

    Line first() {
        Pen status = status();
        int room = columns - status.column() - 1;
        List<List<Pen>> forms = model.shown().map(this::forms).orElse(List.of(List.of()));
        // Where there is not enough room for the shortest form, a long name gives way.
        int others = wide ? 0 : GAP + together(forms.get(forms.size() - 1));
        int fitting = Math.max(SHORTEST_NAME, Math.min(LONGEST_NAME, room - 2 - others));
        String name = look.cutName(name(), Math.max(4, Math.min(fitting, room - 2)));
        Pen pen = new Pen(columns).skip(1).put(name, Style.BOLD);
        model.shown().ifPresent(state -> {
            pen.at(wide ? start(state) : pen.column() + GAP);
            List<Pen> parts = forms.stream()
                    .filter(form -> pen.column() + together(form) < room)
                    .findFirst()
                    .orElse(forms.get(forms.size() - 1));
            int used = pen.column() + together(parts);
            roles(state)
                    .filter(roles -> parts.equals(forms.get(0)) && used + 2 + roles.column() < room)
                    .ifPresent(roles -> copy(parts.get(0).skip(2), roles));
            parts.forEach(part -> append(pen, part, room));
        });
        return join(pen, status);
    }

    /**
     * The forms of ensemble or quorum, brokers and controller, each shorter than the one before; the controller is omitted
     * last.
     */
    private List<List<Pen>> forms(Snapshot state) {
        if (!state.voters().isEmpty()) {
            Pen brief = controller(state, false);
            boolean well = state.voters().stream().allMatch(Voter::current);
            return List.of(
                    List.of(quorum(state, true), kafka(state), controller(state, wide)),
                    List.of(quorum(state, true), kafka(state), brief),
                    List.of(quorum(state, false), kafka(state), brief),
                    well ? List.of(kafka(state), brief) : List.of(quorum(state, false), kafka(state), brief));
        }
        Detail most = wide ? Detail.ALL : Detail.COUNT;
        Detail some = wide ? Detail.LEADER : Detail.COUNT;
        return List.of(
                List.of(ensemble(state, most), kafka(state), controller(state, wide)),
                List.of(ensemble(state, most), kafka(state), controller(state, false)),
                List.of(ensemble(state, some), kafka(state), controller(state, false)),
                state.controller().isPresent()
                        ? List.of(ensemble(state, Detail.COUNT), kafka(state), controller(state, false))
                        : List.of(kafka(state), controller(state, false)));
    }

    private static int together(List<Pen> parts) {
        List<Pen> written = parts.stream().filter(part -> part.column() > 0).toList();
        return written.stream().mapToInt(Pen::column).sum() + GAP * Math.max(0, written.size() - 1);
    }

    Line second() {
        if (model.shown().isEmpty()) {
            return Line.EMPTY;
        }
        Snapshot state = model.shown().get();
        Pen pen = new Pen(columns).skip(1);
        if (wide) {
            Pen brokers = brokers(state);
            brokers.line().spans().forEach(span -> pen.put(span.text(), span.style()));
            pen.at(start(state));
        }
        counts(state, columns - pen.column()).forEach(part -> append(pen, part, columns));
        Pen leaders = leaders(state, columns - pen.column() - GAP - 1);
        return join(pen, leaders);
    }

    /** A number of partitions in one state, with its importance: the lowest give way first. */
    private record Figure(Pen pen, int count, int importance) {}

    /**
     * The numbers of partitions by state. If there is not enough room, those go first that are not about health, then
     * those that are zero, then the less severe: the worst number stays.
     */
    private List<Pen> counts(Snapshot state, int room) {
        Totals totals = state.totals();
        // Room for the longest number, so that nothing moves when a number grows.
        int digits = Integer.toString(totals.partitions()).length();
        List<Figure> numbers = new ArrayList<>();
        if (columns >= 80) {
            numbers.add(new Figure(count("partitions", totals.partitions(), digits, Level.PLAIN), 1, 1));
        }
        numbers.add(new Figure(count("offline", totals.offline(), digits, Level.BAD), totals.offline(), 5));
        String under = columns >= 60 ? "under-replicated" : "under";
        numbers.add(
                new Figure(count(under, totals.underReplicated(), digits, Level.WARN), totals.underReplicated(), 2));
        numbers.add(new Figure(count("not preferred", totals.notPreferred(), digits, Level.WARN), 0, 0));
        // These come last, since they are not always there.
        if (totals.belowMinimum() > 0) {
            numbers.add(new Figure(count("below min", totals.belowMinimum(), 1, Level.BAD), totals.belowMinimum(), 4));
        }
        int silent = state.silentLeaders();
        if (silent > 0) {
            numbers.add(new Figure(count("leader unreachable", silent, 1, Level.WARN), silent, 3));
        }
        while (numbers.size() > 1 && together(numbers.stream().map(Figure::pen).toList()) >= room) {
            numbers.remove(numbers.stream()
                    .min(Comparator.comparing((Figure number) -> number.importance() > 1)
                            .thenComparing(number -> number.count() > 0)
                            .thenComparing(Figure::importance))
                    .get());
        }
        return numbers.stream().map(Figure::pen).toList();
    }

    private String name() {
        return look.safe(model.name());
    }

    /** The column at which the middle part of both lines begins where there is room for both, so that they are aligned. */
    private int start(Snapshot state) {
        int name = Math.min(LONGEST_NAME, Width.of(name()));
        return 1 + GAP + Math.max(20, Math.max(name, brokers(state).column()));
    }

    private Pen part() {
        return new Pen(columns);
    }

    private Pen brokers(Snapshot state) {
        String counted = "brokers " + state.online() + "/" + state.brokers().size();
        Pen pen = part().put(counted, state.offline().isEmpty() ? Style.PLAIN : Style.of(Level.BAD));
        offline(pen, state, "  offline: ");
        String unreachable = state.brokers().stream()
                .filter(line ->
                        line.broker().online() && line.broker().trouble().isPresent())
                .map(line -> String.valueOf(line.broker().id()))
                .collect(Collectors.joining(" "));
        return unreachable.isEmpty() ? pen : pen.put("  unreachable: " + unreachable, Style.of(Level.WARN));
    }

    private static Pen offline(Pen pen, Snapshot state, String word) {
        if (state.offline().isEmpty()) {
            return pen;
        }
        String ids = state.offline().stream().sorted().map(String::valueOf).collect(Collectors.joining(" "));
        return pen.put(word + ids, Style.of(Level.BAD));
    }

    private Pen ensemble(Snapshot state, Detail detail) {
        List<Server> servers = state.ensemble();
        Pen pen = part();
        if (servers.isEmpty()) {
            return pen;
        }
        List<Server> unreachable =
                servers.stream().filter(server -> !server.answers()).toList();
        String counted = (detail == Detail.COUNT ? "ZK " : "ZooKeeper ") + (servers.size() - unreachable.size()) + "/"
                + servers.size();
        pen.put(counted, unreachable.isEmpty() ? Style.PLAIN : Style.of(Level.WARN));
        String leader = ServerNames.leader(servers);
        if (leader.isEmpty()) {
            pen.put("  no leader", Style.of(Level.BAD));
        } else if (detail != Detail.COUNT) {
            boolean alone = servers.get(0).role().equals(Optional.of("standalone"));
            pen.put(alone ? "  standalone" : "  " + look.safe(leader) + " leads");
        }
        if (detail == Detail.ALL && !unreachable.isEmpty()) {
            pen.put("  unreachable: " + names(unreachable, servers), Style.of(Level.WARN));
        }
        return pen;
    }

    /**
     * The number of voters of the KRaft quorum that are caught up, of all.
     *
     * @param named whether the others are named
     */
    private Pen quorum(Snapshot state, boolean named) {
        List<Voter> voters = state.voters();
        Level level = voters.stream().map(voter -> voter.state().level()).reduce(Level.GOOD, Level::worse);
        Style style = level == Level.GOOD ? Style.DIM : Style.of(level);
        Pen pen = part().put("quorum " + Voter.current(voters) + "/" + voters.size(), style);
        if (named) {
            voters(pen, voters, Voter.State.OFFLINE, wide ? "  offline: " : " " + look.times());
            if (wide) {
                voters(pen, voters, Voter.State.LAGGING, "  lagging: ");
            }
        }
        return pen;
    }

    private static void voters(Pen pen, List<Voter> voters, Voter.State state, String word) {
        String ids = voters.stream()
                .filter(voter -> voter.state() == state)
                .map(voter -> Integer.toString(voter.id()))
                .collect(Collectors.joining(" "));
        if (!ids.isEmpty()) {
            pen.put(word + ids, Style.of(state.level()));
        }
    }

    /** The roles of the other servers of the ensemble, for a wide screen. */
    private Optional<Pen> roles(Snapshot state) {
        List<Server> servers = state.ensemble();
        List<Server> others = servers.stream()
                .filter(server -> server.answers() && !server.leads())
                .toList();
        if (!wide || others.isEmpty()) {
            return Optional.empty();
        }
        String roles = others.stream()
                .map(server -> look.safe(ServerNames.of(server, servers)) + " "
                        + look.safe(server.role().orElse("?")))
                .collect(Collectors.joining("  "));
        return Optional.of(part().put(roles, Style.DIM));
    }

    private String names(List<Server> some, List<Server> all) {
        return some.stream()
                .map(server -> look.safe(ServerNames.of(server, all)))
                .collect(Collectors.joining(" "));
    }

    private Pen kafka(Snapshot state) {
        String kind = state.mode() == Mode.KRAFT ? "KRaft" : "Kafka";
        if (wide) {
            return part().put(kind);
        }
        String counted = kind + " " + state.online() + "/" + state.brokers().size();
        Pen pen = part().put(counted, state.offline().isEmpty() ? Style.PLAIN : Style.of(Level.BAD));
        return offline(pen, state, " " + look.times());
    }

    private Pen controller(Snapshot state, boolean full) {
        if (state.controller().isEmpty()) {
            return part().put("no controller", Style.of(Level.BAD));
        }
        Pen pen = part().put("controller " + state.controller().getAsInt());
        return full && state.controllerEpoch().isPresent()
                ? pen.put(", epoch " + state.controllerEpoch().getAsInt())
                : pen;
    }

    private Pen count(String what, int count, int digits, Level level) {
        Style style = count == 0 ? Style.DIM : Style.of(level);
        return part().put(what + " ", count == 0 || level == Level.PLAIN ? Style.DIM : style)
                .put(Width.left(Integer.toString(count), digits), style);
    }

    /** The number of leaders of each broker; set closer, then cut, if there is little room. */
    private Pen leaders(Snapshot state, int room) {
        List<String> shares = state.brokers().stream()
                .map((BrokerState line) -> line.broker().id() + ":" + line.leaders())
                .toList();
        List<String> texts = new ArrayList<>();
        if (wide) {
            texts.add("leaders " + String.join("  ", shares));
            texts.add("leaders " + String.join(" ", shares));
        }
        texts.add(String.join(" ", shares));
        for (int shown = shares.size() - 1; shown > shares.size() / 2; shown--) {
            texts.add(String.join(" ", shares.subList(0, shown)) + " " + look.more(shares.size() - shown));
        }
        return texts.stream()
                .filter(text -> Width.of(text) <= room)
                .findFirst()
                .map(text -> part().put(text, Style.DIM))
                .orElse(part());
    }

    /** Health and age: the right end of the first line. */
    private Pen status() {
        MapState known = model.known();
        Optional<String> age = known.shown().map(shown -> Width.right(Ages.since(shown.asOf(), now), 4));
        // Whoever goes through earlier states needs to know which it is.
        boolean earlier = known.paused().filter(MapState.Pause::earlier).isPresent();
        Optional<Failure> trouble = earlier ? Optional.empty() : known.trouble();
        return new FrameParts(look, columns)
                .stale(trouble, age, columns / 2, known.paused().map(any -> halt(known)), known.waitingCount())
                .orElseGet(() -> {
                    Snapshot map = known.shown().get();
                    Health health = map.health();
                    return part().put(health.word(), Style.of(health.level()))
                            .put(look.dot() + followed(map.via()) + look.dot() + age.get(), Style.DIM);
                });
    }

    /** Where the view was paused: the time and the number of the change that led to an earlier state. */
    private String halt(MapState known) {
        MapState.Pause pause = known.paused().get();
        if (!pause.earlier()) {
            return "paused";
        }
        long first = known.history().first();
        return "at " + EXACT.withZone(look.zone()).format(pause.moment()) + look.dot() + (pause.number() - first) + "/"
                + (known.history().last() - first);
    }

    private static String followed(Via via) {
        return switch (via) {
            case WATCHES, METADATA_LOG -> "live";
            case POLLING -> "polling";
            case RECORDING -> "replay";
        };
    }

    /** Appends a part after a gap if it ends before a column. */
    private static void append(Pen pen, Pen part, int end) {
        int start = pen.column() + (blank(pen) ? 0 : GAP);
        if (part.column() > 0 && start + part.column() < end) {
            pen.skip(start - pen.column());
            copy(pen, part);
        }
    }

    /** Whether the pen is after a gap already, or at the beginning. */
    private static boolean blank(Pen pen) {
        List<Frame.Span> spans = pen.line().spans();
        if (spans.isEmpty()) {
            return true;
        }
        String last = spans.get(spans.size() - 1).text();
        return last.isBlank() || last.endsWith(" ".repeat(GAP));
    }

    private static void copy(Pen pen, Pen part) {
        part.line().spans().forEach(span -> pen.put(span.text(), span.style()));
    }

    private Line join(Pen left, Pen right) {
        if (right.column() > 0 && left.column() + right.column() + 2 <= columns) {
            left.skip(columns - 1 - right.column() - left.column());
            copy(left, right);
        }
        return left.line();
    }
}
