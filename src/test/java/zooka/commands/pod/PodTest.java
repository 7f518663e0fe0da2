package zooka.commands.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found in the pods of the usual images, by their variables and files as the images have them. */
final class PodTest extends PodFixture {

    @Test
    void outside_of_a_pod_there_is_nothing() {
        environment.put("ZOO_LOG_DIR", "/logs");
        assertThat(told()).isEqualTo("nothing");
        environment.put("KUBERNETES_SERVICE_HOST", "10.96.0.1");
        assertThat(told()).isEqualTo("nothing");
    }

    @Test
    void the_official_zookeeper_image() throws IOException {
        environment.put("ZOO_CONF_DIR", "/conf");
        environment.put("ZOO_MY_ID", "1");
        environment.put(
                "ZOO_SERVERS",
                "server.1=zk-0.zk-headless:2888:3888;2181 server.2=zk-1.zk-headless:2888:3888;0.0.0.0:2182"
                        + " server.3=0.0.0.0:2888:3888:observer;2183");
        assertThat(told())
                .isEqualTo("found ZooKeeper zk-0.zk-headless:2181,zk-1.zk-headless:2182,localhost:2183 (ZOO_SERVERS)");
        file("conf/zoo.cfg", """
                dataDir=/data
                tickTime=2000
                standaloneEnabled=true
                admin.enableServer=true
                server.1=localhost:2888:3888;2181
                """);
        assertThat(told()).isEqualTo("found ZooKeeper localhost:2181 (/conf/zoo.cfg)");
    }

    @Test
    void a_configuration_in_the_old_way_and_one_that_is_dynamic() throws IOException {
        environment.put("ZOOCFGDIR", "/etc/zk");
        file("etc/zk/zoo.cfg", """
                clientPort=2185
                server.10=zk-2:2888:3888
                server.2=zk-1:2888:3888
                server.1=0.0.0.0:2888:3888
                """);
        assertThat(told()).isEqualTo("found ZooKeeper localhost:2185,zk-1:2185,zk-2:2185 (/etc/zk/zoo.cfg)");
        file("etc/zk/zoo.cfg", "dynamicConfigFile=/etc/zk/dynamic\n");
        file("etc/zk/dynamic", """
                server.1=zk-0:2888:3888:participant;0.0.0.0:2181
                server.2=[fd00::2]:2888:3888|zk-1b:2889:3889;2182
                """);
        assertThat(told()).isEqualTo("found ZooKeeper zk-0:2181,[fd00::2]:2182 (/etc/zk/zoo.cfg)");
    }

