package zooka.commands.zk.browse;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import zooka.clients.Failure;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;
import zooka.clients.profile.ZooKeeperAddress;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.result.Picture;

/**
 * Follows what somebody looks at in the tree of znodes: {@link #show} says what that is. One thread reads and calls the
 * listeners; watches say what to read again. Searching and asking the servers who watches have threads of their own.
 */
public final class BrowseFeed implements Action.Live.Feed {

    /** How long an event waits for others. */
    private static final Duration BURST = Duration.ofMillis(5);

    /** The least time between two states, unless somebody looks at something else: nobody sees more than 20 a second. */
    private static final Duration CALM = Duration.ofMillis(50);

    private static final Duration RETRY = Duration.ofMillis(500);

    /** How often one znode is read while nothing happens, so that it is known until when the rest was true. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    /** The interval of complete readings, in case an event was missed. */
    private static final Duration RESYNC = Duration.ofSeconds(30);

    /** The same where the server has no watches of single znodes. */
    private static final Duration POLL = Duration.ofSeconds(2);

    /** How long the same failure is not reported again. */
    private static final Duration SAME_TROUBLE = Duration.ofSeconds(1);

    // Markers in the queue of paths, which start with a slash.
    private static final String EVERYTHING = "everything";
    private static final String LOST = "lost";
    private static final String NEWS = "news";

    private final Context context;
    private final String root;
    private final Consumer<Picture> states;
    private final Consumer<Failure> failures;
    private final BlockingQueue<String> news = new LinkedBlockingQueue<>();
    private final Set<Async<Boolean>> threads = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;
    private volatile Viewport wanted;
    private volatile Optional<Search> search = Optional.empty();
    private volatile Optional<SearchResult> found = Optional.empty();
    private volatile Optional<WatchersOf> asked = Optional.empty();

    // Used by the reader thread only.
    private boolean live = true;
    private Deadline calm = Deadline.in(Duration.ZERO);
    private Deadline resync = Deadline.in(RESYNC);

    /** When the znodes were known to be as they are known, and of which time the last state was. */
    private Instant confirmed = Instant.EPOCH;

    private Instant published = Instant.EPOCH;
    private String trouble = "";
    private Deadline troubleOver = Deadline.in(Duration.ZERO);

    private record WatchersOf(String path, Watchers watchers) {}

    BrowseFeed(Context context, String root, Consumer<Picture> states, Consumer<Failure> failures) {
        this.context = context;
        this.root = root;
        this.states = states;
        this.failures = failures;
        this.wanted = Viewport.only(root);
    }

    void start() {
        run("znodes", this::read);
    }

    private void run(String what, Runnable work) {
        threads.removeIf(Async::isDone);
        threads.add(Async.run(what, work));
    }

    /** Reads and watches this from now on. */
    public void show(Viewport next) {
        wanted = next;
        // Who watches is asked again when somebody wants to know again.
        asked = asked.filter(answer -> next.selected().equals(Optional.of(answer.path())));
        news.add(NEWS);
    }

    /**
     * Searches for names below a znode, instead of what was searched for before.
     *
     * @param text what the search is known by
     * @param wanted whether a name is searched for
     */
    public void search(String below, String text, Predicate<String> wanted) {
        stopSearch();
        Search next = new Search(context.clusters().znodes(), below, text, wanted, this::told);
        search = Optional.of(next);
        told(new SearchResult(text, List.of(), 0, SearchResult.State.RUNNING));
        run("search of znodes", next::run);
    }

    /** Ends a search and forgets what it has found. */
    public void stopSearch() {
        search.ifPresent(Search::stop);
        search = Optional.empty();
        found = Optional.empty();
    }

    private void told(SearchResult result) {
        found = Optional.of(result);
        news.add(NEWS);
    }

    /** Asks the servers who watches a znode. */
    public void askWatchers(String path) {
        run("watchers of znodes", () -> {
            String chroot = context.clusters()
                    .profile()
                    .zookeeper()
                    .map(address -> ZooKeeperAddress.parse(address).chroot())
                    .orElse("");
            String known = path.equals("/") && !chroot.isEmpty() ? chroot : chroot + path;
            asked = Optional.of(
                    new WatchersOf(path, Watchers.of(context.clusters().ensemble(), known, own())));
            news.add(NEWS);
        });
    }

