/**
 * Kafka's gateways, such as {@link zooka.clients.kafka.Topics}, and the records that they speak in. Nothing here knows a class of
 * Kafka's library: {@code wire} and {@code admin} are the adapters behind.
 */
package zooka.clients.kafka;
