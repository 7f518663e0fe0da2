/** Commands on transactions and producers. */
package zooka.commands.kafka.transaction;
