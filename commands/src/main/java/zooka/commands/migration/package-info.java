/** The migration of a Kafka cluster from ZooKeeper to KRaft: where it stands, what it needs, and the way back. */
package zooka.commands.migration;
