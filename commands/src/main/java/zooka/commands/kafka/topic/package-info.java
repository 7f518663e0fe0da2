/** Topics. */
package zooka.commands.kafka.topic;
