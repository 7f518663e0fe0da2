package zooka.commands.zk;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One server of a ZooKeeper ensemble, as it speaks of itself.
 *
 * @param address {@code host:port} as it was dialled
 * @param role {@code leader}, {@code follower}, {@code observer}, {@code standalone}, {@code read-only}; empty when it
 *     does not answer
 * @param trouble why it does not answer; empty when it does
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
        Optional<String> trouble) {

    public boolean answers() {
        return trouble.isEmpty();
    }

    public boolean leads() {
        return role.filter(r -> r.equals("leader") || r.equals("standalone")).isPresent();
    }

    public static Server silent(String address, String trouble) {
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
