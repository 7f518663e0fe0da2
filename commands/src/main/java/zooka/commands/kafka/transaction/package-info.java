/** Transactions and their producers. */
package zooka.commands.kafka.transaction;
