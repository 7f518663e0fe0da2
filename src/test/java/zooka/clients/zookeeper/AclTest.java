package zooka.clients.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zooka.clients.Failure;

/** Who may do what, and what kind a znode is, as they are written. */
final class AclTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "world:anyone:cdrwa",
                "auth::cdrwa",
                "digest:user:bsJ8gm8ebcHBGUWGLCGuPHEWrzU=:r,ip:10.0.0.0/8:cd",
                "x509:CN=a,OU=b, O=c:rw,world:anyone:r",
                "sasl:zk/host@REALM:a",
                "ip:fe80::1:r"
            })
    void is_written_as_it_is_read(String text) {
        assertThat(Acl.parse(text)).hasToString(text);
    }

    @Test
    void takes_a_comma_for_a_part_of_an_id() {
        assertThat(Acl.parse("x509:CN=a,OU=b:rw,world:anyone:r").entries())
                .containsExactly(new Acl.Entry("x509", "CN=a,OU=b", "rw"), new Acl.Entry("world", "anyone", "r"));
    }

    @Test
    void puts_letters_in_the_servers_order_and_each_once() {
        assertThat(Acl.parse("world:anyone:awrdcc")).isEqualTo(Acl.OPEN);
        assertThat(Acl.parse("world:anyone:wr")).isEqualTo(Acl.parse("world:anyone:rw"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "world",
                "world:anyone",
                ":anyone:r",
                "world:anyone:rx",
                "world:anyone:R",
                "world:anyone:r,digest"
            })
    void refuses_what_it_does_not_understand(String text) {
        assertThatThrownBy(() -> Acl.parse(text))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE));
    }

    @Test
    void names_the_letter_that_is_no_permission() {
        assertThatThrownBy(() -> Acl.parse("world:anyone:rzx"))
                .hasMessage("invalid permission 'z' in 'world:anyone:rzx'");
    }

    @Test
    void knows_a_digest_that_was_masked() {
        assertThat(Acl.parse("world:anyone:r,digest:user:x:cdrwa").masked()).isTrue();
        assertThat(Acl.parse("digest:x:xx:cdrwa").masked()).isFalse();
        assertThat(Acl.parse("ip:fe80::x:r").masked()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0x0, PERSISTENT, 0",
        "0x100003f2c6a0001, EPHEMERAL, 0",
        "0x7fffffffffffffff, EPHEMERAL, 0",
        "0x8000000000000000, CONTAINER, 0",
        "0xff00000000000001, TTL, 1",
        "0xff0000000000ea60, TTL, 60000",
        "0xff000000ffffffff, TTL, 4294967295",
        "0xfe00000000000001, EPHEMERAL, 0"
    })
    void tells_a_kind_by_its_owner(String owner, Kind.Lifetime lifetime, long ttl) {
        assertThat(Kind.ofOwner(Long.parseUnsignedLong(owner.substring(2), 16)))
                .isEqualTo(new Kind(lifetime, false, ttl));
    }
}
