package zooka.shell.run;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import zooka.clients.Failure;
import zooka.commands.action.SessionChange;
import zooka.commands.config.SecretReader;
import zooka.commands.config.Secrets;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Result.Column;
import zooka.commands.result.Result.Row;
import zooka.commands.session.ContextUse;
import zooka.commands.text.Grammar;

/** Does what a command wants of the shell itself. */
final class SessionControl {

    private final Session session;
    private final WatchNotices notices;
    private final ToIntFunction<List<Grammar.Statement>> runner;
    private final Secrets person;
    private boolean again;

    /**
     * A helm.
     *
     * @param person asked for the passwords of other clusters
     * @param runner runs statements and gives their exit code
     */
    SessionControl(
            Session session, WatchNotices notices, Secrets person, ToIntFunction<List<Grammar.Statement>> runner) {
        this.session = session;
        this.notices = notices;
        this.person = person;
        this.runner = runner;
    }

    /**
     * What came of it.
     *
     * @param code the exit code
     * @param result shown, where there is one
     */
    record Outcome(int code, Optional<Result> result) {}

    Outcome steer(SessionChange steering) {
        if (steering instanceof SessionChange.MoveTo to) {
            session.moveTo(to.path());
        } else if (steering instanceof SessionChange.Leave) {
            session.leave();
        } else if (steering instanceof SessionChange.Connect connect) {
            connect(connect);
        } else if (steering instanceof SessionChange.UseContext use) {
            return new Outcome(0, Optional.of(use(use)));
        } else if (steering instanceof SessionChange.Disconnect) {
            session.disconnect();
        } else if (steering instanceof SessionChange.ShowHistory) {
            return new Outcome(0, Optional.of(history()));
        } else if (steering instanceof SessionChange.PrintEvents print) {
            print.on().ifPresent(notices::print);
            return new Outcome(0, Optional.of(printing(print.on().isEmpty())));
        } else if (steering instanceof SessionChange.Again one) {
            return new Outcome(again(one.number()), Optional.empty());
        }
        return new Outcome(0, Optional.empty());
    }

    private void connect(SessionChange.Connect connect) {
        if (connect.connectString().isPresent()) {
            session.connect(connect.connectString().get(), SecretReader.asking(person));
        } else {
            session.connect();
        }
    }

    /** One command by itself has no session that could go on elsewhere: it tells the file only. */
    private Result use(SessionChange.UseContext use) {
        if (session.target().profile().lasting()) {
            session.use(use.name(), SecretReader.asking(person));
        }
        if (use.lasting()) {
            ContextUse.keep(session.contexts(), use.name());
        }
        return new Result.Done(
                "context " + use.name(),
                Optional.empty(),
                List.of(Field.of("context", "context", Cell.text(use.name()))));
    }

    private Result history() {
        List<Row> rows = session.lines().all().stream()
                .map(line -> Row.of(Cell.id(line.number()), Cell.text(line.text())))
                .toList();
        Result table = new Result.Table(
                List.of(Column.of("number", "NUMBER"), Column.of("line", "LINE")), rows, "nothing was run yet");
        List<Cell> lines = session.lines().all().stream()
                .map(line -> Cell.text(line.number() + " - " + line.text()))
                .toList();
        return new Result.AsZkCli(table, lines, List.of(), List.of());
    }

    /** @param asked whether that is all that was asked for; zkCli says nothing where it is set */
    private Result printing(boolean asked) {
        String state = notices.printing() ? "on" : "off";
        return new Result.AsZkCli(
                new Result.Done(
                        "printwatches is " + state,
                        Optional.of(state),
                        List.of(Field.of("printing", "printing", Cell.flag(notices.printing())))),
                asked ? List.of(Cell.text("printwatches is " + state)) : List.of(),
                List.of(),
                List.of());
    }

    private int again(OptionalInt number) {
        if (again) {
            throw Failure.usage("redo runs no redo");
        }
        List<History.Numbered> all = session.lines().all();
        // The line that says redo is the last of them.
        int wanted = number.orElseGet(
                () -> all.size() < 2 ? 0 : all.get(all.size() - 2).number());
        String line = session.lines().numbered(wanted).orElseThrow(() -> Failure.usage(
                        "no line " + wanted + " in the history")
                .hint("history"));
        again = true;
        try {
            return runner.applyAsInt(Grammar.parse(line));
        } finally {
            again = false;
        }
    }
}
