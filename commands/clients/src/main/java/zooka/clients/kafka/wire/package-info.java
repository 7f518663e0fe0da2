/**
 * Kafka's protocol, spoken by the library's internal classes: for what has to be fast, or asked of a broker of our choice. All that an
 * upgrade of the library can break is here and in the packages below.
 */
package zooka.clients.kafka.wire;
