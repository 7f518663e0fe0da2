package zooka.commands.zk.znode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Kind;
import zooka.clients.zookeeper.Operation;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.action.ValueArgument;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code create}: make a znode. */
@Command(
        name = "create",
        footer = {
            "",
            "An ephemeral znode exists as long as the session of this shell. Asks for confirmation if no client could change the ACL",
            "again, or if a digest is not valid.",
            "",
            "Examples:",
            "  create /demo/flag on",
            "  create -p /demo/a/b/c @value.bin",
            "  create --hex /demo/id 00ff10",
            "  create -e -s /demo/workers/worker-",
            "  create /demo/secret 'x' auth::cdrwa"
        })
public final class Create implements Action.Change, Transactable {

    private static final List<Column> FIELDS = List.of(Column.of("path", "path"));

    @Option(names = "-e", description = "Ephemeral: deleted when the session ends.")
    boolean ephemeral;

    @Option(names = "-s", description = "Sequential: ZooKeeper appends a ten-digit number to the name.")
    boolean sequential;

    @Option(names = "-c", description = "Container: deleted after its last child has been deleted.")
    boolean container;

    @Option(
            names = {"-t", "--ttl"},
            paramLabel = "MILLIS",
            description = "TTL: deleted when it has had no changes and no children for this long.")
    @Completes(Candidates.FREE_TEXT)
    Long ttl;

    @Option(names = "-p", description = "Create missing parents, with null values.")
    boolean parents;

    @ArgGroup
    ValueArgument.Form form = new ValueArgument.Form();

    @Parameters(index = "0", paramLabel = "PATH", description = "The znode.")
    @Completes(value = Candidates.ZNODE, asTyped = true)
    String path;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DATA",
            description = ValueArgument.DESCRIPTION + " Default: null.")
    @Completes(Candidates.DATA)
    String data;

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "ACL",
            description = {AclArgument.DESCRIPTION, "Default: world:anyone:cdrwa."})
    @Completes(Candidates.FREE_TEXT)
    String acl;

    @Override
    public Operation.Create operation(Context context) {
        // A sequential name may end with a slash: its number is then the whole name.
        String absolute = context.path(path) + (sequential && path.endsWith("/") ? "/" : "");
        return new Operation.Create(
                absolute,
                ValueArgument.of(data, form, context),
                kind(),
                acl == null ? Acl.OPEN : AclArgument.of(acl, context));
    }

    @Override
    public void check() {
        if (container && (ephemeral || sequential || ttl != null)) {
            throw Failure.usage("create: -c cannot be combined with -s, -e or -t");
        }
        if (ephemeral && ttl != null) {
            throw Failure.usage("create: -e cannot be combined with -t");
        }
        if (ttl != null && (ttl <= 0 || ttl > Kind.LONGEST_TTL)) {
            throw Failure.usage("create: -t must be between 1 and " + Kind.LONGEST_TTL);
        }
    }

    private Kind kind() {
        Kind kind = container ? Kind.CONTAINER : ephemeral ? Kind.EPHEMERAL : Kind.PERSISTENT;
        if (ttl != null) {
            kind = Kind.ttl(ttl);
        }
        return sequential ? kind.asSequential() : kind;
    }

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Plan plan(Context context) {
        Operation.Create create = operation(context);
        return AclArgument.plan(
                Plan.on(Scope.znode(create.path())),
                "create " + create.path(),
                List.of(create.acl()),
                AclArgument.word(create.path()),
                () -> make(context, create));
    }

    private Result make(Context context, Operation.Create create) {
        Znodes znodes = context.clusters().znodes();
        if (parents) {
            createParents(znodes, create.path());
        }
        String created = znodes.create(create.path(), create.data(), create.kind(), create.acl());
        Result done = new Result.Change(
                "created " + created,
                sequential ? Optional.of(created) : Optional.empty(),
                Field.all(FIELDS, Cell.text(created)));
        return new Result.AsZkCli(done, List.of(), List.of(), List.of(Cell.text("Created " + created)));
    }

    /** Makes the missing znodes above one, with null values. */
    public static void createParents(Znodes znodes, String absolute) {
        List<String> missing = new ArrayList<>();
        for (int slash = absolute.lastIndexOf('/'); slash > 0; slash = absolute.lastIndexOf('/', slash - 1)) {
            missing.add(absolute.substring(0, slash));
        }
        Collections.reverse(missing);
        for (String parent : missing) {
            if (znodes.stat(parent).isEmpty()) {
                try {
                    znodes.create(parent, Optional.empty(), Kind.PERSISTENT);
                } catch (Failure e) {
                    // Another client may have created it at the same time.
                    if (e.kind() != Failure.Kind.CONFLICT) {
                        throw e;
                    }
                }
            }
        }
    }
}
