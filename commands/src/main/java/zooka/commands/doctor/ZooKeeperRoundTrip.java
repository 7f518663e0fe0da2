package zooka.commands.doctor;

import static zooka.clients.zookeeper.Kind.EPHEMERAL;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.profile.ZooKeeperAddress;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.action.Clusters;

/** Writes a value through each ZooKeeper server and reads it through each other server. */
final class ZooKeeperRoundTrip {

    private final Clusters clusters;
    private final ZooKeeperAddress ensemble;
    private final String name;

    /** @param name of the znodes, before the number of the server */
    ZooKeeperRoundTrip(Clusters clusters, ZooKeeperAddress ensemble, String name) {
        this.clusters = clusters;
        this.ensemble = ensemble;
        this.name = name;
    }

    private String path(int number) {
        return "/" + name + "-" + (number + 1);
    }

    /** One line of a plan. */
    String plan() {
        int count = ensemble.servers().size();
        return "write /" + name + "-" + (count == 1 ? "1" : "1 to -" + count) + " through "
                + (count == 1
                        ? ensemble.servers().get(0) + " and read it"
                        : "each of " + String.join(" ", ensemble.servers()) + ", read it through each other server")
                + ", delete it";
    }

    void run(Timing timing, Cleanup cleaning) {
        List<String> servers = ensemble.servers();
        Map<String, Znodes> sessions = new LinkedHashMap<>();
        List<Integer> written = new ArrayList<>();
        for (int i = 0; i < servers.size(); i++) {
            String server = servers.get(i);
            String path = path(i);
            // A session with this server only: a list would fail over to another one.
            Znodes znodes = clusters.znodes(server + ensemble.chroot());
            boolean done = timing.take(server, "write", "write-failed", () -> {
                cleaning.later(() -> delete(znodes, path, server));
                return znodes.create(path, Optional.of(value(path)), EPHEMERAL);
            });
            if (done) {
                written.add(i);
                sessions.put(server, znodes);
            }
        }
        sessions.forEach((reader, znodes) -> {
            for (int number : written) {
                String writer = servers.get(number);
                if (!writer.equals(reader) || servers.size() == 1) {
                    timing.take(reader, "read", "read-failed", () -> read(znodes, path(number), writer));
                }
            }
        });
    }

    private static String read(Znodes znodes, String path, String writer) {
        znodes.sync(path);
        byte[] found;
        try {
            found = znodes.read(path).data().orElse(new byte[0]);
        } catch (Failure failure) {
            throw failure.kind() == Kind.NOT_FOUND
                    ? new Failure(Kind.FAILED, path + ", written through " + writer + ", does not exist")
                            .hint("-z may contain servers of two ensembles: run doctor")
                    : failure;
        }
        if (!new String(found, StandardCharsets.UTF_8).equals(new String(value(path), StandardCharsets.UTF_8))) {
            throw new Failure(Kind.FAILED, path + " does not have the value written through " + writer);
        }
        return path + ", written through " + writer;
    }

    private static byte[] value(String path) {
        return ("review " + path).getBytes(StandardCharsets.UTF_8);
    }

    private static void delete(Znodes znodes, String path, String server) {
        try {
            znodes.delete(path, OptionalInt.empty());
        } catch (Failure failure) {
            if (failure.kind() != Kind.NOT_FOUND && failure.kind() != Kind.UNREACHABLE) {
                throw new Failure(failure.kind(), path + ", written through " + server + ": " + failure.getMessage())
                        .cause(failure);
            }
            // The znode is ephemeral: it ends with the session if its server does not answer any more.
        }
    }
}
