/** Commands that read and write records. */
package zooka.commands.kafka.record;
