/**
 * The servers of an ensemble, asked one by one by any open interface: four-letter words, in plaintext or over TLS, or the
 * AdminServer.
 */
package zooka.clients.zookeeper.servers;
