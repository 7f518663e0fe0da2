package zooka.shell.run;

import java.util.List;
import java.util.function.Consumer;
import zooka.commands.action.Action;
import zooka.commands.action.CommonOptions;
import zooka.commands.action.Context;
import zooka.commands.action.Invocation;
import zooka.commands.result.Result;
import zooka.shell.dropin.Shell;
import zooka.shell.render.Escapes;

/** Runs the command lines to which the line of a stock tool is translated, as {@link Runner} does, and prints none of their results. */
public final class Answers implements Shell {

    private final Session session;
    private final Streams streams;
    private final UserInterface ui;
    private int code;

    public Answers(Session session, Streams streams, UserInterface ui) {
        this.session = session;
        this.streams = streams;
        this.ui = ui;
    }

    /** The exit code of what the commands have remarked so far: 1 after a fault, 7 where something is missing, else 0. */
    public int code() {
        return code;
    }

    @Override
    public void say(String line) {
        streams.out().flush();
        streams.err().println(Escapes.visible(line));
        streams.err().flush();
    }

    @Override
    public boolean incomplete() {
        return code != 0;
    }

    @Override
    public void run(List<String> words, Consumer<Result> reader) {
        Invocation invocation = Invocation.of(words);
        Progress progress = new Progress(streams.err(), streams.errIsTerminal(), true, streams.colour());
        StderrRemarks remarks = new StderrRemarks(streams, progress);
        try {
            session.clusters().whileWaiting(progress::waiting);
            Context context = new Context(
                    session.clusters(),
                    session.place(),
                    session.clock(),
                    streams.in(),
                    remarks,
                    session.journal(),
                    ui::secret,
                    session.contexts());
            invocation.action().match(new Reading(invocation, context, remarks, reader));
        } finally {
            session.clusters().whileWaiting(text -> {});
            progress.clear();
            code = remarks.code() == 0 ? code : remarks.code();
        }
    }

    /** Performs the kinds of actions that give one result. */
    private final class Reading implements Action.Cases<Void> {
        private final Invocation invocation;
        private final Context context;
        private final StderrRemarks remarks;
        private final Consumer<Result> reader;

        private Reading(Invocation invocation, Context context, StderrRemarks remarks, Consumer<Result> reader) {
            this.invocation = invocation;
            this.context = context;
            this.remarks = remarks;
            this.reader = reader;
        }

        private Void read(Result result) {
            remarks.progress.written();
            if (result instanceof Result.WithFailure failing) {
                reader.accept(failing.result());
                throw failing.failure();
            }
            reader.accept(result);
            return null;
        }

        @Override
        public Void query(Action.Query query) {
            return read(query.run(context));
        }

        @Override
        public Void change(Action.Change change) {
            CommonOptions options = invocation.options().over(session.defaults());
            new Changes(session, ui, invocation, context, options, remarks, false).make(change, this::read);
            return null;
        }

        @Override
        public Void follow(Action.Follow follow) {
            return read(follow.follow(context));
        }

        @Override
        public Void edit(Action.Edit edit) {
            throw unexpected();
        }

        @Override
        public Void choice(Action.Choice choice) {
            throw unexpected();
        }

        @Override
        public Void repeat(Action.Repeat repeat) {
            throw unexpected();
        }

        @Override
        public Void steer(Action.Steer steer) {
            throw unexpected();
        }

        @Override
        public Void live(Action.Live live) {
            throw unexpected();
        }

        private IllegalStateException unexpected() {
            return new IllegalStateException(invocation.entry().words() + " gives no result to a stock tool");
        }
    }
}
