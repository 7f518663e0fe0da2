package zooka.commands.kafka.partition;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.kafka.metadata.PartitionSelection;
import zooka.commands.result.Result;

/** {@code partition generate}: writes the current or a proposed assignment as JSON. */
@Command(
        name = "partition generate",
        footer = {
            "",
            "The JSON has the format of kafka-reassign-partitions; partition move --file reads it, too. Without options it is the",
            "current assignment, to keep for a rollback.",
            "",
            "Examples:",
            "  partition generate orders > before.json",
            "  partition generate orders payments --balance > moves.json",
            "  partition move --file moves.json --dry-run"
        })
public final class PartitionGenerate implements Action.Query {

    @Mixin
    AssignmentOptions assigning = new AssignmentOptions();

    @Parameters(arity = "1..*", paramLabel = "PARTITION", description = PartitionSelection.FORMS)
    @Completes(Candidates.PARTITION)
    List<String> partitions;

    @Override
    public void check() {
        if (assigning.given()) {
            assigning.check();
        }
    }

    @Override
    public Result run(Context context) {
        CurrentAssignment current = CurrentAssignment.read(context);
        List<Partition> chosen = PartitionSelection.among(current.state().topics(), partitions);
        Map<PartitionName, List<Integer>> targets = current.targets(chosen);
        Map<PartitionName, List<Integer>> wanted =
                assigning.given() ? assigning.assign(targets, current.state().brokers()) : targets;
        byte[] json = AssignmentFile.text(wanted).getBytes(StandardCharsets.UTF_8);
        return new Result.Document(out -> out.write(json));
    }
}
