package zooka.shell.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.Failure.Absent;
import zooka.clients.Quoting;
import zooka.clients.net.Deadline;
import zooka.clients.text.Selector;
import zooka.commands.text.Spelling;

/** Suggests an existing name instead of one that does not exist. */
final class Suggestions {

    /** The most time to wait for the names: the command has failed already. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final NameCache names;

    Suggestions(NameCache names) {
        this.names = names;
    }

    /** The failure with the most similar name as a hint, if there is one. */
    Failure on(Failure failure) {
        Optional<Absent> absent = failure.absent().filter(what -> !Selector.isPattern(what.name()));
        if (absent.isEmpty()) {
            return failure;
        }
        Deadline end = Deadline.in(PATIENCE);
        String name = absent.get().name();
        Optional<String> hint =
                switch (absent.get().noun()) {
                    case ZNODE -> znode(name, end);
                    case TOPIC -> Spelling.meant(name, names.topics().by(end));
                    case GROUP ->
                        Spelling.nearest(name, names.groups().by(end))
                                .map(near -> Spelling.question(Quoting.asArgument(Selector.exactly(near))));
                };
        return hint.map(failure::hint).orElse(failure);
    }

    /** The path up to the first name that does not exist, with the most similar name instead; or the parent to list. */
    private Optional<String> znode(String path, Deadline end) {
        String parent = "";
        for (String name : path.substring(1).split("/", -1)) {
            List<String> children =
                    names.children(parent.isEmpty() ? "/" : parent).by(end);
            if (!children.contains(name)) {
                String begun = parent;
                Optional<String> meant = Spelling.nearest(name, children)
                        .map(near -> Spelling.question(Quoting.asArgument(begun + "/" + near)));
                return children.isEmpty() || meant.isPresent()
                        ? meant
                        : Optional.of("ls " + (parent.isEmpty() ? "/" : Quoting.asArgument(parent)));
            }
            parent += "/" + name;
        }
        return Optional.empty();
    }
}
