package zooka.commands.kafka;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.commands.Action;
import zooka.commands.Context;
import zooka.commands.kafka.client.ScramUsers.Credential;
import zooka.commands.result.Cell;
import zooka.commands.result.Result;
import zooka.commands.result.Result.Column;
import zooka.commands.result.Result.Row;

/** {@code user list}: the users that the brokers know by SCRAM. */
@Command(
        name = "user list",
        footer = {"", "Examples:", "  users", "  user list alice"})
public final class UserList implements Action.Query {

    private static final List<Column> COLUMNS = List.of(
            Column.of("user", "USER"), Column.of("mechanism", "MECHANISM"), Column.of("iterations", "ITERATIONS"));

    @Parameters(arity = "0..*", paramLabel = "USER", description = "Only these.")
    List<String> users = List.of();

    @Override
    public Result run(Context context) {
        List<Credential> credentials =
                context.clusters().administration().users().list(users);
        for (String user : users) {
            if (credentials.stream().noneMatch(one -> one.user().equals(user))) {
                throw UserAlter.unknown(user);
            }
        }
        return new Result.Table(
                COLUMNS,
                credentials.stream()
                        .map(one -> Row.of(
                                Cell.text(one.user()), Cell.text(one.mechanism().word()), Cell.count(one.iterations())))
                        .toList(),
                "no users with SCRAM credentials");
    }
}
