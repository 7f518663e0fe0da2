/** The gateways that Kafka's public {@code Admin} and {@code Producer} are good for. */
package zooka.clients.kafka.admin;
