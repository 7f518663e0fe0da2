package zooka.commands.kafka.access;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.clients.kafka.ScramUsers.Credential;
import zooka.clients.text.Selector;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** {@code user list}: lists users with SCRAM credentials. */
@Command(
        name = "user list",
        footer = {"", "Examples:", "  users", "  user list alice"})
public final class UserList implements Action.Query {

    private static final List<Column> COLUMNS = List.of(
            Column.of("user", "USER"),
            Column.of("mechanism", "MECHANISM"),
            Column.of("iterations", "ITERATIONS").number());

    @Parameters(
            arity = "0..*",
            paramLabel = "USER",
            description = {"Only these users.", Selector.FORMS})
    @Completes(Candidates.USER)
    List<String> users = List.of();

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public Result run(Context context) {
        boolean plain = users.stream().allMatch(user -> user.equals(Selector.exactly(user)));
        List<Credential> credentials =
                context.clusters().administration().users().list(plain ? users : List.of());
        List<String> names =
                credentials.stream().map(Credential::user).distinct().toList();
        Set<String> chosen = new HashSet<>();
        for (String user : users) {
            List<String> meant = new Selector(user).among(names);
            if (meant.isEmpty()) {
                throw UserAlter.unknown(user);
            }
            chosen.addAll(meant);
        }
        return new Table(
                        COLUMNS,
                        credentials.stream()
                                .filter(one -> users.isEmpty() || chosen.contains(one.user()))
                                .map(one -> Row.of(
                                        Cell.text(one.user()),
                                        Cell.text(one.mechanism().word()),
                                        Cell.count(one.iterations())))
                                .toList(),
                        "no users with SCRAM credentials")
                .counted("credential");
    }
}
