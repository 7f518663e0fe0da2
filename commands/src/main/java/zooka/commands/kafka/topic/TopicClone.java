package zooka.commands.kafka.topic;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import zooka.clients.kafka.Topic;
import zooka.clients.kafka.TopicChanges.NewTopic;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.kafka.metadata.ClusterView;
import zooka.commands.result.Table.Column;

/** {@code topic clone}: creates a topic with another topic's layout. */
@Command(
        name = "topic clone",
        footer = {
            "",
            "The new topic has the same number of partitions, replication factor and configuration, unless options change them; the",
            "controller assigns the replicas.",
            "",
            "Examples:",
            "  topic clone orders orders-new",
            "  topic clone orders orders-test -p 1 -r 1 -c retention.ms=3600000"
        })
public final class TopicClone implements Action.Change {

    @Mixin
    TopicLayout layout = new TopicLayout();

    @Parameters(index = "0", paramLabel = "TOPIC", description = "The topic to clone.")
    @Completes(Candidates.TOPIC)
    String from;

    @Parameters(index = "1", paramLabel = "NEW", description = "The name of the new topic.")
    @Completes(Candidates.FREE_TEXT)
    String to;

    @Override
    public void check() {
        layout.check();
    }

    @Override
    public List<Column> fields() {
        return TopicCreate.FIELDS;
    }

    @Override
    public Plan plan(Context context) {
        Topic model = context.clusters().topics().state(List.of(from)).topics().get(0);
        ClusterView.requireBrokers(context, "create a topic");
        Map<String, String> settings = new TreeMap<>();
        context.clusters().topics().overrides(from).forEach(setting -> setting.value()
                .ifPresent(value -> settings.put(setting.name(), value)));
        // The throttled replicas are those of the other topic.
        settings.keySet().removeIf(key -> key.endsWith(".replication.throttled.replicas"));
        settings.putAll(layout.settings());
        return TopicCreate.plan(
                context,
                new NewTopic(
                        to,
                        OptionalInt.of(
                                layout.partitions().orElse(model.partitions().size())),
                        OptionalInt.of(layout.replication().orElse(model.replication())),
                        List.of(),
                        settings),
                false);
    }
}
