package zooka.shell.run;

import zooka.clients.Failure;
import zooka.commands.result.Remarks;
import zooka.shell.render.MessageStream.Kind;

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
    public void fault(String id, String what) {
        faulty = true;
        progress.clear();
        say(Kind.FAULT, id, what);
    }

    @Override
    public void incomplete(String id, String what) {
        incomplete = true;
        progress.clear();
        say(Kind.INCOMPLETE, id, what);
    }

    @Override
    public void no() {
        faulty = true;
    }

    @Override
    public void warn(String id, String text) {
        progress.clear();
        say(Kind.WARNING, id, text);
    }

    @Override
    public void progress(String text) {
        progress.show(text);
    }

    @Override
    public void note(String id, String text) {
        // A cancelled command may still run, while the prompt is back already.
        if (noted() && !Thread.currentThread().isInterrupted()) {
            say(Kind.NOTE, id, text);
        }
    }

    @Override
    public boolean noted() {
        return streams.errIsTerminal() && streams.outIsTerminal();
    }

    private void say(Kind kind, String id, String text) {
        streams.out().flush();
        streams.err().say(kind, id, text, streams.errIsTerminal() && streams.colour());
    }
}
