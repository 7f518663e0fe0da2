package zooka.clients.kafka.wire.groups;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import zooka.clients.kafka.Groups;
import zooka.clients.kafka.wire.WireTopics;

/** Reads groups over Kafka's protocol, so that a broker that does not answer affects only its own groups. */
public final class WireGroups implements Groups {

    private final WireTopics topics;

    /** Uses the connections of the topics gateway, which closes them. */
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
