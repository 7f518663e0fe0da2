package zooka.shell.dropin;

import java.util.List;
import zooka.clients.Failure;

/**
 * A tool of Kafka whose command lines zooka takes: its options, the translation of its words to zooka's command lines, and the
 * printer of its text. There is one class a tool, and it has the tool's name.
 */
interface Tool {

    /** The tool's options, as it names them. */
    StockOptions options();

    /**
     * Refuses what the words alone show to be wrong or not supported. Nothing has been sent by then.
     *
     * @throws Failure {@code USAGE}
     */
    void check(StockLine line);

    /** More options of zooka for this line, besides those for the connection. */
    default List<String> zooka(StockLine line) {
        return List.of();
    }

    /** Runs the line. */
    void run(StockLine line, Shell shell, StockOutput out);

    /**
     * The exit code that the tool itself has where zooka has this one; see {@code --faithful-exit-codes}.
     *
     * @param code 0 to 7, as {@link Failure.Kind} has them
     */
    default int faithful(int code) {
        return code == 0 ? 0 : 1;
    }
}
