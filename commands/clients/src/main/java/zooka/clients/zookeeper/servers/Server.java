package zooka.clients.zookeeper.servers;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One server of a ZooKeeper ensemble, as it describes itself.
 *
 * @param address {@code host:port} as it was dialled
 * @param role {@code leader}, {@code follower}, {@code observer}, {@code standalone}, {@code read-only}; empty when it
 *     does not answer
 * @param trouble why it does not answer; empty when it does
 * @param via the interface that answered: {@code 4lw}, {@code 4lw+tls}, {@code admin}, {@code admin+tls}; empty when it does
 *     not answer
 * @param gauges what else it counts, by the names of {@code mntr} without {@code zk_}: {@code ephemerals_count}; those that it
 *     did not tell are not there
 */
public record Server(
        String address,
        Optional<String> role,
        Optional<String> version,
        OptionalLong zxid,
        Optional<Double> latencyMs,
        OptionalLong connections,
        OptionalLong watches,
        OptionalLong znodes,
        Optional<String> trouble,
        Optional<String> via,
        Map<String, Long> gauges) {

    /** The trouble of a server that is up and alone, as far as is known without the others. */
    public static final String NO_QUORUM = "serves no requests: it has no quorum";

    private static final String MODE = "Mode: ";
    private static final String SERVES_NOTHING = "not currently serving requests";
    private static final String OUT_OF_QUORUM = "serves no requests: the other servers have a quorum without it";

    public Server {
        gauges = Map.copyOf(gauges);
    }

    /** One of which no more is known. */
    public Server(
            String address,
            Optional<String> role,
            Optional<String> version,
            OptionalLong zxid,
            Optional<Double> latencyMs,
            OptionalLong connections,
            OptionalLong watches,
            OptionalLong znodes,
            Optional<String> trouble) {
        this(
                address,
                role,
                version,
                zxid,
                latencyMs,
                connections,
                watches,
                znodes,
                trouble,
                Optional.empty(),
                Map.of());
    }

    /** Whether a server says no more in its answer to a word than that it is up and alone. */
    public static boolean servesNothing(String answer) {
        return answer.contains(SERVES_NOTHING);
    }

    /** The role that a server has by its answer to {@code srvr}; empty where that tells none. */
    public static Optional<String> role(String answer) {
        return answer.lines()
                .filter(line -> line.startsWith(MODE))
                .map(line -> line.substring(MODE.length()).strip().toLowerCase(Locale.ROOT))
                .findFirst();
    }

    /** How long it has been in its role, in milliseconds: its uptime begins anew with each election. Empty if it does not tell. */
    public OptionalLong roleMillis() {
        Long millis = gauges.get(leads() ? "leader_uptime" : "uptime");
        return answers() && millis != null && millis > 0 ? OptionalLong.of(millis) : OptionalLong.empty();
    }

    public boolean answers() {
        return trouble.isEmpty();
    }

    /** Whether it is up, and in no quorum. */
    public boolean alone() {
        return trouble.filter(NO_QUORUM::equals).isPresent() || outOfQuorum();
    }

    /** Whether it is up while others have a quorum without it: its storage fails it, or the way to the others does. */
    public boolean outOfQuorum() {
        return trouble.filter(OUT_OF_QUORUM::equals).isPresent();
    }

    /** The same, seen beside others that have a quorum. */
    Server besideQuorum() {
        return alone() ? unreachable(address, OUT_OF_QUORUM) : this;
    }

    /** Whether it is part of a quorum. */
    boolean inQuorum() {
        return role.filter(r -> r.equals("leader") || r.equals("follower") || r.equals("observer"))
                .isPresent();
    }

    public boolean leads() {
        return role.filter(r -> r.equals("leader") || r.equals("standalone")).isPresent();
    }

    /** One of its gauges. */
    public OptionalLong gauge(String name) {
        Long value = gauges.get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** One that answers, of which no more than its role is known. */
    public static Server of(String address, Optional<String> role) {
        return new Server(
                address,
                role,
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }

    /** A server that does not answer, and why. */
    public static Server unreachable(String address, String trouble) {
        return new Server(
                address,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.of(trouble));
    }
}
