package zooka.commands.kafka.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zooka.clients.kafka.PartitionName;
import zooka.clients.text.Sizes;

/** The JSON that the stock tool reads and writes, and sizes as they are typed. */
class AssignmentFileTest {

    private static Map<PartitionName, List<Integer>> read(String json) {
        return whole(json).replicas();
    }

    private static AssignmentFile.Assignment whole(String json) {
        return AssignmentFile.read(json.getBytes(StandardCharsets.UTF_8), "moves.json");
    }

    @Test
    void what_is_written_is_what_is_read() {
        Map<PartitionName, List<Integer>> replicas = new LinkedHashMap<>();
        replicas.put(new PartitionName("orders", 0), List.of(2, 3));
        replicas.put(new PartitionName("a.b_c-d", 11), List.of(1));

        String json = AssignmentFile.text(replicas);

        assertThat(json).isEqualTo("""
                {"version":1,"partitions":[
                  {"topic":"orders","partition":0,"replicas":[2,3]},
                  {"topic":"a.b_c-d","partition":11,"replicas":[1]}
                ]}
                """);
        assertThat(read(json)).isEqualTo(replicas);
    }

    @Test
    void what_the_stock_tool_generates_is_read() {
        assertThat(read("{\"version\":1,\"partitions\":[{\"topic\":\"t\",\"partition\":0,\"replicas\":[3,1],"
                        + "\"log_dirs\":[\"any\",\"any\"]}]}"))
                .containsExactly(Map.entry(new PartitionName("t", 0), List.of(3, 1)));
    }

    @Test
    void what_is_wrong_is_said() {
        assertThatThrownBy(() -> read("{")).hasMessage("moves.json: invalid JSON");
        assertThatThrownBy(() -> read("{}")).hasMessage("moves.json: missing \"partitions\"");
        assertThatThrownBy(() -> read("{\"partitions\":[{\"topic\":\"t\"}]}"))
                .hasMessageContaining("invalid partition");
        assertThatThrownBy(() -> read("{\"partitions\":[{\"topic\":\"t\",\"partition\":0,\"replicas\":[1,1]}]}"))
                .hasMessage("moves.json: t-0: broker 1 is listed twice");
        assertThatThrownBy(() -> read("null")).hasMessage("moves.json: not a JSON object");
        assertThatThrownBy(() -> read("[1]")).hasMessage("moves.json: not a JSON object");
        assertThatThrownBy(() -> read("")).hasMessage("moves.json: invalid JSON");
        assertThatThrownBy(() -> read("{\"version\":2,\"partitions\":[]}"))
                .hasMessage("moves.json: \"version\" must be the number 1");
        assertThatThrownBy(() -> read("{\"version\":\"1\",\"partitions\":[]}"))
                .hasMessageContaining("must be the number 1");
    }

    @Test
    void directories_are_read_and_one_for_each_replica() {
        String form =
                "{\"version\":1,\"partitions\":[{\"topic\":\"t\",\"partition\":0,\"replicas\":[1,2],\"log_dirs\":%s}]}";

        assertThat(whole(form.formatted("[\"/d\",\"any\"]")).dirs())
                .containsExactly(Map.entry(new PartitionName("t", 0), List.of("/d", "any")));
        assertThat(whole(form.formatted("[\"any\",\"any\"]")).dirs()).isEmpty();
        assertThat(whole(form.formatted("null")).dirs()).isEmpty();
        for (String other : List.of("[\"any\"]", "[\"/d\",\"/d\",\"/d\"]", "[]")) {
            assertThatThrownBy(() -> read(form.formatted(other)))
                    .as(other)
                    .hasMessageMatching("moves.json: t-0 has 2 replicas but \\d log directories");
        }
        assertThatThrownBy(() -> read(form.formatted("\"/d\""))).hasMessageContaining("is not a list of directories");
        assertThatThrownBy(() -> read(form.formatted("[1,2]"))).hasMessageContaining("is not a list of directories");
    }

    @Test
    void of_two_documents_none_is_taken() {
        String one = "{\"version\":1,\"partitions\":[{\"topic\":\"t\",\"partition\":0,\"replicas\":[1]}]}";

        assertThatThrownBy(() -> read(one + "\n\n" + one)).hasMessage("moves.json has more than one document");
        assertThatThrownBy(() -> read("Current partition replica assignment\n" + one
                        + "\n\nProposed partition reassignment configuration\n" + one))
                .hasMessage("moves.json is the whole output of kafka-reassign-partitions --generate");
        assertThatThrownBy(() -> read(one + "\nProposed partition reassignment configuration\n" + one))
                .hasMessage("moves.json: invalid JSON");
    }

    @Test
    void sizes_are_read_with_their_units() {
        assertThat(Sizes.read("1048576")).hasValue(1 << 20);
        assertThat(Sizes.read("50MiB")).hasValue(50L << 20);
        assertThat(Sizes.read("1.5 G")).hasValue(3L << 29);
        assertThat(Sizes.read("64kB")).hasValue(64_000);
        assertThat(Sizes.read("7B")).hasValue(7);
        for (String none : List.of("", "MiB", "-1", "5 apples", "1i", "1e9")) {
            assertThat(Sizes.read(none)).as(none).isEmpty();
        }
    }
}
