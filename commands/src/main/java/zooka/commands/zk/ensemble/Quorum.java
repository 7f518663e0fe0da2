package zooka.commands.zk.ensemble;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * How far an ensemble is from losing its quorum. Observers do not vote and do not count.
 *
 * @param state whether there is one at all
 * @param voters how many servers vote; empty where nobody says
 * @param inSync how many of them follow the leader, itself included; empty where nobody says
 * @param atLeast whether more of them may be in sync, as not every voter was named
 */
public record Quorum(State state, OptionalInt voters, OptionalInt inSync, boolean atLeast) {

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
     * @param configured how many voters the configuration has; asked only where that is needed
     */
    public static Quorum of(List<Server> servers, Supplier<OptionalInt> configured) {
        if (servers.stream().anyMatch(server -> is(server, "standalone"))) {
            return new Quorum(State.STANDALONE, OptionalInt.empty(), OptionalInt.empty(), false);
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
        int following = (int) servers.stream()
                .filter(server -> is(server, "leader") || is(server, "follower"))
                .count();
        if (following > 0 || servers.stream().anyMatch(server -> is(server, "observer"))) {
            OptionalInt voters = configured.get();
            return held(voters, OptionalInt.of(following), voters.isPresent() && servers.size() < voters.getAsInt());
        }
        boolean alone = servers.stream().anyMatch(server -> is(server, "read-only") || server.alone());
        return new Quorum(alone ? State.LOST : State.UNKNOWN, OptionalInt.empty(), OptionalInt.empty(), false);
    }

    private static Quorum held(OptionalInt voters, OptionalInt inSync, boolean atLeast) {
        return new Quorum(State.HELD, voters, inSync, atLeast);
    }

    private static boolean is(Server server, String role) {
        return server.role().filter(role::equals).isPresent();
    }

    /** How many more servers may fail before the quorum is lost; empty where nobody knows how many vote. */
    public OptionalInt margin() {
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

    /** In words. */
    public String told() {
        return switch (state) {
            case STANDALONE -> "one server, without a quorum";
            case LOST -> "the quorum is lost";
            case UNKNOWN -> "whether there is a quorum is not known";
            case HELD ->
                margin().isEmpty()
                        ? "there is a quorum; how many servers vote is not known"
                        : "quorum: " + (atLeast ? "at least " : "") + inSync.getAsInt() + " of " + voters.getAsInt()
                                + " voters in sync; " + more(margin().getAsInt());
        };
    }

    private String more(int margin) {
        String number = margin == 0 ? "no more" : margin + " more";
        return (atLeast ? "at least " : "") + (atLeast && margin == 0 ? "0 more" : number) + " may fail";
    }
}
