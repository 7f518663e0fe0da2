/** {@code status}: the health of ZooKeeper and Kafka. */
package zooka.commands.status;
