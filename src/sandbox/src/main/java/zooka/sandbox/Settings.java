package zooka.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import zooka.sandbox.Layout.Node;

/**
 * Writes the servers' configuration files. Servers are small and detect failures quickly: in seconds instead of tens of
 * seconds, with few partitions in the internal topics, little memory and disk.
 */
final class Settings {

    static final String FILE = "server.properties";

    /** The super user of every ZooKeeper server, who passes each ACL; servers get its digest. */
    static final String SUPER_USER = "super:sandbox";

    /** The id of a KRaft cluster: 16 bytes in URL-safe base64, in Kafka's format. */
    static final String CLUSTER_ID = "em9va2Etc2FuZGJveC0wMQ";

    private static final String LOGGING = "log4j.properties";

    private Settings() {}

    /** Writes all configuration files of a server. */
    static void write(Layout layout, Node node) throws IOException {
        write(layout, node, Stage.NOT_BEGUN);
    }

    /**
     * Writes all configuration files of a server.
     *
     * @param stage how far the migration to KRaft is to come
     */
    static void write(Layout layout, Node node, Stage stage) throws IOException {
        Path folder = Files.createDirectories(layout.folder(node));
        if (node.kind() == ServerStatus.Kind.ZOOKEEPER) {
            Files.writeString(folder.resolve("myid"), node.id() + "\n");
            Files.writeString(folder.resolve(FILE), zookeeper(layout, node));
            return;
        }
        Files.writeString(
                folder.resolve(FILE),
                node.kind() == ServerStatus.Kind.CONTROLLER
                        ? controller(layout, node, stage)
                        : broker(layout, node, stage));
        if (layout.mode() == Mode.KRAFT) {
            for (Path dir : dirs(folder)) {
                Files.createDirectories(dir);
                Files.writeString(dir.resolve("meta.properties"), """
                        version=1
                        cluster.id=%s
                        node.id=%d
                        directory.id=%s
                        """.formatted(CLUSTER_ID, node.id(), directoryId()));
            }
        } else {
            Files.writeString(folder.resolve(LOGGING), """
                    log4j.rootLogger=WARN, stderr
                    log4j.logger.state.change.logger=INFO
                    log4j.appender.stderr=org.apache.log4j.ConsoleAppender
                    log4j.appender.stderr.target=System.err
                    log4j.appender.stderr.layout=org.apache.log4j.PatternLayout
                    log4j.appender.stderr.layout.ConversionPattern=%d{ISO8601} %p %m (%c)%n
                    """);
        }
    }

    /** The directory of a broker's partitions and of the quorum's metadata. */
    static Path data(Path folder) {
        return folder.resolve("data");
    }

    /** All directories of a broker's partitions: two, so that replicas can be moved between them. */
    static List<Path> dirs(Path folder) {
        return List.of(data(folder), folder.resolve("data-2"));
    }

