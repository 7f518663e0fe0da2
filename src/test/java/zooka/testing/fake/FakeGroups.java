package zooka.testing.fake;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import zooka.clients.Failure;
import zooka.clients.kafka.Groups;

/** Groups as a test sets them. */
public final class FakeGroups implements Groups {

    private final Answer all;

    /** @param all the groups with their lags, and the troubles that every answer has */
    public FakeGroups(Answer all) {
        this.all = all;
    }

    @Override
    public List<String> names() {
        return all.groups().stream().map(Group::group).toList();
    }

    @Override
    public Answer matching(Predicate<String> name, Depth depth) {
        return new Answer(
                all.groups().stream().filter(group -> name.test(group.group())).toList(),
                all.lags().stream()
                        .filter(lag -> name.test(lag.commit().group()))
                        .toList(),
                Map.of(),
                all.troubles());
    }

    @Override
    public Answer named(Collection<String> groups, Depth depth) {
        Map<String, Failure> failures = new LinkedHashMap<>();
        groups.stream()
                .filter(group -> !names().contains(group))
                .forEach(group -> failures.put(group, Failure.notFound("no group " + group)));
        Answer known = matching(groups::contains, depth);
        return new Answer(known.groups(), known.lags(), failures, known.troubles());
    }

    @Override
    public Lags measure(List<Commit> commits, Depth depth) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
