package zooka.commands.kafka;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import zooka.clients.zookeeper.Znodes.Stat;
import zooka.clients.zookeeper.Znodes.Znode;
import zooka.commands.kafka.group.OffsetCsv;
import zooka.commands.kafka.group.ZooKeeperGroups;
import zooka.commands.kafka.metadata.KafkaZnodes;
import zooka.commands.kafka.partition.AssignmentFile;
import zooka.commands.kafka.record.MessageLines;
import zooka.commands.kafka.record.RecordSource;
import zooka.commands.kafka.record.RecordTemplate;
import zooka.commands.text.Timestamps;
import zooka.fuzz.FuzzTarget;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeZnodes;

/** What comes from users and from ZooKeeper about Kafka. */
public final class KafkaFuzz {

    private static final Stat STAT = new Stat(1, 1, 1, TestRun.NOW, TestRun.NOW, 0, 0, 0, 0, 0, 0);

    private KafkaFuzz() {}

    public static List<FuzzTarget> targets() {
        return List.of(
                FuzzTarget.of(
                        "offsets csv",
                        bytes -> OffsetCsv.read(zooka.clients.text.TextFile.utf8(bytes, "f"), "billing,eu", "f"),
                        "\"billing,eu\",orders,0,42\nother,orders,1,17\n",
                        "orders,0,42\norders,1,43\n"),
                FuzzTarget.of(
                        "assignment file",
                        bytes -> AssignmentFile.read(bytes, "f"),
                        "{\"version\":1,\"partitions\":[{\"topic\":\"a\",\"partition\":0,\"replicas\":[1,2],"
                                + "\"log_dirs\":[\"any\",\"any\"]}]}"),
                FuzzTarget.of(
                        "json lines",
                        KafkaFuzz::lines,
                        "{\"topic\":\"t\",\"partition\":0,\"offset\":3,\"time\":\"2026-01-01T00:00:00Z\",\"key\":\"k\","
                                + "\"value\":{\"base64\":\"AAE=\"},\"headers\":[{\"name\":\"h\",\"value\":null}]}\n"
                                + "{\"value\":\"x\"}\n"),
                FuzzTarget.of(
                        "old groups",
                        KafkaFuzz::oldGroup,
                        "g_h-1700000000000-5b6c7d8e\n{\"version\":1,\"subscription\":{\"orders\":1},\"pattern\":\"static\","
                                + "\"timestamp\":\"1700000000000\"}\norders\n0\ng_h-1700000000000-5b6c7d8e-0\n42",
                        "m\n{}\nt\n7\nm\n-1"),
                FuzzTarget.of("template", KafkaFuzz::template, "%t-%p %o %k=%s %T %d %h %K %S %%\\n\\t\\x41"),
                FuzzTarget.of(
                        "moment",
                        bytes -> Timestamps.of(FuzzTarget.text(bytes), Clock.fixed(TestRun.NOW, ZoneOffset.UTC)),
                        "2026-03-01",
                        "2026-03-01T14:00:00.123+02:00",
                        "5m",
                        "2026-03-01 14:00"),
                FuzzTarget.of(
                        "broker znode",
                        bytes -> {
                            Znode znode = znode("/brokers/ids/1", bytes);
                            KafkaZnodes.broker(znode);
                            KafkaZnodes.endpoints(znode);
                            KafkaZnodes.doors(znode);
                            KafkaZnodes.registered(znode);
                        },
                        "{\"listener_security_protocol_map\":{\"A\":\"PLAINTEXT\"},\"endpoints\":[\"A://h:1\"],\"host\":\"h\","
                                + "\"port\":1,\"rack\":\"r\",\"timestamp\":\"1700000000000\",\"version\":5}"),
                FuzzTarget.of(
                        "topic znode",
                        bytes -> {
                            KafkaZnodes.assignment(znode("/brokers/topics/t", bytes));
                            KafkaZnodes.leadership(znode("/brokers/topics/t/partitions/0/state", bytes));
                            KafkaZnodes.controller(znode("/controller", bytes));
                            KafkaZnodes.control(znode("/controller", bytes));
                        },
                        "{\"version\":3,\"topic_id\":\"x\",\"partitions\":{\"0\":[1,2]},\"adding_replicas\":{},\"removing_replicas\":{}}",
                        "{\"controller_epoch\":1,\"leader\":1,\"version\":1,\"leader_epoch\":0,\"isr\":[1,2]}",
                        "{\"version\":2,\"brokerid\":1,\"timestamp\":\"1\",\"kraftControllerEpoch\":-1}"));
    }

    private static Znode znode(String path, byte[] bytes) {
        return new Znode(path, Optional.of(bytes), STAT);
    }

    private static void lines(byte[] bytes) {
        MessageLines reader = new MessageLines(true, true);
        RecordSource source =
                new RecordSource(new ByteArrayInputStream(bytes), line -> reader.read(FuzzTarget.text(line)));
        boolean more = true;
        while (more) {
            more = source.next().isPresent();
        }
    }

    /** A member's name and value, a topic, a partition, who owns it and how far it has read, a line each. */
    private static void oldGroup(byte[] bytes) {
        String[] lines = Arrays.copyOf(FuzzTarget.text(bytes).split("\n", 6), 6);
        for (int i = 0; i < lines.length; i++) {
            lines[i] = lines[i] == null ? "" : lines[i];
        }
        String topic = name(lines[2]) + "/" + name(lines[3]);
        FakeZnodes znodes = new FakeZnodes()
                .put("/consumers/g/ids/" + name(lines[0]), lines[1], TestRun.NOW)
                .put("/consumers/g/owners/" + topic, lines[4], TestRun.NOW)
                .put("/consumers/g/offsets/" + topic, lines[5], TestRun.NOW);
        Objects.requireNonNull(new ZooKeeperGroups(znodes).read(List.of("g")));
    }

    /** No server has a znode of another name. */
    private static String name(String text) {
        String name = text.replaceAll("[/\\p{Cntrl}\\p{Cs}\\uFFFD]", "");
        return name.isEmpty() ? "_" : name;
    }

    private static void template(byte[] bytes) {
        new RecordTemplate(FuzzTarget.text(bytes));
    }
}
