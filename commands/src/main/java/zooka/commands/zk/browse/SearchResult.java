package zooka.commands.zk.browse;

import java.util.List;

/**
 * What a search for a name has found so far.
 *
 * @param text what the search is known by
 * @param paths in the order of the tree
 * @param searched the number of znodes that were looked at
 * @param state whether the search goes on
 */
public record SearchResult(String text, List<String> paths, long searched, State state) {

    /** The most paths that are found. */
    public static final int MOST = 1000;

    /** The state of a search. */
    public enum State {
        RUNNING,
        /** All znodes were looked at that may be read. */
        DONE,
        /** It ended at a bound. */
        CUT,
        FAILED
    }

    public SearchResult {
        paths = List.copyOf(paths);
    }
}
