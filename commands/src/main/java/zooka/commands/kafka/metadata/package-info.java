/**
 * The cluster metadata that Kafka's commands share: brokers, topics and partitions, from the brokers or from the znodes of a
 * cluster that uses ZooKeeper.
 */
package zooka.commands.kafka.metadata;
