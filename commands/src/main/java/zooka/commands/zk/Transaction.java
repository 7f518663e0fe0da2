package zooka.commands.zk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.commands.Action;
import zooka.commands.CommonOptions;
import zooka.commands.Context;
import zooka.commands.Failure;
import zooka.commands.Invocation;
import zooka.commands.Plan;
import zooka.commands.Scope;
import zooka.commands.Settled;
import zooka.commands.line.Grammar;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Result;
import zooka.commands.result.Result.Column;
import zooka.commands.result.Result.Row;
import zooka.commands.undo.Journal;
import zooka.commands.undo.Journal.Taken;
import zooka.commands.zk.client.Acl;
import zooka.commands.zk.client.Operation;
import zooka.commands.zk.client.Znodes;
import zooka.commands.zk.tree.ZnodeCopy;

/** {@code txn}: several changes, all or none. */
@Command(
        name = "txn",
        footer = {
            "",
            "The commands are create, set, delete and check, written as anywhere else. What is put between them, ; or the end",
            "of an argument, makes no difference. undo takes it back.",
            "",
            "Examples:",
            "  txn 'create /demo/a x; set /demo/app/motd y; check /demo 0; delete /demo/flag'",
            "  txn 'check /demo/app/config 3' 'set /demo/app/config @config.json'"
        })
public final class Transaction implements Action.Change {

    @Parameters(arity = "1..*", paramLabel = "COMMANDS", description = "What to do, in the shell's own grammar.")
    List<String> texts;

    @Override
    public Plan plan(Context context) {
        List<Operation> operations = new ArrayList<>();
        for (String text : texts) {
            for (Grammar.Statement statement : parse(text)) {
                operations.add(operation(statement, context));
            }
        }
        if (operations.isEmpty()) {
            throw Failure.usage("txn: there is nothing to do").hint("help txn");
        }
        String summary = "in one transaction:"
                + operations.stream().map(one -> "\n  " + said(one)).reduce("", String::concat);
        Scope scope = Scope.NONE;
        for (Operation operation : operations) {
            if (!(operation instanceof Operation.Check)) {
                scope = scope.and(Scope.znode(operation.path()));
            }
        }
        return Plan.on(scope).change(summary, () -> make(context, operations));
    }

    private static List<Grammar.Statement> parse(String text) {
        try {
            return Grammar.parse(text);
        } catch (Grammar.Unfinished e) {
            throw Failure.usage("txn: " + e.getMessage());
        }
    }

    private static Operation operation(Grammar.Statement statement, Context context) {
        if (statement.program().isPresent()
                || statement.target().isPresent()
                || statement.when() != Grammar.When.ALWAYS) {
            throw Failure.usage("txn: only ; may stand between commands");
        }
        Invocation invocation = Invocation.of(statement.words());
        if (!(invocation.action() instanceof Transactable transactable) || invocation.help()) {
            throw Failure.usage("txn: " + invocation.entry().words() + " cannot be part of a transaction")
                    .hint("create, set, delete, check");
        }
        if (!invocation.options().equals(CommonOptions.NONE)) {
            throw Failure.usage("txn: options such as --yes belong to txn itself");
        }
        return transactable.operation(context);
    }

    private static String said(Operation operation) {
        return name(operation) + " " + operation.path();
    }

    private static String name(Operation operation) {
        return operation instanceof Operation.Put
                ? "set"
                : operation.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static Result make(Context context, List<Operation> operations) {
        Znodes znodes = context.clusters().znodes();
        try (Journal.Entry journal = context.keeping("txn")) {
            keep(znodes, operations, journal);
            List<Operation.Outcome> outcomes;
            try {
                outcomes = znodes.transact(operations);
            } catch (Failure e) {
                if (e.kind() != Failure.Kind.UNREACHABLE && e.kind() != Failure.Kind.INTERRUPTED) {
                    journal.drop();
                }
                throw e;
            }
            Optional<Failure> failure = outcomes.stream()
                    .flatMap(outcome -> outcome.failure().stream())
                    .findFirst();
            Result table = table(outcomes, failure.isPresent());
            if (failure.isPresent()) {
                journal.drop();
                Failure why = failure.get();
                Failure whole = new Failure(why.kind(), "nothing was changed: " + why.getMessage());
                return new Result.Failing(table, why.hint().map(whole::hint).orElse(whole));
            }
            outcomes.stream()
                    .filter(outcome -> outcome.operation() instanceof Operation.Create)
                    .forEach(outcome -> journal.keep(new Taken.Created(outcome.path())));
            return table;
        }
    }

    /** What it takes, before it does; of a znode that it both takes and makes, what was there. */
    private static void keep(Znodes znodes, List<Operation> operations, Journal.Entry journal) {
        List<String> taken = operations.stream()
                .filter(one -> one instanceof Operation.Put || one instanceof Operation.Delete)
                .map(Operation::path)
                .distinct()
                .toList();
        List<Settled<Znodes.Znode>> before = znodes.readEach(taken);
        List<Settled<Acl>> acls = znodes.aclOfEach(taken);
        for (int i = 0; i < taken.size(); i++) {
            String path = taken.get(i);
            Optional<Znodes.Znode> znode = before.get(i).value();
            if (znode.isEmpty() || znode.get().stat().kind().ephemeral()) {
                continue;
            }
            ZnodeCopy copy = ZnodeCopy.of(znode.get(), acls.get(i).value().orElse(Acl.OPEN));
            boolean deleted = operations.stream()
                    .anyMatch(
                            one -> one instanceof Operation.Delete && one.path().equals(path));
            journal.keep(
                    deleted
                            ? new Taken.Deleted(copy)
                            : new Taken.Replaced(copy, znode.get().stat().version()));
        }
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
        return new Result.Table(
                List.of(Column.of("operation", "OPERATION"), Column.of("path", "PATH"), Column.of("result", "RESULT")),
                rows,
                "");
    }
}
