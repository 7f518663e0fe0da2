package zooka.commands.wait;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.action.Context;

/** A condition of a znode, which its watch follows. */
record ZnodeCondition(String path, String condition) implements Condition {

    static Optional<Condition> of(List<String> words) {
        if (words.size() != 2) {
            return Optional.empty();
        }
        String condition = words.get(1);
        boolean known = condition.equals("exists")
                || condition.equals("gone")
                || condition.startsWith("=")
                || Comparison.of("children", condition).isPresent();
        return known ? Optional.of(new ZnodeCondition(words.get(0), condition)) : Optional.empty();
    }

    @Override
    public String subject(Context context) {
        return context.path(path);
    }

    @Override
    public boolean isOfZnode() {
        return true;
    }

    @Override
    public Follower follow(Context context, Runnable news) {
        String absolute = context.path(path);
        Znodes znodes = context.clusters().znodes();
        Znodes.Watch watch = znodes.watch(absolute, event -> {
            int slash = event.path().lastIndexOf('/');
            boolean child = event.path().substring(0, Math.max(1, slash)).equals(absolute);
            boolean connection = event.type() == Znodes.Event.Type.DISCONNECTED;
            if (!connection && (child || event.path().equals(absolute))) {
                news.run();
            }
        });
        return new Follower() {
            @Override
            public Observation look() {
                try {
                    return found(znodes, absolute);
                } catch (Failure e) {
                    return Observation.unreadable(e);
                }
            }

            @Override
            public Optional<Duration> interval() {
                return Optional.empty();
            }

            @Override
            public void close() {
                watch.close();
            }
        };
    }

    private Observation found(Znodes znodes, String absolute) {
        if (condition.startsWith("=")) {
            return value(znodes.readAll(List.of(absolute)).get(0));
        }
        Optional<Znodes.Stat> stat = znodes.stat(absolute);
        if (condition.equals("exists") || condition.equals("gone")) {
            return Observation.of(
                    stat.isPresent() == condition.equals("exists"), stat.isPresent() ? "exists" : "does not exist");
        }
        if (stat.isEmpty()) {
            return Observation.of(false, "does not exist");
        }
        int children = stat.get().numChildren();
        return Observation.of(
                Comparison.of("children", condition).orElseThrow().holds(children),
                "has " + children + (children == 1 ? " child" : " children"));
    }

    private Observation value(Optional<Znodes.Znode> znode) {
        if (znode.isEmpty()) {
            return Observation.of(false, "does not exist");
        }
        byte[] wanted = condition.substring(1).getBytes(StandardCharsets.UTF_8);
        boolean holds =
                znode.get().data().filter(data -> Arrays.equals(data, wanted)).isPresent();
        return Observation.of(holds, holds ? "has the value" : "has a different value");
    }
}
