package zooka.shell.run;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import zooka.clients.Failure;
import zooka.clients.Failure.Absent;
import zooka.clients.Quoting;
import zooka.clients.text.Selector;
import zooka.commands.text.Spelling;

/** What may have been meant by the name of something that does not exist. */
final class Suggestions {

    /** How long the cluster may take to tell its names, in milliseconds: the command has failed already. */
    private static final long PATIENCE = 500;

    private final NameCache names;

    Suggestions(NameCache names) {
        this.names = names;
    }

    /** The failure with the name that was most likely meant, where there is one. */
    Failure on(Failure failure) {
        Optional<Absent> absent = failure.absent().filter(what -> !Selector.isPattern(what.name()));
        if (absent.isEmpty()) {
            return failure;
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE);
        String name = absent.get().name();
        Optional<String> hint =
                switch (absent.get().noun()) {
                    case ZNODE -> znode(name, end);
                    case TOPIC -> Spelling.meant(name, known(names.topics(), end));
                    case GROUP ->
                        Spelling.nearest(name, known(names.groups(), end))
                                .map(near -> Spelling.question(Quoting.pasted(Selector.exactly(near))));
                };
        return hint.map(failure::hint).orElse(failure);
    }

    /** The path up to the first name that does not exist, with the one that is nearest to it; or where to look. */
    private Optional<String> znode(String path, long end) {
        String parent = "";
        for (String name : path.substring(1).split("/", -1)) {
            List<String> children = known(names.children(parent.isEmpty() ? "/" : parent), end);
            if (!children.contains(name)) {
                String begun = parent;
                Optional<String> meant = Spelling.nearest(name, children)
                        .map(near -> Spelling.question(Quoting.pasted(begun + "/" + near)));
                return children.isEmpty() || meant.isPresent()
                        ? meant
                        : Optional.of("ls " + (parent.isEmpty() ? "/" : Quoting.pasted(parent)));
            }
            parent += "/" + name;
        }
        return Optional.empty();
    }

    private static List<String> known(CompletableFuture<List<String>> asked, long end) {
        return NameCache.within(asked, Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
}
