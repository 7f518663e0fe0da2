package zooka.commands.failover;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Table.Column;
import zooka.commands.timeline.Via;

/** A report as JSON: each event with the number of its incident, and the durations of all and of each incident. */
final class ReportFields {

    static final List<Column> COLUMNS = List.of(
            Column.jsonOnly("cluster"),
            Column.jsonOnly("mode"),
            Column.jsonOnly("via"),
            Column.jsonOnly("from").time(),
            Column.jsonOnly("to").time(),
            Column.jsonOnly("complete").flag(),
            Column.jsonOnly("health"),
            Column.jsonOnly("unhealthy").list(),
            Column.jsonOnly("incidents").list(),
            Column.jsonOnly("brokers").list(),
            Column.jsonOnly("controllers").list(),
            Column.jsonOnly("servers").list(),
            Column.jsonOnly("voters").list(),
            Column.jsonOnly("leaderChanges").list(),
            Column.jsonOnly("leaderless").object(),
            Column.jsonOnly("inSync").object(),
            Column.jsonOnly("preferred").object(),
            Column.jsonOnly("reassignmentsBegun").list(),
            Column.jsonOnly("reassignmentsEnded").list(),
            Column.jsonOnly("topicsCreated").list(),
            Column.jsonOnly("topicsDeleted").list(),
            Column.jsonOnly("gaps").list());

    private ReportFields() {}

    static List<Field> of(Report report) {
        List<Cell> brokers = new ArrayList<>();
        List<Cell> voters = new ArrayList<>();
        List<Cell> servers = new ArrayList<>();
        List<Cell> controllers = new ArrayList<>();
        List<Election> leaderChanges = new ArrayList<>();
        List<Cell> incidents = new ArrayList<>();
        int number = 0;
        for (Incident incident : report.incidents()) {
            number++;
            Field of = field("incident", Cell.id(number));
            Moment origin = incident.origin();
            incident.brokers().forEach(one -> brokers.add(broker(of, one)));
            incident.voters().forEach(one -> voters.add(voter(of, one)));
            incident.servers().forEach(one -> servers.add(server(of, one)));
            incident.controllers().forEach(one -> controllers.add(controller(of, one, origin)));
            incident.leaderChanges().forEach(one -> leaderChanges.add(new Election(of, one, origin)));
            incidents.add(incident(of, incident));
        }
        return Field.all(
                COLUMNS,
                Cell.text(report.cluster()),
                Cell.text(report.mode().name().toLowerCase(Locale.ROOT)),
                Cell.optional(report.via().map(Via::word).map(Cell::text)),
                time(report.from()),
                time(report.to()),
                Cell.flag(report.complete()),
                Cell.text(report.end().health().word()),
                texts(report.unhealthy()),
                new Cell.Many(incidents),
                new Cell.Many(brokers),
                new Cell.Many(controllers),
                new Cell.Many(servers),
                new Cell.Many(voters),
                Cell.Many.onDemand(leaderChanges, ReportFields::change),
                all(report, incident -> incident.leaderless),
                all(report, incident -> incident.outOfSync),
                all(report, incident -> incident.notPreferred),
                Cell.count(report.passing().reassignmentsBegun()),
                Cell.count(report.passing().reassignmentsEnded()),
                Cell.count(report.passing().topicsCreated()),
                Cell.count(report.passing().topicsDeleted()),
                new Cell.Many(report.gaps().stream().map(ReportFields::gap).toList()));
    }

    private static Field field(String key, Cell cell) {
        return Field.of(key, key, cell);
    }

    private static Cell texts(List<String> texts) {
        return new Cell.Many(texts.stream().map(Cell::text).toList());
    }

    private static Cell time(Instant instant) {
        return Cell.at(instant.truncatedTo(ChronoUnit.MILLIS));
    }

    private static Cell time(Optional<Moment> moment) {
        return Cell.optional(moment.map(one -> time(one.at())));
    }

    private static Cell millis(Optional<Duration> duration) {
        return Cell.optional(duration.map(one -> new Cell.Millis(one.toNanos() / 1_000_000.0)));
    }

    private static Cell id(OptionalInt id) {
        return id.isPresent() ? Cell.id(id.getAsInt()) : Cell.missing();
    }

