package zooka.shell.failover;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import zooka.clients.text.Counts;
import zooka.commands.failover.BrokerOutage;
import zooka.commands.failover.ControllerMove;
import zooka.commands.failover.Incident;
import zooka.commands.failover.LeaderChange;
import zooka.commands.failover.Moment;
import zooka.commands.failover.Outage;
import zooka.commands.failover.Outages;
import zooka.commands.failover.Report;
import zooka.commands.failover.ServerChange;
import zooka.commands.failover.VoterOutage;
import zooka.commands.result.Cell.Level;
import zooka.commands.timeline.Via;
import zooka.shell.render.Ages;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Theme;
import zooka.shell.render.Width;

/** Formats a report as text: for each incident its brokers, then a line for each kind of consequence. */
final class ReportText {

    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** The columns of the label of a line, and of the number behind it. */
    private static final int LABEL = 16;

    private static final int NUMBER = 28;

    /** The most partitions that are named. */
    private static final int NAMED = 3;

    private final Report report;
    private final Glyphs look;
    private final int columns;
    private final List<String> lines = new ArrayList<>();

    /** @param columns the width to which lines are cut */
    ReportText(Report report, Glyphs look, int columns) {
        this.report = report;
        this.look = look;
        this.columns = columns;
    }

    String text() {
        int number = 0;
        for (Incident incident : report.incidents()) {
            number++;
            if (report.incidents().size() > 1) {
                line(
                        (number > 1 ? "\n" : "") + "incident " + number + " of "
                                + report.incidents().size() + ", "
                                + DAY.withZone(look.zone())
                                        .format(incident.begin().at()),
                        Level.DIM);
            }
            incident(incident);
        }
        if (report.incidents().isEmpty()) {
            line("no incident in " + span(Duration.between(report.from(), report.to())), Level.PLAIN);
        }
        passing();
        report.gaps().forEach(this::gap);
        end();
        return String.join("\n", lines) + "\n";
    }

    private void line(String text, Level level) {
        lines.add(Theme.paint(fitted(text), level, look.colour()));
    }

    private void line(String label, String text, Level level) {
        line(Width.left(label, LABEL) + text, level);
    }

    /** On narrow screens there is less space between the parts of a line, and of its durations the longest are left. */
    private String fitted(String text) {
        String fitting = text.stripTrailing();
        if (Width.of(fitting) > columns && fitting.length() > LABEL) {
            fitting = fitting.substring(0, LABEL) + fitting.substring(LABEL).replaceAll(" {3,}", "  ");
        }
        for (String dispensable : List.of("first", "median", "99th")) {
            if (Width.of(fitting) > columns) {
                fitting = fitting.replaceFirst("  " + dispensable + " [^ ]+ [^ ]+(?=  )", "");
            }
        }
        return look.cut(fitting, columns);
    }

    private void incident(Incident incident) {
        Moment origin = incident.origin();
        incident.brokers().forEach(this::broker);
        incident.voters().forEach(this::voter);
        incident.servers().forEach(server -> server(server, origin));
        controllers(incident, origin);
        leaders(incident, origin);
        offline(incident.leaderless());
        restored("in sync again", "under-replicated", incident.outOfSync());
        open(incident.outOfSync(), "not yet: ", Level.WARN);
        restored("preferred again", "partitions", incident.notPreferred());
        clocks(incident);
    }

    private String clock(Moment moment) {
        return EXACT.withZone(look.zone()).format(moment.at());
    }

    private void broker(BrokerOutage broker) {
        StringBuilder text = new StringBuilder("broker " + broker.id());
        if (broker.offline().isPresent()) {
            Moment lost = broker.offline().get();
            text.append(" offline since ")
                    .append(clock(lost))
                    .append(" (")
                    .append(source())
                    .append(')');
            lost.notice().ifPresent(notice -> text.append(", seen after ").append(span(notice)));
            broker.silent()
                    .ifPresent(silent -> text.append(", no answer since ").append(clock(silent)));
            text.append(broker.back()
                    .map(back -> ", back after " + span(back.since(lost)))
                    .orElse(", still offline"));
        } else if (broker.silent().isPresent()) {
            Moment silent = broker.silent().get();
            text.append(" without an answer since ").append(clock(silent));
            text.append(broker.answers()
                    .map(answers -> ", answered after " + span(answers.since(silent)))
                    .orElse(", still without"));
        } else {
            text.append(" online since ").append(broker.back().map(this::clock).orElse("-"));
        }
        boolean restored = broker.offline().isPresent()
                ? broker.back().isPresent()
                : broker.answers().or(broker::back).isPresent();
        line(text.toString(), restored ? Level.PLAIN : Level.BAD);
    }

