package zooka.shell.run;

import zooka.clients.Failure;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Remarks;
import zooka.shell.render.Escapes;
import zooka.shell.render.Theme;

/** The remarks of a command on stderr. */
final class StderrRemarks implements Remarks {
    private static final int DONE = 0;

    private final Streams streams;
    final Progress progress;
    private boolean incomplete;
    private boolean faulty;

    /** @param progress cleared before each remark */
    StderrRemarks(Streams streams, Progress progress) {
        this.streams = streams;
        this.progress = progress;
    }

    /** The exit code of the remarks; 0 if none reports a problem. */
    int code() {
        if (faulty) {
            return Failure.Kind.FAILED.exitCode();
        }
        return incomplete ? Failure.Kind.PARTIAL.exitCode() : DONE;
    }

    @Override
    public void fault(String what) {
        faulty = true;
        progress.clear();
        say("fault: " + what, Level.BAD);
    }

    @Override
    public void incomplete(String what) {
        incomplete = true;
        progress.clear();
        say("incomplete: " + what, Level.WARN);
    }

    @Override
    public void no() {
        faulty = true;
    }

    @Override
    public void warn(String text) {
        progress.clear();
        say("warning: " + text, Level.WARN);
    }

    @Override
    public void progress(String text) {
        progress.show(text);
    }

    @Override
    public void note(String text) {
        // A cancelled command may still run, while the prompt is back already.
        if (noted() && !Thread.currentThread().isInterrupted()) {
            say(text, Level.DIM);
        }
    }

    @Override
    public boolean noted() {
        return streams.errIsTerminal() && streams.outIsTerminal();
    }

    private void say(String text, Level level) {
        streams.out().flush();
        streams.err().println(Theme.paint(Escapes.visible(text), level, streams.errIsTerminal() && streams.colour()));
        streams.err().flush();
    }
}
