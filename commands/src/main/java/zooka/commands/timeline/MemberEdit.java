package zooka.commands.timeline;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import zooka.clients.zookeeper.servers.Server;

/** The part of an {@link Edit} on who votes: the ZooKeeper servers, or the voters of the KRaft quorum. */
final class MemberEdit {

    private static final Optional<Instant> UNTOLD = Optional.empty();

    private final List<Server> serversBefore;
    private final List<Voter> votersBefore;
    private final Map<String, Instant> roles = new HashMap<>();
    private List<Server> servers;
    private List<Voter> voters;

    MemberEdit(Snapshot.Facts base) {
        this.serversBefore = base.ensemble();
        this.votersBefore = base.voters();
        this.servers = serversBefore;
        this.voters = votersBefore;
    }

    List<Server> ensemble() {
        return servers;
    }

    List<Voter> voters() {
        return voters;
    }

    void ensemble(List<Server> told, Map<String, Instant> times) {
        servers = List.copyOf(told);
        roles.putAll(times);
    }

    /** What is known of a voter whose state is the same stays. */
    void voters(List<Voter> told) {
        boolean first = votersBefore.isEmpty();
        voters = told.stream()
                .map(voter -> votersBefore.stream()
                        .filter(known -> known.id() == voter.id() && known.state() == voter.state())
                        .findFirst()
                        // Nobody tells since when a voter is well that always was.
                        .orElse(first && voter.current() ? new Voter(voter.id(), voter.state(), UNTOLD) : voter))
                .toList();
    }

    /** @param events takes the changes with their times; those that are known first are none */
    void changes(BiConsumer<Optional<Instant>, Change> events) {
        if (!serversBefore.isEmpty() && !servers.isEmpty() && !serversBefore.equals(servers)) {
            ofServers(events);
        }
        if (!votersBefore.isEmpty() && !voters.isEmpty() && !votersBefore.equals(voters)) {
            ofVoters(events);
        }
    }

    private void ofServers(BiConsumer<Optional<Instant>, Change> events) {
        Map<String, Server> known = new HashMap<>();
        serversBefore.forEach(server -> known.put(server.address(), server));
        for (Server server : servers) {
            Optional<Server> old = Optional.ofNullable(known.remove(server.address()));
            boolean same = old.filter(one ->
                            one.answers() == server.answers() && one.role().equals(server.role()))
                    .isPresent();
            if (!same) {
                events.accept(
                        Optional.ofNullable(roles.get(server.address())),
                        new Change.OfServer(ServerNames.of(server, servers), old, Optional.of(server)));
            }
        }
        known.values()
                .forEach(left -> events.accept(
                        UNTOLD,
                        new Change.OfServer(ServerNames.of(left, serversBefore), Optional.of(left), Optional.empty())));
    }

    private void ofVoters(BiConsumer<Optional<Instant>, Change> events) {
        Map<Integer, Voter> known = new TreeMap<>();
        votersBefore.forEach(voter -> known.put(voter.id(), voter));
        for (Voter voter : voters) {
            Optional<Voter> old = Optional.ofNullable(known.remove(voter.id()));
            if (old.filter(one -> one.state() == voter.state()).isEmpty()) {
                events.accept(voter.since(), new Change.OfVoter(old, Optional.of(voter)));
            }
        }
        known.values().forEach(left -> events.accept(UNTOLD, new Change.OfVoter(Optional.of(left), Optional.empty())));
    }
}
