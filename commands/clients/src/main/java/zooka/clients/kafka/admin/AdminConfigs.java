package zooka.clients.kafka.admin;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import zooka.clients.Outcome;
import zooka.clients.kafka.Configs;
import zooka.clients.kafka.Resource;
import zooka.clients.kafka.wire.WireConfigs;

/** Reads configurations broker by broker, and changes them with the admin client. */
final class AdminConfigs implements Configs {

    private final AdminConnection connection;
    private final WireConfigs reading;

    /** Uses connections that stay open. */
    AdminConfigs(AdminConnection connection, WireConfigs reading) {
        this.connection = connection;
        this.reading = reading;
    }

    @Override
    public Map<Resource, Outcome<List<Entry>>> describe(Collection<Resource> resources, Detail detail) {
        return reading.describe(resources, detail);
    }

    @Override
    public void alter(Resource resource, List<Alteration> alterations, boolean onlyValidate) {
        if (resource.kind().asksItself() && !resource.name().isEmpty()) {
            connection.requireBrokers("change the configuration of " + resource);
        }
        ConfigResource wanted =
                new ConfigResource(ConfigResource.Type.forId(resource.kind().id()), resource.name());
        List<AlterConfigOp> operations = alterations.stream()
                .map(alteration -> new AlterConfigOp(
                        new ConfigEntry(alteration.key(), alteration.value()),
                        AlterConfigOp.OpType.valueOf(alteration.operation().name())))
                .toList();
        String what = "change the configuration of " + resource;
        connection.await(
                what,
                connection
                        .ofMetadata(what)
                        .incrementalAlterConfigs(
                                Map.of(wanted, operations), new AlterConfigsOptions().validateOnly(onlyValidate))
                        .all());
    }
}