    private void voter(VoterOutage voter) {
        Optional<Moment> begin = voter.offline().or(voter::lagging);
        StringBuilder text = new StringBuilder("voter " + voter.id());
        if (begin.isEmpty()) {
            text.append(" online since ").append(voter.back().map(this::clock).orElse("-"));
        } else {
            Moment lost = begin.get();
            String word = voter.offline().isPresent() ? "offline" : "lagging";
            text.append(' ').append(word).append(" since ").append(clock(lost));
            lost.notice().ifPresent(notice -> text.append(voter.offline().isPresent() ? " (last fetch)" : "")
                    .append(", seen after ")
                    .append(span(notice)));
            text.append(voter.back()
                    .map(back -> ", back after " + span(back.since(lost)))
                    .orElse(voter.left() ? ", left the quorum" : ", still " + word));
        }
        boolean over = voter.back().isPresent() || voter.left();
        line(text.toString(), over ? Level.PLAIN : voter.offline().isPresent() ? Level.BAD : Level.WARN);
    }

    private String source() {
        Optional<Via> via = report.via();
        if (via.equals(Optional.of(Via.WATCHES))) {
            return "ZooKeeper session";
        }
        return via.map(Via::word).orElse("recording");
    }

    private void server(ServerChange server, Moment origin) {
        String role = server.role()
                .or(server::trouble)
                .map(word -> server.role().isPresent() ? word : "no answer: " + word)
                .orElse("left the ensemble");
        String text = server.name() + " " + server.roleBefore().orElse("-") + " " + look.arrow() + " " + role;
        Level level = server.role().isPresent() ? Level.PLAIN : Level.WARN;
        line("ZooKeeper", look.safe(text) + "   " + Ages.after(server.at().since(origin)), level);
    }

    private static String epoch(OptionalInt epoch) {
        return epoch.isPresent() ? Integer.toString(epoch.getAsInt()) : "-";
    }

    private void controllers(Incident incident, Moment origin) {
        if (incident.controllers().isEmpty()) {
            boolean known = incident.controller().isPresent();
            String text = known
                    ? "stayed with " + incident.controller().getAsInt() + " (epoch " + epoch(incident.controllerEpoch())
                            + ")"
                    : "none";
            line("controller", text, known ? Level.PLAIN : Level.BAD);
        }
        for (ControllerMove move : incident.controllers()) {
            String way = (move.from().isPresent() ? Integer.toString(move.from().getAsInt()) : "none") + " "
                    + look.arrow() + " " + move.to() + " (epoch " + epoch(move.epochBefore()) + " " + look.arrow()
                    + " " + epoch(move.epoch()) + ")";
            String none = move.lost()
                    .map(lost -> "   none for " + span(move.at().since(lost)))
                    .orElse("");
            line("controller", Width.left(way, NUMBER) + Ages.after(move.at().since(origin)) + none, Level.WARN);
        }
    }

    private void leaders(Incident incident, Moment origin) {
        int all = incident.partitions();
        if (all == 0) {
            return;
        }
        List<LeaderChange> moved = incident.forced();
        int partitions = (int) moved.stream()
                .map(change -> change.topic() + "-" + change.partition())
                .distinct()
                .count();
        String number = count(partitions) + " of " + Counts.of(all, "partition");
        if (moved.isEmpty()) {
            line("leaders moved", number, Level.BAD);
            return;
        }
        List<Duration> after =
                moved.stream().map(change -> change.at().since(origin)).sorted().toList();
        line(
                "leaders moved",
                column(number) + "first " + Ages.after(after.get(0)) + "   median "
                        + Ages.after(rank(after, 50)) + "   99th " + Ages.after(rank(after, 99)) + "   last "
                        + Ages.after(after.get(after.size() - 1)),
                partitions == all ? Level.PLAIN : Level.WARN);
    }

