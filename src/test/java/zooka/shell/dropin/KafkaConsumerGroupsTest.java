package zooka.shell.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zooka.clients.kafka.Groups.Member;
import zooka.clients.kafka.PartitionName;
import zooka.testing.StockRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.MemoryKafka;

/** The text of kafka-consumer-groups 4.x. */
final class KafkaConsumerGroupsTest {

    private static final String HEADER =
            "GROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG"
                    + "             CONSUMER-ID     HOST            CLIENT-ID";

    private final MemoryKafka kafka = new MemoryKafka();
    private final FakeClusters clusters = kafka.clusters();
    private final StockRun stock = new StockRun(clusters);

    @BeforeEach
    void commit() {
        kafka.append("orders", 0, 7);
        kafka.append("orders", 1, 3);
        commit("g1", Map.of(new PartitionName("orders", 0), 1L, new PartitionName("orders", 1), 3L));
    }

    private void commit(String group, Map<PartitionName, Long> offsets) {
        clusters.administration().groups().commit(group, false, offsets);
    }

    private void join(String group, String member, Optional<String> instance, int... partitions) {
        kafka.join(
                group,
                new Member(
                        member,
                        instance,
                        Optional.of("10.0.0.7"),
                        Optional.of("app"),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        List.of("orders"),
                        Optional.of(IntStream.of(partitions)
                                .mapToObj(number -> new PartitionName("orders", number))
                                .toList()),
                        Optional.empty()));
    }

    private String out(String... words) {
        return stock.out(Stream.concat(Stream.of("kafka-consumer-groups"), Stream.of(words))
                .toArray(String[]::new));
    }

    private StockRun.Ended run(String... words) {
        return stock.run(Stream.concat(Stream.of("kafka-consumer-groups"), Stream.of(words))
                .toArray(String[]::new));
    }

    @Test
    void lists_names_or_types_and_states_in_columns() {
        commit("g2", Map.of());
        assertThat(out("--bootstrap-server", "kafka:9092", "--list")).isEqualTo("g1\ng2\n");
        assertThat(out("--list", "--state"))
                .isEqualTo(padded(25, "GROUP") + " " + padded(20, "STATE") + "\n"
                        + padded(25, "g1") + " " + padded(20, "Empty") + "\n"
                        + padded(25, "g2") + " " + padded(20, "Empty") + "\n");
        assertThat(out("--list", "--state", "Stable", "--type"))
                .isEqualTo(padded(25, "GROUP") + " " + padded(20, "TYPE") + " " + padded(20, "STATE") + "\n");
        assertThat(out("--list", "--type", "Classic").lines().skip(1).findFirst())
                .hasValue(padded(25, "g1") + " " + padded(20, "Classic"));
    }

    private static String padded(int width, String text) {
        return StockOutput.padded(text, width);
    }

    @Test
    void describes_offsets_and_lags() {
        assertThat(out("--describe", "--group", "g1"))
                .isEqualTo("\n" + HEADER + "\n"
                        + "g1              orders          0          1               7               6"
                        + "               -               -               -\n"
                        + "g1              orders          1          3               3               0"
                        + "               -               -               -\n");
        assertThat(out("--describe", "--all-groups", "--offsets")).isEqualTo(out("--describe", "--group", "g1"));
    }

    @Test
    void rows_of_busier_members_come_first_and_those_of_nobody_last() {
        commit("g1", Map.of(new PartitionName("clicks", 0), 0L));
        join("g1", "b", Optional.empty(), 0);
        join("g1", "a", Optional.empty(), 1);
        assertThat(out("--describe", "--group", "g1").lines().skip(2).map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "g1 orders 1 3 3 0 a /10.0.0.7 app",
                        "g1 orders 0 1 7 6 b /10.0.0.7 app",
                        "g1 clicks 0 0 0 0 - - -");
    }

    @Test
    void verbose_adds_the_leader_epoch() {
        assertThat(out("--describe", "--group", "g1", "--verbose")
                        .lines()
                        .skip(1)
                        .findFirst())
                .hasValueSatisfying(line -> assertThat(line)
                        .startsWith("GROUP           TOPIC           PARTITION  LEADER-EPOCH    CURRENT-OFFSET  "));
    }

    @Test
    void describes_members() {
        join("g1", "app-1", Optional.empty(), 0, 1);
        assertThat(out("--describe", "--group", "g1", "--members")).isEqualTo("""

                        GROUP           CONSUMER-ID     HOST            CLIENT-ID       #PARTITIONS    \s
                        g1              app-1           /10.0.0.7       app             2              \s
                        """);
        assertThat(out("--describe", "--group", "g1", "--members", "--verbose"))
                .isEqualTo("\n"
                        + "GROUP           CONSUMER-ID     HOST            CLIENT-ID       #PARTITIONS     "
                        + "CURRENT-EPOCH   CURRENT-ASSIGNMENT   TARGET-EPOCH    TARGET-ASSIGNMENT   \n"
                        + "g1              app-1           /10.0.0.7       app             2               "
                        + "-               orders:0,1           -               -                   \n");
    }

