/** Records: reading and writing them. */
package zooka.commands.kafka.record;
