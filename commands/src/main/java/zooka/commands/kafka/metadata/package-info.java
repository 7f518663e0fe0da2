/**
 * What the commands on Kafka share about brokers, topics and partitions: from the brokers, or from the znodes where a cluster keeps
 * its state there.
 */
package zooka.commands.kafka.metadata;
