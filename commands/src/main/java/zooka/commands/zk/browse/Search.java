package zooka.commands.zk.browse;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.result.Remarks;
import zooka.commands.zk.tree.Walk;

/** Searches a tree for names. */
final class Search {

    /** The most znodes that are looked at. */
    private static final long MOST = 1_000_000;

    /** After so many znodes it tells how far it has come. */
    private static final int STEP = 5000;

    /** Znodes that may not be read are left out. */
    private static final Remarks UNHEARD = new Remarks() {
        @Override
        public void incomplete(String id, String what) {}

        @Override
        public void fault(String id, String what) {}

        @Override
        public void no() {}

        @Override
        public void note(String id, String text) {}

        @Override
        public void warn(String id, String text) {}
    };

    private final Znodes znodes;
    private final String root;
    private final String text;
    private final Predicate<String> wanted;
    private final Consumer<SearchResult> listener;
    private volatile boolean stopped;

    Search(Znodes znodes, String root, String text, Predicate<String> wanted, Consumer<SearchResult> listener) {
        this.znodes = znodes;
        this.root = root;
        this.text = text;
        this.wanted = wanted;
        this.listener = listener;
    }

    void stop() {
        stopped = true;
    }

    /** Searches until the end or a bound; the listener is called on this thread. */
    void run() {
        List<String> paths = new ArrayList<>();
        long searched = 0;
        SearchResult.State end = SearchResult.State.DONE;
        try {
            Iterator<Walk.Visit> all =
                    Walk.names(znodes, UNHEARD, Walk.EVERYTHING).from(root);
            while (!stopped && all.hasNext()) {
                if (searched == MOST || paths.size() == SearchResult.MOST) {
                    end = SearchResult.State.CUT;
                    break;
                }
                Walk.Visit visited = all.next();
                searched++;
                if (visited.depth() > 0 && wanted.test(visited.name())) {
                    paths.add(visited.path());
                }
                if (searched % STEP == 0) {
                    tell(paths, searched, SearchResult.State.RUNNING);
                }
            }
        } catch (Failure failure) {
            end = SearchResult.State.FAILED;
        }
        tell(paths, searched, end);
    }

    private void tell(List<String> paths, long searched, SearchResult.State state) {
        if (!stopped) {
            listener.accept(new SearchResult(text, paths, searched, state));
        }
    }
}
