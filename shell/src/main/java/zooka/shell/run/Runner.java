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
import zooka.shell.render.Output;
import zooka.shell.render.Renderer;
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
        Format format = format(options, sink);
        if (invocation.help()) {
            answer(Help.explanation(invocation.entry()), format, sink);
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
        if (format == Format.RAW && invocation.changes()) {
            // Checked before the change is made: its result could not be shown afterwards.
            throw Failure.usage("-o raw is only supported by commands that return one value, such as get");
        }
        return invocation.action().match(new ActionRunner(invocation, context, options, format, sink, remarks));
    }

    /** Performs each kind of action; returns the exit code. */
    private final class ActionRunner implements Action.Cases<Integer> {
        private final Invocation invocation;
        private final Context context;
        private final CommonOptions options;
        private final Format format;
        private final Sink sink;
        private final StderrRemarks remarks;

        private ActionRunner(
                Invocation invocation,
                Context context,
                CommonOptions options,
                Format format,
                Sink sink,
                StderrRemarks remarks) {
            this.invocation = invocation;
            this.context = context;
            this.options = options;
            this.format = format;
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
                    && options.output().isEmpty();
            answer(result, bytes ? Format.RAW : format, sink);
            return DONE;
        }

        @Override
        public Integer change(Action.Change change) {
            changes().make(change, result -> render(result, format, sink));
            return DONE;
        }

        @Override
        public Integer edit(Action.Edit edit) {
            changes().edit(edit, result -> render(result, format, sink));
            return DONE;
        }

        private Changes changes() {
            return new Changes(session, ui, invocation, context, options, remarks, origin == Origin.KEY);
        }

        @Override
        public Integer follow(Action.Follow follow) {
            Runner.this.follow(follow, context, format, sink);
            return DONE;
        }

        @Override
        public Integer choice(Action.Choice choice) {
            throw new IllegalStateException("an invocation has chosen already");
        }

        @Override
        public Integer repeat(Action.Repeat repeat) {
            Runner.this.repeat(repeat, context, format, sink);
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
            outcome.result().ifPresent(result -> render(result, format, sink));
            return outcome.code();
        }

        @Override
        public Integer live(Action.Live live) {
            boolean screen = format == Format.TABLE && sink.screen().terminal() && !live.once();
            if (screen && ui.show(live, context, commands())) {
                inView = true;
            } else {
                answer(live.snapshot(context), format, sink);
            }
            return DONE;
        }
    }

    /** Runs a command that continues until it is stopped; at a terminal a key ends it, and a remark names the key. */
    private void follow(Action.Follow follow, Context context, Format format, Sink sink) {
        boolean leaves = follow.goesOn() && sink.screen().terminal();
        Optional<Keyboard> keyboard = leaves ? ui.keyboard() : Optional.empty();
        Runnable command = () -> {
            Result result = follow.follow(context);
            if (leaves) {
                context.remarks().note("keys", keyboard.isPresent() ? "press q to quit" : "press Ctrl-C to quit");
            }
            render(result, format, sink);
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

    private void repeat(Action.Repeat repeat, Context context, Format format, Sink sink) {
        WatchRun repetition = new WatchRun(repeat, context, screen(sink));
        boolean screen = format == Format.TABLE && sink.screen().terminal() && repeat.count() == Long.MAX_VALUE;
        if (screen && ui.show(repetition, context.clock(), commands())) {
            inView = true;
        } else {
            repetition.print(format, sink.out(), streams.err());
        }
    }

    private static Format format(CommonOptions options, Sink sink) {
        if (options.output().isPresent()) {
            return Format.of(options.output().get());
        }
        return sink.screen().terminal() ? Format.TABLE : Format.PLAIN;
    }

    /** Renders an answer: in a pager if it is longer than the screen of the terminal. */
    private void answer(Result result, Format format, Sink sink) {
        boolean paged = sink.screen().terminal()
                && origin == Origin.PROMPT
                && format != Format.RAW
                && session.settings().pager()
                && ui.hasPager();
        if (!paged) {
            render(result, format, sink);
            return;
        }
        try (Output pages = PagedStream.output(ui, streams, sink.screen().columns())) {
            render(result, format, sink.through(pages));
        }
    }

    private void render(Result result, Format format, Sink sink) {
        if (result instanceof Result.WithFailure failing) {
            render(failing.result(), format, sink);
            throw failing.failure();
        }
        if (result instanceof Result.InZkCliOrder ordered) {
            render(format == Format.ZKCLI ? ordered.zkCli() : ordered.result(), format, sink);
            return;
        }
        boolean other = result instanceof Result.AsZkCli && format != Format.ZKCLI;
        Result shown = other ? ((Result.AsZkCli) result).result() : result;
        Renderer.of(format, sink.out(), streams.err(), screen(sink)).render(shown);
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
