package zooka.clients.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zooka.clients.Failure;
import zooka.clients.profile.ZooKeeperAddress;

final class AddressesTest {

    private static Failure refused(String list) {
        Failure failure = catchThrowableOfType(Failure.class, () -> ZooKeeperAddress.parse(list));
        assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE);
        return failure;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "h1:2181 h2:2181 > h1:2181,h2:2181",
                "h1:2181;h2:2181 > h1:2181,h2:2181",
                "h1:2181, h2:2181; h3 > h1:2181,h2:2181,h3",
                "h1:2181,h2:2181/a,h3:2181 > h1:2181,h2:2181,h3:2181/a",
                "h1:2181/a,h2:2181/a > h1:2181,h2:2181/a",
                "PLAINTEXT://h1:9092,PLAINTEXT://h2:9092 > h1:9092,h2:9092",
                "http://h1:2181 > h1:2181",
                "fd00::1 > put an IPv6 address in brackets: [fd00::1]:2181"
            })
    void a_list_of_another_form_is_refused_with_the_right_one(String list, String right) {
        assertThat(refused(list).hint()).contains(right);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {"h1:2181,,h2:2181", "h1:2181,", "h1:99999", "h?:2181", "[h1:2181", "h1/a//b"})
    void what_names_no_server_is_refused(String list) {
        refused(list);
    }

    @Test
    void a_list_of_the_right_form_is_taken() {
        ZooKeeperAddress address = ZooKeeperAddress.parse("zk-0.zk:2182, 10.0.0.7,[fd00::1]:2181,[fd00::2]/kafka/");
        assertThat(address.connectString()).isEqualTo("zk-0.zk:2182,10.0.0.7:2181,[fd00::1]:2181,[fd00::2]:2181/kafka");
    }
}