    private OptionalLong own() {
        try {
            return OptionalLong.of(context.clusters().session().describe().id());
        } catch (Failure e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void refresh() {
        news.add(EVERYTHING);
    }

    private void read() {
        while (!closed) {
            try {
                follow(context.clusters().znodes());
            } catch (Failure failure) {
                report(failure);
                pause();
            } catch (RuntimeException e) {
                report(new Failure(Failure.Kind.FAILED, "cannot follow the znodes: " + e).cause(e));
                pause();
            }
        }
    }

    private void follow(Znodes znodes) {
        KnownZnodes known = new KnownZnodes(znodes);
        boolean tell = true;
        try (Znodes.Watches watches = znodes.watches(this::seen)) {
            while (!closed) {
                try {
                    Viewport now = wanted;
                    live = watches.only(now.watched());
                    tell |= known.update(now);
                    confirmed = context.clock().instant();
                    asked.ifPresent(answer -> known.watchers(answer.path(), answer.watchers()));
                    if (tell) {
                        publish(known);
                    }
                    tell = collect(known);
                } catch (Failure failure) {
                    publishLast(known);
                    report(failure);
                    known.allChanged();
                    tell = true;
                    pause();
                }
            }
        }
    }

    private void publish(KnownZnodes known) {
        calm = Deadline.in(CALM);
        published = confirmed;
        states.accept(new ZnodeTree(
                context.clusters().profile().name(),
                root,
                confirmed,
                live,
                known.listed(),
                known.stats(),
                known.detail(),
                found));
    }

    /** Tells until when the last state was true, before it is told that nothing is known any more. */
    private void publishLast(KnownZnodes known) {
        if (published.isAfter(Instant.EPOCH) && confirmed.isAfter(published)) {
            publish(known);
        }
    }

    /**
     * Waits for the next event, and for those that follow shortly.
     *
     * @return whether there is something to tell even if the znodes are unchanged
     */
    private boolean collect(KnownZnodes known) {
        boolean tell = false;
        long most = (live ? HEARTBEAT : POLL).toMillis();
        long wait = known.due().map(due -> Math.min(due.millis(), most)).orElse(most);
        try {
            String first = news.poll(wait, TimeUnit.MILLISECONDS);
            if (first == null && known.due().isEmpty()) {
                idle(known);
            }
            Deadline burst = calm.millis() > BURST.toMillis() ? calm : Deadline.in(BURST);
            Set<String> all = new HashSet<>();
            String next = first;
            while (next != null) {
                all.add(next);
                // A person who has pressed a key does not wait.
                next = next.equals(NEWS) ? news.poll() : news.poll(burst.millis(), TimeUnit.MILLISECONDS);
            }
            for (String one : all) {
                if (one.equals(LOST)) {
                    publishLast(known);
                    report(Failure.unreachable("connection to ZooKeeper lost, trying another server"));
                } else if (one.equals(EVERYTHING)) {
                    known.allChanged();
                } else {
                    known.changed(one);
                }
                tell |= one.equals(EVERYTHING) || one.equals(NEWS);
            }
        } catch (InterruptedException e) {
            closed = true;
        }
        return tell;
    }

    private void idle(KnownZnodes known) {
        if (!live || resync.passed()) {
            known.allChanged();
            resync = Deadline.in(RESYNC);
        } else {
            wanted.watched().stream().findFirst().ifPresent(known::changed);
        }
    }

    /** Called on the ZooKeeper client's event thread. */
    private void seen(Znodes.Event event) {
        switch (event.type()) {
            case DISCONNECTED -> news.add(LOST);
            case CONNECTED -> news.add(EVERYTHING);
            case CREATED, CHANGED, DELETED, CHILDREN -> news.add(event.path());
        }
    }

    private void report(Failure failure) {
        if (closed || failure.kind() == Failure.Kind.INTERRUPTED) {
            return;
        }
        if (!failure.getMessage().equals(trouble) || troubleOver.passed()) {
            trouble = failure.getMessage();
            troubleOver = Deadline.in(SAME_TROUBLE);
            failures.accept(failure);
        }
    }

    private void pause() {
        try {
            news.poll(RETRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        search.ifPresent(Search::stop);
        Async.stop(threads, RETRY);
    }
}
