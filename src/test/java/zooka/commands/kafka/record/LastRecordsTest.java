package zooka.commands.kafka.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.sandbox.Mode;
import zooka.testing.LiveKafka;
import zooka.testing.OnServers;
import zooka.testing.ResultText;

/** The last N records are N records, where offsets are marks of transactions, or records that are not wanted or not there. */
@OnServers
@Timeout(300)
class LastRecordsTest {

    /** The values that a command shows. */
    private static List<String> values(LiveKafka kafka, String line) {
        String told = ResultText.flow(kafka.run().follow(line.split(" ", -1)));
        return told.lines()
                .map(each -> each.replaceAll("^.* value='(.*?)'.*$", "$1"))
                .toList();
    }

    private static List<String> numbered(String prefix, int from, int to) {
        List<String> all = new ArrayList<>();
        for (int i = from; i < to; i++) {
            all.add(prefix + i);
        }
        return all;
    }

    private static void send(Producer<byte[], byte[]> producer, String topic, int partition, long time, String value) {
        var unused = producer.send(
                new ProducerRecord<>(topic, partition, time, null, value.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void marks_of_transactions_do_not_count_as_records(Mode mode) {
        try (LiveKafka kafka = LiveKafka.shared(mode)) {
            kafka.topic("last-marks", "1,2");
            try (Producer<byte[], byte[]> producer = kafka.producer(Optional.of("last-marks-" + mode))) {
                producer.initTransactions();
                for (int i = 0; i < 20; i++) {
                    producer.beginTransaction();
                    send(producer, "last-marks", 0, 1_767_225_600_000L + i, "a" + i);
                    producer.commitTransaction();
                }
            }
            LiveKafka.until(
                    "the last mark",
                    () -> kafka.run().told("topic", "offsets", "last-marks").contains("latest=40"));
            for (String committed : List.of("", " --committed")) {
                assertThat(values(kafka, "tail last-marks -n 1" + committed)).containsExactly("a19");
                assertThat(values(kafka, "tail last-marks -n 10" + committed))
                        .containsExactlyElementsOf(numbered("a", 10, 20));
                assertThat(values(kafka, "tail last-marks -n 21" + committed))
                        .containsExactlyElementsOf(numbered("a", 0, 20));
                assertThat(values(kafka, "tail last-marks --from -1" + committed))
                        .containsExactly("a19");
                assertThat(values(kafka, "tail last-marks --from -7" + committed))
                        .containsExactlyElementsOf(numbered("a", 13, 20));
                assertThat(values(kafka, "tail last-marks -n 3 --to 11" + committed))
                        .containsExactly("a3", "a4", "a5");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aborted_records_do_not_count_either_however_many_there_are(Mode mode) {
        try (LiveKafka kafka = LiveKafka.shared(mode)) {
            kafka.topic("last-aborted", "1,2");
            try (Producer<byte[], byte[]> producer = kafka.producer(Optional.of("last-aborted-" + mode))) {
                producer.initTransactions();
                producer.beginTransaction();
                for (int i = 0; i < 3_000; i++) {
                    send(producer, "last-aborted", i % 2, 1_767_225_600_000L + i, "k" + i);
                }
                producer.commitTransaction();
                producer.beginTransaction();
                for (int i = 0; i < 5_000; i++) {
                    send(producer, "last-aborted", 0, 1_767_225_700_000L + i, "x" + i);
                }
                producer.flush();
                producer.abortTransaction();
            }
            LiveKafka.until(
                    "the last mark",
                    () -> kafka.run().told("topic", "offsets", "last-aborted:0").contains("latest=6502"));
            // Those of the quiet partition are not the last only because its offsets are.
            assertThat(values(kafka, "tail last-aborted -n 2 --committed")).containsExactly("k2998", "k2999");
            assertThat(values(kafka, "tail last-aborted -n 12 --committed"))
                    .containsExactlyElementsOf(numbered("k", 2_988, 3_000));
            // More than are collected as they are read.
            assertThat(values(kafka, "tail last-aborted -n 2000 --committed"))
                    .containsExactlyElementsOf(numbered("k", 1_000, 3_000));
            assertThat(values(kafka, "tail last-aborted -n 1200 --partition 0 --committed"))
                    .hasSize(1_200)
                    .startsWith("k600")
                    .endsWith("k2998");
            assertThat(values(kafka, "tail last-aborted --from -2 --committed"))
                    .containsExactly("k2996", "k2997", "k2998", "k2999");
            assertThat(values(kafka, "tail last-aborted -n 5001"))
                    .hasSize(5_001)
                    .startsWith("k2999", "x0")
                    .endsWith("x4999");
        }
    }
}
