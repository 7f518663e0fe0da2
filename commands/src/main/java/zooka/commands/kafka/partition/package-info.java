/** Partitions: leaders, replicas and their moves. */
package zooka.commands.kafka.partition;
