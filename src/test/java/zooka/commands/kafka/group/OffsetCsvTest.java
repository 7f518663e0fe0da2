package zooka.commands.kafka.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zooka.clients.Failure;
import zooka.clients.kafka.PartitionName;

class OffsetCsvTest {

    private static final PartitionName ORDERS = new PartitionName("orders", 0);

    @ParameterizedTest
    @ValueSource(
            strings = {"billing,eu", "say \"hi\"", "two\nlines", "cr\r\nlf", "", " lead", "trail ", "\\x", "#c", "é\t"})
    void what_is_written_of_any_group_is_read_again(String group) {
        String text = OffsetCsv.text(
                        List.of(new OffsetCsv.Line(group, ORDERS, 5), new OffsetCsv.Line("other,\"group", ORDERS, 7)))
                .orElseThrow();

        assertThat(OffsetCsv.read(text, group, "f")).isEqualTo(Map.of(ORDERS, 5L));
        assertThat(OffsetCsv.read(text.replaceFirst("7$", "8\r\n"), "other,\"group", "f"))
                .isEqualTo(Map.of(ORDERS, 8L));
    }

    @Test
    void a_group_alone_is_not_named_and_quotes_stand_only_where_they_are_needed() {
        assertThat(OffsetCsv.text(List.of(new OffsetCsv.Line("a,b", ORDERS, 5))))
                .hasValue("orders,0,5");
        assertThat(OffsetCsv.text(
                        List.of(new OffsetCsv.Line("a,b", ORDERS, 5), new OffsetCsv.Line("plain", ORDERS, 6))))
                .hasValue("\"a,b\",orders,0,5\nplain,orders,0,6");
        assertThat(OffsetCsv.text(List.of())).isEmpty();
    }

    @Test
    void the_stock_tools_quoting_is_read_and_blanks_around_numbers_are_let_pass() {
        String stock =
                "\"billing,eu\",\"a-topic-of-more-than-24-characters\",1,42\r\n\r\nbilling, orders , 0 , 7\r\n  \r\n";

        assertThat(OffsetCsv.read(stock, "billing,eu", "f"))
                .isEqualTo(Map.of(new PartitionName("a-topic-of-more-than-24-characters", 1), 42L));
        assertThat(OffsetCsv.read(stock, "billing", "f")).isEqualTo(Map.of(ORDERS, 7L));
    }

    @Test
    void a_line_that_is_wrong_is_named_and_one_of_another_group_is_not_looked_at() {
        refuses(
                "billing,eu,orders,0,5",
                "f, line 1: invalid line 'billing,eu,orders,0,5' \\(format: topic,partition,offset\\)");
        refuses(
                "orders,0,1\norders,0,-1",
                "f, line 2: invalid line 'orders,0,-1' \\(format: topic,partition,offset\\)");
        refuses("orders,0,1\norders,0,2", "f, line 2: orders-0 is listed twice");
        refuses("orders,0,1\n\"a\"b,orders,0,2", "f, after line 1: invalid CSV: Unexpected character.*");
        refuses(
                "orders,0,1\n\"a,orders,0,2\n",
                "(?s)f, line 2: invalid line 'a,orders,0,2\n' \\(format: topic,partition,offset\\)");
        assertThat(OffsetCsv.read("other,orders,x,y\ng,orders,0,3", "g", "f")).isEqualTo(Map.of(ORDERS, 3L));
    }

    private static void refuses(String text, String message) {
        assertThatThrownBy(() -> OffsetCsv.read(text, "g", "f"))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE))
                .hasMessageMatching(message);
    }
}