    private static Cell broker(Field incident, BrokerOutage broker) {
        Optional<Moment> lost = broker.offline();
        Optional<Duration> away = lost.flatMap(from -> broker.back().map(back -> back.since(from)));
        return new Cell.Group(List.of(
                incident,
                field("id", Cell.id(broker.id())),
                field("offlineSince", time(lost)),
                field("seenAfterMs", millis(lost.flatMap(Moment::notice))),
                field("noAnswerSince", time(broker.silent())),
                field("onlineSince", time(broker.back())),
                field("answersSince", time(broker.answers())),
                field("offlineMs", millis(away))));
    }

    private static Cell voter(Field incident, VoterOutage voter) {
        Optional<Moment> begin = voter.offline().or(voter::lagging);
        Optional<Duration> away = begin.flatMap(from -> voter.back().map(back -> back.since(from)));
        return new Cell.Group(List.of(
                incident,
                field("id", Cell.id(voter.id())),
                field("laggingSince", time(voter.lagging())),
                field("offlineSince", time(voter.offline())),
                field("seenAfterMs", millis(begin.flatMap(Moment::notice))),
                field("onlineSince", time(voter.back())),
                field("offlineMs", millis(away)),
                field("left", Cell.flag(voter.left()))));
    }

    private static Cell server(Field incident, ServerChange server) {
        return new Cell.Group(List.of(
                incident,
                field("server", Cell.text(server.name())),
                field("time", time(server.at().at())),
                field("roleBefore", Cell.optional(server.roleBefore().map(Cell::text))),
                field("role", Cell.optional(server.role().map(Cell::text))),
                field("trouble", Cell.optional(server.trouble().map(Cell::text)))));
    }

    private static Cell controller(Field incident, ControllerMove move, Moment origin) {
        return new Cell.Group(List.of(
                incident,
                field("from", id(move.from())),
                field("to", Cell.id(move.to())),
                field("controllerEpochBefore", id(move.epochBefore())),
                field("controllerEpoch", id(move.epoch())),
                field("time", time(move.at().at())),
                field("afterMs", millis(Optional.of(move.at().since(origin)))),
                field("noneMs", millis(move.lost().map(move.at()::since)))));
    }

    /** A leader change with its incident; the cells of each are made as it is written, since there may be many. */
    private record Election(Field incident, LeaderChange change, Moment origin) {}

    private static Cell change(Election election) {
        LeaderChange change = election.change();
        return new Cell.Group(List.of(
                election.incident(),
                field("topic", Cell.text(change.topic())),
                field("partition", Cell.id(change.partition())),
                field("from", id(change.from())),
                field("to", Cell.id(change.to())),
                field("leaderEpochBefore", id(change.epochBefore())),
                field("leaderEpoch", id(change.epoch())),
                field("preferred", Cell.flag(change.preferred())),
                field("time", time(change.at().at())),
                field("afterMs", millis(Optional.of(change.at().since(election.origin()))))));
    }

    private static Cell incident(Field number, Incident incident) {
        return new Cell.Group(List.of(
                number,
                field("from", time(incident.origin().at())),
                field(
                        "brokers",
                        Cell.counts(incident.brokers().stream()
                                .map(BrokerOutage::id)
                                .distinct()
                                .toList())),
                field("partitions", Cell.count(incident.partitions())),
                field("leaderChanges", Cell.count(incident.leaderChanges().size())),
                field("leaderless", outages(incident.leaderless())),
                field("inSync", outages(incident.outOfSync())),
                field("preferred", outages(incident.notPreferred()))));
    }

    private static Cell all(Report report, Function<Incident, List<Outage>> some) {
        return outages(Outages.of(report.incidents().stream()
                .flatMap(incident -> some.apply(incident).stream())
                .toList()));
    }

    private static Cell outages(Outages outages) {
        boolean measured = !outages.ended().isEmpty();
        return new Cell.Group(List.of(
                field("partitions", Cell.count(outages.partitions())),
                field("medianMs", millis(outages.percentile(50))),
                field("p99Ms", millis(outages.percentile(99))),
                field("worstMs", millis(outages.percentile(100))),
                field(
                        "worst",
                        Cell.optional(
                                outages.worst().map(one -> Cell.text(one.name().toString())))),
                field("clock", measured ? Cell.text(outages.clock().name().toLowerCase(Locale.ROOT)) : Cell.missing()),
                field(
                        "open",
                        texts(outages.open().stream()
                                .map(one -> one.name().toString())
                                .sorted()
                                .toList()))));
    }

    private static Cell gap(Report.Gap gap) {
        return new Cell.Group(List.of(
                field("from", time(gap.from())),
                field("to", Cell.optional(gap.to().map(ReportFields::time))),
                field("message", Cell.text(gap.message()))));
    }
}
