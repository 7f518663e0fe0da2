package zooka.shell.run;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zooka.clients.Failure;
import zooka.commands.action.SessionChange;
import zooka.commands.config.SecretReader;
import zooka.commands.config.Secrets;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.session.ContextUse;
import zooka.commands.text.Grammar;

/** Performs the changes that a command requests of the shell itself. */
final class SessionControl {

    private final Session session;
    private final WatchNotices notices;
    private final Secrets secrets;
    private boolean again;

    /** @param secrets the source of passwords of other clusters */
    SessionControl(Session session, WatchNotices notices, Secrets secrets) {
        this.session = session;
        this.notices = notices;
        this.secrets = secrets;
    }

    /**
     * The outcome of a change.
     *
     * @param code the exit code
     * @param result the result to show, if any
     */
    record Outcome(int code, Optional<Result> result) {
        static final Outcome DONE = new Outcome(0, Optional.empty());

        static Outcome of(int code) {
            return new Outcome(code, Optional.empty());
        }

        static Outcome shown(Result result) {
            return new Outcome(0, Optional.of(result));
        }
    }

    /**
     * Performs a change.
     *
     * @param interpreter runs the statements that a change asks for
     * @param sink the destination of their output
     */
    Outcome change(SessionChange change, Interpreter interpreter, Sink sink) {
        return change.match(new SessionChange.Cases<>() {
            @Override
            public Outcome moveTo(SessionChange.MoveTo to) {
                session.moveTo(to.path());
                return Outcome.DONE;
            }

            @Override
            public Outcome leave(SessionChange.Leave leave) {
                session.leave();
                return Outcome.DONE;
            }

            @Override
            public Outcome connect(SessionChange.Connect to) {
                SessionControl.this.connect(to);
                return Outcome.DONE;
            }

            @Override
            public Outcome useContext(SessionChange.UseContext use) {
                return Outcome.shown(use(use));
            }

            @Override
            public Outcome disconnect(SessionChange.Disconnect disconnect) {
                session.disconnect();
                return Outcome.DONE;
            }

            @Override
            public Outcome showHistory(SessionChange.ShowHistory show) {
                return Outcome.shown(history());
            }

            @Override
            public Outcome printEvents(SessionChange.PrintEvents print) {
                print.on().ifPresent(notices::print);
                return Outcome.shown(printing(print.on().isEmpty()));
            }

            @Override
            public Outcome again(SessionChange.Again one) {
                return Outcome.of(SessionControl.this.again(one.number(), interpreter, sink));
            }

            @Override
            public Outcome source(SessionChange.Source source) {
                return Outcome.of(interpreter.source(source.file(), sink));
            }

            @Override
            public Outcome timed(SessionChange.Timed timed) {
                return Outcome.of(interpreter.timed(timed.words(), sink));
            }

            @Override
            public Outcome defineAlias(SessionChange.DefineAlias alias) {
                return definitions().alias(alias);
            }

            @Override
            public Outcome removeAliases(SessionChange.RemoveAliases aliases) {
                return definitions().removeAliases(aliases.names());
            }

            @Override
            public Outcome unset(SessionChange.Unset unset) {
                return definitions().unset(unset.names());
            }

            @Override
            public Outcome setSetting(SessionChange.SetSetting setting) {
                return definitions().set(setting);
            }
        });
    }

    private Definitions definitions() {
        return new Definitions(session);
    }

    private void connect(SessionChange.Connect connect) {
        if (connect.connectString().isPresent()) {
            session.connect(connect.connectString().get(), SecretReader.asking(secrets));
        } else {
            session.connect();
        }
    }

    /**
     * Switches the context. A single command has no session that could continue, so it only changes the config file.
     */
    private Result use(SessionChange.UseContext use) {
        if (session.target().profile().lasting()) {
            session.use(use.name(), SecretReader.asking(secrets));
        }
        if (use.lasting()) {
            ContextUse.keep(session.contexts(), use.name());
        }
        return new Result.Change(
                "context " + use.name(),
                Optional.empty(),
                List.of(Field.of("context", "context", Cell.text(use.name()))));
    }

    private Result history() {
        List<Row> rows = session.lines().all().stream()
                .map(line -> Row.of(Cell.id(line.number()), Cell.text(line.text())))
                .toList();
        Result table = new Table(
                List.of(Column.of("number", "NUMBER"), Column.of("line", "LINE")), rows, "the history is empty");
        List<Cell> lines = session.lines().all().stream()
                .map(line -> Cell.text(line.number() + " - " + line.text()))
                .toList();
        return new Result.AsZkCli(table, lines, List.of(), List.of());
    }

    /** @param asked whether the command only queries the state; zkCli prints nothing when setting it */
    private Result printing(boolean asked) {
        String state = notices.printing() ? "on" : "off";
        return new Result.AsZkCli(
                new Result.Change(
                        "printwatches is " + state,
                        Optional.of(state),
                        List.of(Field.of("printing", "printing", Cell.flag(notices.printing())))),
                asked ? List.of(Cell.text("printwatches is " + state)) : List.of(),
                List.of(),
                List.of());
    }

    private int again(OptionalInt number, Interpreter interpreter, Sink sink) {
        if (again) {
            throw Failure.usage("redo cannot repeat redo");
        }
        int wanted = number.orElseGet(this::latest);
        String line = session.lines().numbered(wanted).orElseThrow(() -> Failure.usage(
                        "no line " + wanted + " in the history")
                .hint("history"));
        again = true;
        try {
            return interpreter.run(
                    Grammar.parse(line),
                    sink.with(Scope.of("", false, sink.scope().stdin())));
        } catch (Grammar.Unfinished e) {
            throw Failure.usage(e.getMessage());
        } finally {
            again = false;
        }
    }

    /** The number of the last line that is not a repetition itself; 0 without one. */
    private int latest() {
        List<History.NumberedLine> all = session.lines().all();
        for (int i = all.size() - 1; i >= 0; i--) {
            String text = all.get(i).text();
            if (!text.startsWith("!") && !text.equals("redo") && !text.startsWith("redo ")) {
                return all.get(i).number();
            }
        }
        return 0;
    }
}
