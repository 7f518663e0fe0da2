package zooka.clients.kafka.wire.groups;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import zooka.clients.kafka.Groups;
import zooka.clients.kafka.wire.WireTopics;

/** Groups over Kafka's protocol itself, so that one silent broker costs its own groups and not all the others. */
public final class WireGroups implements Groups {

    private final WireTopics topics;

    /** Speaks over the connections of those topics, and leaves it to them to close these. */
    public WireGroups(WireTopics topics) {
        this.topics = topics;
    }

    @Override
    public List<String> names() {
        return matching(name -> true, Depth.LISTED).groups().stream()
                .map(Group::group)
                .toList();
    }

    @Override
    public Answer matching(Predicate<String> name, Depth depth) {
        return new GroupQuery(topics, depth).matching(name);
    }

    @Override
    public Answer named(Collection<String> groups, Depth depth) {
        return new GroupQuery(topics, depth).named(groups);
    }

    @Override
    public Lags measure(List<Commit> commits, Depth depth) {
        return new GroupQuery(topics, depth).measure(commits);
    }

    @Override
    public void close() {}
}
