/** Commands on groups of every type, and their offsets. */
package zooka.commands.kafka.group;
