package zooka.clients.zookeeper.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zooka.clients.Failure;

final class AdminServerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "9990 > :9990",
                ":9990 > :9990",
                "9990/zk > :9990/zk",
                "zk-0:9990 > zk-0:9990",
                "zk-0 > zk-0:8080",
                "zk-0:9990/zk/ > zk-0:9990/zk",
                "http://zk-0:9990/zk > zk-0:9990/zk",
                "https://[fd00::1]:9990/a/b > [fd00::1]:9990/a/b",
                "HTTP://zk-0/ > zk-0:8080"
            })
    void a_place_is_a_port_an_address_or_a_url_with_a_path_or_without(String typed, String place) {
        assertThat(AdminServer.places(typed)).containsExactly(place);
    }

    @Test
    void places_stand_in_a_list() {
        assertThat(AdminServer.places("a:1/x,b:2")).containsExactly("a:1/x", "b:2");
        assertThatThrownBy(() -> AdminServer.places("a:1,")).isInstanceOf(Failure.class);
    }
}
