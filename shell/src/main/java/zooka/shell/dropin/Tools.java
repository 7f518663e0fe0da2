package zooka.shell.dropin;

import java.util.List;
import zooka.clients.Failure;
import zooka.commands.session.Links;

/** The tools by their names. */
final class Tools {

    private Tools() {}

    /** The names, without {@code .sh}: all that links are made for but zkCli, whose lines zooka takes as they are. */
    static List<String> names() {
        return Links.TOOLS.stream().filter(name -> name.startsWith("kafka-")).toList();
    }

    /**
     * The tool with a name.
     *
     * @throws Failure {@code USAGE} for another name
     */
    static Tool named(String name) {
        return switch (name) {
            case "kafka-topics" -> new KafkaTopics();
            case "kafka-consumer-groups" -> new KafkaConsumerGroups();
            case "kafka-configs" -> new KafkaConfigs();
            case "kafka-console-consumer" -> new KafkaConsoleConsumer();
            case "kafka-console-producer" -> new KafkaConsoleProducer();
            case "kafka-get-offsets" -> new KafkaGetOffsets();
            case "kafka-reassign-partitions" -> new KafkaReassignPartitions();
            case "kafka-leader-election" -> new KafkaLeaderElection();
            case "kafka-acls" -> new KafkaAcls();
            case "kafka-log-dirs" -> new KafkaLogDirs();
            case "kafka-broker-api-versions" -> new KafkaBrokerApiVersions();
            case "kafka-metadata-quorum" -> new KafkaMetadataQuorum();
            case "kafka-features" -> new KafkaFeatures();
            case "kafka-delete-records" -> new KafkaDeleteRecords();
            case "kafka-transactions" -> new KafkaTransactions();
            default ->
                throw Failure.usage(name + " is not supported").hint("supported tools: " + String.join(", ", names()));
        };
    }
}
