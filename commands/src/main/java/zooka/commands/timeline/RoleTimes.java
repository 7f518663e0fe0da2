package zooka.commands.timeline;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import zooka.clients.zookeeper.servers.Server;

/**
 * Finds when ZooKeeper servers took their roles, from how long they say that they have been in them. That of a server that did
 * not answer, but went on all the time, is older than its last answer, and tells nothing of when it could be reached again.
 */
final class RoleTimes {

    private final Map<String, Instant> answered = new HashMap<>();

    /**
     * The times by address, of the servers that took their role since they answered before.
     *
     * @param now when the servers answered
     */
    Map<String, Instant> of(List<Server> servers, Instant now) {
        Map<String, Instant> times = new HashMap<>();
        for (Server server : servers) {
            OptionalLong millis = server.roleMillis();
            Optional<Instant> before = Optional.ofNullable(answered.get(server.address()));
            if (millis.isPresent() && before.isPresent()) {
                Instant began = now.minusMillis(millis.getAsLong());
                if (began.isAfter(before.get())) {
                    times.put(server.address(), began);
                }
            }
            if (server.answers()) {
                answered.put(server.address(), now);
            }
        }
        return times;
    }
}
