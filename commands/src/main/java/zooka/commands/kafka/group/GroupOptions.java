package zooka.commands.kafka.group;

import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.kafka.Groups;
import zooka.clients.text.Selector;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;

/** The groups that a command is about: names or patterns, on the brokers or in ZooKeeper. */
final class GroupOptions {

    @Option(names = "--old", description = "Only groups of old consumers, with offsets in ZooKeeper.")
    boolean old;

    @Parameters(
            arity = "1..*",
            paramLabel = "GROUP",
            description = {"Groups, or patterns of group names.", Selector.FORMS})
    @Completes(Candidates.GROUP)
    List<String> groups;

    /**
     * Reads the groups; failures of some of several groups are remarked.
     *
     * @throws Failure the one of the only group
     */
    Groups.Answer read(Context context, Groups.Depth depth) {
        return new GroupSelection(context, depth).named(groups, old);
    }
}
