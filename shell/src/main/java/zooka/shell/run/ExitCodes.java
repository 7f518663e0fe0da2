package zooka.shell.run;

import zooka.clients.Failure;
import zooka.commands.text.Grammar;

/**
 * Computes the exit code of a script from those of its commands. Commands joined by {@code &&} and {@code ||} count as
 * one, with the code of the last one that ran.
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

    /** Whether the next statement is run, given the codes of those before it. */
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

    /** Whether the script ends before a statement that is not joined to the one before; an interrupt always ends it. */
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
