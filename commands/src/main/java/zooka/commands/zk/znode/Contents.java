package zooka.commands.zk.znode;

import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import zooka.clients.text.Counts;
import zooka.clients.zookeeper.Acl;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.undo.Journal;
import zooka.commands.undo.Journal.Modification;
import zooka.commands.undo.Journal.SavedRecord;
import zooka.commands.zk.tree.Counters;

/** What a record has to undo, counted. */
public final class Contents {

    /** Znodes that are named one by one, beyond which subtrees are. */
    private static final int MOST_PARTS = 1_000;

    long deleted;
    long changed;
    long created;
    public long ephemerals;
    public long unknownAcls;
    public long missing;
    private Set<String> paths = new LinkedHashSet<>();
    private int depth = Integer.MAX_VALUE;

    /** The counters of the parents of what was deleted. */
    public final Counters counters;

    private Contents(Counters counters) {
        this.counters = counters;
    }

    public static Contents of(Context context, SavedRecord saved) {
        Contents contents = new Contents(new Counters(context.clusters().znodes()));
        try (Journal.Contents all = context.journal().read(saved)) {
            all.forEachRemaining(contents::add);
            contents.missing = all.missing();
        }
        return contents;
    }

    private void add(Modification taken) {
        taken.match(new Counter()).run();
        paths.add(first(taken.path(), depth));
        while (paths.size() > MOST_PARTS && depth > 1) {
            depth = Math.min(
                            depth,
                            paths.stream().mapToInt(Contents::depth).max().orElse(1))
                    - 1;
            paths = paths.stream().map(path -> first(path, depth)).collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }

    private final class Counter implements Modification.Cases<Runnable> {
        @Override
        public Runnable deleted(Modification.Deleted gone) {
            return () -> {
                counters.saw(gone.path());
                if (gone.before().kind().ephemeral()) {
                    ephemerals++;
                } else {
                    deleted++;
                    unknownAcls += gone.before().acl().equals(Acl.UNKNOWN) ? 1 : 0;
                    counters.created(gone.path());
                }
            };
        }

        @Override
        public Runnable replaced(Modification.Replaced replaced) {
            return () -> changed++;
        }

        @Override
        public Runnable access(Modification.Access access) {
            return () -> changed++;
        }

        @Override
        public Runnable created(Modification.Created one) {
            return () -> created++;
        }
    }

    /** What undoing it changes: the znodes one by one, or where they are many, the subtrees that have them. */
    public Scope scope() {
        return new Scope(paths.stream()
                .<Scope.Part>map(path -> new Scope.Znode(path, depth(path) >= depth, Optional.empty()))
                .toList());
    }

    private static int depth(String path) {
        return (int) path.chars().filter(c -> c == '/').count();
    }

    /** The first names of a path. */
    private static String first(String path, int names) {
        int end = 0;
        for (int i = 0; i < names && end >= 0; i++) {
            end = path.indexOf('/', end + 1);
        }
        return end < 0 ? path : path.substring(0, end);
    }

    /**
     * What undoing it would do.
     *
     * @param keepCounters whether counters that are behind are raised
     * @param danger what is dangerous about it; may be empty
     */
    public Plan.Preview preview(SavedRecord saved, boolean keepCounters, String danger) {
        Counters.Forecast behind = counters.forecast(keepCounters);
        String left = ephemerals == 0 ? "" : "; " + Counts.of(ephemerals, "ephemeral znode") + " skipped";
        String lost = missing == 0 ? "" : "; " + Counts.of(missing, "change") + " missing from the journal";
        return new Plan.Preview(
                String.format(
                        Locale.ROOT,
                        "undo \"%s\" of %s: restore %s and %,d values or ACLs, delete %s%s%s%s%s",
                        saved.what(),
                        saved.time().truncatedTo(ChronoUnit.SECONDS),
                        Counts.of(deleted, "znode"),
                        changed,
                        Counts.of(created, "znode"),
                        left,
                        lost,
                        behind.text(),
                        danger),
                List.of(
                        Field.of("what", "what", Cell.text(saved.what())),
                        Field.of("deleted", "deleted", Cell.count(deleted)),
                        Field.of("changed", "changed", Cell.count(changed)),
                        Field.of("created", "created", Cell.count(created)),
                        Field.of("ephemerals", "ephemerals", Cell.count(ephemerals)),
                        Field.of("missing", "missing", Cell.count(missing)),
                        behind.field()));
    }
}
