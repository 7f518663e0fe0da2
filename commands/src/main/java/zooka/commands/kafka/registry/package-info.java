/**
 * Records whose form a schema registry knows: what stands behind Confluent's frame of a zero byte and a schema's id.
 */
package zooka.commands.kafka.registry;
