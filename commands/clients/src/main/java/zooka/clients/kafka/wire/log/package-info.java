/**
 * Following the metadata log of a KRaft quorum: finds the leader among the controllers, fetches batches and snapshots from it, and
 * decodes what is committed.
 */
package zooka.clients.kafka.wire.log;
