package zooka.shell.run;

import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.CommonOptions;
import zooka.commands.action.Context;
import zooka.commands.action.Invocation;
import zooka.commands.action.SessionChange;
import zooka.commands.kafka.metadata.AbsentTopic;
import zooka.commands.result.Payload;
import zooka.commands.result.Result;
import zooka.commands.session.Help;
import zooka.commands.text.Statement;
import zooka.shell.render.Format;
import zooka.shell.render.Layout;
import zooka.shell.render.Output;
import zooka.shell.render.Screen;
import zooka.shell.screen.Commands;
import zooka.shell.screen.Keyboard;
import zooka.shell.screen.LeaveKey;

/**
 * Runs statements for the prompt, for one command and for scripts alike: parses the words, runs the command, renders
 * its result.
 */
public final class Runner {

    private static final int DONE = 0;

    private final Session session;
    private final Streams streams;
    private final UserInterface ui;
    private final WatchNotices notices;
    private final Origin origin;
    private final SessionControl control;
    private volatile boolean inView;
    private Interpreter interpreter;

    public Runner(Session session, Streams streams, UserInterface ui, WatchNotices notices) {
        this(session, streams, ui, notices, Origin.PROMPT);
    }

    Runner(Session session, Streams streams, UserInterface ui, WatchNotices notices, Origin origin) {
        this.session = session;
        this.streams = streams;
        this.ui = ui;
        this.notices = notices;
        this.origin = origin;
        this.control = new SessionControl(session, notices, new UserSecrets(ui));
    }

    /** Whether the last command was shown full screen. */
    boolean endedInView() {
        return inView;
    }

    /**
     * Runs statements in order and stops at the first failure, unless {@code ||} or {@code --keep-going} continues.
     *
     * @param place the name of the text in messages, such as the script's; empty at the prompt
     * @return the exit code of the statement that stopped it, or of the last one
     */
    public int run(List<Statement> statements, String place, boolean keepGoing) {
        return interpreter().run(statements, stdout(Scope.of(place, keepGoing, streams.in())));
    }

    /** Runs one command with output to stdout. */
    public int run(Invocation invocation) {
        return run(invocation, stdout(Scope.of("", false, streams.in())), "");
    }

    private Sink stdout(Scope scope) {
        return Sink.stdout(scope, streams, ui, session.clock());
    }

    /** The screen of a destination, with the layout that the user wants on a terminal. */
    private Screen screen(Sink sink) {
        Screen screen = sink.screen();
        return screen.terminal() ? screen.with(layout()) : screen;
    }

    private Screen.Layout layout() {
        return switch (session.settings().expanded()) {
            case AUTO -> Screen.Layout.AUTO;
            case ON -> Screen.Layout.BLOCKS;
            case OFF -> Screen.Layout.LINES;
        };
    }

    /** Created on first use: one command of the command line needs none. */
    private Interpreter interpreter() {
        if (interpreter == null) {
            interpreter = new Interpreter(session, streams, this);
        }
        return interpreter;
    }

    /**
     * Runs one command.
     *
     * @param where the place in a script for messages; may be empty
     */
    int run(Invocation invocation, Sink sink, String where) {
        try {
            inView = false;
            CommonOptions options = invocation.options().over(session.defaults());
            Action action = invocation.action();
            boolean alone = action instanceof Action.Change || !sink.screen().terminal();
            Progress progress = new Progress(
                    streams.err(), streams.errIsTerminal() && !streams.err().json(), alone, streams.colour());
            StderrRemarks remarks = new StderrRemarks(streams, progress);
            int code;
            try {
                if (alone || action instanceof Action.Query || action instanceof Action.Edit) {
                    session.clusters().whileWaiting(progress::waiting);
                }
                code = act(invocation, options, sink, remarks);
                sink.out().complete();
                streams.err().flush();
            } catch (Output.Ended e) {
                return ended(e, where);
            } finally {
                session.clusters().whileWaiting(text -> {});
                progress.clear();
            }
            return remarks.code() == DONE ? code : remarks.code();
        } catch (Failure e) {
            sink.out().flush();
            return report(e, where);
        } catch (RuntimeException e) {
            sink.out().flush();
            return errors().unexpected(e, where);
        }
    }

    private int act(Invocation invocation, CommonOptions options, Sink sink, StderrRemarks remarks) {
        Layout layout = Layout.of(options, sink.screen().terminal() ? Format.TABLE : Format.PLAIN);
        if (invocation.help()) {
            answer(Help.explanation(invocation.entry()), layout.whole(), sink);
            return DONE;
        }
        Context context = new Context(
                session.clusters(),
                session.place(),
                session.clock(),
                sink.scope().stdin(),
                remarks,
                session.journal(),
                ui::secret,
                session.contexts(),
                session.program());
        if (layout.format().isForQueries() && invocation.changes()) {
            // Checked before the change is made: its result could not be shown afterwards.
            throw Failure.usage(
                    layout.format() == Format.RAW
                            ? "-o raw is only supported by commands that return one value, such as get"
                            : "-o " + options.output().orElse("") + " is not supported by commands that change data");
        }
        return invocation.action().match(new ActionRunner(invocation, context, options, layout, sink, remarks));
    }

    /** Performs each kind of action; returns the exit code. */
    private final class ActionRunner implements Action.Cases<Integer> {
        private final Invocation invocation;
        private final Context context;
        private final CommonOptions options;
        private final Layout layout;
        private final Sink sink;
        private final StderrRemarks remarks;

        private ActionRunner(
                Invocation invocation,
                Context context,
                CommonOptions options,
                Layout layout,
                Sink sink,
                StderrRemarks remarks) {
            this.invocation = invocation;
            this.context = context;
            this.options = options;
            this.layout = layout;
            this.sink = sink;
            this.remarks = remarks;
        }

