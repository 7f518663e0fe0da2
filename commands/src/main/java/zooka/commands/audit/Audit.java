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
import zooka.clients.net.Stopwatch;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.audit.evidence.EvidenceReader;
import zooka.commands.result.Cell;
import zooka.commands.result.Result;
import zooka.commands.result.Severity;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.result.Table.Shape;
import zooka.commands.text.Durations;

/** {@code audit}: compares ZooKeeper's metadata with each broker's. */
@Command(
        name = "audit",
        footer = {
            "",
            "Each broker is asked for its own metadata, configuration and log directories. ZooKeeper and the",
            "answers of the brokers are compared; in KRaft mode the brokers are compared with each other and",
            "with the quorum.",
            "",
            "Differences are checked again and reported only if they persist for --settle, since leaders may",
            "move meanwhile. Thus the answer for a healthy cluster is immediate, and a finding takes that long",
            "in addition to the timeout.",
            "",
            "Exit code 0: nothing above info. 1: findings; brokers that did not answer are listed on stderr.",
            "6: ZooKeeper or all brokers did not answer; the other findings are still shown. 7: no findings,",
            "but some brokers did not answer.",
            "",
            "Examples:",
            "  audit",
            "  audit --list",
            "  audit --check stale-leader,controller-differs --settle 10s",
            "  zooka audit --severity critical && echo healthy",
            "  audit --json=id,subject,remedy"
        })
public final class Audit implements Action.Query {

    private static final List<Column> CHECKS = List.of(
            Column.of("id", "CHECK"),
            Column.of("severity", "SEVERITY"),
            Column.of("asks", "ASKS"),
            Column.of("meaning", "FINDS"));

    private static final List<Column> FINDINGS = List.of(
            Column.of("severity", "SEVERITY"),
            Column.of("id", "CHECK"),
            Column.of("subject", "SUBJECT"),
            Column.below("zookeeper", "ZooKeeper"),
            Column.below("brokers", "Kafka"),
            Column.below("remedy", "remedy"));

    /** How many readings are taken within the settle time. */
    private static final int LOOKS = 2;

    /** The limit of the whole audit, in settle times, if new differences keep appearing. */
    private static final int LONGEST = 2;

    @Option(
            names = "--check",
            paramLabel = "ID",
            split = ",",
            description = "Only these checks, separated by commas; repeatable. audit --list lists the checks.")
    @Completes(Candidates.FREE_TEXT)
    List<String> only = List.of();

    @Option(names = "--skip", paramLabel = "ID", split = ",", description = "Skip these checks; repeatable.")
    @Completes(Candidates.FREE_TEXT)
    List<String> skipped = List.of();

    @Option(
            names = "--severity",
            paramLabel = "LEVEL",
            converter = Levels.class,
            description = "Only findings of at least this severity: info (default), warning, critical.")
    Severity least = Severity.INFO;

    @Option(
            names = "--settle",
            paramLabel = "DURATION",
            converter = Durations.class,
            description =
                    "How long a difference must persist to be reported. Default: 3s; 0 reports every difference of one reading.")
    @Completes(Candidates.FREE_TEXT)
    Duration settle = Duration.ofSeconds(3);

    @Option(names = "--list", description = "List the checks, without any request.")
    boolean list;

    /** Parses severities. */
    static final class Levels implements ITypeConverter<Severity> {
        @Override
        public Severity convert(String text) {
            for (Severity severity : Severity.values()) {
                if (severity.word().equals(text)) {
                    return severity;
                }
            }
            throw new TypeConversionException("invalid severity '" + text + "' (info, warning or critical)");
        }
    }

    @Override
    public void check() {
        Checks.of(only, skipped);
    }

    @Override
    public List<Column> columns() {
        return list ? CHECKS : FINDINGS;
    }

    @Override
    public Result run(Context context) {
        Checks checks = Checks.of(only, skipped);
        if (list) {
            return listed();
        }
        EvidenceReader looking = new EvidenceReader(context);
        EvidenceReader.Snapshot seen = looking.read();
        Optional<Failure> missing = seen.missing();
        StableFindings settling = new StableFindings(settle);
        Stopwatch age = Stopwatch.start();
        settling.add(found(checks, seen), 0);
        // A broker that goes offline meanwhile is found in a later reading, and must persist from then on.
        Deadline end = Deadline.in(settle.multipliedBy(LONGEST));
        while (settling.open() > 0 && !end.passed()) {
            context.remarks().progress("checking again: " + count(settling.open(), "difference"));
            Deadline.in(settle.dividedBy(LOOKS)).await();
            seen = looking.read();
            missing = seen.missing();
            settling.add(found(checks, seen), age.elapsed().toNanos());
        }
        if (settling.open() > 0) {
            context.remarks()
                    .note(
                            "settling",
                            count(settling.open(), "difference")
                                    + " appeared or changed during the audit and may be temporary");
        }
        List<Finding> findings = settling.persistent();
        EvidenceReader.remarkUnreachable(seen.evidence(), context.remarks());
        Table table = table(findings, looked(checks, seen.evidence()));
        if (missing.isPresent()) {
            return new Result.WithFailure(table, missing.get());
        }
        if (findings.stream().anyMatch(finding -> finding.severity() != Severity.INFO)) {
            context.remarks().fault("differences", summary(findings));
        }
        return table;
    }

    private List<Finding> found(Checks checks, EvidenceReader.Snapshot seen) {
        return checks.find(seen.evidence()).stream()
                .filter(finding -> finding.severity().compareTo(least) >= 0)
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .toList();
    }

    private static String looked(Checks checks, Evidence evidence) {
        int brokers = evidence.hasTestimony()
                ? evidence.testimony().metadata().answers().size()
                : evidence.zookeeper().brokers().size();
        return count(checks.applying(evidence).size(), "check") + ", " + count(evidence.size(), "partition") + ", "
                + count(brokers, "broker") + ": no findings";
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

    static Table table(List<Finding> findings, String empty) {
        return new Table(FINDINGS, findings.stream().map(Audit::row).toList(), Shape.BLOCKS, empty);
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

    private static Table listed() {
        return new Table(
                CHECKS,
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
