package zooka.shell.render;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import zooka.clients.kafka.ClusterState;
import zooka.testing.Golden;
import zooka.testing.Sample;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeTopics;
import zooka.testing.fake.FakeZnodes;

/** The same answers in every format, as scripts and people have them. */
final class FormatsTest {

    private static final String VALUE = "{\"host\":\"kafka-1\",\"port\":9092}";

    private final TestRun run = new TestRun(new FakeClusters()
            .with(new FakeZnodes().put("/brokers/ids/1", VALUE, TestRun.NOW).put("/brokers/ids/2", VALUE, TestRun.NOW))
            .with(new FakeTopics(Sample.state(ClusterState.Mode.KRAFT))));

    private String in(Format format, String line) {
        return "> " + line + " -o " + format.name().toLowerCase(Locale.ROOT) + "\n"
                + Golden.rendered(format, run.query(line.split(" ", -1))) + "\n";
    }

    @Test
    void a_table_a_detail_view_and_a_value() {
        StringBuilder all = new StringBuilder();
        for (Format format : List.of(Format.TABLE, Format.PLAIN, Format.JSON, Format.YAML)) {
            for (String line : List.of("partition list logs orders", "topic describe logs", "get /brokers/ids/1")) {
                all.append(in(format, line));
            }
        }
        all.append(in(Format.RAW, "get /brokers/ids/1"));
        for (String line : List.of("ls /brokers/ids", "get -s /brokers/ids/1", "stat /brokers/ids/1")) {
            all.append(in(Format.ZKCLI, line));
        }
        Golden.assertText("shell/render/formats", all.toString());
    }
}
