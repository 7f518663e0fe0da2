package zooka.commands.kafka.broker;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import zooka.clients.kafka.Resource;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.kafka.config.ConfigTable;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code broker config}: shows the configuration of brokers. */
@Command(
        name = "broker config",
        footer = {
            "",
            "The same as config describe broker/ID. To change a broker's configuration, use config alter.",
            "",
            "Examples:",
            "  broker config 1",
            "  broker config 1 2 3 --key 'log.retention.*'",
            "  broker config default"
        })
public final class BrokerConfig implements Action.Query {

    @Mixin
    ConfigTable table = new ConfigTable();

    @Parameters(
            arity = "1..*",
            paramLabel = "BROKER",
            description = "Broker ids, or default for the cluster-wide default.")
    @Completes(Candidates.BROKER)
    List<String> brokers;

    @Override
    public void check() {
        table.check();
    }

    @Override
    public List<Column> columns() {
        return table.columns();
    }

    @Override
    public Result run(Context context) {
        return table.of(
                context, Resource.of(brokers.stream().map(id -> "broker/" + id).toList()));
    }
}
