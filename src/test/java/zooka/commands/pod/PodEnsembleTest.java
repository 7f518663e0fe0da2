package zooka.commands.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zooka.clients.profile.ClientSettings;

/** What is found in the pod of a ZooKeeper server by its own configuration: TLS, addresses of members, the AdminServer. */
final class PodEnsembleTest extends PodFixture {

    @Test
    void an_ensemble_that_takes_tls_only() throws IOException {
        file("conf/zoo.cfg", """
                secureClientPort=2281
                ssl.trustStore.location=/tls/trust.p12
                ssl.trustStore.password=s3cret
                server.1=zk-0.zk-headless:2888:3888
                """);
        PodServers.Side side = look().orElseThrow().zookeeper().orElseThrow();
        assertThat(side.servers()).isEqualTo("zk-0.zk-headless:2281");
        assertThat(side.config())
                .containsEntry("zookeeper.client.secure", "true")
                .containsEntry("zookeeper.ssl.trustStore.location", "/tls/trust.p12")
                .containsEntry("zookeeper.ssl.trustStore.password", "s3cret");
        assertThat(told()).isEqualTo("found ZooKeeper zk-0.zk-headless:2281 over TLS (/conf/zoo.cfg)");
        assertThat(look().toString()).doesNotContain("s3cret");
    }

    @Test
    void a_server_that_takes_clients_at_one_address_only() throws IOException {
        file("conf/zoo.cfg", "clientPort=2181\nclientPortAddress=10.1.2.3\n");
        assertThat(told()).isEqualTo("found ZooKeeper 10.1.2.3:2181 (/conf/zoo.cfg)");
        file("conf/zoo.cfg", "secureClientPort=2281\nsecureClientPortAddress=fd00::3\n");
        assertThat(told()).isEqualTo("found ZooKeeper [fd00::3]:2281 over TLS (/conf/zoo.cfg)");
        file("conf/zoo.cfg", "clientPort=2181\nclientPortAddress=0.0.0.0\n");
        assertThat(told()).isEqualTo("found ZooKeeper localhost:2181 (/conf/zoo.cfg)");
    }

    /** Its own address is a setting of the server, and not of the member that all servers have. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            data/myid  | 2    | clientPortAddress=10.1.2.3                     | zk-0.zk:2181,10.1.2.3:2181
            ZOO_MY_ID  | 1    | clientPortAddress=fd00::3                      | [fd00::3]:2181,zk-1.zk:2181
            HOSTNAME   | zk-1 | clientPortAddress=127.0.0.1                    | zk-0.zk:2181,127.0.0.1:2181
            HOSTNAME   | zk-7 | clientPortAddress=10.1.2.3                     | zk-0.zk:2181,zk-1.zk:2181
            ZOO_MY_ID  | 2    | clientPortAddress=0.0.0.0                      | zk-0.zk:2181,zk-1.zk:2181
            ZOO_MY_ID  | 2    | clientPortAddress=$(POD_IP)                    | zk-0.zk:2181,zk-1.zk:2181
            """)
    void a_member_that_takes_clients_at_one_address_only(String where, String id, String setting, String servers)
            throws IOException {
        own(where, id, "clientPort=2181\n" + setting);
        assertThat(told()).isEqualTo("found ZooKeeper " + servers + " (/conf/zoo.cfg)");
        own(where, id, "secureClientPort=2181\n" + setting.replace("clientPort", "secureClientPort"));
        assertThat(told()).isEqualTo("found ZooKeeper " + servers + " over TLS (/conf/zoo.cfg)");
    }

    private void own(String where, String id, String settings) throws IOException {
        if (where.contains("/")) {
            file(where, id + "\n");
            environment.put("ZOO_MY_ID", "1"); // the server goes by its file
        } else {
            environment.put(where, id);
        }
        file(
                "conf/zoo.cfg",
                "dataDir=/data\n" + settings + "\nserver.1=zk-0.zk:2888:3888\nserver.2=zk-1.zk:2888:3888\n");
    }

    @Test
    void members_that_take_clients_at_another_address_and_over_tls() throws IOException {
        file("conf/zoo.cfg", """
                server.1=zk-0:2888:3888:participant;10.1.2.3:2181;[::]:2281
                server.2=[fd00::2]:2888:3888;[::]:2181;[::]:2281
                server.3=zk-2:2888:3888:observer;;2281
                """);
        assertThat(told()).isEqualTo("found ZooKeeper 10.1.2.3:2181,[fd00::2]:2181 (/conf/zoo.cfg)");
        file("conf/zoo.cfg", """
                ssl.trustStore.location=/tls/trust.p12
                server.1=zk-0:2888:3888;;10.1.2.3:2281
                server.2=zk-1:2888:3888;;2281
                """);
        assertThat(told()).isEqualTo("found ZooKeeper 10.1.2.3:2281,zk-1:2281 over TLS (/conf/zoo.cfg)");
        assertThat(look().orElseThrow().zookeeper().orElseThrow().config())
                .containsEntry("zookeeper.ssl.trustStore.location", "/tls/trust.p12");
    }

    @Test
    void an_admin_server_at_another_place() throws IOException {
        file("conf/zoo.cfg", "clientPort=2181\nadmin.serverPort=9990\nadmin.commandURL=/zk\n");
        assertThat(look().orElseThrow().zookeeper().orElseThrow().config())
                .containsEntry(ClientSettings.ADMIN, ":9990/zk");
        file("conf/zoo.cfg", "clientPort=2181\nadmin.commandURL=/zk\n");
        assertThat(look().orElseThrow().zookeeper().orElseThrow().config())
                .containsEntry(ClientSettings.ADMIN, ":8080/zk");
        Files.delete(root.resolve("conf/zoo.cfg"));
        environment.put("ZOO_PORT_NUMBER", "2181");
        environment.put("ZOO_ADMIN_SERVER_PORT_NUMBER", "9991");
        assertThat(look().orElseThrow().zookeeper().orElseThrow().config())
                .containsEntry(ClientSettings.ADMIN, ":9991");
    }
}
