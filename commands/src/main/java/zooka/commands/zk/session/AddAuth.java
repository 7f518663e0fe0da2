package zooka.commands.zk.session;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.SecretArgument;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code addauth}: show credentials to the servers. */
@Command(
        name = "addauth",
        footer = {
            "",
            "Valid until the end of this shell, also in a new session. The line is not added to the history.",
            "",
            "Examples:",
            "  addauth digest joe:secret",
            "  addauth digest @credentials-file",
            "  addauth digest"
        })
public final class AddAuth implements Action.Query {

    private static final List<Column> FIELDS = List.of(Column.of("scheme", "scheme"));

    @Parameters(index = "0", paramLabel = "SCHEME", description = "digest, or another scheme that the servers support.")
    @Completes(Candidates.FREE_TEXT)
    String scheme;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "AUTH",
            description = {"For digest: USER:PASSWORD.", SecretArgument.DESCRIPTION})
    @Completes(Candidates.FREE_TEXT)
    SecretArgument auth;

    @Override
    public void check() {
        if (scheme.indexOf(':') >= 0) {
            throw Failure.usage("addauth: missing AUTH").hint("addauth digest USER:PASSWORD");
        }
    }

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Result run(Context context) {
        String secret = SecretArgument.of(auth, "credentials for " + scheme, context);
        context.clusters().session().authenticate(scheme, secret);
        return new Result.Change(
                "authenticated with scheme " + scheme, Optional.empty(), Field.all(FIELDS, Cell.text(scheme)));
    }
}
