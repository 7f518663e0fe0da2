package zooka.testing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Kafka's own command-line tools, the classes behind {@code kafka-topics.sh} and its kin. They run in a process of their own
 * that serves one command after the other.
 */
public final class StockTools implements AutoCloseable {

    /** Which of Kafka's tools, and in which class each is. */
    public enum Version {
        V3("kafka-tools-3.9.2", "kafka.admin.ConfigCommand", "kafka.admin.BrokerApiVersionsCommand"),
        /** The newest that Maven Central has; there are servers that are newer. */
        V4("kafka-tools-4.3.1", "kafka.admin.ConfigCommand", "org.apache.kafka.tools.BrokerApiVersionsCommand");

        private final String jars;
        private final String configs;
        private final String versions;

        Version(String jars, String configs, String versions) {
            this.jars = jars;
            this.configs = configs;
            this.versions = versions;
        }
    }

    private static final String TOOLS = "org.apache.kafka.tools.";

    /** What a tool printed, and how it ended. */
    public record Run(int code, String out, String err) {

        /** The lines of stdout that hold something. */
        public List<String> lines() {
            return out.lines().filter(line -> !line.isBlank()).toList();
        }
    }

    private final Version version;
    private final String bootstrap;
    private final Process process;
    private final DataOutputStream questions;
    private final DataInputStream answers;

    /** Starts them against those brokers. */
    public StockTools(Version version, String bootstrap) {
        this.version = version;
        this.bootstrap = bootstrap;
        try {
            Process fetch = new ProcessBuilder(
                            Program.HOME.resolve("scripts/servers/fetch").toString(), version.jars)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String lib = new String(fetch.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            String ours = Path.of(StockTools.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .getPath())
                    .toString();
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            ours + File.pathSeparator + lib + "/*",
                            StockLoop.class.getName())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        questions = new DataOutputStream(process.getOutputStream());
        answers = new DataInputStream(process.getInputStream());
    }

    public Run topics(String... words) {
        return run("org.apache.kafka.tools.TopicCommand", words);
    }

    public Run offsets(String... words) {
        return run("org.apache.kafka.tools.GetOffsetShell", words);
    }

    public Run groups(String... words) {
        return run("org.apache.kafka.tools.consumer.group.ConsumerGroupCommand", words);
    }

    public Run logDirs(String... words) {
        return run("org.apache.kafka.tools.LogDirsCommand", words);
    }

    public Run configs(String... words) {
        return run(version.configs, words);
    }

    public Run quorum(String... words) {
        return run("org.apache.kafka.tools.MetadataQuorumCommand", words);
    }

    public Run features(String... words) {
        return run("org.apache.kafka.tools.FeatureCommand", words);
    }

    public Run reassignments(String... words) {
        return run("org.apache.kafka.tools.reassign.ReassignPartitionsCommand", words);
    }

    public Run versions(String... words) {
        return run(version.versions, words);
    }

    /**
     * Runs the tool with this name, {@code kafka-topics}.
     *
     * @param stdin what it can read there
     */
    public Run tool(String name, String stdin, String... words) {
        String type =
                switch (name) {
                    case "kafka-topics" -> TOOLS + "TopicCommand";
                    case "kafka-consumer-groups" -> TOOLS + "consumer.group.ConsumerGroupCommand";
                    case "kafka-configs" -> version.configs;
                    case "kafka-console-consumer" -> TOOLS + "consumer.ConsoleConsumer";
                    case "kafka-console-producer" -> TOOLS + "ConsoleProducer";
                    case "kafka-get-offsets" -> TOOLS + "GetOffsetShell";
                    case "kafka-reassign-partitions" -> TOOLS + "reassign.ReassignPartitionsCommand";
                    case "kafka-leader-election" -> TOOLS + "LeaderElectionCommand";
                    case "kafka-acls" -> TOOLS + "AclCommand";
                    case "kafka-log-dirs" -> TOOLS + "LogDirsCommand";
                    case "kafka-broker-api-versions" -> version.versions;
                    case "kafka-metadata-quorum" -> TOOLS + "MetadataQuorumCommand";
                    case "kafka-features" -> TOOLS + "FeatureCommand";
                    case "kafka-delete-records" -> TOOLS + "DeleteRecordsCommand";
                    case "kafka-transactions" -> TOOLS + "TransactionsCommand";
                    default -> throw new IllegalArgumentException("no tool " + name);
                };
        return run(type, stdin.getBytes(StandardCharsets.UTF_8), words);
    }

    private Run run(String type, String... words) {
        return run(type, new byte[0], words);
    }

    private synchronized Run run(String type, byte[] stdin, String... words) {
        List<String> all = new ArrayList<>(List.of(type, "--bootstrap-server", bootstrap));
        all.addAll(List.of(
                "--command-config",
                Program.HOME.resolve("src/test/resources/stock.properties").toString()));
        all.addAll(List.of(words));
        try {
            questions.writeInt(all.size());
            for (String word : all) {
                questions.writeUTF(word);
            }
            questions.writeInt(stdin.length);
            questions.write(stdin);
            questions.flush();
            int code = answers.readInt();
            String out = text();
            return new Run(code, out, text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text() throws IOException {
        return new String(answers.readNBytes(answers.readInt()), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