    /** The number with what separates it from what follows, also one that is wider than its column. */
    private static String column(String number) {
        return Width.of(number) < NUMBER ? Width.left(number, NUMBER) : number + "  ";
    }

    private static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static Duration rank(List<Duration> sorted, int percent) {
        return sorted.get(Math.max(0, (percent * sorted.size() + 99) / 100 - 1));
    }

    private void offline(Outages outages) {
        if (outages.partitions() == 0) {
            return;
        }
        String number = Counts.of(outages.partitions(), "partition");
        line("offline", column(number) + durations(outages), outages.open().isEmpty() ? Level.PLAIN : Level.BAD);
        open(outages, "still offline: ", Level.BAD);
    }

    private void restored(String label, String noun, Outages outages) {
        int all = outages.partitions();
        if (all == 0) {
            return;
        }
        int left = (int) outages.open().stream().map(Outage::name).distinct().count();
        String number = count(all - left) + " of " + count(all) + " " + noun;
        line(label, column(number) + durations(outages), left == 0 ? Level.PLAIN : Level.WARN);
    }

    private String durations(Outages outages) {
        if (outages.ended().isEmpty()) {
            return "";
        }
        return "median " + span(outages.percentile(50).orElseThrow()) + "   99th "
                + span(outages.percentile(99).orElseThrow()) + "   worst "
                + span(outages.percentile(100).orElseThrow()) + " ("
                + look.safe(outages.worst().orElseThrow().name().toString()) + ")";
    }

    /** Names what was never restored. */
    private void open(Outages outages, String label, Level level) {
        List<String> names = outages.open().stream()
                .map(one -> one.name().toString())
                .distinct()
                .sorted()
                .toList();
        if (names.isEmpty()) {
            return;
        }
        String more = names.size() > NAMED ? " " + look.more(names.size() - NAMED) : "";
        line("", label + look.safe(names.stream().limit(NAMED).collect(Collectors.joining(" "))) + more, level);
    }

    /** Says by which clocks the durations are measured. */
    private void clocks(Incident incident) {
        List<String> parts = new ArrayList<>();
        clock("offline", incident.leaderless(), parts);
        clock("in sync again", incident.outOfSync(), parts);
        clock("preferred again", incident.notPreferred(), parts);
        if (!parts.isEmpty()) {
            line("measured", String.join(", ", parts), Level.DIM);
        }
    }

    private static void clock(String what, Outages outages, List<String> parts) {
        if (!outages.ended().isEmpty()) {
            parts.add(what
                    + switch (outages.clock()) {
                        case SERVER -> " by the servers' clocks";
                        case SEEN -> " as noticed";
                        case MIXED -> " by the servers' clocks or as noticed";
                    });
        }
    }

    private void passing() {
        List<String> parts = new ArrayList<>();
        Report.Passing passing = report.passing();
        count(passing.topicsCreated(), "topic", " created", parts);
        count(passing.topicsDeleted(), "topic", " deleted", parts);
        count(passing.reassignmentsBegun(), "reassignment", " begun", parts);
        count(passing.reassignmentsEnded(), "reassignment", " ended", parts);
        if (!parts.isEmpty()) {
            line("also", String.join(", ", parts), Level.PLAIN);
        }
    }

    private static void count(int number, String noun, String verb, List<String> parts) {
        if (number > 0) {
            parts.add(Counts.of(number, noun) + verb);
        }
    }

    private void gap(Report.Gap gap) {
        Instant end = gap.to().orElse(report.to());
        line(
                "not seen",
                EXACT.withZone(look.zone()).format(gap.from()) + " for " + span(Duration.between(gap.from(), end))
                        + ": " + look.safe(gap.message()),
                Level.WARN);
    }

    private void end() {
        String parts = String.join(", ", report.unhealthy());
        line(
                report.complete() ? "at the end" : "at the cut",
                report.end().health().word() + (parts.isEmpty() ? "" : ": " + look.safe(parts)),
                report.end().health().level());
    }

    /** A duration: {@code 46 ms}, {@code 12.0 s}, {@code 4.5 min}. */
    private static String span(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        if (millis < 1000) {
            return millis + " ms";
        }
        return millis < 600_000
                ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0)
                : String.format(Locale.ROOT, "%.1f min", millis / 60_000.0);
    }
}
