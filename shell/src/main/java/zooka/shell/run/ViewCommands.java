package zooka.shell.run;

import java.util.List;
import zooka.shell.screen.Commands;

/** The commands of the shell for a full-screen view. */
final class ViewCommands implements Commands {

    private final Session session;
    private final Streams streams;
    private final UserInterface ui;
    private final WatchNotices notices;
    private volatile Foreground foreground;

    ViewCommands(Session session, Streams streams, UserInterface ui, WatchNotices notices) {
        this.session = session;
        this.streams = streams;
        this.ui = ui;
        this.notices = notices;
    }

    @Override
    public After run(String line) {
        return run(line, Origin.VIEW);
    }

    @Override
    public After propose(String line) {
        return run(line, Origin.KEY);
    }

    private After run(String line, Origin origin) {
        Runner runner = new Runner(session, streams, ui, notices, origin);
        Foreground now = new Foreground(runner, session, streams, ui);
        foreground = now;
        int code;
        try (Stderr.Hold held = streams.err().pass()) {
            code = now.run(line, 0);
        }
        if (session.over()) {
            return After.CLOSE;
        }
        return runner.endedInView() && code == 0 ? After.RETURN : After.READ;
    }

    @Override
    public void interrupt() {
        Foreground now = foreground;
        if (now != null) {
            now.interrupt();
        }
    }

    @Override
    public List<String> history() {
        return session.lines().all().stream().map(History.NumberedLine::text).toList();
    }

    @Override
    public List<String> completed(String line) {
        return ui.completed(session, line);
    }
}
