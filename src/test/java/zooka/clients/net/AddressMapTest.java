package zooka.clients.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zooka.clients.Failure;

final class AddressMapTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "kafka-0.kafka-headless:9092=node1:30092 -> kafka-0.kafka-headless:9092 -> node1:30092",
                "kafka-0.kafka-headless:9092=node1:30092 -> kafka-0.kafka-headless:9093 -> ",
                "kafka-0.kafka-headless:9092=node1:30092 -> kafka-0.kafka-headless.default:9092 -> ",
                "kafka-0=node1:30092 -> kafka-0.kafka-headless.default.svc:9094 -> node1:30092",
                "kafka-0=node1:30092 -> KAFKA-0:9094 -> node1:30092",
                "kafka-0=node1:30092 -> kafka-01.kafka-headless:9092 -> ",
                "kafka-{n}=node1:{30092+n} -> kafka-2.kafka-headless:9092 -> node1:30094",
                "kafka-{n}.kafka-headless:9092=node1:3009{n} -> kafka-2.kafka-headless:9092 -> node1:30092",
                "kafka-{n}=node{n+1}:{n*10+7} -> kafka-2.x:9092 -> node3:27",
                "kafka-{n}=node1:{30000+n*10-1} -> kafka-2.x:9092 -> node1:30019",
                "kafka-{n}=node1:{30100-n} -> kafka-12.x:9092 -> node1:30088",
                "kafka-{n}=node1:{30092+n} -> kafka-x.kafka-headless:9092 -> ",
                "0=node1:30092 -> anything:9092 -> node1:30092",
                "1=node1:30092 -> anything:9092 -> ",
                "*=node1 -> kafka-7.kafka-headless:9092 -> node1:9092",
                "[fd00::1]:9092=[::1]:30092 -> [fd00::1]:9092 -> [::1]:30092",
                "/kafka-(\\d)\\..*:(\\d+)/=node$1:$2 -> kafka-2.a.b:9094 -> node2:9094",
            })
    void the_reachable_address(String entry, String advertised, String reachable) {
        AddressMap map = AddressMap.parse(List.of(entry));

        assertThat(map.reachable(OptionalInt.of(0), Addresses.host(advertised), Addresses.port(advertised))
                        .orElse(null))
                .isEqualTo(reachable);
    }

    @Test
    void the_first_entry_that_fits_is_taken() {
        AddressMap map = AddressMap.parse(List.of("kafka-1=first:1", "kafka-{n}=second:2", "*=third:3"));

        assertThat(map.orItself("kafka-1.x:9092")).isEqualTo("first:1");
        assertThat(map.orItself("kafka-5.x:9092")).isEqualTo("second:2");
        assertThat(map.orItself("other:9092")).isEqualTo("third:3");
        assertThat(AddressMap.NONE.orItself("other:9092")).isEqualTo("other:9092");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka-0",
                "=node1:30092",
                "kafka-0=",
                "kafka-0=node1:port",
                "kafka-0=node1:70000",
                "kafka-0=node1:{30092+n}",
                "kafka-{n}-{n}=node1:30092",
                "kafka-{n}=node1:{30092+m}",
                "kafka-0:0=node1:30092",
                "/kafka-(=node1:9092/=x:1"
            })
    void what_cannot_be_understood_is_refused(String entry) {
        assertThatThrownBy(() -> AddressMap.parse(List.of(entry)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(entry);
    }

    @Test
    void a_group_that_is_not_there_is_told_of_when_it_is_needed() {
        AddressMap map = AddressMap.parse(List.of("/kafka-.*/=node$2:1"));

        assertThatThrownBy(() -> map.orItself("kafka-0:9092"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("group");
    }

    @Test
    void what_is_advertised_is_told_from_the_far_end_where_an_entry_is_whole() {
        AddressMap map = AddressMap.parse(List.of(
                "kafka-{n}.kafka-headless:9092=node1:{30092+n}",
                "zoo.kafka-headless:9093=node2",
                "kafka-9=node3:30092",
                "broker-{n}.kafka-headless:9092=node4:30092"));

        assertThat(map.advertised("node1:30104")).contains("kafka-12.kafka-headless:9092");
        assertThat(map.advertised("node2:9093")).contains("zoo.kafka-headless:9093");
        // Only a part of the name is known, or no number.
        assertThat(map.advertised("node3:30092")).isEmpty();
        assertThat(map.advertised("node4:30092")).isEmpty();
        assertThat(map.advertised("node1:30091")).isEmpty();
    }

    @Test
    void the_map_that_would_do_is_one_pattern_for_names_that_differ_by_a_number() {
        assertThat(MapTemplate.entries(List.of("kafka-0.h2:9092", "kafka-1.h2:9092", "kafka-10.h2:9092")))
                .containsExactly("kafka-{n}.h2:9092=NODE:{PORT+n}");
        assertThat(MapTemplate.entries(List.of("kafka-0.h:9092", "other:9093", "10.1.2.3:9092", "10.1.2.4:9092")))
                .containsExactly(
                        "kafka-0.h:9092=NODE:PORT",
                        "other:9093=NODE:PORT",
                        "10.1.2.3:9092=NODE:PORT",
                        "10.1.2.4:9092=NODE:PORT");
        assertThat(MapTemplate.options(List.of("a:1", "b:1", "c:1", "d:1")))
                .isEqualTo("--map 'a:1=NODE:PORT' --map 'b:1=NODE:PORT' --map 'c:1=NODE:PORT' ...");
    }
}
