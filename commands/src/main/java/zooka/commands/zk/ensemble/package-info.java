/**
 * The servers of an ensemble, asked one by one by whichever door is open: four-letter words, in the clear or over TLS, or the AdminServer.
 */
package zooka.commands.zk.ensemble;
