/** The gateways that use Kafka's public {@code Admin} and {@code Producer}. */
package zooka.clients.kafka.admin;
