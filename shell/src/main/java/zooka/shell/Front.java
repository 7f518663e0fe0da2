package zooka.shell;

import zooka.commands.Action;
import zooka.commands.Context;
import zooka.commands.Plan;

/** What a person is asked and shown beside results; a script has nobody to ask. */
interface Front {

    /** Whether the person, asked, wants the change; only where {@link #canAsk()}. */
    boolean confirms(Plan plan);

    boolean canAsk();

    /**
     * Shows a live state full screen until the person leaves it.
     *
     * @return false where there is no screen for it
     */
    boolean show(Action.Live live, Context context);

    /** How wide the terminal is. */
    int columns();
}
