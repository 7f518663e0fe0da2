/**
 * Records, fetched in whole pieces of the log from each leader: which offsets, in what order, and the last of them.
 */
package zooka.clients.kafka.wire.records;
