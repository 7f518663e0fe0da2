package zooka;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.KafkaCases.Alike;
import zooka.KafkaCases.Otherwise;
import zooka.KafkaCases.Refused;
import zooka.sandbox.Mode;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;
import zooka.testing.StockRun;
import zooka.testing.StockTools;

/**
 * Lines of Kafka's own tools, run through these and through zooka on the same brokers, each with topics and groups of its own. The
 * table is in {@link KafkaCases}. The tools are those of Kafka 4, which speak to the brokers of both modes.
 */
@OnServers
final class KafkaCasesTest {

    /** What all prefixes begin with. */
    private static final String LEFT = "case";

    /** Both who run a case, on one cluster. */
    private static final class Both implements AutoCloseable {
        private final KafkaRun kafka;
        private final StockTools stock;
        private final StockRun zooka;

        Both(Mode mode) {
            kafka = KafkaRun.on(mode);
            stock = new StockTools(StockTools.Version.V4, KafkaRun.bootstrap(mode));
            zooka = new StockRun(kafka.clusters());
        }

        /** Runs the lines of a case through the stock tools; the answer is that of the last one. */
        StockTools.Run stock(List<String> lines, String prefix) {
            StockTools.Run last = new StockTools.Run(0, "", "");
            for (String line : lines) {
                List<String> words = words(line, prefix);
                last = stock.tool(words.get(0), words.subList(1, words.size()).toArray(String[]::new));
            }
            return last;
        }

        StockRun.Ended zooka(List<String> lines, String prefix) {
            StockRun.Ended last = new StockRun.Ended(0, "", "");
            for (String line : lines) {
                last = zooka.run(words(line, prefix).toArray(String[]::new));
            }
            return last;
        }

        /** What a case can have an influence on: its topics, their configurations, its groups and its quotas. */
        List<String> effect(String prefix) {
            TreeSet<String> effect = new TreeSet<>();
            for (Map<String, Object> topic : kafka.run().rows("topic", "list", prefix + "*")) {
                String name = (String) topic.get("topic");
                effect.add("topic " + name + " " + topic.get("partitions") + " " + topic.get("replication"));
                kafka.run()
                        .rows("config", "describe", "topic/" + name)
                        .forEach(entry -> effect.add("config " + name + " " + entry.get("key") + "=" + entry.get("value")));
            }
            for (Map<String, Object> group : kafka.run().rows("group", "list")) {
                String name = (String) group.get("group");
                if (name.startsWith(prefix)) {
                    effect.add("group " + name);
                    kafka.run()
                            .rows("group", "lag", name)
                            .forEach(lag -> effect.add("offset " + name + " " + lag.get("topic") + " "
                                    + lag.get("partition") + " " + lag.get("committed")));
                }
            }
            for (Map<String, Object> quota : kafka.run().rows("quota", "list")) {
                if ((quota.get("user") + " " + quota.get("clientId")).contains(prefix)) {
                    effect.add("quota " + quota);
                }
            }
            return effect.stream().map(line -> line.replace(prefix, "@")).toList();
        }

        /** Removes what the cases have left on the shared servers. */
        private void clean() {
            kafka.delete(LEFT + "*");
            for (Map<String, Object> group : kafka.run().rows("group", "list")) {
                if (((String) group.get("group")).startsWith(LEFT)) {
                    kafka.change("group delete " + group.get("group"));
                }
            }
            for (Map<String, Object> quota : kafka.run().rows("quota", "list")) {
                String user = String.valueOf(quota.get("user"));
                String client = String.valueOf(quota.get("clientId"));
                if (user.startsWith(LEFT) || client.startsWith(LEFT)) {
                    kafka.change("quota alter" + (user.equals("null") ? "" : " --user " + user)
                            + (client.equals("null") ? "" : " --client-id " + client) + " --delete " + quota.get("key"));
                }
            }
        }

        @Override
        public void close() {
            stock.close();
            clean();
            kafka.close();
        }
    }

