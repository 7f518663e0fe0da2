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

/** What may have been meant by the name of something that does not exist. */
final class Suggestions {

    /** How long the cluster may take to tell its names: the command has failed already. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

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
        Deadline end = Deadline.in(PATIENCE);
        String name = absent.get().name();
        Optional<String> hint =
                switch (absent.get().noun()) {
                    case ZNODE -> znode(name, end);
                    case TOPIC -> Spelling.meant(name, names.topics().by(end));
                    case GROUP ->
                        Spelling.nearest(name, names.groups().by(end))
                                .map(near -> Spelling.question(Quoting.pasted(Selector.exactly(near))));
                };
        return hint.map(failure::hint).orElse(failure);
    }

    /** The path up to the first name that does not exist, with the one that is nearest to it; or where to look. */
    private Optional<String> znode(String path, Deadline end) {
        String parent = "";
        for (String name : path.substring(1).split("/", -1)) {
            List<String> children =
                    names.children(parent.isEmpty() ? "/" : parent).by(end);
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
}
