/** Commands on topics. */
package zooka.commands.kafka.topic;