    @Test
    void instance_ids_have_a_column_where_there_are_any() {
        join("g1", "app-1", Optional.of("i-1"), 0);
        assertThat(out("--describe", "--group", "g1", "--members")).isEqualTo("""

                        GROUP           CONSUMER-ID     GROUP-INSTANCE-ID HOST            CLIENT-ID       #PARTITIONS    \s
                        g1              app-1           i-1               /10.0.0.7       app             1              \s
                        """);
    }

    @Test
    void describes_states() {
        assertThat(out("--describe", "--group", "g1", "--state")).isEqualTo("""

                        GROUP           COORDINATOR (ID)          ASSIGNMENT-STRATEGY  STATE                #MEMBERS
                        g1              127.0.0.1:9092  (1)       -                    Empty                0
                        """);
    }

    @Test
    void an_absent_group_is_an_error() {
        assertThat(run("--describe", "--group", "nosuch").code()).isEqualTo(3);
        assertThat(run("--delete", "--group", "nosuch").code()).isEqualTo(3);
    }

    @Test
    void a_reset_without_execute_is_a_dry_run() {
        assertThat(out("--reset-offsets", "--group", "g1", "--topic", "orders", "--to-earliest"))
                .isEqualTo("""

                        GROUP           TOPIC           PARTITION  NEW-OFFSET
                        g1              orders          0          0
                        g1              orders          1          0
                        """);
        assertThat(lag()).isEqualTo("6");
        assertThat(out("--reset-offsets", "--group", "g1", "--topic", "orders:0", "--to-latest", "--execute"))
                .endsWith("\ng1              orders          0          7\n");
        assertThat(lag()).isEqualTo("0");
    }

    private String lag() {
        return out("--describe", "--group", "g1")
                .lines()
                .skip(2)
                .findFirst()
                .orElseThrow()
                .split(" +", -1)[5];
    }

    @Test
    void shifts_by_negative_numbers_and_exports_what_from_file_takes() {
        assertThat(out("--reset-offsets", "--group", "g1", "--all-topics", "--shift-by", "-1", "--export"))
                .isEqualTo("orders,0,0\norders,1,2\n\n");
        commit("a,b", Map.of(new PartitionName("orders", 0), 2L));
        assertThat(out("--reset-offsets", "--all-groups", "--all-topics", "--to-current", "--export", "--dry-run"))
                .isEqualTo("\"a,b\",orders,0,2\ng1,orders,0,1\ng1,orders,1,3\n\n");
    }

    @Test
    void an_active_group_is_not_reset() {
        join("g1", "app-1", Optional.empty(), 0);
        assertThat(run("--reset-offsets", "--group", "g1", "--all-topics", "--to-earliest", "--execute")
                        .code())
                .isEqualTo(4);
    }

    @Test
    void deletes_groups() {
        commit("g2", Map.of(new PartitionName("orders", 0), 2L));
        assertThat(out("--delete", "--group", "g1", "--group", "g2"))
                .isEqualTo("Deletion of requested consumer groups ('g1', 'g2') was successful.\n");
        assertThat(out("--list")).isEmpty();
    }

    @Test
    void deletes_offsets() {
        assertThat(out("--delete-offsets", "--group", "g1", "--topic", "orders"))
                .isEqualTo("Request succeeded for deleting offsets from group g1.\n"
                        + "\nTOPIC           PARTITION  STATUS         "
                        + "\norders          0          Successful     "
                        + "\norders          1          Successful     \n");
    }

    @Test
    void the_stock_tool_ends_with_0_whatever_happens() {
        KafkaConsumerGroups tool = new KafkaConsumerGroups();
        assertThat(IntStream.rangeClosed(0, 7).map(tool::faithful)).containsExactly(0, 0, 1, 0, 0, 0, 0, 0);
    }

    @Test
    void refuses_what_is_wrong_or_not_supported_by_name() {
        assertRefused("exactly one action is required", "--group", "g1");
        assertRefused("exactly one selection of groups is required: --group, --all-groups", "--describe");
        assertRefused("--group cannot be combined with --all-groups", "--describe", "--group", "g1", "--all-groups");
        assertRefused("only one of --members", "--describe", "--group", "g1", "--members", "--state");
        assertRefused("takes no value for --state", "--describe", "--group", "g1", "--state", "Empty");
        assertRefused("exactly one target", "--reset-offsets", "--group", "g1", "--all-topics");
        assertRefused("exactly one scope", "--reset-offsets", "--group", "g1", "--to-latest");
        assertRefused(
                "--topic requires --reset-offsets or --delete-offsets", "--delete", "--group", "g", "--topic", "t");
        assertRefused("--validate-regex is not supported", "--validate-regex", ".*");
        assertRefused("--zookeeper is not supported", "--zookeeper", "zk:2181", "--list");
    }

    private void assertRefused(String why, String... words) {
        assertThat(run(words)).satisfies(ended -> {
            assertThat(ended.err()).contains(why);
            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.out()).isEmpty();
        });
    }
}
