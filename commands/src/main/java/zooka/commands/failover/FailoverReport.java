package zooka.commands.failover;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.timeline.file.RecordingReader;

/** {@code failover report}: durations of a recorded failover. */
@Command(
        name = "failover report",
        footer = {
            "",
            "Shows for each incident which brokers were lost and came back, how the controller moved, which leaders were",
            "elected, how long partitions had no leader, and when all replicas were in sync and all preferred leaders led",
            "again: median, 99th percentile and worst. A loss after a minute without events begins a new incident.",
            "Durations are measured by the servers' clocks if both ends have them, otherwise by when they were noticed.",
            "The exit code is 1 if the cluster is not healthy at the end.",
            "",
            "Examples:",
            "  failover report kill.jsonl",
            "  failover record --until healthy | zooka failover report -",
            "  failover report kill.jsonl -o jsonpath={.leaderless.worst}"
        })
public final class FailoverReport implements Action.Query {

    @Parameters(paramLabel = "FILE", description = "A recording, also compressed with gzip; - for stdin.")
    @Completes(Candidates.FILE)
    String file;

    @Override
    public List<Column> fields() {
        return ReportFields.COLUMNS;
    }

    @Override
    public Result run(Context context) {
        try (RecordingReader recording = RecordingReader.open(
                file, context.stdin(), what -> context.remarks().warn("recording-damaged", what))) {
            Report report = Report.of(recording);
            if (UnhealthyParts.is(report.end())) {
                context.remarks().fault("unhealthy", UnhealthyParts.sentence(report.end()));
            }
            return new Result.Drawing(report, () -> ReportFields.of(report));
        }
    }
}
