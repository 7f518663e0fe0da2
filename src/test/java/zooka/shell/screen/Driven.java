package zooka.shell.screen;

/** A full-screen view that a test drives without a terminal. */
public interface Driven {

    /** The same on a screen of another size. */
    Driven sized(int columns, int rows);

    /** Presses keys one after the other. */
    Driven press(Key... keys);

    /** What is on the screen. */
    Frame frame();

    /** Whether the last key asked the screen for more than another frame: a question, a query, the end. */
    boolean asks();
}
