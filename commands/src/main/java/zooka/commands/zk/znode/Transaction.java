package zooka.commands.zk.znode;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Operation;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.CommonOptions;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Invocation;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.text.Grammar;
import zooka.commands.text.Statement;

/** {@code txn}: several changes, all or none. */
@Command(
        name = "txn",
        footer = {
            "",
            "The commands are create, set, delete and check, separated by ; or given as separate arguments.",
            "undo reverts the transaction.",
            "",
            "Examples:",
            "  txn 'create /demo/a x; set /demo/app/motd y; check /demo 0; delete /demo/flag'",
            "  txn 'check /demo/app/config 3' 'set /demo/app/config @config.json'"
        })
public final class Transaction implements Action.Change {

    private static final List<Column> COLUMNS =
            List.of(Column.of("operation", "OPERATION"), Column.of("path", "PATH"), Column.of("result", "RESULT"));

    @Parameters(arity = "1..*", paramLabel = "COMMANDS", description = "The operations, in the grammar of the shell.")
    @Completes(Candidates.FREE_TEXT)
    List<String> texts;

    @Override
    public void check() {
        if (commands().isEmpty()) {
            throw Failure.usage("txn: no operations").hint("help txn");
        }
    }

    private List<Transactable> commands() {
        return texts.stream()
                .flatMap(text -> parse(text).stream())
                .map(Transaction::command)
                .toList();
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public Plan plan(Context context) {
        List<Operation> operations =
                commands().stream().map(command -> command.operation(context)).toList();
        String summary = "in one transaction:"
                + operations.stream().map(one -> "\n  " + said(one)).reduce("", String::concat);
        Scope scope = Scope.NONE;
        for (Operation operation : operations) {
            if (operation.changes()) {
                scope = scope.and(Scope.znode(operation.path()));
            }
        }
        List<Acl> acls = operations.stream()
                .filter(Operation.Create.class::isInstance)
                .map(operation -> ((Operation.Create) operation).acl())
                .toList();
        return AclArgument.plan(Plan.on(scope), summary, acls, "txn", () -> make(context, operations));
    }

    private static List<Statement> parse(String text) {
        try {
            return Grammar.parse(text);
        } catch (Grammar.Unfinished e) {
            throw Failure.usage("txn: " + e.getMessage());
        }
    }

    private static Transactable command(Statement statement) {
        List<String> words = statement.simple().orElseThrow(() -> Failure.usage("txn: only ; can separate commands"));
        Invocation invocation = Invocation.of(words);
        if (!(invocation.action() instanceof Transactable transactable) || invocation.help()) {
            throw Failure.usage("txn: " + invocation.entry().words() + " cannot be part of a transaction")
                    .hint("only create, set, delete and check are allowed");
        }
        if (!invocation.options().equals(CommonOptions.NONE)) {
            throw Failure.usage("txn: put options such as --yes before the transaction");
        }
        return transactable;
    }

    private static String said(Operation operation) {
        return name(operation) + " " + operation.path();
    }

    private static String name(Operation operation) {
        return operation.match(new Operation.Cases<>() {
            @Override
            public String create(Operation.Create create) {
                return "create";
            }

            @Override
            public String put(Operation.Put put) {
                return "set";
            }

            @Override
            public String delete(Operation.Delete delete) {
                return "delete";
            }

            @Override
            public String check(Operation.Check check) {
                return "check";
            }

            @Override
            public String permit(Operation.Permit permit) {
                throw new IllegalArgumentException("a transaction cannot set an ACL");
            }
        });
    }

    private static Result make(Context context, List<Operation> operations) {
        List<Operation.Outcome> outcomes = context.clusters().znodes().transact(operations);
        Optional<Failure> failure =
                outcomes.stream().flatMap(outcome -> outcome.failure().stream()).findFirst();
        Result table = table(outcomes, failure.isPresent());
        if (failure.isPresent()) {
            Failure why = failure.get();
            Failure whole = new Failure(why.kind(), "transaction failed, nothing was changed: " + why.getMessage());
            return new Result.WithFailure(table, why.hint().map(whole::hint).orElse(whole));
        }
        return table;
    }

    private static Result table(List<Operation.Outcome> outcomes, boolean failed) {
        List<Row> rows = outcomes.stream()
                .map(outcome -> Row.of(
                        Cell.text(name(outcome.operation())),
                        Cell.text(outcome.path()),
                        outcome.failure()
                                .map(why -> Cell.text(why.getMessage(), Level.BAD))
                                .orElse(failed ? Cell.text("not done", Level.DIM) : Cell.text("done", Level.GOOD))))
                .toList();
        return new Table(COLUMNS, rows, "");
    }
}
