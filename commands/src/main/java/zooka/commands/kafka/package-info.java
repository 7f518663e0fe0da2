/**
 * Kafka: the commands on topics, partitions, brokers, groups and records. They speak to the gateways of
 * {@link zooka.commands.kafka.client} only. Where a cluster keeps its state in ZooKeeper,
 * {@link zooka.commands.kafka.ZooKeeperState} reads it there through the znodes' gateway.
 */
package zooka.commands.kafka;
