/**
 * Kafka's gateways, such as {@link zooka.clients.kafka.Topics}, and the types of their arguments and results. Nothing here uses a class of
 * Kafka's library: {@code wire} and {@code admin} contain the implementations.
 */
package zooka.clients.kafka;
