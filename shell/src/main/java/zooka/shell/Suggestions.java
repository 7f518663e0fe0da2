package zooka.shell;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import zooka.commands.Failure;
import zooka.commands.Failure.Absent;
import zooka.commands.Glob;
import zooka.commands.Spelling;

/** What may have been meant by the name of something that does not exist. */
final class Suggestions {

    /** How long the cluster may take to tell its names, in milliseconds: the command has failed already. */
    private static final long PATIENCE = 500;

    private final Names names;
    private long end;

    Suggestions(Names names) {
        this.names = names;
    }

    /** The failure with the name that was most likely meant, where there is one. */
    Failure on(Failure failure) {
        Optional<Absent> absent = failure.absent().filter(what -> !Glob.isPattern(what.name()));
        if (absent.isEmpty()) {
            return failure;
        }
        end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE);
        String name = absent.get().name();
        Optional<String> hint =
                switch (absent.get().noun()) {
                    case ZNODE -> znode(name);
                    case TOPIC -> meant("", name, known(names.topics()));
                    case GROUP -> meant("", name, known(names.groups()));
                };
        return hint.map(failure::hint).orElse(failure);
    }

    private static Optional<String> meant(String before, String name, List<String> known) {
        return Spelling.nearest(name, known).map(near -> "did you mean " + before + near + "?");
    }

    /** The path up to the first name that does not exist, with the one that is nearest to it; or where to look. */
    private Optional<String> znode(String path) {
        String parent = "";
        for (String name : path.substring(1).split("/", -1)) {
            List<String> children = known(names.children(parent.isEmpty() ? "/" : parent));
            if (!children.contains(name)) {
                String there = parent.isEmpty() ? "/" : parent;
                return children.isEmpty()
                        ? Optional.empty()
                        : meant(parent + "/", name, children).or(() -> Optional.of("ls " + there));
            }
            parent += "/" + name;
        }
        return Optional.empty();
    }

    private List<String> known(CompletableFuture<List<String>> asked) {
        try {
            return asked.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
