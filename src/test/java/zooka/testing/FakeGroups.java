package zooka.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zooka.commands.Failure;
import zooka.commands.kafka.client.Groups;

/** Groups as a test sets them. */
public final class FakeGroups implements Groups {

    private final Listing listing;
    private final Map<String, Lags> lags = new HashMap<>();

    public FakeGroups(Listing listing) {
        this.listing = listing;
    }

    public void lag(String group, Lags told) {
        lags.put(group, told);
    }

    @Override
    public List<String> names() {
        return listing.groups().stream().map(Group::group).toList();
    }

    @Override
    public Listing list() {
        return listing;
    }

    @Override
    public Lags lag(String group) {
        if (!lags.containsKey(group)) {
            throw Failure.notFound("no group " + group);
        }
        return lags.get(group);
    }

    @Override
    public void close() {}
}
