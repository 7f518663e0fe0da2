package zooka.commands.kafka;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import zooka.commands.Action;
import zooka.commands.Context;
import zooka.commands.result.Result;

/** {@code acl list}: who may do what with Kafka's resources. */
@Command(
        name = "acl list",
        footer = {
            "",
            "Examples:",
            "  acls",
            "  acls --principal alice",
            "  acls --topic orders --match",
            "  acls --topic app- --prefixed --operation Write"
        })
public final class AclList implements Action.Query {

    @Mixin
    AclFilter filter = new AclFilter();

    @Override
    public Result run(Context context) {
        return AclWords.table(
                context.clusters().administration().acls().list(filter.filters()),
                filter.given() ? "no ACL is like that" : "no ACLs");
    }
}
