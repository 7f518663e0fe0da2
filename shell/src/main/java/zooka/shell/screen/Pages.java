package zooka.shell.screen;

import java.io.OutputStream;

/** A text that the user reads page by page in a pager. */
public interface Pages extends AutoCloseable {

    /** The text; a write fails if the user has left the pager. */
    OutputStream text();

    /** Ends the text, waits until the user has left the pager, and takes the terminal back. */
    @Override
    void close();
}
