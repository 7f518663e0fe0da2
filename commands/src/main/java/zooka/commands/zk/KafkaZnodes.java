package zooka.commands.zk;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the znodes that Kafka keeps in ZooKeeper mean, in a line for people. */
final class KafkaZnodes {

    private static final Pattern STATE = Pattern.compile(".*/brokers/topics/([^/]+)/partitions/(\\d+)/state");

    private KafkaZnodes() {}

    static Optional<String> explain(Znodes.Znode znode) {
        Matcher state = STATE.matcher(znode.path());
        if (!state.matches() || znode.data().isEmpty()) {
            return Optional.empty();
        }
        try {
            Map<String, Object> fields =
                    com.fasterxml.jackson.jr.ob.JSON.std.mapFrom(znode.data().get());
            boolean led = fields.get("leader") instanceof Number leader && leader.intValue() >= 0;
            String inSync = fields.get("isr") instanceof List<?> isr
                    ? isr.stream().map(String::valueOf).collect(Collectors.joining(" "))
                    : "";
            return Optional.of("partition " + state.group(2) + " of " + state.group(1) + ": "
                    + (led ? "led by " + fields.get("leader") : "offline") + " since "
                    + znode.stat().mtime() + ", epoch " + fields.get("leader_epoch") + ", in sync " + inSync);
        } catch (IOException e) {
            return Optional.of("Kafka keeps JSON here, and this is none");
        }
    }
}
