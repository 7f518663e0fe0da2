package zooka.clients.kafka.admin;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.DeleteAclsResult.FilterResults;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;
import zooka.clients.Outcome;
import zooka.clients.kafka.Acls;

/** Lists and changes ACLs with the admin client. */
final class AdminAcls implements Acls {

    private final AdminConnection connection;

    /** Uses a connection that stays open. */
    AdminAcls(AdminConnection connection) {
        this.connection = connection;
    }

    @Override
    public List<Rule> list(Collection<Filter> filters) {
        TreeSet<Rule> rules = new TreeSet<>();
        for (Filter filter : filters) {
            connection
                    .await(
                            "list ACLs",
                            connection.admin().describeAcls(filter(filter)).values())
                    .forEach(binding -> rules.add(rule(binding)));
        }
        return List.copyOf(rules);
    }

    @Override
    public Map<Rule, Outcome<Void>> create(Collection<Rule> rules) {
        Map<AclBinding, KafkaFuture<Void>> told = connection
                .changingMetadata("create ACLs")
                .createAcls(rules.stream().map(AdminAcls::binding).toList())
                .values();
        Map<Rule, KafkaFuture<Void>> inOrder = new LinkedHashMap<>();
        rules.forEach(rule -> inOrder.put(rule, told.get(binding(rule))));
        return connection.each(inOrder, rule -> "create the ACL of " + rule.principal());
    }

    @Override
    public Map<Rule, Outcome<Void>> delete(Collection<Rule> rules) {
        Map<AclBindingFilter, KafkaFuture<FilterResults>> told = connection
                .changingMetadata("delete ACLs")
                .deleteAcls(rules.stream().map(rule -> binding(rule).toFilter()).toList())
                .values();
        Map<Rule, KafkaFuture<Void>> inOrder = new LinkedHashMap<>();
        rules.forEach(
                rule -> inOrder.put(rule, told.get(binding(rule).toFilter()).thenApply(results -> {
                    results.values().stream()
                            .filter(result -> result.exception() != null)
                            .findFirst()
                            .ifPresent(result -> {
                                throw result.exception();
                            });
                    return null;
                })));
        return connection.each(inOrder, rule -> "delete the ACL of " + rule.principal());
    }

    private static AclBindingFilter filter(Filter filter) {
        return new AclBindingFilter(
                new ResourcePatternFilter(
                        filter.resourceType().map(ResourceType::valueOf).orElse(ResourceType.ANY),
                        filter.resourceName().orElse(null),
                        filter.patternType().map(PatternType::valueOf).orElse(PatternType.ANY)),
                new AccessControlEntryFilter(
                        filter.principal().orElse(null),
                        filter.host().orElse(null),
                        filter.operation().map(AclOperation::valueOf).orElse(AclOperation.ANY),
                        filter.permission().map(AclPermissionType::valueOf).orElse(AclPermissionType.ANY)));
    }

    private static AclBinding binding(Rule rule) {
        return new AclBinding(
                new ResourcePattern(
                        ResourceType.valueOf(rule.resourceType()),
                        rule.resourceName(),
                        PatternType.valueOf(rule.patternType())),
                new AccessControlEntry(
                        rule.principal(),
                        rule.host(),
                        AclOperation.valueOf(rule.operation()),
                        AclPermissionType.valueOf(rule.permission())));
    }

    private static Rule rule(AclBinding binding) {
        return new Rule(
                binding.entry().principal(),
                binding.entry().host(),
                binding.entry().operation().name(),
                binding.entry().permissionType().name(),
                binding.pattern().resourceType().name(),
                binding.pattern().name(),
                binding.pattern().patternType().name());
    }
}