        @Override
        public Integer query(Action.Query query) {
            Result result = query.run(context);
            remarks.progress.written();
            // A value goes to a file or a program unchanged unless a format was chosen.
            boolean bytes = result instanceof Payload payload
                    && payload.stored()
                    && payload.look() == Payload.Look.AUTO
                    && payload.after().isEmpty()
                    && !sink.screen().terminal()
                    && options.output().isEmpty()
                    && options.shaping().isEmpty();
            answer(result, bytes ? new Layout(Format.RAW) : layout, sink);
            return DONE;
        }

        @Override
        public Integer change(Action.Change change) {
            changes().make(change, result -> render(result, layout, sink));
            return DONE;
        }

        @Override
        public Integer edit(Action.Edit edit) {
            changes().edit(edit, result -> render(result, layout, sink));
            return DONE;
        }

        private Changes changes() {
            return new Changes(session, ui, invocation, context, options, remarks, origin == Origin.KEY);
        }

        @Override
        public Integer follow(Action.Follow follow) {
            Runner.this.follow(follow, context, layout, sink);
            return DONE;
        }

        @Override
        public Integer choice(Action.Choice choice) {
            throw new IllegalStateException("an invocation has chosen already");
        }

        @Override
        public Integer repeat(Action.Repeat repeat) {
            Runner.this.repeat(repeat, context, layout, sink);
            return DONE;
        }

        @Override
        public Integer steer(Action.Steer steer) {
            SessionChange change = steer.steer(context);
            if (origin != Origin.PROMPT && change.leavesClusters()) {
                throw Failure.usage(invocation.entry().words() + " is not supported in a full-screen view")
                        .hint("press q to leave the view first");
            }
            SessionControl.Outcome outcome = control.change(change, interpreter(), sink);
            outcome.result().ifPresent(result -> render(result, layout, sink));
            return outcome.code();
        }

        @Override
        public Integer live(Action.Live live) {
            boolean screen = shownFullScreen(layout, sink)
                    && !live.once()
                    && layout.shaping().isEmpty();
            if (screen && ui.show(live, context, commands())) {
                inView = true;
            } else {
                answer(live.snapshot(context), layout, sink);
            }
            return DONE;
        }
    }

    /** Runs a command that continues until it is stopped; at a terminal a key ends it, and a remark names the key. */
    private void follow(Action.Follow follow, Context context, Layout layout, Sink sink) {
        boolean leaves = follow.goesOn() && sink.screen().terminal();
        Optional<Keyboard> keyboard = leaves ? ui.keyboard() : Optional.empty();
        Runnable command = () -> {
            Result result = follow.follow(context);
            if (leaves) {
                context.remarks().note("keys", keyboard.isPresent() ? "press q to quit" : "press Ctrl-C to quit");
            }
            render(result, layout, sink);
        };
        if (keyboard.isEmpty()) {
            command.run();
            return;
        }
        new LeaveKey(keyboard.get(), this::newLine).during(command);
    }

    private void newLine() {
        streams.err().println();
        streams.err().flush();
    }

    private Commands commands() {
        return new ViewCommands(session, streams, ui, notices);
    }

    private void repeat(Action.Repeat repeat, Context context, Layout layout, Sink sink) {
        WatchRun repetition = new WatchRun(repeat, context, screen(sink), layout);
        boolean screen = shownFullScreen(layout, sink) && repeat.count() == Long.MAX_VALUE;
        if (screen && ui.show(repetition, context.clock(), commands())) {
            inView = true;
        } else {
            repetition.print(sink.out(), streams.err());
        }
    }

    private static boolean shownFullScreen(Layout layout, Sink sink) {
        return layout.format() == Format.TABLE && sink.screen().terminal();
    }

    /** Renders an answer: in a pager if it is longer than the screen of the terminal. */
    private void answer(Result result, Layout layout, Sink sink) {
        boolean paged = sink.screen().terminal()
                && origin == Origin.PROMPT
                && layout.format() != Format.RAW
                && session.settings().pager()
                && ui.hasPager();
        if (!paged) {
            render(result, layout, sink);
            return;
        }
        try (Output pages = PagedStream.output(ui, streams, sink.screen().columns())) {
            render(result, layout, sink.through(pages));
        }
    }

    private void render(Result result, Layout layout, Sink sink) {
        boolean zkCli = layout.format() == Format.ZKCLI;
        if (result instanceof Result.WithFailure failing) {
            render(failing.result(), layout, sink);
            throw failing.failure();
        }
        if (result instanceof Result.InZkCliOrder ordered) {
            render(zkCli ? ordered.zkCli() : ordered.result(), layout, sink);
            return;
        }
        Result shown = result instanceof Result.AsZkCli both && !zkCli ? both.result() : result;
        layout.render(shown, sink.out(), streams.err(), screen(sink), session.clock());
    }

    /** The exit code after output has ended: a reader that closed the pipe is no failure. */
    int ended(Output.Ended end, String where) {
        return end.failure().map(failure -> report(failure, where)).orElse(DONE);
    }

    /** Reports a failure outside of a command and returns the exit code. */
    int report(Failure failure) {
        return report(failure, "");
    }

    int report(Failure failure, String where) {
        return errors().say(suggested(failure), where);
    }

    int unexpected(RuntimeException e, String where) {
        return errors().unexpected(e, where);
    }

    private ErrorReport errors() {
        return new ErrorReport(streams, session.debug());
    }

    private Failure suggested(Failure failure) {
        if (failure.absent().isEmpty()) {
            return failure;
        }
        Failure explained = AbsentTopic.explained(session.clusters(), failure);
        return explained.absent().isPresent() ? new Suggestions(session.names()).on(explained) : explained;
    }
}
