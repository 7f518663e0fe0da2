package zooka.shell.dropin;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import zooka.clients.Failure;

/** {@code kafka-metadata-quorum}: shows the state of the KRaft quorum and its replication. */
final class KafkaMetadataQuorum implements Tool {

    /** How Kafka writes the id of no directory. */
    private static final String NO_DIRECTORY = "AAAAAAAAAAAAAAAAAAAAAA";

    /** The width of the names in the status. */
    private static final int NAME = 24;

    /** The lines of the status, and the keys of their values. */
    private static final List<Map.Entry<String, String>> STATUS = List.of(
            Map.entry("ClusterId:", "clusterId"),
            Map.entry("LeaderId:", "leaderId"),
            Map.entry("LeaderEpoch:", "leaderEpoch"),
            Map.entry("HighWatermark:", "highWatermark"),
            Map.entry("MaxFollowerLag:", "maxFollowerLag"),
            Map.entry("MaxFollowerLagTimeMs:", "maxFollowerLagTimeMs"));

    @Override
    public StockOptions options() {
        return new StockOptions()
                .zooka("--bootstrap-controller", "bootstrap-controller")
                .words()
                .flags("status", "replication", "human-readable");
    }

    @Override
    public void check(StockLine line) {
        if (!line.words().equals(List.of("describe"))) {
            throw Failure.usage("kafka-metadata-quorum " + String.join(" ", line.words()) + " is not supported")
                    .hint("kafka-metadata-quorum describe --status");
        }
        line.one("view", "status", "replication");
        line.onlyWith("human-readable", "replication");
    }

    @Override
    public void run(StockLine line, Shell shell, StockOutput out) {
        List<Item> nodes = shell.items(List.of("quorum", "replication"));
        if (line.has("replication")) {
            replication(nodes, line.has("human-readable"), out);
            return;
        }
        Item status = shell.items(List.of("quorum", "status")).get(0);
        for (Map.Entry<String, String> each : STATUS) {
            out.line(StockOutput.padded(each.getKey(), NAME) + status.text(each.getValue(), "-1"));
        }
        out.line(StockOutput.padded("CurrentVoters:", NAME) + members(nodes, false));
        out.line(StockOutput.padded("CurrentObservers:", NAME) + members(nodes, true));
    }

    private static String members(List<Item> nodes, boolean observers) {
        List<String> members = new ArrayList<>();
        for (Item node : nodes) {
            if (node.text("status").equals("Observer") == observers) {
                String directory = node.text("directoryId");
                List<String> endpoints = node.texts("endpoints");
                members.add("{\"id\": " + node.text("nodeId")
                        + (directory.isEmpty() ? "" : ", \"directoryId\": \"" + directory + "\"")
                        + (endpoints.isEmpty() ? "" : ", \"endpoints\": [\"" + String.join("\", \"", endpoints) + "\"]")
                        + "}");
            }
        }
        return "[" + String.join(", ", members) + "]";
    }

    /**
     * A table with tabs, the leader first and the observers last.
     *
     * @param ages whether it shows how long ago something was, in place of the time
     */
    private static void replication(List<Item> nodes, boolean ages, StockOutput out) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {
            "NodeId", "DirectoryId", "LogEndOffset", "Lag", "LastFetchTimestamp", "LastCaughtUpTimestamp", "Status"
        });
        for (String status : List.of("Leader", "Follower", "Observer")) {
            for (Item node : nodes) {
                if (node.text("status").equals(status)) {
                    rows.add(new String[] {
                        node.text("nodeId"),
                        node.text("directoryId", NO_DIRECTORY),
                        node.text("logEndOffset"),
                        node.text("lag"),
                        time(node, "lastFetchTimestamp", ages),
                        time(node, "lastCaughtUpTimestamp", ages),
                        status
                    });
                }
            }
        }
        out.table(rows);
    }

    private static String time(Item node, String key, boolean age) {
        return age && node.has(key) ? Clock.systemUTC().millis() - node.number(key) + " ms ago" : node.text(key, "-1");
    }
}
