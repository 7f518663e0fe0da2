/** Groups of every type, asked of the brokers that coordinate them. */
package zooka.clients.kafka.wire.groups;
