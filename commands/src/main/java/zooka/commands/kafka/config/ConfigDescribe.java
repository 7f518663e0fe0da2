package zooka.commands.kafka.config;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import zooka.clients.kafka.Resource;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code config describe}: shows configuration values and their sources. */
@Command(
        name = "config describe",
        footer = {
            "",
            "A resource is topic/NAME, broker/ID, broker/default for all brokers, group/NAME, client-metrics/NAME or",
            "broker-logger/ID; two words are accepted, too. Only keys that are set are shown. Sensitive values are never shown.",
            "",
            "Examples:",
            "  config describe topic/orders",
            "  config describe topic/orders --key 'retention.*' --synonyms",
            "  config describe broker/1 broker/2 --json=resource,key,value",
            "  config describe topic orders --all --docs"
        })
public final class ConfigDescribe implements Action.Query {

    @Mixin
    ConfigTable table = new ConfigTable();

    @Parameters(arity = "1..*", paramLabel = "RESOURCE", description = "The resources.")
    @Completes(Candidates.CONFIG_RESOURCE)
    List<String> resources;

    @Override
    public void check() {
        Resource.of(resources);
        table.check();
    }

    @Override
    public List<Column> columns() {
        return table.columns();
    }

    @Override
    public Result run(Context context) {
        return table.of(context, Resource.of(resources));
    }
}
