package zooka.commands.zk.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zooka.clients.Failure;
import zooka.clients.zookeeper.servers.MemberSpec;

/** How members of an ensemble are read, and what the servers would not take. */
final class MembersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "zk-1:2888:3888:participant;0.0.0.0:2181 zk-1:2181 -",
                "zk-1:2888:3888;2181 zk-1:2181 -",
                "zk-1:2888:3888:OBSERVER;[::]:2181 zk-1:2181 -",
                "zk-1:2888:3888;10.0.0.7:2181 10.0.0.7:2181 -",
                "[2001:db8::4]:2888:3888:participant;2181 [2001:db8::4]:2181 -",
                "[2001:db8::4]:2888:3888|[2001:db8::5]:2889:3889;2181 [2001:db8::4]:2181 -",
                "zk-1:2888:3888;;2281 - zk-1:2281",
                "zk-1:2888:3888;[::]:2181;[::]:2281 zk-1:2181 zk-1:2281",
                "zk-1:2888:3888 - -",
            })
    void clients_reach_a_member_at_its_host_where_it_listens_on_all_of_them(
            String spec, String client, String secureClient) {
        MemberSpec member = MemberSpec.parse(spec);
        assertThat(member.client().orElse("-")).isEqualTo(client);
        assertThat(member.secureClient().orElse("-")).isEqualTo(secureClient);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "server.4=h:2888:3888:oserver;2181 > unknown role 'oserver'",
                "server.x=h:2888:3888;2181 > its id 'x' is not a number",
                "server.4=h:2888;2181 > 'h:2888' is not HOST:PORT:PORT[:ROLE]",
                "server.4=h:2888:70000;2181 > 70000 is not a valid port",
                "server.4=h:2888:3888;h:x > 'h:x' is not [HOST:]PORT",
                "server.4=2001:db8::4:2888:3888;2181 > is not HOST:PORT:PORT[:ROLE]",
                "server.4=h:2888:3888;1;2;3 > more than three parts",
                "h:2888:3888;2181 > invalid server",
            })
    void what_the_servers_would_not_take_is_a_usage_error(String text, String why) {
        assertThatThrownBy(() -> Members.given(List.of(text)))
                .hasMessageContaining(why)
                .extracting(failure -> ((Failure) failure).kind())
                .isEqualTo(Failure.Kind.USAGE);
    }

    @Test
    void a_member_that_is_given_twice_is_refused() {
        assertThatThrownBy(() -> Members.given(List.of("server.4=a:1:2;3", "server.4=b:1:2;3")))
                .hasMessage("server 4 appears twice");
    }

    @Test
    void a_connect_string_can_be_pasted_and_names_whom_it_leaves_out() {
        Members members = Members.parse("""
                server.1=zk-1:2888:3888:participant;0.0.0.0:2181
                server.2=zk-2:2888:3888:participant
                server.3=zk-3:2888:3888:participant;;2281
                version=100000000
                """.getBytes(StandardCharsets.UTF_8));
        assertThat(members.clients()).isEqualTo("100000000 zk-1:2181");
        assertThat(members.withoutClients())
                .containsExactly(
                        "server 2 has no client address", "server 3 takes clients over TLS only, at zk-3:2281");
        assertThat(members.clientsAsZkCli().split("[ ,]", -1)).contains("0.0.0.0:2181", "");
        assertThat(members.quorum()).hasValue(2);
    }

    @Test
    void groups_and_weights_are_kept_and_leave_the_quorum_to_them() {
        Members members = Members.given(List.of("server.1=a:1:2;3", "server.2=b:1:2;3", "group.1=1:2", "weight.2=0"));
        assertThat(members.quorum()).isEmpty();
        assertThat(members.hierarchy()).containsExactly("group.1=1:2", "weight.2=0");
    }
}
