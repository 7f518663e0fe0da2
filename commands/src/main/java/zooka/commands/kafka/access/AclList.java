package zooka.commands.kafka.access;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import zooka.clients.kafka.Acls;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code acl list}: lists ACLs. */
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
    public void check() {
        filter.filters();
    }

    @Override
    public List<Column> columns() {
        return AclWords.COLUMNS;
    }

    @Override
    public Result run(Context context) {
        List<Acls.Rule> rules = context.clusters().administration().acls().list(filter.filters());
        filter.about.pattern().filter(pattern -> rules.isEmpty()).ifPresent(pattern -> {
            throw AclResources.notPattern(pattern);
        });
        return AclWords.table(rules, filter.given() ? "no matching ACLs" : "no ACLs");
    }
}
