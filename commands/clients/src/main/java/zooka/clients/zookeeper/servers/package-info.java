/**
 * The servers of an ensemble, asked one by one by whichever way is open: four-letter words, in the clear or over TLS, or the
 * AdminServer.
 */
package zooka.clients.zookeeper.servers;
