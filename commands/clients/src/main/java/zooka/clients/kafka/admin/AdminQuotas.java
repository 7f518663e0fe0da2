package zooka.clients.kafka.admin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.AlterClientQuotasOptions;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.apache.kafka.common.quota.ClientQuotaFilterComponent;
import zooka.clients.kafka.Quotas;

/** Lists and changes client quotas with the admin client. */
final class AdminQuotas implements Quotas {

    private final AdminConnection connection;

    /** Uses a connection that stays open. */
    AdminQuotas(AdminConnection connection) {
        this.connection = connection;
    }

    @Override
    public List<Limits> list(Client like) {
        List<ClientQuotaFilterComponent> components = new ArrayList<>();
        component(ClientQuotaEntity.USER, like.user()).ifPresent(components::add);
        component(ClientQuotaEntity.CLIENT_ID, like.clientId()).ifPresent(components::add);
        component(ClientQuotaEntity.IP, like.ip()).ifPresent(components::add);
        return connection
                .await(
                        "list quotas",
                        connection
                                .ofMetadata("list quotas")
                                .describeClientQuotas(ClientQuotaFilter.contains(components))
                                .entities())
                .entrySet()
                .stream()
                .map(entry -> new Limits(client(entry.getKey()), entry.getValue()))
                .sorted(Comparator.comparing(Limits::client))
                .toList();
    }

    private static Optional<ClientQuotaFilterComponent> component(String type, Optional<String> name) {
        return name.map(given -> given.equals(DEFAULT)
                ? ClientQuotaFilterComponent.ofDefaultEntity(type)
                : ClientQuotaFilterComponent.ofEntity(type, given));
    }

    private static Client client(ClientQuotaEntity entity) {
        return new Client(
                part(entity, ClientQuotaEntity.USER),
                part(entity, ClientQuotaEntity.CLIENT_ID),
                part(entity, ClientQuotaEntity.IP));
    }

    private static Optional<String> part(ClientQuotaEntity entity, String type) {
        if (!entity.entries().containsKey(type)) {
            return Optional.empty();
        }
        return Optional.of(Optional.ofNullable(entity.entries().get(type)).orElse(DEFAULT));
    }

    @Override
    public void alter(Client client, Map<String, Optional<Double>> values, boolean onlyValidate) {
        Map<String, String> entries = new HashMap<>();
        client.user().ifPresent(name -> entries.put(ClientQuotaEntity.USER, given(name)));
        client.clientId().ifPresent(name -> entries.put(ClientQuotaEntity.CLIENT_ID, given(name)));
        client.ip().ifPresent(name -> entries.put(ClientQuotaEntity.IP, given(name)));
        List<ClientQuotaAlteration.Op> operations = new ArrayList<>();
        values.forEach((key, value) -> operations.add(new ClientQuotaAlteration.Op(key, value.orElse(null))));
        connection.await(
                "alter quotas",
                connection
                        .changingMetadata("alter quotas")
                        .alterClientQuotas(
                                List.of(new ClientQuotaAlteration(new ClientQuotaEntity(entries), operations)),
                                new AlterClientQuotasOptions().validateOnly(onlyValidate))
                        .all());
    }

    /** The library's name of the default is null. */
    private static String given(String name) {
        return name.equals(DEFAULT) ? null : name;
    }
}