    @Test
    void variables_that_kubernetes_has_not_filled_in() {
        environment.put("POD_NAME", "zk-0");
        environment.put("ZOO_SERVERS", "server.1=$(POD_NAME).zk:2888:3888;2181 server.2=$(NOSUCH):2888:3888;2181");
        assertThat(told()).isEqualTo("found ZooKeeper zk-0.zk:2181 (ZOO_SERVERS)");
        environment.clear();
        environment.put("POD_IP", "10.0.0.7");
        environment.put("KAFKA_ZOOKEEPER_CONNECT", "zk:2181");
        environment.put("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://$(POD_IP):9092");
        assertThat(told()).endsWith("Kafka 10.0.0.7:9092 (KAFKA_ADVERTISED_LISTENERS)");
        environment.put("KAFKA_LISTENERS", "PLAINTEXT://:9092");
        environment.remove("POD_IP");
        assertThat(told()).endsWith("Kafka localhost:9092 (KAFKA_LISTENERS)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"u1;u2|p1;p2", "u1 u2|p1 p2", "u1, u2|p1, p2", "u1|p1"})
    void bitnamis_lists_of_users_and_passwords(String users, String passwords) {
        environment.put("KAFKA_CFG_LISTENERS", "CLIENT://:9092");
        environment.put("KAFKA_CFG_LISTENER_SECURITY_PROTOCOL_MAP", "CLIENT:SASL_PLAINTEXT");
        environment.put("KAFKA_CFG_SASL_ENABLED_MECHANISMS", "PLAIN");
        environment.put("KAFKA_CLIENT_USERS", users);
        environment.put("KAFKA_CLIENT_PASSWORDS", passwords);
        assertThat(look().orElseThrow().kafka().orElseThrow().config().get("sasl.jaas.config"))
                .endsWith("username=\"u1\" password=\"p1\";");
    }

    @Test
    void bitnamis_variables_that_name_a_file_with_the_value() throws IOException {
        file("secrets/password", "\uFEFFs3cret\r\n");
        environment.put("ZOO_PORT_NUMBER", "2181");
        environment.put("ZOO_CLIENT_USER", "joe");
        environment.put("ZOO_CLIENT_PASSWORD_FILE", "/secrets/password");
        assertThat(look().orElseThrow().zookeeper().orElseThrow().config())
                .containsEntry("zooka.sasl.password", "s3cret");
        environment.put("ZOO_CLIENT_PASSWORD_FILE", "/secrets/nosuch");
        assertThat(look().orElseThrow().unread())
                .containsExactly("ZOO_CLIENT_PASSWORD_FILE: no file " + root.resolve("secrets/nosuch"));
        environment.clear();
        file("secrets/users", "u1,u2\n");
        environment.put("KAFKA_CFG_LISTENERS", "SASL_PLAINTEXT://:9092");
        environment.put("KAFKA_CFG_SASL_ENABLED_MECHANISMS", "PLAIN");
        environment.put("KAFKA_CLIENT_USERS_FILE", "/secrets/users");
        environment.put("KAFKA_CLIENT_PASSWORDS_FILE", "/secrets/password");
        assertThat(look().orElseThrow().kafka().orElseThrow().config().get("sasl.jaas.config"))
                .endsWith("username=\"u1\" password=\"s3cret\";");
    }

    @Test
    void a_configuration_with_comments_of_another_encoding_and_a_byte_order_mark() throws IOException {
        file("conf/zoo.cfg", "\uFEFFclientPort=2185\n");
        assertThat(told()).isEqualTo("found ZooKeeper localhost:2185 (/conf/zoo.cfg)");
        Files.write(root.resolve("conf/zoo.cfg"), "# 配置\nclientPort=2186\n".getBytes(Charset.forName("GBK")));
        assertThat(told()).isEqualTo("found ZooKeeper localhost:2186 (/conf/zoo.cfg)");
    }

    @Test
    void a_configuration_that_cannot_be_read_is_named_and_not_taken_as_absent() throws IOException {
        Files.createDirectories(root.resolve("conf/zoo.cfg"));
        assertThat(look().orElseThrow().unread())
                .containsExactly("cannot read " + root.resolve("conf/zoo.cfg") + ": is a directory");
        assertThat(told()).isEmpty();
        file("opt/zookeeper/conf/zoo.cfg", "clientPort=2185\n");
        assertThat(told()).isEqualTo("found ZooKeeper localhost:2185 (/opt/zookeeper/conf/zoo.cfg)");
        Files.createDirectories(root.resolve("opt/kafka/config/server.properties"));
        assertThat(look().orElseThrow().unread()).hasSize(2);
    }

    @Test
    void bitnamis_zookeeper_image() {
        environment.put("ZOO_PORT_NUMBER", "2182");
        environment.put("ZOO_CLIENT_USER", "joe");
        environment.put("ZOO_CLIENT_PASSWORD", "s3cret");
        assertThat(told()).isEqualTo("found ZooKeeper localhost:2182 (ZOO_PORT_NUMBER)");
        environment.put("ZOO_SERVERS", "z-0.zh.default.svc:2888:3888::1 z-1.zh.default.svc:2888:3888::2");
        assertThat(told()).isEqualTo("found ZooKeeper z-0.zh.default.svc:2182,z-1.zh.default.svc:2182 (ZOO_SERVERS)");
        assertThat(look().orElseThrow().zookeeper().orElseThrow().config())
                .containsEntry("zooka.sasl.mechanism", "digest")
                .containsEntry("zooka.sasl.username", "joe")
                .containsEntry("zooka.sasl.password", "s3cret");
    }

    @Test
    void confluents_images() {
        environment.put("ZOOKEEPER_CLIENT_PORT", "2181");
        assertThat(told()).isEqualTo("found ZooKeeper localhost:2181 (ZOOKEEPER_CLIENT_PORT)");
        environment.put("ZOOKEEPER_SERVERS", "zk-0:2888:3888;zk-1:2888:3888");
        assertThat(told()).isEqualTo("found ZooKeeper zk-0:2181,zk-1:2181 (ZOOKEEPER_SERVERS)");
        environment.clear();
        environment.put("KAFKA_ZOOKEEPER_CONNECT", "zk-0:2181, zk-1:2181/kafka");
        environment.put("KAFKA_ADVERTISED_LISTENERS", "EXTERNAL://node1:30092,INTERNAL://kafka-0.kafka-headless:9092");
        environment.put("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "INTERNAL:PLAINTEXT,EXTERNAL:PLAINTEXT");
        assertThat(told())
                .isEqualTo("found ZooKeeper zk-0:2181,zk-1:2181/kafka (KAFKA_ZOOKEEPER_CONNECT),"
                        + " Kafka kafka-0.kafka-headless:9092 (KAFKA_ADVERTISED_LISTENERS)");
    }

    @ParameterizedTest
    @CsvSource({
        "KAFKA_LISTENER_NAME_SASL___SSL_SCRAM__SHA__512_SASL_JAAS_CONFIG", // Confluent's images
        "KAFKA_LISTENER_NAME_SASL__SSL_SCRAM___SHA___512_SASL_JAAS_CONFIG", // Kafka's own
        "KAFKA_CFG_LISTENER_NAME_SASL_SSL_SCRAM_SHA_512_SASL_JAAS_CONFIG" // Bitnami's
    })
    void variables_name_settings_each_image_in_its_way(String login) {
        environment.put("KAFKA_LISTENERS", "SASL_SSL://:9093");
        environment.put("KAFKA_ZOOKEEPER_CONNECT", "zk:2182");
        environment.put("KAFKA_ZOOKEEPER_SSL_CLIENT_ENABLE", "true");
        environment.put("KAFKA_ZOOKEEPER_SSL_TRUSTSTORE_LOCATION", "/tls/zookeeper.jks");
        environment.put("KAFKA_SASL_ENABLED_MECHANISMS", "SCRAM-SHA-512");
        environment.put(login, "o.S required username=\"admin\" password=\"s3cret\";");
        PodServers found = look().orElseThrow();
        assertThat(found.kafka().orElseThrow().config())
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .hasEntrySatisfying("sasl.jaas.config", text -> assertThat(text).contains("username=\"admin\""));
        assertThat(found.zookeeper().orElseThrow().config())
                .containsEntry("zookeeper.ssl.trustStore.location", "/tls/zookeeper.jks");
    }

    @Test
    void variables_of_a_client_make_no_broker() {
        environment.put("KAFKA_HOME", "/opt/kafka");
        environment.put("KAFKA_OPTS", "-Dx=y");
        environment.put("ZOO_SERVERS", "server.1=zk-0:2888:3888;2181");
        assertThat(told()).isEqualTo("found ZooKeeper zk-0:2181 (ZOO_SERVERS)");
    }

    @Test
    void the_official_kafka_image_in_kraft() throws IOException {
        environment.put("KAFKA_PROCESS_ROLES", "broker,controller");
        environment.put("KAFKA_LISTENERS", "PLAINTEXT://:9092,CONTROLLER://:9093");
        environment.put("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER");
        // A sample of a ZooKeeper server's settings is no server.
        file("etc/kafka/zookeeper.properties", "clientPort=2181\n");
        assertThat(told()).isEqualTo("found Kafka localhost:9092 (KAFKA_LISTENERS)");
        environment.put("KAFKA_PROCESS_ROLES", "controller");
        assertThat(told()).isEqualTo("nothing");
        environment.clear();
        file("opt/kafka/config/server.properties", """
                process.roles=broker
                listeners=PLAINTEXT://0.0.0.0:9092
                advertised.listeners=PLAINTEXT://${HOSTNAME}:9092
                """);
        assertThat(told()).isEqualTo("found Kafka localhost:9092 (/opt/kafka/config/server.properties)");
    }

    @Test
    void bitnamis_kafka_image_with_users() {
        environment.put("KAFKA_CFG_ZOOKEEPER_CONNECT", "zookeeper");
        environment.put("KAFKA_CFG_LISTENERS", "CLIENT://:9092,INTERNAL://:9094");
        environment.put(
                "KAFKA_CFG_ADVERTISED_LISTENERS",
                "CLIENT://k-0.k-headless.default.svc:9092,INTERNAL://k-0.k-headless.default.svc:9094");
        environment.put("KAFKA_CFG_LISTENER_SECURITY_PROTOCOL_MAP", "INTERNAL:SSL,CLIENT:SASL_PLAINTEXT");
        environment.put("KAFKA_CFG_SASL_ENABLED_MECHANISMS", "PLAIN,SCRAM-SHA-256");
        environment.put("KAFKA_CLIENT_USERS", "joe,jane");
        environment.put("KAFKA_CLIENT_PASSWORDS", "s3cret,other");
        assertThat(told())
                .endsWith("Kafka k-0.k-headless.default.svc:9092 over SASL_PLAINTEXT (KAFKA_CFG_ADVERTISED_LISTENERS)");
        assertThat(look().orElseThrow().kafka().orElseThrow().config())
                .containsEntry("security.protocol", "SASL_PLAINTEXT")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-256")
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"joe\""
                                + " password=\"s3cret\";");
    }

    @Test
    void strimzis_pods() throws IOException {
        file("tmp/strimzi.properties", """
                broker.id=0
                listener.security.protocol.map=CONTROLPLANE-9090:SSL,REPLICATION-9091:SSL,PLAIN-9092:SASL_PLAINTEXT,TLS-9093:SSL
                listeners=CONTROLPLANE-9090://0.0.0.0:9090,REPLICATION-9091://0.0.0.0:9091,PLAIN-9092://0.0.0.0:9092,TLS-9093://0.0.0.0:9093
                advertised.listeners=CONTROLPLANE-9090://c-kafka-0.c-kafka-brokers.ns.svc:9090,REPLICATION-9091://c-kafka-0.c-kafka-brokers.ns.svc:9091,PLAIN-9092://c-kafka-0.c-kafka-brokers.ns.svc:9092,TLS-9093://c-kafka-0.c-kafka-brokers.ns.svc:9093
                control.plane.listener.name=CONTROLPLANE-9090
                inter.broker.listener.name=REPLICATION-9091
                sasl.enabled.mechanisms=
                listener.name.plain-9092.sasl.enabled.mechanisms=SCRAM-SHA-512
                listener.name.plain-9092.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
                zookeeper.connect=c-zookeeper-client:2181
                zookeeper.clientCnxnSocket=org.apache.zookeeper.ClientCnxnSocketNetty
                zookeeper.ssl.client.enable=true
                zookeeper.ssl.keystore.location=/tmp/kafka/cluster.keystore.p12
                zookeeper.ssl.keystore.password=s3cret
                zookeeper.ssl.truststore.location=/tmp/kafka/cluster.truststore.p12
                ssl.truststore.location=/tmp/kafka/cluster.truststore.p12
                ssl.truststore.password=s3cret
                """);
        PodServers found = look().orElseThrow();
        assertThat(found.zookeeper().orElseThrow().config())
                .containsEntry("zookeeper.client.secure", "true")
                .containsEntry("zookeeper.ssl.keyStore.location", "/tmp/kafka/cluster.keystore.p12")
                .containsEntry("zookeeper.ssl.trustStore.location", "/tmp/kafka/cluster.truststore.p12");
        assertThat(found.description())
                .isEqualTo("found ZooKeeper c-zookeeper-client:2181 over TLS (/tmp/strimzi.properties),"
                        + " Kafka c-kafka-0.c-kafka-brokers.ns.svc:9091 over SSL (/tmp/strimzi.properties)");
    }

    @Test
    void the_brokers_own_login_is_taken_where_the_image_makes_no_other() throws IOException {
        file("opt/kafka/config/server.properties", """
                process.roles=broker
                listeners=EXTERNAL://:9094,SASL_SSL://:9093
                listener.security.protocol.map=EXTERNAL:SASL_PLAINTEXT,SASL_SSL:SASL_SSL
                sasl.enabled.mechanisms=PLAIN
                ssl.truststore.location=/tls/trust.jks
                ssl.client.auth=required
                ssl.keystore.location=/tls/broker.jks
                listener.name.sasl_ssl.plain.sasl.jaas.config=o.P required username="admin" password="s3cret" user_admin="s3cret";
                """);
        assertThat(look().orElseThrow().kafka().orElseThrow().config())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "PLAIN")
                .containsEntry("ssl.keystore.location", "/tls/broker.jks")
                .hasEntrySatisfying("sasl.jaas.config", text -> assertThat(text).contains("username=\"admin\""));
    }

    @Test
    void a_pod_without_servers_finds_the_services_beside_it() throws IOException {
        environment.put("KUBERNETES_SERVICE_HOST", "10.96.0.1");
        names = Set.of("zk-headless", "kafka-headless");
        assertThat(told())
                .isEqualTo(
                        "found ZooKeeper zk-headless:2181 (cluster DNS)," + " Kafka kafka-headless:9092 (cluster DNS)");
        environment.put("MY_ZK_SERVICE_HOST", "10.96.0.10");
        environment.put("MY_ZK_SERVICE_PORT_CLIENT", "2181");
        environment.put("MY_ZK_PORT", "tcp://10.96.0.10:2181");
        assertThat(told()).startsWith("found ZooKeeper my-zk:2181 (MY_ZK_SERVICE_PORT_CLIENT), Kafka kafka-headless");
        environment.put("HOSTNAME", "kafka-2");
        file("etc/hosts", "127.0.0.1 localhost\n10.0.0.7\tkafka-2.brokers.ns.svc.cluster.local\tkafka-2\n");
        assertThat(told()).endsWith("Kafka brokers.ns.svc.cluster.local:9092 (name of this pod in /etc/hosts)");
    }
}
