/**
 * Kafka: the commands on topics, partitions, brokers and groups, the gateways {@link zooka.commands.kafka.Topics},
 * {@link zooka.commands.kafka.Groups} and {@link zooka.commands.kafka.Records}, and the adapters behind these, which alone
 * know Kafka's client. Where a cluster keeps its state in ZooKeeper, {@link zooka.commands.kafka.ZooKeeperState} reads it
 * there through the znodes' gateway.
 */
package zooka.commands.kafka;
