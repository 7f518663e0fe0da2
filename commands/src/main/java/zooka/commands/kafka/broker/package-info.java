/** Brokers, the quorum of controllers, and the features of a cluster. */
package zooka.commands.kafka.broker;
