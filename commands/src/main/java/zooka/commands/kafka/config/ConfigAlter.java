package zooka.commands.kafka.config;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.kafka.Configs.Alteration;
import zooka.clients.kafka.Resource;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.result.Table.Column;

/** {@code config alter}: changes keys of a configuration. */
@Command(
        name = "config alter",
        footer = {
            "",
            "A resource is topic/NAME, broker/ID, broker/default for all brokers, group/NAME, client-metrics/NAME or",
            "broker-logger/ID. With --dry-run the brokers validate the values. Changes that may delete records ask for confirmation.",
            "Values in milliseconds and bytes take units: retention.ms=7d, segment.bytes=1GiB.",
            "",
            "Examples:",
            "  config alter topic/orders min.insync.replicas=2 --dry-run",
            "  config alter topic/logs --delete retention.ms --append cleanup.policy=compact",
            "  config alter broker/default log.cleaner.threads=2",
            "  config alter broker-logger/1 kafka.request.logger=DEBUG"
        })
public final class ConfigAlter implements Action.Change {

    @Option(
            names = {"-d", "--delete"},
            paramLabel = "KEY",
            description = "Reset a key to its default; repeatable.")
    @Completes(Candidates.CONFIG_KEY)
    List<String> delete = List.of();

    @Option(names = "--append", paramLabel = "KEY=VALUE", description = "Add values to a list; repeatable.")
    @Completes(Candidates.CONFIG_SETTING)
    List<String> append = List.of();

    @Option(names = "--subtract", paramLabel = "KEY=VALUE", description = "Remove values from a list; repeatable.")
    @Completes(Candidates.CONFIG_SETTING)
    List<String> subtract = List.of();

    @Parameters(index = "0", paramLabel = "RESOURCE", description = "The resource.")
    @Completes(Candidates.CONFIG_RESOURCE)
    String resource;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "KEY=VALUE", description = "Keys to set.")
    @Completes(Candidates.CONFIG_SETTING)
    List<String> settings = List.of();

    @Override
    public void check() {
        Resource whose = whose();
        if (wanted().isEmpty()) {
            throw Failure.usage("config alter " + whose + ": no change specified")
                    .hint("specify KEY=VALUE, --delete KEY, --append KEY=VALUE or --subtract KEY=VALUE");
        }
    }

    /** Whether the resource is written as two words: {@code topic orders}. */
    private boolean inTwoWords() {
        return !resource.contains("/")
                && !settings.isEmpty()
                && !settings.get(0).contains("=");
    }

    private Resource whose() {
        return Resource.of(inTwoWords() ? List.of(resource, settings.get(0)) : List.of(resource))
                .get(0);
    }

    private List<Alteration> wanted() {
        List<String> pairs = inTwoWords() ? settings.subList(1, settings.size()) : settings;
        return ConfigChanges.of(pairs, delete, append, subtract);
    }

    @Override
    public List<Column> fields() {
        return ConfigChanges.FIELDS;
    }

    @Override
    public Plan plan(Context context) {
        return ConfigChanges.against(context, whose(), wanted()).plan(context);
    }
}
