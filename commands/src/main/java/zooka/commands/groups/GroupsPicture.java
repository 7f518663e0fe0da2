package zooka.commands.groups;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Picture;

/**
 * All groups at one moment.
 *
 * @param cluster the name of the cluster: a context's name or the address
 * @param asOf when the offsets were known
 * @param groups by name
 * @param troubles what could not be read and why: {@code orders-0 has no leader}, {@code broker 2: timed out}
 */
public record GroupsPicture(String cluster, Instant asOf, List<GroupLoad> groups, List<String> troubles)
        implements Picture {

    /** The name of its view. */
    static final String VIEW = "groups";

    public GroupsPicture {
        groups = List.copyOf(groups);
        troubles = List.copyOf(troubles);
    }

    @Override
    public String view() {
        return VIEW;
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.of("name", "name", Cell.text(cluster)),
                Field.of("asOf", "asOf", Cell.at(asOf)),
                Field.of("groups", "groups", GroupsTable.of(this).asCell()));
    }

    /** The group of that name. */
    public Optional<GroupLoad> group(String name) {
        return groups.stream().filter(group -> group.name().equals(name)).findFirst();
    }

    GroupsPicture with(List<GroupLoad> others) {
        return new GroupsPicture(cluster, asOf, others, troubles);
    }
}
