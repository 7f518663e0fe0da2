package zooka.shell.run;

import zooka.clients.Failure;
import zooka.commands.text.Grammar;

/**
 * The exit code of a script, from those of its commands. Commands that {@code &&} and {@code ||} join count as one, with
 * the code of the last of them that was run.
 */
final class ExitCodes {

    private static final int INTERRUPTED = Failure.Kind.INTERRUPTED.exitCode();

    private final boolean keepGoing;
    private int last;
    private boolean pending;
    private int done;
    private int failed;
    private int shared;

    ExitCodes(boolean keepGoing) {
        this.keepGoing = keepGoing;
    }

    /** Whether the next statement is to be run, after how those before it went. */
    boolean wants(Grammar.When when) {
        return switch (when) {
            case ALWAYS -> {
                settle();
                yield true;
            }
            case IF_DONE -> last == 0;
            case IF_FAILED -> last != 0;
        };
    }

    void add(int code) {
        last = code;
        pending = true;
    }

    /** Whether the script ends before a statement that is joined to nothing; an interrupt always ends it. */
    boolean stopped() {
        return last == INTERRUPTED || (last != 0 && !keepGoing);
    }

    int code() {
        settle();
        if (!keepGoing || failed == 0 || last == INTERRUPTED) {
            return last;
        }
        return done > 0 ? Failure.Kind.PARTIAL.exitCode() : shared;
    }

    private void settle() {
        if (!pending) {
            return;
        }
        pending = false;
        if (last == 0) {
            done++;
        } else {
            shared = failed == 0 || shared == last ? last : Failure.Kind.PARTIAL.exitCode();
            failed++;
        }
    }
}