    /** The JVM's system properties for settings that have no place in the server's configuration file. */
    static List<String> systemProperties(Software software, Path folder) {
        if (software == Software.KAFKA_ON_ZOOKEEPER) {
            return List.of("-Dlog4j.configuration=" + folder.resolve(LOGGING).toUri());
        }
        List<String> properties = new ArrayList<>(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.log.state.change.logger=info",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS"));
        if (software == Software.ZOOKEEPER) {
            properties.addAll(List.of(
                    "-Dzookeeper.forceSync=no",
                    "-Dzookeeper.preAllocSize=256",
                    "-Dzookeeper.jmx.log4j.disable=true",
                    "-Dzookeeper.extendedTypesEnabled=true",
                    "-Dzookeeper.enforceQuota=true",
                    "-Dzookeeper.DigestAuthenticationProvider.superDigest=" + superDigest()));
        }
        return properties;
    }

    private static String zookeeper(Layout layout, Node node) {
        List<Node> members = layout.zookeepers();
        String quorum = members.size() == 1
                ? "clientPort=%d\nclientPortAddress=%s".formatted(node.port(), Layout.HOST)
                : members.stream()
                        .map(member -> "server.%d=%s:%d:%d;%s:%d"
                                .formatted(
                                        member.id(),
                                        Layout.HOST,
                                        member.peer(),
                                        member.election(),
                                        Layout.HOST,
                                        member.port()))
                        .collect(Collectors.joining("\n"));
        return """
                dataDir=%s
                tickTime=500
                initLimit=40
                syncLimit=8
                maxClientCnxns=0
                admin.enableServer=false
                4lw.commands.whitelist=*
                reconfigEnabled=true
                %s
                """.formatted(layout.folder(node), quorum);
    }

    private static String broker(Layout layout, Node node, Stage stage) {
        int copies = Math.min(3, layout.brokers().size());
        int inSync = Math.min(2, copies);
        return own(layout, node, stage)
                + """
                advertised.listeners=PLAINTEXT://%s
                broker.rack=%s
                log.dirs=%s
                default.replication.factor=%d
                min.insync.replicas=%d
                offsets.topic.replication.factor=%d
                transaction.state.log.replication.factor=%d
                transaction.state.log.min.isr=%d
                share.coordinator.state.topic.replication.factor=%d
                share.coordinator.state.topic.min.isr=%d
                offsets.topic.num.partitions=3
                transaction.state.log.num.partitions=3
                share.coordinator.state.topic.num.partitions=3
                auto.create.topics.enable=false
                leader.imbalance.check.interval.seconds=20
                group.initial.rebalance.delay.ms=0
                group.min.session.timeout.ms=1000
                replica.lag.time.max.ms=10000
                replica.fetch.wait.max.ms=500
                num.network.threads=2
                num.io.threads=4
                log.cleaner.dedupe.buffer.size=2097152
                log.segment.bytes=8388608
                log.retention.bytes=33554432
                log.index.size.max.bytes=65536
                log.retention.check.interval.ms=60000
                allow.everyone.if.no.acl.found=true
                super.users=User:ANONYMOUS
                """.formatted(
                        node.address(),
                        (char) ('a' + (node.id() - 1) % 3),
                        dirs(layout.folder(node)).stream().map(Path::toString).collect(Collectors.joining(",")),
                        copies,
                        inSync,
                        copies,
                        copies,
                        inSync,
                        copies,
                        inSync);
    }

    /** What depends on where the metadata are. */
    private static String own(Layout layout, Node node, Stage stage) {
        if (layout.mode() == Mode.KRAFT) {
            return kraft(layout, node);
        }
        return switch (stage) {
            case NOT_BEGUN, CONTROLLERS -> onZookeeper(layout, node);
            case DUAL_WRITE -> onZookeeper(layout, node) + migrating(layout);
            case KRAFT_BROKERS, FINALIZED -> atControllers(layout, node);
        };
    }

    /** What a broker on ZooKeeper needs for the migration, as Kafka's manual has it. */
    private static String migrating(Layout layout) {
        return """
                inter.broker.protocol.version=3.9
                zookeeper.metadata.migration.enable=true
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                controller.listener.names=CONTROLLER
                controller.quorum.voters=%s
                """.formatted(layout.voters());
    }

    /** A broker in KRaft mode with controllers of their own. */
    private static String atControllers(Layout layout, Node node) {
        return """
                process.roles=broker
                node.id=%d
                listeners=PLAINTEXT://%s
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                controller.listener.names=CONTROLLER
                controller.quorum.voters=%s
                broker.session.timeout.ms=2000
                broker.heartbeat.interval.ms=500
                authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
                """.formatted(node.id(), node.address(), layout.voters());
    }

    private static String controller(Layout layout, Node node, Stage stage) {
        String migration =
                stage == Stage.FINALIZED ? "" : """
                zookeeper.metadata.migration.enable=true
                zookeeper.connect=%s
                zookeeper.session.timeout.ms=2000
                zookeeper.connection.timeout.ms=20000
                """.formatted(layout.zookeeper().orElse(""));
        return """
                process.roles=controller
                node.id=%d
                listeners=CONTROLLER://%s
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=PLAINTEXT
                controller.quorum.voters=%s
                controller.quorum.fetch.timeout.ms=1500
                controller.quorum.election.timeout.ms=500
                controller.quorum.election.backoff.max.ms=500
                broker.session.timeout.ms=2000
                authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
                allow.everyone.if.no.acl.found=true
                super.users=User:ANONYMOUS
                leader.imbalance.check.interval.seconds=20
                log.dirs=%s
                %s""".formatted(node.id(), node.address(), layout.voters(), data(layout.folder(node)), migration);
    }

    private static String onZookeeper(Layout layout, Node node) {
        return """
                broker.id=%d
                listeners=PLAINTEXT://%s
                zookeeper.connect=%s
                zookeeper.session.timeout.ms=2000
                zookeeper.connection.timeout.ms=20000
                authorizer.class.name=kafka.security.authorizer.AclAuthorizer
                """.formatted(node.id(), node.address(), layout.zookeeper().orElse(""));
    }

    private static String kraft(Layout layout, Node node) {
        return """
                process.roles=broker,controller
                node.id=%d
                listeners=PLAINTEXT://%s,CONTROLLER://%s:%d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                controller.listener.names=CONTROLLER
                controller.quorum.voters=%s
                controller.quorum.fetch.timeout.ms=1500
                controller.quorum.election.timeout.ms=500
                controller.quorum.election.backoff.max.ms=500
                broker.session.timeout.ms=2000
                broker.heartbeat.interval.ms=500
                authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
                """.formatted(node.id(), node.address(), Layout.HOST, node.peer(), layout.voters());
    }

    /** A random directory id: a node whose directory has another node's id exits at its start. */
    private static String directoryId() {
        UUID id = UUID.randomUUID();
        byte[] bytes = java.nio.ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String superDigest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(SUPER_USER.getBytes(StandardCharsets.UTF_8));
            return "super:" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
