package zooka.commands.zk.znode;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.text.Counts;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Operation;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.zk.tree.Copies;
import zooka.commands.zk.tree.Tally;
import zooka.commands.zk.tree.Walk;

/** {@code setAcl}: say who may do what with a znode, or with all below it. */
@Command(
        name = "setAcl",
        footer = {
            "",
            "auth::PERMISSIONS means the identities of this session, after addauth. undo restores the ACLs. Asks for confirmation if",
            "no client could change the ACL again, or if a digest is not valid.",
            "",
            "Examples:",
            "  setAcl /demo/app world:anyone:r,auth::cdrwa",
            "  setAcl /demo/app username_password:joe:env:JOES_PASSWORD:cdrwa",
            "  setAcl -R --dry-run /demo world:anyone:cdrwa"
        })
public final class SetAcl implements Action.Change {

    private static final List<Column> FIELDS = List.of(
            Column.of("path", "path"),
            Column.of("acl", "acl").list(),
            Column.of("stat", "stat").object());

    private static final List<Column> RECURSIVE = List.of(
            Column.of("path", "path"),
            Column.of("acl", "acl").list(),
            Column.of("changed", "changed").number());

    @Option(names = "-s", description = "Print the stat afterwards.")
    boolean stat;

    @Option(names = "-v", paramLabel = "VERSION", description = "Fail unless the ACL has this version.")
    @Completes(Candidates.FREE_TEXT)
    Integer version;

    @Option(names = "-R", description = "Set the ACL of the znode and its descendants.")
    boolean recursive;

    @Parameters(index = "0", paramLabel = "PATH", description = "The znode.")
    @Completes(Candidates.ZNODE)
    String path;

    @Parameters(index = "1", paramLabel = "ACL", description = AclArgument.DESCRIPTION)
    @Completes(Candidates.FREE_TEXT)
    String acl;

    @Override
    public void check() {
        if (recursive && version != null) {
            throw Failure.usage("setAcl: -R cannot be combined with -v");
        }
    }

    @Override
    public List<Column> fields() {
        return recursive ? RECURSIVE : stat ? StatFields.COLUMNS : FIELDS;
    }

    @Override
    public Plan plan(Context context) {
        String absolute = context.path(path);
        Acl wanted = AclArgument.of(acl, context);
        String word = AclArgument.word(absolute);
        if (recursive) {
            String warning = AclArgument.danger(wanted).map(why -> "; " + why).orElse("");
            return Plan.on(Scope.subtree(absolute))
                    .confirmed(
                            () -> preview(context, absolute, wanted, warning),
                            word,
                            () -> all(context, absolute, wanted));
        }
        return AclArgument.plan(
                Plan.on(Scope.znode(absolute)),
                "set the ACL of " + absolute + " to " + wanted,
                List.of(wanted),
                word,
                () -> one(context, absolute, wanted));
    }

    private Result one(Context context, String absolute, Acl wanted) {
        OptionalInt expected = version == null ? OptionalInt.empty() : OptionalInt.of(version);
        Znodes.Stat changed = context.clusters().znodes().setAcl(absolute, wanted, expected);
        List<Field> stats = StatFields.of(changed);
        if (stat) {
            return new Result.Details(stats);
        }
        return new Result.Change(
                "set the ACL of " + absolute + ", version " + changed.aversion(),
                Optional.empty(),
                Field.all(FIELDS, Cell.text(absolute), Cell.text(wanted.toString()), new Cell.Group(stats)));
    }

    private static Plan.Preview preview(Context context, String absolute, Acl wanted, String warning) {
        long znodes = 0;
        Iterator<Walk.Visit> walk = Walk.names(context.clusters().znodes(), context.remarks(), Walk.EVERYTHING)
                .from(absolute);
        for (; walk.hasNext(); walk.next()) {
            znodes++;
        }
        return new Plan.Preview(
                String.format(
                        Locale.ROOT,
                        "set the ACL of %s to %s: %s and its descendants%s",
                        Counts.of(znodes, "znode"),
                        wanted,
                        absolute,
                        warning),
                List.of(Field.of("znodes", "znodes", Cell.count(znodes))));
    }

    private static Result all(Context context, String absolute, Acl wanted) {
        Znodes znodes = context.clusters().znodes();
        Tally tally = new Tally(context.remarks(), "changed");
        Iterator<Walk.Visit> walk =
                Walk.names(znodes, context.remarks(), Walk.EVERYTHING).from(absolute);
        tally.count(() ->
                znodes.applyAll(Copies.each(walk, visited -> new Operation.Permit(visited.path(), wanted)), tally));
        tally.check();
        return new Result.Change(
                "set the ACL of " + Counts.of(tally.done(), "znode"),
                Optional.empty(),
                Field.all(RECURSIVE, Cell.text(absolute), Cell.text(wanted.toString()), Cell.count(tally.done())));
    }
}