    private static List<String> words(String line, String prefix) {
        return List.of(line.replace("@", prefix).split(" ", -1));
    }

    /** The prefix of a case; all are of the same length, so that columns are. */
    private static String prefix(char who, String table, int number) {
        return String.format(Locale.ROOT, LEFT + "%c%s%03d", who, table, number);
    }

    private static String same(String text, String prefix) {
        return text.replace(prefix, "@").replaceAll("TopicId: \\S+", "TopicId: ?");
    }

    private static List<String> lines(String text, boolean ordered) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        return ordered ? lines : lines.stream().sorted().collect(Collectors.toList());
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void does_and_prints_the_same(Mode mode) {
        try (Both both = new Both(mode)) {
            SoftAssertions.assertSoftly(softly -> {
                for (int i = 0; i < KafkaCases.ALIKE.size(); i++) {
                    Alike alike = KafkaCases.ALIKE.get(i);
                    String theirs = prefix('s', "a", i);
                    String ours = prefix('z', "a", i);
                    String what = mode + ": " + String.join("; ", alike.lines());
                    String expected = same(both.stock(alike.lines(), theirs).out(), theirs);
                    StockRun.Ended ended = both.zooka(alike.lines(), ours);
                    softly.assertThat(lines(same(ended.out(), ours), alike.ordered()))
                            .as(what + "\n" + ended.err())
                            .isEqualTo(lines(expected, alike.ordered()));
                    softly.assertThat(ended.code()).as(what + "\n" + ended.err()).isZero();
                    softly.assertThat(both.effect(ours)).as("effect of " + what).isEqualTo(both.effect(theirs));
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void refuses_what_the_stock_tools_refuse(Mode mode) {
        try (Both both = new Both(mode)) {
            SoftAssertions.assertSoftly(softly -> {
                for (int i = 0; i < KafkaCases.REFUSED.size(); i++) {
                    Refused refused = KafkaCases.REFUSED.get(i);
                    String theirs = prefix('s', "r", i);
                    String ours = prefix('z', "r", i);
                    String what = mode + ": " + String.join("; ", refused.lines());
                    StockTools.Run run = both.stock(refused.lines(), theirs);
                    StockRun.Ended ended = both.zooka(refused.lines(), ours);
                    softly.assertThat(run.code()).as("stock, " + what).isNotZero();
                    softly.assertThat(run.out() + run.err()).as("stock, " + what).contains(refused.says());
                    softly.assertThat(ended.code()).as(what + "\n" + ended.err()).isEqualTo(refused.code());
                    softly.assertThat(ended.err()).as(what).startsWith("error: ");
                    softly.assertThat(both.effect(ours)).as("effect of " + what).isEqualTo(both.effect(theirs));
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void differs_on_purpose(Mode mode) {
        try (Both both = new Both(mode)) {
            SoftAssertions.assertSoftly(softly -> {
                for (int i = 0; i < KafkaCases.OTHERWISE.size(); i++) {
                    Otherwise otherwise = KafkaCases.OTHERWISE.get(i);
                    String theirs = prefix('s', "o", i);
                    String ours = prefix('z', "o", i);
                    String what = mode + ", " + otherwise.reason() + ": " + String.join("; ", otherwise.lines());
                    StockTools.Run run = both.stock(otherwise.lines(), theirs);
                    StockRun.Ended ended = both.zooka(otherwise.lines(), ours);
                    softly.assertThat(run.code()).as("stock, " + what).isEqualTo(otherwise.stockCode());
                    softly.assertThat(same(run.out() + run.err(), theirs))
                            .as("stock, " + what)
                            .contains(otherwise.stock());
                    softly.assertThat(ended.code()).as(what + "\n" + ended.err()).isEqualTo(otherwise.code());
                    softly.assertThat(same(ended.out() + ended.err(), ours)).as(what).contains(otherwise.zooka());
                }
            });
        }
    }
}
