package zooka.commands.kafka.access;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import zooka.clients.Failure;
import zooka.clients.kafka.Acls;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code acl delete}: deletes ACLs. */
@Command(
        name = "acl delete",
        footer = {
            "",
            "The plan lists the ACLs. A resource without any ACL falls back to the default of the brokers.",
            "",
            "Examples:",
            "  acl delete --principal alice --dry-run",
            "  acl delete --principal alice --topic orders --operation Write",
            "  acl delete --topic app- --prefixed"
        })
public final class AclDelete implements Action.Change {

    @Mixin
    AclFilter filter = new AclFilter();

    @Option(names = "--all", description = "Delete all ACLs.")
    boolean all;

    @Override
    public void check() {
        if (all == filter.given()) {
            throw Failure.usage(all ? "--all cannot be combined with a filter" : "missing filter")
                    .hint("specify --principal, --topic, --group, --operation ..., or --all");
        }
        filter.filters();
    }

    @Override
    public List<Column> fields() {
        return AclWords.fields("before", "deleted");
    }

    @Override
    public Plan plan(Context context) {
        Acls acls = context.clusters().administration().acls();
        List<Acls.Rule> rules = acls.list(filter.filters());
        if (rules.isEmpty()) {
            throw filter.about.pattern().map(AclResources::notPattern).orElseGet(() -> Failure.notFound(
                            "no matching ACLs")
                    .hint("acls"));
        }
        return Plan.on(AclWords.scope(rules))
                .confirmed(
                        () -> new Plan.Preview(
                                AclWords.list("delete", rules), List.of(AclWords.field("delete", rules))),
                        rules.size() == 1 ? rules.get(0).principal() : rules.size() + " ACLs",
                        () -> delete(context, acls, rules))
                .givingBack(new Plan.WayBack(Optional.empty(), List.of(AclWords.field("before", rules))));
    }

    private static Result delete(Context context, Acls acls, List<Acls.Rule> rules) {
        return AclWords.done("deleted", "deleted", context.remarks().successes(acls.delete(rules)));
    }
}
