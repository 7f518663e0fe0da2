package zooka.shell;

import java.time.Clock;
import zooka.commands.Action;
import zooka.commands.Context;

/** What a person is asked and shown beside results; a script has nobody to ask. */
interface Front {

    /**
     * Whether the person, asked, types the word; only where {@link #canAsk()}.
     *
     * @param what what would be done
     * @param warning why to be careful beyond that; may be empty
     */
    boolean confirms(String what, String warning, String word);

    boolean canAsk();

    /**
     * Shows a live state full screen until the person leaves it.
     *
     * @return false where there is no screen for it
     */
    boolean show(Action.Live live, Context context);

    /**
     * Shows the answers to a query full screen until the person leaves them.
     *
     * @return false where there is no screen for it
     */
    boolean show(Repetition repetition, Clock clock);

    /** How wide the terminal is. */
    int columns();
}
