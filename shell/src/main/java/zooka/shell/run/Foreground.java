package zooka.shell.run;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import zooka.clients.Failure;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;
import zooka.commands.text.Grammar;
import zooka.commands.text.Statement;

/**
 * Runs the lines that a user types at a terminal. Each runs on a thread of its own, so that Ctrl-C gives the terminal
 * back even if the command is waiting.
 */
public final class Foreground {

    /** How late a Ctrl-C may come that has ended a command's program already: both get the signal, in any order. */
    private static final Duration LATE = Duration.ofSeconds(1);

    private final Runner runner;
    private final Session session;
    private final Streams streams;
    private final UserInterface ui;
    private volatile Async<Integer> running;
    private boolean interrupted; // guarded by this

    public Foreground(Runner runner, Session session, Streams streams, UserInterface ui) {
        this.runner = runner;
        this.session = session;
        this.streams = streams;
        this.ui = ui;
    }

    /** Whether a command is running. */
    public boolean busy() {
        return running != null;
    }

    /** Forgets an earlier Ctrl-C: it was meant for what is over. */
    public synchronized void forgive() {
        interrupted = false;
    }

    private synchronized boolean interrupted() {
        return interrupted;
    }

    /** Waits for the Ctrl-C that has ended a program of the running command: at the prompt it would discard the next line. */
    public synchronized void awaitInterrupt() {
        Deadline end = Deadline.in(LATE);
        try {
            while (!interrupted && end.millis() > 0) {
                wait(end.millis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it has come
        }
    }

    /** Ends the running command, or the one that is about to run. */
    public void interrupt() {
        synchronized (this) {
            interrupted = true;
            notifyAll();
        }
        Async<Integer> command = running;
        if (command != null) {
            command.cancel();
        }
    }

    /**
     * Runs a line, which enters the history, and waits for its end.
     *
     * @param before the exit code for a line without a command
     * @return the exit code
     */
    public int run(String line, int before) {
        List<Statement> statements;
        try {
            statements = Grammar.parse(line);
        } catch (Grammar.Unfinished e) {
            return report(Failure.usage(e.getMessage()), false);
        } catch (Failure e) {
            return report(e, false);
        }
        if (statements.isEmpty()) {
            return before;
        }
        session.lines().add(line);
        return during(() -> runner.run(statements, "", false));
    }

    /**
     * Runs something that Ctrl-C ends, and waits for its end.
     *
     * @return the exit code
     */
    int during(Callable<Integer> work) {
        boolean cancelled = false;
        running = Async.ask("command", work);
        try {
            if (interrupted()) {
                running.cancel(); // a Ctrl-C between the line and its command
            }
            return running.answer();
        } catch (Failure e) {
            if (e.kind() != Failure.Kind.INTERRUPTED) {
                return report(e, session.debug());
            }
            // Also clears an interrupt of the line editor: a Ctrl-C that arrived while the line was ending is not meant
            // for the next line.
            boolean unused = Thread.interrupted();
            cancelled = true;
            session.lastCode(Failure.Kind.INTERRUPTED.exitCode());
            return Failure.Kind.INTERRUPTED.exitCode();
        } catch (IllegalStateException e) {
            Failure failure = new Failure(Failure.Kind.FAILED, "unexpected: " + e.getCause()).cause(e.getCause());
            return report(failure, session.debug());
        } finally {
            running = null;
            ui.reclaim(cancelled);
            streams.out().flush();
            streams.err().flush();
        }
    }

    private int report(Failure failure, boolean debug) {
        int code = new ErrorReport(streams, debug).say(failure, "");
        session.lastCode(code);
        return code;
    }
}
