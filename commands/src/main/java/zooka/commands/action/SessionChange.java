package zooka.commands.action;

import java.util.Optional;
import java.util.OptionalInt;

/** What a command wants of the shell that runs it. */
public sealed interface SessionChange {

    /** To be at another znode, by its absolute path. */
    record MoveTo(String path) implements SessionChange {}

    /** To end the shell or the script. */
    record Leave() implements SessionChange {}

    /**
     * To speak to another ensemble, or anew to the same.
     *
     * @param connectString {@code host:port,...[/chroot]}; empty for the same
     */
    record Connect(Optional<String> connectString) implements SessionChange {}

    /**
     * To speak to the clusters that a name in the config file stands for, from now on and when the shell is started again.
     *
     * @param lasting whether the file is to say so, too
     */
    record UseContext(String name, boolean lasting) implements SessionChange {}

    /** To end the session; what needs one fails until there is another. */
    record Disconnect() implements SessionChange {}

    /** To show the lines that were run. */
    record ShowHistory() implements SessionChange {}

    /**
     * To run a line again.
     *
     * @param number as the history counts; empty for the last
     */
    record Again(OptionalInt number) implements SessionChange {}

    /**
     * To show what watches see, or to keep it quiet.
     *
     * @param on empty to say which it is
     */
    record PrintEvents(Optional<Boolean> on) implements SessionChange {}
}
