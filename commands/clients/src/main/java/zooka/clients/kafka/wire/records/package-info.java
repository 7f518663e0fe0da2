/**
 * Reading records: fetches chunks of the log from each leader, selects ranges of offsets, and merges by time.
 */
package zooka.clients.kafka.wire.records;
