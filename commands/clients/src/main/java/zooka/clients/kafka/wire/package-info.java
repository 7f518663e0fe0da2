/**
 * Kafka's protocol by the library's internal classes: for fast requests, and requests to a particular broker. Everything that an
 * upgrade of the library can break is in this package and its subpackages.
 */
package zooka.clients.kafka.wire;
