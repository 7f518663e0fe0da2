/** The evidence of {@code audit}: ZooKeeper's metadata and the answers of the brokers. */
package zooka.commands.audit.evidence;
