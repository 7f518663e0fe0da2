package zooka.commands.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.clients.zookeeper.servers.Server;

/**
 * The response of a ZooKeeper server to {@code srvr}.
 *
 * @param serving whether it serves requests, as far as known
 * @param version its release; empty if unknown
 * @param role {@code leader}, {@code follower}, {@code observer}, {@code standalone}, {@code read-only}; empty if
 *     unknown
 * @param zxid its last zxid in hex; empty if unknown
 */
record ServerWords(boolean serving, Optional<String> version, Optional<String> role, Optional<String> zxid) {

    private static final String VERSION = "Zookeeper version: ";
    private static final int EPOCH_BITS = 32;

    static ServerWords of(String text) {
        Optional<String> version = Optional.empty();
        Optional<String> zxid = Optional.empty();
        for (String line : text.lines().toList()) {
            if (line.startsWith(VERSION)) {
                version = Optional.of(line.substring(VERSION.length()).split("[-,]", 2)[0]);
            } else if (line.startsWith("Zxid: ")) {
                zxid = Optional.of(line.substring("Zxid: ".length()).strip());
            }
        }
        return new ServerWords(!Server.servesNothing(text), version, Server.role(text), zxid);
    }

    boolean standalone() {
        return role.filter("standalone"::equals).isPresent();
    }

    /** Whether it is read-only, since it has no quorum. */
    boolean readOnly() {
        return role.filter("read-only"::equals).isPresent();
    }

    boolean inQuorum() {
        return role.filter(List.of("leader", "follower", "observer")::contains).isPresent();
    }

    /** The epoch of its last zxid. */
    Optional<Long> epoch() {
        return zxid.filter(hex -> hex.matches("0x[0-9a-f]{1,16}"))
                .map(hex -> Long.parseUnsignedLong(hex.substring(2), 16) >>> EPOCH_BITS);
    }

    /** {@code ZooKeeper 3.9.5, follower, zxid 0x10000002a}. */
    String description() {
        List<String> parts = new ArrayList<>();
        version.ifPresent(name -> parts.add("ZooKeeper " + name));
        role.ifPresent(parts::add);
        zxid.ifPresent(id -> parts.add("zxid " + id));
        return String.join(", ", parts);
    }
}
