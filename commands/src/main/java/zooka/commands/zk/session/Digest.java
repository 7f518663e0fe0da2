package zooka.commands.zk.session;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.clients.zookeeper.Acl;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.SecretArgument;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Payload;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.zk.znode.AclArgument;

/** {@code digest}: the digest of a user and password for an ACL. */
@Command(
        name = "digest",
        footer = {
            "",
            "Works without a server. In an ACL, username_password:USER:PASSWORD:PERMISSIONS does the same.",
            "",
            "Examples:",
            "  digest joe",
            "  digest joe @password-file",
            "  digest joe:secret"
        })
public final class Digest implements Action.Query {

    private static final List<Column> FIELDS =
            List.of(Column.of("user", "user"), Column.of("id", "id"), Column.of("entry", "entry"));

    @Parameters(
            index = "0",
            paramLabel = "USER[:PASSWORD]",
            description = "The user; the password, too, if it is not a secret.")
    @Completes(Candidates.FREE_TEXT)
    String user;

    @Parameters(index = "1", arity = "0..1", paramLabel = "PASSWORD", description = SecretArgument.DESCRIPTION)
    @Completes(Candidates.FREE_TEXT)
    SecretArgument password;

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Result run(Context context) {
        int colon = user.indexOf(':');
        String name = colon < 0 ? user : user.substring(0, colon);
        String secret = colon >= 0 && password == null
                ? user.substring(colon + 1)
                : SecretArgument.of(password, "password of " + name, context);
        String id = name + ":" + AclArgument.digest(name, secret);
        return new Payload(
                Optional.of(id.getBytes(StandardCharsets.UTF_8)),
                Payload.Look.TEXT,
                Field.all(FIELDS, Cell.text(name), Cell.text(id), Cell.text("digest:" + id + ":" + Acl.ALL)),
                List.of());
    }
}
