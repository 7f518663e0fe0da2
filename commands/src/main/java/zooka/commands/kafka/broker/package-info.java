/** Commands on brokers, the KRaft quorum and features. */
package zooka.commands.kafka.broker;
