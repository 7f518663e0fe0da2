/**
 * Decoding of records with a schema registry: Confluent's wire format, a zero byte and a schema id before the data.
 */
package zooka.commands.kafka.registry;
