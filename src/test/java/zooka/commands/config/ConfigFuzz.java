package zooka.commands.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import zooka.clients.Failure;
import zooka.clients.net.AddressMap;
import zooka.clients.net.Addresses;
import zooka.clients.profile.ZooKeeperAddress;
import zooka.clients.text.Glob;
import zooka.clients.text.TextFile;
import zooka.commands.pod.Pod;
import zooka.commands.text.Durations;
import zooka.fuzz.FuzzTarget;

/** Files that say where the clusters are, and the words for it. */
public final class ConfigFuzz {

    private ConfigFuzz() {}

    public static List<FuzzTarget> targets() {
        Path folder = folder();
        Path file = folder.resolve("file");
        return List.of(
                FuzzTarget.of(
                        "config file",
                        bytes -> config(folder.resolve("config.yaml"), TextFile.lossless(bytes)),
                        """
                        current: prod
                        contexts:
                          prod:
                            zookeeper: [a:1, 'b:2/kafka']
                            map: ['a-{n}:1=b:{2+n}']
                            timeout: 3s
                            readOnly: yes
                            protect: [/brokers, "or\\u0064ers*"] # x
                            security: {zookeeper: {tls: {ca: ca.pem}, auth: [{scheme: digest, secret: 'a:b'}]}}
                        """,
                        """
                        contexts: &a {dev: {bootstrap: 'localhost:1', security: {kafka: {protocol: SSL, password: {file: "a\\x41\\n"}}}}}
                        """),
                FuzzTarget.of(
                        "properties",
                        bytes -> PropertiesFile.read(Files.write(file, bytes)),
                        "# c\nsecurity.protocol = SSL\nsasl.jaas.config=x \\\n  username=\"\\u0061\";\n\\ a\\:b:c\n"),
                FuzzTarget.of("zoo.cfg", bytes -> pod(folder, "conf/zoo.cfg", bytes), """
                        clientPort=2181
                        clientPortAddress=fd00::1
                        secureClientPort=2281
                        admin.serverPort=9990
                        server.1=zk-0:2888:3888:participant;10.1.2.3:2181;[::]:2281
                        server.2=[fd00::2]:2888:3888|b:1:2;;2281
                        """),
                FuzzTarget.of(
                        "server.properties", bytes -> pod(folder, "opt/kafka/config/server.properties", bytes), """
                        process.roles=broker
                        listeners=EXTERNAL://:9094,SASL_SSL://[::]:9093
                        listener.security.protocol.map=EXTERNAL:SASL_PLAINTEXT,SASL_SSL:SASL_SSL
                        sasl.enabled.mechanisms=PLAIN
                        zookeeper.connect=a:1, b:2/k
                        ssl.truststore.location=/t
                        """),
                FuzzTarget.of(
                        "variables",
                        bytes -> new Pod(
                                        Map.of("ZOO_SERVERS", FuzzTarget.text(bytes), "POD", "a"),
                                        folder.resolve("none"),
                                        name -> false)
                                .look(),
                        "server.1=$(POD):2888:3888;2181 server.2=b:2888:3888;[::]:2182",
                        "a:2888:3888::1 b:2888:3888::2"),
                FuzzTarget.of(
                        "addresses", ConfigFuzz::addresses, "h1:2181, [fd00::1]:2182,h3/kafka/a", "PLAINTEXT://h:1"),
                FuzzTarget.of(
                        "address map",
                        bytes -> AddressMap.parse(List.of(FuzzTarget.text(bytes).split("\n", -1))),
                        "kafka-{n}.kafka-headless:9092=node1:{30092+n}\na:1=b:2",
                        "*:9092=127.0.0.1:9{n}\n1=b:2"),
                FuzzTarget.of(
                        "patterns",
                        bytes -> new Glob(FuzzTarget.text(bytes)).matches("orders-a.b[1]*".repeat(20)),
                        "or*d?rs-[a-c]*.{a,b}\\*",
                        "**/*"),
                FuzzTarget.of("durations", ConfigFuzz::durations, "500ms", "2m", "1h30m"));
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("zooka-fuzz-");
            folder.toFile().deleteOnExit();
            Files.createDirectories(folder.resolve("conf"));
            Files.createDirectories(folder.resolve("opt/kafka/config"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void config(Path path, String text) {
        for (NamedContext context : ConfigFile.parse(path, text).contexts()) {
            context.zookeeperSecurity().ifPresent(security -> security.client(SecretReader.NONE, "x"));
            context.kafkaSecurity().ifPresent(security -> security.client(SecretReader.NONE, "x"));
        }
    }

    private static void pod(Path root, String file, byte[] bytes) throws IOException {
        Path path = Files.write(root.resolve(file), bytes);
        new Pod(Map.of(), root, name -> false).look();
        Files.delete(path);
    }

    private static void addresses(byte[] bytes) {
        String text = FuzzTarget.text(bytes);
        try {
            ZooKeeperAddress.parse(text).connectString();
        } catch (Failure e) {
            Addresses.parse(text, 9092).forEach(Addresses::port);
        }
    }

    private static void durations(byte[] bytes) {
        try {
            new Durations().convert(FuzzTarget.text(bytes));
        } catch (picocli.CommandLine.TypeConversionException e) {
            return; // what picocli tells the user
        }
    }
}
