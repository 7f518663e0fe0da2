package zooka.clients.zookeeper.servers;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * How far an ensemble is from losing its quorum. Observers do not vote and do not count.
 *
 * @param state whether there is one at all
 * @param voters the number of voting servers; empty if unknown
 * @param inSync the number of voters in sync with the leader, including it; empty if unknown
 * @param atLeast whether more of them may be in sync, as not every voter was named
 * @param weighed how many more may fail by groups and weights, as far as that is known; empty where every vote counts the same
 */
public record Quorum(
        State state, OptionalInt voters, OptionalInt inSync, boolean atLeast, Optional<OptionalInt> weighed) {

    /** Whether there is a quorum. */
    public enum State {
        HELD,
        LOST,
        /** One server that is an ensemble of its own. */
        STANDALONE,
        /** None of the servers answers, which says nothing of those that were not asked. */
        UNKNOWN
    }

    /**
     * The quorum as the servers tell it: the leader knows; where it does not say, the voters are those of the configuration, and
     * those in sync are those that were asked.
     *
     * @param configured who votes by the configuration; asked only where there is a quorum
     */
    public static Quorum of(List<Server> servers, Supplier<Optional<Votes>> configured) {
        if (servers.stream().anyMatch(server -> is(server, "standalone"))) {
            return without(State.STANDALONE);
        }
        if (servers.stream().noneMatch(Server::inQuorum)) {
            boolean alone = servers.stream().anyMatch(server -> is(server, "read-only") || server.alone());
            return without(alone ? State.LOST : State.UNKNOWN);
        }
        Optional<Votes> votes = configured.get();
        if (votes.filter(Votes::weighted).isPresent()) {
            return weighed(servers, votes.get());
        }
        for (Server server : servers) {
            if (is(server, "leader")
                    && server.gauge("quorum_size").isPresent()
                    && server.gauge("synced_followers").isPresent()) {
                long inSync = 1
                        + server.gauge("synced_followers").getAsLong()
                        - server.gauge("synced_non_voting_followers").orElse(0);
                return held(
                        OptionalInt.of((int) server.gauge("quorum_size").getAsLong()),
                        OptionalInt.of((int) inSync),
                        false);
            }
        }
        int following = (int) servers.stream().filter(Quorum::votes).count();
        return held(
                votes.map(all -> OptionalInt.of(all.count())).orElse(OptionalInt.empty()),
                OptionalInt.of(following),
                votes.isPresent() && servers.size() < votes.get().count());
    }

    private static boolean votes(Server server) {
        return is(server, "leader") || is(server, "follower");
    }

    /** A server at an address that the configuration does not name may be any of them. */
    private static Quorum weighed(List<Server> servers, Votes votes) {
        List<Server> voting = servers.stream().filter(Quorum::votes).toList();
        Set<Long> known = voting.stream()
                .flatMap(server -> votes.at(server.address()).stream())
                .collect(Collectors.toSet());
        boolean told = known.size() == voting.size() && servers.size() >= votes.count();
        return new Quorum(
                State.HELD,
                OptionalInt.of(votes.count()),
                OptionalInt.of(voting.size()),
                false,
                Optional.of(told ? votes.margin(known) : OptionalInt.empty()));
    }

    private static Quorum without(State state) {
        return new Quorum(state, OptionalInt.empty(), OptionalInt.empty(), false, Optional.empty());
    }

    private static Quorum held(OptionalInt voters, OptionalInt inSync, boolean atLeast) {
        return new Quorum(State.HELD, voters, inSync, atLeast, Optional.empty());
    }

    private static boolean is(Server server, String role) {
        return server.role().filter(role::equals).isPresent();
    }

    /** The number of servers that may fail before the quorum is lost; empty if the number of voters is unknown. */
    public OptionalInt margin() {
        if (weighed.isPresent()) {
            return weighed.get();
        }
        if (state != State.HELD || voters.isEmpty() || inSync.isEmpty()) {
            return OptionalInt.empty();
        }
        int majority = voters.getAsInt() / 2 + 1;
        return OptionalInt.of(Math.max(0, inSync.getAsInt() - majority));
    }

    /** Whether the next failure may be the last, and that is known. */
    public boolean atTheEdge() {
        return margin().isPresent() && margin().getAsInt() == 0 && !atLeast;
    }

    /** A description for people. */
    public String description() {
        return switch (state) {
            case STANDALONE -> "one server, without a quorum";
            case LOST -> "no quorum";
            case UNKNOWN -> "unknown whether there is a quorum";
            case HELD ->
                weighed.isPresent()
                        ? toldByWeight()
                        : margin().isEmpty()
                                ? "there is a quorum; the number of voters is unknown"
                                : "quorum: " + (atLeast ? "at least " : "") + inSync.getAsInt() + " of "
                                        + voters.getAsInt() + " voters in sync; " + more(margin().getAsInt());
        };
    }

    private String toldByWeight() {
        return margin().isEmpty()
                ? "there is a quorum; the number of further failures tolerated is unknown: the ensemble has groups or weights"
                : "quorum by groups and weights: " + inSync.getAsInt() + " of " + voters.getAsInt()
                        + " voters in sync; " + more(margin().getAsInt());
    }

    private String more(int margin) {
        String number = margin == 0 && !atLeast ? "no" : Integer.toString(margin);
        return "tolerates " + (atLeast ? "at least " : "") + number + " more failure" + (margin == 1 ? "" : "s");
    }
}
