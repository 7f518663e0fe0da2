/**
 * Kafka's gateways, such as {@link zooka.commands.kafka.client.Topics}, what they speak in, and the adapters behind them,
 * which alone know Kafka's classes. Two ways lead to the brokers: {@code Wire}, our own, for what has to be fast or to be
 * asked of a broker of our choice, and the library's admin client for everything else.
 */
package zooka.commands.kafka.client;
