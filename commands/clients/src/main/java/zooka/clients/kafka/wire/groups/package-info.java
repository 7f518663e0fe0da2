/** Reads groups of every type from their coordinators. */
package zooka.clients.kafka.wire.groups;
