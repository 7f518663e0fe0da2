package zooka.shell.run;

import zooka.clients.Failure;

/** Prints errors: two lines on stderr, and the stack trace with {@code --debug}. */
public final class ErrorReport {

    private final Streams streams;
    private final boolean debug;

    public ErrorReport(Streams streams, boolean debug) {
        this.streams = streams;
        this.debug = debug;
    }

    /**
     * Prints a failure.
     *
     * @param where the place in a script, or empty
     * @return the exit code
     */
    public int say(Failure failure, String where) {
        streams.out().flush();
        if (failure.kind() != Failure.Kind.INTERRUPTED) {
            boolean colour = streams.errIsTerminal() && streams.colour();
            streams.err().say(failure.id(), failure.getMessage() + where, failure.hint(), colour);
        }
        if (debug) {
            failure.printStackTrace(streams.err());
        }
        streams.err().flush();
        return failure.kind().exitCode();
    }

    /**
     * Prints an unexpected exception.
     *
     * @param where the place in a script, or empty
     * @return the exit code
     */
    public int unexpected(RuntimeException e, String where) {
        Failure failure = new Failure(Failure.Kind.FAILED, "unexpected: " + e)
                .as("unexpected")
                .cause(e);
        return say(debug ? failure : failure.hint("--debug prints the stack trace"), where);
    }
}
