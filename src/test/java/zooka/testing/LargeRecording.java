package zooka.testing;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A recording of many partitions with three replicas each, of which broker 2 is lost. */
public final class LargeRecording {

    private static final String BEGIN = "2026-03-01T14:00:00Z";
    private static final String LOSS = "2026-03-01T14:00:01.050Z";

    private LargeRecording() {}

    /** Writes it to a new file. */
    public static Path write(Path file, int topics, int partitions) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"time\":\"" + BEGIN
                    + "\",\"event\":\"state\",\"recording\":1,\"cluster\":\"large\",\"via\":\"metadata log\",\"mode\":\"kraft\","
                    + "\"controller\":1,\"controllerEpoch\":7,\"brokers\":["
                    + broker(1, "online") + "," + broker(2, "online") + "," + broker(3, "online") + "],\"topics\":[");
            for (int topic = 0; topic < topics; topic++) {
                out.write((topic == 0 ? "" : ",") + "{\"topic\":\"" + name(topic) + "\",\"partitions\":[");
                for (int partition = 0; partition < partitions; partition++) {
                    int leader = leader(topic, partition);
                    String all = ids(leader, next(leader), next(next(leader)));
                    out.write((partition == 0 ? "{" : ",{") + partition(topic, partition, leader, 3, leader, all, BEGIN)
                            + "}");
                }
                out.write("]}");
            }
            out.write("]}\n");
            out.write("{\"time\":\"" + LOSS + "\",\"event\":\"broker\"," + at()
                    + broker(2, "fenced").substring(1) + "\n");
            for (int topic = 0; topic < topics; topic++) {
                for (int partition = 0; partition < partitions; partition++) {
                    int before = leader(topic, partition);
                    int leader = before == 2 ? 3 : before;
                    out.write("{\"time\":\"" + LOSS + "\",\"event\":\"partition\"," + at()
                            + partition(
                                    topic,
                                    partition,
                                    leader,
                                    before == 2 ? 4 : 3,
                                    before,
                                    ids(leader, 4 - leader),
                                    LOSS)
                            + "}\n");
                }
            }
            out.write("{\"time\":\"2026-03-01T14:00:09Z\",\"event\":\"end\"}\n");
        }
        return file;
    }

    private static String at() {
        return "\"happened\":\"" + LOSS + "\",\"seen\":\"" + LOSS + "\",\"point\":1,";
    }

    private static String name(int topic) {
        return "topic-" + (10_000 + topic);
    }

    private static int leader(int topic, int partition) {
        return (topic + partition) % 3 + 1;
    }

    private static int next(int broker) {
        return broker % 3 + 1;
    }

    private static String ids(Integer... ids) {
        return Arrays.toString(ids);
    }

    private static String broker(int id, String state) {
        return "{\"id\":" + id + ",\"host\":\"kafka-" + id + "\",\"port\":9092,\"state\":\"" + state + "\"}";
    }

    private static String partition(
            int topic, int partition, int leader, int epoch, int preferred, String isr, String since) {
        return "\"topic\":\"" + name(topic) + "\",\"partition\":" + partition + ",\"leader\":" + leader
                + ",\"leaderEpoch\":" + epoch + ",\"replicas\":"
                + ids(preferred, next(preferred), next(next(preferred))) + ",\"isr\":" + isr + ",\"since\":\"" + since
                + "\"";
    }
}
