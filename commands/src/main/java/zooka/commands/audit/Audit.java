package zooka.commands.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import zooka.clients.Failure;
import zooka.clients.net.Deadline;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.audit.evidence.EvidenceReader;
import zooka.commands.result.Cell;
import zooka.commands.result.Result;
import zooka.commands.result.Result.Column;
import zooka.commands.result.Result.Row;
import zooka.commands.result.Result.Shape;
import zooka.commands.result.Severity;
import zooka.commands.text.Durations;

/** {@code audit}: ZooKeeper's word against each broker's own. */
@Command(
        name = "audit",
        footer = {
            "",
            "Every broker is asked for itself: for its metadata, its settings and its log directories.",
            "Where brokers have a quorum of their own, they are compared with each other, and the quorum",
            "is looked at.",
            "",
            "What differs is looked at again, and told only if it is the same after --settle: a leader that",
            "is just moving is no fault. So a healthy cluster is answered for at once, and a fault takes",
            "that long, beside the timeout.",
            "",
            "Exit code 0: nothing worse than info. 1: findings; brokers that did not answer are named on",
            "stderr beside them. 6: ZooKeeper or the brokers could not be asked at all; what could be",
            "checked is shown all the same. 7: no findings, and single brokers did not answer.",
            "",
            "Examples:",
            "  audit",
            "  audit --list",
            "  audit --check stale-leader,controller-differs --settle 10s",
            "  audit --severity critical && echo healthy",
            "  audit -o json | jq '.[] | {id, subject, remedy}'"
        })
public final class Audit implements Action.Query {

    /** How often it is looked again within the time in which a difference may settle. */
    private static final int LOOKS = 2;

    /** How many times that long it is looked at all, where ever new differences come. */
    private static final int LONGEST = 2;

    @Option(
            names = "--check",
            paramLabel = "ID",
            split = ",",
            description = "Only these checks, with commas between; audit --list names them.")
    @Completes(Candidates.FREE_TEXT)
    List<String> only = List.of();

    @Option(names = "--skip", paramLabel = "ID", split = ",", description = "All checks but these.")
    @Completes(Candidates.FREE_TEXT)
    List<String> skipped = List.of();

    @Option(
            names = "--severity",
            paramLabel = "LEVEL",
            converter = Levels.class,
            description = "Only findings at least so bad: info (default), warning, critical.")
    Severity least = Severity.INFO;

    @Option(
            names = "--settle",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "How long a difference has to last to be told (default 3s; 0 tells all that one look shows).")
    @Completes(Candidates.FREE_TEXT)
    Duration settle = Duration.ofSeconds(3);

    @Option(names = "--list", description = "List the checks and what they find, and ask nobody.")
    boolean list;

    /** The words for severities. */
    static final class Levels implements ITypeConverter<Severity> {
        @Override
        public Severity convert(String text) {
            for (Severity severity : Severity.values()) {
                if (severity.word().equals(text)) {
                    return severity;
                }
            }
            throw new TypeConversionException("'" + text + "' is none of info, warning, critical");
        }
    }

    @Override
    public Result run(Context context) {
        Checks checks = Checks.of(only, skipped);
        if (list) {
            return listed();
        }
        EvidenceReader looking = new EvidenceReader(context);
        EvidenceReader.Seen seen = looking.look();
        Optional<Failure> missing = seen.missing();
        StableFindings settling = new StableFindings(settle);
        settling.look(found(checks, seen), System.nanoTime());
        // A broker that is lost meanwhile is found in a later look, and has to last as long from then on.
        Deadline end = Deadline.in(settle.multipliedBy(LONGEST));
        while (settling.open() > 0 && !end.passed()) {
            context.remarks().progress("looking again: " + count(settling.open(), "difference"));
            Deadline.in(settle.dividedBy(LOOKS)).await();
            seen = looking.look();
            missing = seen.missing();
            settling.look(found(checks, seen), System.nanoTime());
        }
        if (settling.open() > 0) {
            context.remarks().note(count(settling.open(), "difference") + " came or changed only now: leaders move");
        }
        List<Finding> findings = settling.settled();
        EvidenceReader.tellSilent(seen.evidence(), context.remarks());
        Result.Table table = table(findings, looked(checks, seen.evidence()));
        if (missing.isPresent()) {
            return new Result.Failing(table, missing.get());
        }
        if (findings.stream().anyMatch(finding -> finding.severity() != Severity.INFO)) {
            context.remarks().fault(summary(findings));
        }
        return table;
    }

    private List<Finding> found(Checks checks, EvidenceReader.Seen seen) {
        return checks.look(seen.evidence()).stream()
                .filter(finding -> finding.severity().compareTo(least) >= 0)
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .toList();
    }

    private static String looked(Checks checks, Evidence evidence) {
        int brokers = evidence.hasTold()
                ? evidence.told().metadata().answers().size()
                : evidence.kept().brokers().size();
        return count(checks.applying(evidence).size(), "check") + ", " + count(evidence.size(), "partition") + ", "
                + count(brokers, "broker") + ": nothing to report";
    }

    private static String summary(List<Finding> findings) {
        List<String> counts = new ArrayList<>();
        for (Severity severity : List.of(Severity.CRITICAL, Severity.WARNING, Severity.INFO)) {
            long found = findings.stream()
                    .filter(finding -> finding.severity() == severity)
                    .count();
            if (found > 0) {
                counts.add(found + " " + severity.word() + (severity == Severity.WARNING && found > 1 ? "s" : ""));
            }
        }
        return count(findings.size(), "finding") + ": " + String.join(", ", counts);
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static Result.Table table(List<Finding> findings, String empty) {
        return new Result.Table(
                List.of(
                        Column.of("severity", "SEVERITY"),
                        Column.of("id", "CHECK"),
                        Column.of("subject", "SUBJECT"),
                        Column.below("zookeeper", "ZooKeeper"),
                        Column.below("brokers", "Kafka"),
                        Column.below("remedy", "remedy")),
                findings.stream().map(Audit::row).toList(),
                Shape.BLOCKS,
                empty);
    }

    private static Row row(Finding finding) {
        return Row.of(
                finding.severity().cell(),
                Cell.text(finding.check()),
                Cell.text(finding.subject()),
                said(finding.zookeeper()),
                said(finding.brokers()),
                Cell.text(finding.remedy()));
    }

    private static Cell said(String evidence) {
        return evidence.isEmpty() ? Cell.missing() : Cell.text(evidence);
    }

    private static Result.Table listed() {
        return new Result.Table(
                List.of(
                        Column.of("id", "CHECK"),
                        Column.of("severity", "SEVERITY"),
                        Column.of("asks", "ASKS"),
                        Column.of("meaning", "FINDS")),
                Checks.all().stream()
                        .map(check -> Row.of(
                                Cell.text(check.id()),
                                check.severity().cell(),
                                Cell.text(check.scope().word()),
                                Cell.text(check.meaning())))
                        .toList(),
                "no checks");
    }
}
